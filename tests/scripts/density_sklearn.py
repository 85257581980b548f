"""Densities by scikit-learn at the targets of tests/src/oracles/density.rs, for its points.

pip install scikit-learn; python density_sklearn.py
Prints the version and, for each kernel that both know, events per square metre at each target.
scikit-learn's kernel densities integrate to one: times the number of points they are events per square metre.
"""
import numpy as np
import sklearn
from sklearn.neighbors import KernelDensity

X = [264.4, 238.9, 461.5, 384.0, 320.7, 315.1, 499.4, 277.5, 404.7, 111.2, 376.7, 273.8, 449.5, 192.5, 453.6, 311.6,
     467.3, 318.1, 439.7, 226.2, 320.7, 155.9, 474.3, 639.0, 360.6, 716.1, 620.4, 668.7, 607.5, 821.7, 140.6, 542.5,
     845.6, 713.3, 540.1, 773.4, 879.1, 929.2, 899.8, 762.3, 811.5, 795.0, 835.1, 818.9, 840.2]
Y = [598.8, 539.6, 606.9, 400.2, 409.4, 391.7, 739.2, 426.9, 484.4, 519.8, 506.4, 565.5, 527.6, 572.5, 532.4, 304.8,
     423.4, 435.1, 546.3, 473.8, 787.8, 773.3, 713.9, 538.6, 106.6, 396.1, 626.5, 631.4, 669.9, 171.3, 734.7, 16.9,
     474.7, 202.7, 569.7, 130.9, 196.8, 224.4, 69.4, 201.8, 28.8, 156.6, 190.2, 186.6, 120.6]
TARGETS = np.array([[300, 500], [500, 400], [820, 150], [5, 5], [700, 700]], float)

points = np.column_stack([X, Y])
print("scikit-learn", sklearn.__version__)
for kernel, ours in [("epanechnikov", "epanechnikov"), ("tophat", "uniform"), ("linear", "triangular")]:
    fit = KernelDensity(kernel=kernel, bandwidth=250.0, rtol=0, atol=0, algorithm="kd_tree").fit(points)
    print(ours, [float(f"{v:.13g}") for v in len(points) * np.exp(fit.score_samples(TARGETS))])
fit = KernelDensity(kernel="gaussian", bandwidth=80.0, rtol=0, atol=0).fit(points)
print("gaussian, sigma 80", [float(f"{v:.13g}") for v in len(points) * np.exp(fit.score_samples(TARGETS))])

"""Local statistics of 30 irregular points by esda, for tests/src/oracles/local_esda.rs.

pip install esda==2.9.0 libpysal==4.14.1; python local_esda.py
Neighbours are the nearest three of each point, which is not symmetric, and all within 150 m, which leaves islands. Prints the
versions, the neighbours, and the statistics with binary weights; Gi* with star=True. esda's `Is` has divisor n - 1
where `EIc` and `VIc` have n: it is printed as it comes.
"""
import warnings

import esda
import libpysal
import numpy as np
from libpysal.weights import KNN, DistanceBand

warnings.simplefilter("ignore")
X = [764, 75, 548, 423, 906, 327, 142, 688, 851, 237, 512, 619, 93, 380, 957, 281, 446, 733, 168, 590, 824, 35, 361,
     678, 210, 941, 487, 126, 559, 800]
Y = [118, 402, 277, 695, 561, 84, 733, 426, 902, 548, 839, 137, 251, 466, 318, 917, 193, 770, 615, 582, 239, 871, 314,
     968, 366, 47, 543, 62, 714, 655]
VALUES = [3, 0, 5, 2, 1, 0, 7, 4, 0, 9, 2, 6, 1, 8, 0, 3, 5, 2, 11, 6, 1, 0, 7, 2, 4, 0, 9, 1, 3, 2]

points = np.column_stack([X, Y]).astype(float)
y = np.array(VALUES, float)
show = lambda numbers: [float(f"{v:.14g}") for v in np.atleast_1d(numbers)]
print("esda", esda.__version__, "libpysal", libpysal.__version__)
nearest = KNN(points, k=3)
band = DistanceBand(points, threshold=150.0, silence_warnings=True)
for name, w in [("NEAREST", nearest), ("BAND", band)]:
    print(name, [sorted(map(int, w.neighbors[i])) for i in range(len(y))])

w = nearest
star = esda.G_Local(y, w, transform="B", star=True, permutations=0)
plain = esda.G_Local(y, w, transform="B", star=False, permutations=0)
print("GI_STAR", show(star.Zs))
print("GI", show(plain.Zs))
print("ONE_SIDED", show(star.p_norm))
w.transform = "B"
local = esda.Moran_Local(y, w, transformation="B", permutations=0)
print("IS", show(local.Is))
print("EIC", show(local.EIc))
print("VIC", show(local.VIc))
print("QUADRANT", ["", "HH", "LH", "LL", "HL"], local.q.tolist())
standardised = esda.Moran_Local(y, nearest, transformation="r", permutations=0)
print("IS_ROWS", show(standardised.Is))
for name, w in [("nearest", nearest), ("band", band)]:
    for transformation in "rB":
        g = esda.Moran(y, w, transformation=transformation, permutations=0)
        print("MORAN", name, transformation, show([g.I, g.EI, g.VI_norm, g.VI_rand, g.z_rand, g.p_rand]))
skewed = esda.G_Local(y, KNN(points, k=3), transform="R", star=True, permutations=0)
print("GI_STAR by the variance of esda for standardised rows", show(skewed.Zs))

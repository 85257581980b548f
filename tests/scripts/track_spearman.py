"""Rank correlation by scipy, for tests/src/oracles/regression.rs.

pip install scipy==1.17.1; python track_spearman.py
p of seven areas counts every order, of eleven is by Student's t, as scipy has it.
"""
import numpy as np
import scipy
from scipy.stats import permutation_test, spearmanr

print("scipy", scipy.__version__)
fear = [0.41, 0.38, 0.52, 0.38, 0.29, 0.6, 0.33]
ratio = [1.2, 0.8, 1.1, 0.9, 0.7, 0.95, 1.0]
found = permutation_test((fear,), lambda x: spearmanr(x, ratio).statistic, permutation_type="pairings", n_resamples=np.inf)
print("seven", f"{found.statistic:.14g}, {found.pvalue:.14g}")
fear += [0.45, 0.2, 0.37, 0.5]
ratio += [1.3, 0.6, 0.9, 1.4]
found = spearmanr(fear, ratio)
print("eleven", f"{found.statistic:.14g}, {found.pvalue:.14g}")

"""Tests of two rates and of shares by scipy and statsmodels, for tests/src/oracles/change.rs and profile.rs.

pip install scipy==1.17.1 statsmodels==0.15.0; python change_scipy.py
Prints the versions and one line a case, as Rust tuples. The conditional test and its interval from scipy's binomial tails and beta
quantiles; the E-test, Wilson's, Clopper's, Newcombe's and the log interval from statsmodels; Fisher's test from scipy.
"""
import warnings

import numpy as np
import scipy
import statsmodels
from scipy.stats import beta, binom, fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import test_poisson_2indep

warnings.simplefilter("ignore")
print("scipy", scipy.__version__, "statsmodels", statsmodels.__version__)
show = lambda *numbers: ", ".join(f"{v:.14g}" if np.isfinite(v) else "f64::INFINITY" for v in numbers)

print("CONDITIONAL: (before, length, after, length), (lower, upper, p)")
for k1, n1, k2, n2 in [(10, 6, 25, 6), (0, 6, 7, 6), (7, 6, 0, 3), (3, 12, 3, 4), (1, 1, 1, 1), (150, 1, 110, 1), (5, 2, 60, 12),
                       (900, 12, 1010, 12), (20000, 12, 20500, 12.5), (400000, 1, 402000, 1)]:
    k, pi = k1 + k2, n2 / (n1 + n2)
    p = min(1, 2 * min(binom.cdf(k2, k, pi), binom.sf(k2 - 1, k, pi)))
    lower = beta.ppf(0.025, k2, k1 + 1) if k2 else 0.0
    # The complement of the upper limit, so that its odds do not cancel.
    rest = beta.ppf(0.025, k1, k2 + 1) if k1 else 0.0
    odds = [lower / (1 - lower), (1 - rest) / rest if rest else np.inf]
    print(f"    (({k1}, {n1:.1f}, {k2}, {n2:.1f}), ({show(odds[0] * n1 / n2, odds[1] * n1 / n2, p)})),")

print("ETEST")
for k1, n1, k2, n2 in [(0, 2, 3, 5), (1, 6, 9, 6), (30, 12, 15, 3), (4, 1, 400, 60)]:
    p = test_poisson_2indep(k1, n1, k2, n2, method="etest", compare="diff", etest_kwds={"y_grid": None}).pvalue
    print(f"    (({k1}, {n1:.1f}, {k2}, {n2:.1f}), {show(p)}),")

print("SHARES: (of, all, of the rest, all the rest), wilson, clopper, newcombe of the difference, log of the ratio, fisher")
for a, n, b, m in [(18, 40, 120, 600), (0, 12, 9, 90), (7, 7, 50, 80), (5, 50, 50, 500), (1, 3, 2, 900), (260, 1000, 4000, 20000)]:
    w = proportion_confint(a, n, method="wilson")
    c = proportion_confint(a, n, method="beta")
    d = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    r = confint_proportions_2indep(a, n, b, m, method="log", compare="ratio") if a and b else (np.nan, np.nan)
    r = r if a and b else (0.0, 0.0)
    f = fisher_exact([[a, n - a], [b, m - b]])[1]
    print(f"    (({a}, {n}, {b}, {m}), [{show(*w, *c, *d, *r, f)}]),")

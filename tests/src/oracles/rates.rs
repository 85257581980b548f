//! Rates, tails, limits, smoothing, dispersion and adjustment against R 4.2.2, spdep 1.2-7 and scipy 1.17.1.
//!
//! `stats::ppois`, `stats::qchisq`, `stats::poisson.test`, `stats::chisq.test`, `stats::p.adjust`, `spdep::EBest`; the Byar limits and the index
//! of Assunção and Reis from their formulas in R and numpy. A lattice of ten areas, a table of ten wards by 24 months.

use hotspur_core::Value;
use hotspur_core::adjust::{benjamini_hochberg, benjamini_yekutieli, bonferroni, holm};
use hotspur_core::rate::{
    byar, dispersion, empirical_bayes, expected, garwood, mid_p_lower, mid_p_upper, p_lower,
    p_upper,
};

use super::record::{record, relative};

const CASES: [u64; 10] = [120, 45, 38, 60, 150, 41, 35, 52, 110, 48];
#[rustfmt::skip]
const POPULATION: [f64; 10] = [
    5200.0, 7400.0, 7600.0, 7100.0, 8000.0,
    7300.0, 7000.0, 7600.0, 7800.0, 7000.0,
];
const SMALL: [u64; 10] = [0, 1, 2, 3, 5, 9, 10, 11, 25, 100];
const WARD_MONTH: [[u64; 24]; 10] = [
    [
        0, 2, 0, 0, 2, 3, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0,
    ],
    [
        0, 1, 4, 0, 1, 2, 0, 1, 0, 3, 0, 4, 1, 1, 0, 3, 1, 2, 5, 1, 1, 0, 1, 5,
    ],
    [
        1, 6, 3, 8, 1, 0, 3, 2, 4, 2, 1, 3, 3, 11, 5, 0, 8, 5, 1, 3, 2, 3, 3, 5,
    ],
    [
        5, 3, 3, 9, 5, 4, 6, 1, 4, 2, 2, 3, 2, 1, 4, 4, 1, 8, 7, 1, 2, 8, 2, 2,
    ],
    [
        2, 6, 7, 6, 3, 5, 4, 4, 3, 2, 3, 0, 2, 4, 3, 5, 7, 6, 6, 7, 0, 8, 1, 2,
    ],
    [
        2, 4, 6, 7, 13, 3, 12, 8, 2, 5, 6, 1, 3, 4, 5, 9, 9, 9, 6, 6, 8, 4, 14, 4,
    ],
    [
        13, 9, 6, 8, 6, 9, 17, 8, 11, 6, 7, 4, 3, 7, 13, 8, 8, 5, 6, 12, 4, 2, 8, 5,
    ],
    [
        7, 21, 20, 7, 16, 8, 18, 1, 9, 4, 7, 12, 6, 12, 16, 14, 13, 14, 10, 6, 3, 7, 4, 13,
    ],
    [
        14, 19, 25, 22, 22, 17, 11, 13, 20, 10, 11, 13, 17, 16, 11, 29, 17, 20, 26, 10, 6, 13, 8, 7,
    ],
    [
        20, 33, 33, 25, 34, 42, 21, 16, 9, 28, 26, 18, 16, 19, 29, 34, 19, 22, 25, 20, 25, 18, 16,
        23,
    ],
];

type Names = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const DUE: Names = ("expected count", "rate/expected.rs", "R 4.2.2");
const TAIL: &str = "rate/poisson.rs";
const PPOIS: &str = "R 4.2.2, `ppois`";
const UPPER_TAIL: Names = ("SMR: p of the upper tail", TAIL, PPOIS);
const LOWER_TAIL: Names = ("SMR: p of the lower tail", TAIL, PPOIS);
const MID_UPPER_TAIL: Names = ("SMR: mid-p of the upper tail", TAIL, PPOIS);
const MID_LOWER_TAIL: Names = ("SMR: mid-p of the lower tail", TAIL, PPOIS);
const INTERVAL: &str = "rate/interval.rs";
#[rustfmt::skip]
const GARWOOD: Names = ("exact limits (Garwood)", INTERVAL, "R 4.2.2, `qchisq` and `poisson.test`");
const FORMULA: &str = "formula in R 4.2.2 and numpy 2.4.6";
const BYAR: Names = ("limits of Byar", INTERVAL, FORMULA);
const BAYES: &str = "rate/empirical_bayes.rs";
const EBEST: &str = "spdep 1.2-7, `EBest`";
const EB_MEAN: Names = ("empirical Bayes: mean", BAYES, EBEST);
const EB_VARIANCE: Names = ("empirical Bayes: variance between areas", BAYES, EBEST);
const EB_RATE: Names = ("empirical Bayes: smoothed rate", BAYES, EBEST);
const EB_INDEX: Names = ("empirical Bayes: index", BAYES, FORMULA);
const EB_NEGATIVE: Names = (
    "empirical Bayes: variance before truncation",
    BAYES,
    FORMULA,
);
#[rustfmt::skip]
const DISPERSION: Names = ("dispersion: X², degrees and φ", "rate/dispersion.rs", "R 4.2.2, `chisq.test`");
const ADJUST: &str = "adjust.rs";
pub(super) const P_ADJUST: &str = "R 4.2.2, `p.adjust`";
pub(super) const BH_Q: Names = ("q of Benjamini and Hochberg", ADJUST, P_ADJUST);
pub(super) const BY_Q: Names = ("q of Benjamini and Yekutieli", ADJUST, P_ADJUST);
pub(super) const HOLM_P: Names = ("p of Holm", ADJUST, P_ADJUST);
pub(super) const BONFERRONI_P: Names = ("p of Bonferroni", ADJUST, P_ADJUST);

/// By relative error alone, small tails included.
#[track_caller]
fn assert_close(names: Names, found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs(),
        "{found} is not {expected}"
    );
    record(names, &[found], &[expected], relative(tolerance));
}

fn known(sizes: &[f64]) -> Vec<Value<f64>> {
    sizes.iter().map(|size| Value::Known(*size)).collect()
}

#[test]
pub(super) fn expected_counts_and_exact_tails_equal_r_down_to_the_smallest() {
    #[rustfmt::skip]
    const EXPECTED: [f64; 10] = [
        50.48333333333, 71.84166666667, 73.78333333333, 68.92916666667, 77.66666666667,
        70.87083333333, 67.95833333333, 73.78333333333, 75.725, 67.95833333333,
    ];
    #[rustfmt::skip]
    const UPPER: [f64; 10] = [
        7.25208759208e-17, 0.9997204558869, 0.9999983263476, 0.873399662041, 2.284068017807e-13,
        0.9999528643172, 0.9999960001681, 0.9967754488663, 0.0001290907176451, 0.9953877338008,
    ];
    #[rustfmt::skip]
    const LOWER: [f64; 10] = [
        1.0, 0.0004609647519112, 3.334001226818e-06, 0.1546837652026, 0.9999999999999,
        8.394250701955e-05, 7.983960593158e-06, 0.004750314585759, 0.9999134156245, 0.006799083865345,
    ];
    #[rustfmt::skip]
    const MID_UPPER: [f64; 10] = [
        5.130280892909e-17, 0.9996297455675, 0.9999974961732, 0.8593579484192, 1.725505514036e-13,
        0.9999344609051, 0.9999940081038, 0.9960125671403, 0.0001078375465779, 0.9942943249677,
    ];
    #[rustfmt::skip]
    const MID_LOWER: [f64; 10] = [
        1.0, 0.0003702544324991, 2.503826836182e-06, 0.1406420515808, 0.9999999999998,
        6.5539094897e-05, 5.991896229047e-06, 0.003987432859728, 0.9998921624534, 0.005705675032296,
    ];
    let found = expected(&CASES, &known(&POPULATION));
    for area in 0..10 {
        let e = found[area].known().unwrap();
        assert_close(DUE, e, EXPECTED[area], 1e-12);
        assert_close(UPPER_TAIL, p_upper(CASES[area], e), UPPER[area], 1e-9);
        assert_close(LOWER_TAIL, p_lower(CASES[area], e), LOWER[area], 1e-9);
        assert_close(
            MID_UPPER_TAIL,
            mid_p_upper(CASES[area], e),
            MID_UPPER[area],
            1e-9,
        );
        assert_close(
            MID_LOWER_TAIL,
            mid_p_lower(CASES[area], e),
            MID_LOWER[area],
            1e-9,
        );
    }
}

#[test]
pub(super) fn exact_limits_equal_r_for_lattice() {
    #[rustfmt::skip]
    const LOWER_95: [f64; 10] = [
        99.49192562594, 32.82330878823, 26.8910616452, 45.78632095001, 126.9561613012,
        29.42230786846, 24.37878240252, 38.83608720046, 90.4066220924, 35.39141082348,
    ];
    #[rustfmt::skip]
    const UPPER_95: [f64; 10] = [
        143.4905853694, 60.21354049696, 52.15796891926, 77.23189340664, 176.0171660971,
        55.62112956573, 48.67652736908, 68.19108174087, 132.5797470268, 63.64103618213,
    ];
    #[rustfmt::skip]
    const LOWER_998: [f64; 10] = [
        88.97455272918, 27.07762177984, 21.75330884972, 38.87757021265, 114.981717589,
        24.0178455615, 19.5181886969, 32.52717790244, 80.41450485543, 29.3994391546,
    ];
    #[rustfmt::skip]
    const UPPER_998: [f64; 10] = [
        157.8591487802, 69.83305851134, 61.17397689083, 88.00723345458, 191.8385301556,
        64.90184661744, 57.4175585531, 78.37013051658, 146.4248118253, 73.50517913221,
    ];
    for (index, count) in CASES.into_iter().enumerate() {
        let (wide, wider) = (garwood(count, 0.95), garwood(count, 0.998));
        assert_close(GARWOOD, wide.lower, LOWER_95[index], 1e-10);
        assert_close(GARWOOD, wide.upper, UPPER_95[index], 1e-10);
        assert_close(GARWOOD, wider.lower, LOWER_998[index], 1e-10);
        assert_close(GARWOOD, wider.upper, UPPER_998[index], 1e-10);
    }
}

#[test]
pub(super) fn exact_limits_equal_r_for_small_counts() {
    #[rustfmt::skip]
    const LOWER_95: [f64; 10] = [
        0.0, 0.02531780798429, 0.242209278544, 0.6186721228956, 1.623486390118,
        4.115373097378, 4.795388696132, 5.491160367237, 16.17868184783, 81.36399125092,
    ];
    #[rustfmt::skip]
    const UPPER_95: [f64; 10] = [
        3.688879454114, 5.571643390939, 7.224687667724, 8.767273069742, 11.66833207932,
        17.08480345142, 18.39035604202, 19.6820385133, 36.90493169753, 121.6267937924,
    ];
    #[rustfmt::skip]
    const LOWER_998: [f64; 10] = [
        0.0, 0.001000500333584, 0.04540201776949, 0.1905333775684, 0.7393717319178,
        2.452424404364, 2.960520372744, 3.491484220615, 12.33695263594, 71.921397495,
    ];
    #[rustfmt::skip]
    const UPPER_998: [f64; 10] = [
        6.907755278982, 9.233413476452, 11.22887224241, 13.06224077919, 16.45474520368,
        22.65737330906, 24.13397114542, 25.58929888869, 44.63607541715, 134.9243190613,
    ];
    for (index, count) in SMALL.into_iter().enumerate() {
        let (wide, wider) = (garwood(count, 0.95), garwood(count, 0.998));
        assert_close(GARWOOD, wide.lower, LOWER_95[index], 1e-10);
        assert_close(GARWOOD, wide.upper, UPPER_95[index], 1e-10);
        assert_close(GARWOOD, wider.lower, LOWER_998[index], 1e-10);
        assert_close(GARWOOD, wider.upper, UPPER_998[index], 1e-10);
    }
}

#[test]
pub(super) fn the_limits_of_byar_equal_their_formula_and_are_undefined_for_no_events() {
    #[rustfmt::skip]
    const LOWER_95: [f64; 10] = [
        f64::NAN, 0.0130721329015, 0.22462521135, 0.6029725709702, 1.611347715747,
        4.106885024013, 4.787449913968, 5.48369019845, 16.17426592166, 81.36210549053,
    ];
    #[rustfmt::skip]
    const UPPER_95: [f64; 10] = [
        3.668011832174, 5.563755582475, 7.220869000858, 8.765364396746, 11.6681641234,
        17.08578068854, 18.39145860576, 19.68323711615, 36.90645069219, 121.6279375792,
    ];
    #[rustfmt::skip]
    const LOWER_998: [f64; 10] = [
        f64::NAN, -0.002814481523183, 0.02017491116188, 0.1498099294692, 0.6913957975013,
        2.407116712701, 2.916318374696, 3.448370238401, 12.30445928641, 71.9036918726,
    ];
    #[rustfmt::skip]
    const UPPER_998: [f64; 10] = [
        7.066462526829, 9.362180217908, 11.33847606261, 13.15895821412, 16.53497338777,
        22.72001476707, 24.19372492788, 25.64652051656, 44.67478017758, 134.9436217623,
    ];
    assert!(byar(0, 0.95).known().is_none());
    for (index, count) in SMALL.into_iter().enumerate().skip(1) {
        let (wide, wider) = (
            byar(count, 0.95).known().unwrap(),
            byar(count, 0.998).known().unwrap(),
        );
        assert_close(BYAR, wide.lower, LOWER_95[index], 1e-10);
        assert_close(BYAR, wide.upper, UPPER_95[index], 1e-10);
        assert_close(BYAR, wider.lower, LOWER_998[index], 1e-10);
        assert_close(BYAR, wider.upper, UPPER_998[index], 1e-10);
    }
}

#[test]
pub(super) fn smoothed_rates_and_their_index_equal_spdep() {
    #[rustfmt::skip]
    const RATES: [f64; 10] = [
        0.02234197204713, 0.006223536519775, 0.005180233571004, 0.008502097599839, 0.0184205628192,
        0.005779255835935, 0.005195042206535, 0.006951823603774, 0.01393850632696, 0.006975253118749,
    ];
    #[rustfmt::skip]
    const INDEX: [f64; 10] = [
        2.294041823691, -0.6275840781399, -0.8150530954508, -0.2174135924511, 1.566690486646,
        -0.7077857973773, -0.8137192347499, -0.496168791688, 0.7610528234414, -0.4927579183883,
    ];
    let found = empirical_bayes(&CASES, &known(&POPULATION))
        .known()
        .unwrap();
    assert_close(EB_MEAN, found.mean, 0.009708333333333, 1e-12);
    assert_close(
        EB_VARIANCE,
        found.variance_untruncated,
        3.209307906638e-05,
        1e-10,
    );
    for area in 0..10 {
        assert_close(
            EB_RATE,
            found.rates[area].known().unwrap(),
            RATES[area],
            1e-10,
        );
        assert_close(
            EB_INDEX,
            found.index[area].known().unwrap(),
            INDEX[area],
            1e-10,
        );
    }
}

/// Without truncation a rate would be drawn away from the mean, as esda 2.9.0 does.
#[test]
pub(super) fn a_negative_variance_between_areas_is_cut_at_zero_and_every_rate_is_the_mean() {
    let population = [1000.0, 1050.0, 980.0, 1010.0, 1100.0, 900.0];
    let found = empirical_bayes(&[10, 11, 9, 10, 12, 8], &known(&population))
        .known()
        .unwrap();
    assert_close(
        EB_NEGATIVE,
        found.variance_untruncated,
        -9.388721788073e-06,
        1e-9,
    );
    let index = [
        0.08970231825786,
        2.021237077604,
        -0.8674253696087,
        -0.0490528528981,
        0.3245522085314,
        -0.8137371314692,
    ];
    for (area, index) in index.into_iter().enumerate() {
        assert_close(
            EB_RATE,
            found.rates[area].known().unwrap(),
            0.009933774834437,
            1e-12,
        );
        assert_close(EB_INDEX, found.index[area].known().unwrap(), index, 1e-10);
    }
}

#[test]
pub(super) fn the_dispersion_of_months_within_wards_equals_r() {
    let table: Vec<Vec<u64>> = WARD_MONTH.iter().map(|row| row.to_vec()).collect();
    let found = dispersion(&table).known().unwrap();
    assert_close(DISPERSION, found.x2, 343.8999466996, 1e-11);
    assert_close(DISPERSION, found.degrees, 207.0, 1e-15);
    assert_close(DISPERSION, found.phi, 1.660453399299, 1e-11);
    assert!(!found.pooled);
}

#[test]
pub(super) fn adjusted_p_values_equal_r_and_do_not_depend_on_the_order_of_tests() {
    #[rustfmt::skip]
    const P: [f64; 10] = [
        0.5432971969756, 0.1639116018023, 0.2111853897378, 0.5432971969756, 0.1639116018023,
        0.5432971969756, 0.1639116018023, 0.2111853897378, 0.5432971969756, 0.1639116018023,
    ];
    #[rustfmt::skip]
    const BH: [f64; 10] = [
        0.5432971969756, 0.351975649563, 0.351975649563, 0.5432971969756, 0.351975649563,
        0.5432971969756, 0.351975649563, 0.351975649563, 0.5432971969756, 0.351975649563,
    ];
    #[rustfmt::skip]
    const BY: [f64; 10] = [
        1.0, 1.0, 1.0, 1.0, 1.0,
        1.0, 1.0, 1.0, 1.0, 1.0,
    ];
    #[rustfmt::skip]
    const HOLM: [f64; 10] = [
        1.0, 1.0, 1.0, 1.0, 1.0,
        1.0, 1.0, 1.0, 1.0, 1.0,
    ];
    #[rustfmt::skip]
    const BONFERRONI: [f64; 10] = [
        1.0, 1.0, 1.0, 1.0, 1.0,
        1.0, 1.0, 1.0, 1.0, 1.0,
    ];
    let check = |names, found: Vec<f64>, expected: [f64; 10]| {
        for (found, expected) in found.into_iter().zip(expected) {
            assert_close(names, found, expected, 1e-11);
        }
    };
    check(BH_Q, benjamini_hochberg(&P), BH);
    check(BY_Q, benjamini_yekutieli(&P), BY);
    check(HOLM_P, holm(&P), HOLM);
    check(BONFERRONI_P, bonferroni(&P), BONFERRONI);
    let mut backwards = P;
    backwards.reverse();
    let mut q = benjamini_hochberg(&backwards);
    q.reverse();
    assert_eq!(q, benjamini_hochberg(&P));
}

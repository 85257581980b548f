//! Tests of two counts, of schemes and of trends against ptools 2.0.0, statsmodels 0.15.0, scipy 1.17.1 and pymannkendall 1.4.3.
//!
//! `tests/scripts/change_scipy.py` made the numbers of scipy and some of statsmodels; its last digits are those of its tails.

use hotspur_core::change::{
    Buffer, Counted, Ground, Scheme, conditional_test, e_test, e_test_plain, mann_kendall, wdd,
};

use super::record::{record, relative};

/// (before, length, after, length).
pub(super) type Case = (u64, f64, u64, f64);

/// ptools `e_test` and statsmodels `etest`, pooled variance.
#[rustfmt::skip]
const E_TESTS: [(Case, f64); 11] = [
    ((150, 1.0, 110, 1.0), 0.01315289327915),
    ((60, 1.0, 52, 1.0), 0.4527604082327),
    ((3, 1.0, 0, 1.0), 0.08837900945484),
    ((6, 1.0, 2, 1.0), 0.1748748209437),
    ((20, 4.0, 10, 2.0), 0.9999999999999),
    ((10, 3.0, 5, 1.0), 0.4705385867002),
    ((12, 1.0, 30, 2.0), 0.5221295460563),
    ((0, 2.0, 3, 5.0), 0.30215043450825),
    ((1, 6.0, 9, 6.0), 0.0089390481420477),
    ((30, 12.0, 15, 3.0), 0.02478005294626),
    ((4, 1.0, 400, 60.0), 0.30371787292814),
];

/// Twice the smaller binomial tail, and beta quantiles turned to ratios, by scipy.
#[rustfmt::skip]
const CONDITIONAL: [(Case, [f64; 3]); 10] = [
    ((10, 6.0, 25, 6.0), [1.1596189735922, 5.8327132003357, 0.016673847800121]),
    ((0, 6.0, 7, 6.0), [1.4413085188352, f64::INFINITY, 0.015625]),
    ((7, 6.0, 0, 3.0), [0.0, 1.3876279601929, 0.11705532693187]),
    ((3, 12.0, 3, 4.0), [0.40181276453319, 22.398492020172, 0.3388671875]),
    ((1, 1.0, 1, 1.0), [0.012739367083667, 78.496835316263, 1.0]),
    ((150, 1.0, 110, 1.0), [0.56809840642964, 0.94417491052039, 0.015415582833171]),
    ((5, 2.0, 60, 12.0), [0.81110110117934, 6.3825162975547, 0.16526329334039]),
    ((900, 12.0, 1010, 12.0), [1.0247756747993, 1.2290825692877, 0.01260830416063]),
    ((20_000, 12.0, 20_500, 12.5), [0.96497026958855, 1.0034061778018, 0.10569228130654]),
    ((400_000, 1.0, 402_000, 1.0), [1.0006080797558, 1.0094112094044, 0.025604231025726]),
];

fn sides((before, earlier, after, later): Case) -> (Counted, Counted) {
    (Counted::new(before, earlier), Counted::new(after, later))
}

#[test]
pub(super) fn the_e_test_equals_ptools_and_statsmodels() {
    let p = |case: Case| e_test(sides(case).0, sides(case).1).known().unwrap();
    let found: Vec<f64> = E_TESTS.iter().map(|(case, _)| p(*case)).collect();
    let expected = E_TESTS.map(|(_, p)| p);
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "E-test, pooled: p",
        "change/e_test.rs",
        "ptools 2.0.0, `e_test`, and statsmodels 0.15.0, `etest`",
    );
    record(names, &found, &expected, relative(1e-9));
}

#[test]
fn the_e_test_equals_its_double_sum_and_either_side_may_be_the_first() {
    let exposures = [(1.0, 1.0), (6.0, 5.0), (0.3, 12.0), (1.0, 1.0 / 3.0)];
    for (earlier, later) in exposures {
        for before in [0, 1, 2, 7, 30, 200] {
            for after in [0, 1, 3, 8, 41, 170] {
                let (one, other) = sides((before, earlier, after, later));
                let (found, plain) = (e_test(one, other), e_test_plain(one, other));
                let (Some(found), Some(plain)) = (found.known(), plain.known()) else {
                    assert_eq!((before, after), (0, 0));
                    assert_eq!(found, plain);
                    continue;
                };
                // The double sum is cut, and the logarithms of its factorials cancel.
                let apart = (found - plain).abs();
                assert!(
                    apart <= 1e-10 * plain + 1e-30,
                    "{one:?} {other:?}: {found} {plain}"
                );
                let turned = e_test(other, one).known().unwrap();
                assert!((found - turned).abs() <= 1e-11 * found, "{found} {turned}");
            }
        }
    }
}

#[test]
pub(super) fn the_conditional_test_and_its_interval_equal_scipy() {
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for (case, [lower, upper, p]) in CONDITIONAL {
        let test = conditional_test(sides(case).0, sides(case).1, 0.95);
        let test = test.known().unwrap();
        found.extend([test.lower, test.p]);
        expected.extend([lower, p]);
        assert_eq!(test.upper.known().is_some(), upper.is_finite(), "{case:?}");
        if let Some(limit) = test.upper.known() {
            found.push(limit);
            expected.push(upper);
        }
    }
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "conditional test: p and limits of the ratio",
        "change/conditional.rs",
        "scipy 1.17.1, `binom` and `beta`",
    );
    record(names, &found, &expected, relative(1e-9));
}

#[test]
pub(super) fn the_weighted_displacement_difference_equals_ptools() {
    let ground = |before, after, divisor| Ground {
        before,
        after,
        divisor,
    };
    let scheme = |lengths, buffer| Scheme {
        target: Ground::counts(20, 10),
        control: Ground::counts(20, 20),
        buffer,
        lengths,
    };
    let buffer = Some(Buffer {
        buffer: Ground::counts(30, 20),
        control: Some(Ground::counts(30, 30)),
    });
    let of_areas = Scheme {
        target: ground(20, 10, 1.5),
        control: ground(20, 20, 2.0),
        buffer: Some(Buffer {
            buffer: ground(30, 20, 3.2),
            control: Some(ground(30, 30, 3.0)),
        }),
        lengths: (1.0, 1.0),
    };
    let cases = [
        scheme((1.0, 1.0), None),
        scheme((1.0, 1.0), buffer),
        scheme((2.0, 1.0), None),
        of_areas,
    ];
    // Local estimate and error, those of the total, z, and limits at 90 %, which ptools prints.
    #[rustfmt::skip]
    let expected = [
        [-10.0, 8.366600265341, -10.0, 8.366600265341, -1.195228609334, -23.7618327917, 3.761832791699],
        [-10.0, 8.366600265341, -20.0, 13.416407865, -1.490711985, -42.0680271374, 2.068027137403],
        [-10.0, 6.324555320337, -10.0, 6.324555320337, -1.581138830084, -20.40296775751, 0.4029677575111],
        [-6.666666666667, 4.830458915396, -9.791666666667, 5.906167327464, -1.657871530516, -19.50644741663, -0.07688591670568],
    ]
    .concat();
    let found: Vec<f64> = cases
        .iter()
        .flat_map(|case| {
            let found = wdd(case, 1.0, 0.9);
            let (local, total) = (found.local.known().unwrap(), found.total.known().unwrap());
            [
                local.estimate,
                local.variance.sqrt(),
                total.estimate,
                total.variance.sqrt(),
                total.z,
                total.limits.lower,
                total.limits.upper,
            ]
        })
        .collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-10 * expected.abs(),
            "{found} {expected}"
        );
    }
    let names = (
        "weighted displacement difference: estimates, errors, z, limits",
        "change/wdd.rs",
        "ptools 2.0.0, `wdd`",
    );
    record(names, &found, &expected, relative(1e-10));
}

#[test]
pub(super) fn the_trend_of_mann_and_kendall_equals_pymannkendall() {
    let series = [1.2, 0.8, 1.5, 1.5, 2.1, 1.9, 2.4, 2.4, 3.0, 2.2, 2.8, 3.1];
    let found = mann_kendall(&series).known().unwrap();
    let found = [found.s as f64, found.variance, found.z, found.p];
    let expected = [52.0, 210.6666666666667, 3.513761373136, 0.0004418095152338];
    // The complementary error function at hand has ten digits.
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "Mann-Kendall: S, variance, z, p",
        "change/trend.rs",
        "pymannkendall 1.4.3, `original_test`",
    );
    record(names, &found, &expected, relative(1e-9));
}

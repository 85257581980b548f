//! Limits of weighted sums of counts against R 4.2.2, `qgamma` in the formula of Fay and Feuer.
//!
//! `tests/scripts/track_regression.R` made the numbers.

use hotspur_core::track::harm_limits;

use super::record::{record, relative};

/// Events and their weights, the largest weight there is, and R's lower and upper limit.
type Case = (&'static [(u64, f64)], f64, [f64; 2]);

#[rustfmt::skip]
const CASES: [Case; 5] = [
    (&[(10, 1.0)], 1.0, [4.7953886961324, 18.390356042018]),
    (&[(120, 1.0), (30, 18.5), (4, 365.0), (1, 1825.0)], 1825.0, [1090.0103849781, 12110.973895999]),
    (&[(50, 2.0), (6, 20.0)], 1825.0, [131.67645015954, 6854.3347886422]),
    (&[(0, 2.0), (0, 20.0)], 20.0, [0.0, 73.777589082279]),
    (&[(9000, 2.5), (400, 18.5), (60, 547.5)], 547.5, [54671.120834234, 71995.676094709]),
];

#[test]
pub(super) fn limits_of_weighted_sums_equal_those_of_fay_and_feuer_in_r() {
    let names = (
        "harm: limits of a weighted sum",
        "track/harm.rs",
        "R 4.2.2, `qgamma`",
    );
    for (parts, largest, expected) in CASES {
        let sum: f64 = parts
            .iter()
            .map(|(count, weight)| *count as f64 * weight)
            .sum();
        let squares: f64 = parts
            .iter()
            .map(|(count, weight)| *count as f64 * weight * weight)
            .sum();
        let found = harm_limits(sum, squares, largest).known().unwrap();
        for (found, expected) in [found.lower, found.upper].iter().zip(expected) {
            assert!(
                (found - expected).abs() <= 1e-10 * expected,
                "{found} {expected}"
            );
        }
        record(
            names,
            &[found.lower, found.upper],
            &expected,
            relative(1e-10),
        );
    }
}

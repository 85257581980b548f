//! Changes of counts against R's `poisson.test`; `tests/scripts/track_r.R` made the numbers.

use hotspur_core::track::change;

use super::record::{record, relative};

const R: &str = "R 4.2.2 poisson.test";

/// After, before; the ratio less one, and its limits of 95 %.
const CHANGES: [([u64; 2], [f64; 3]); 6] = [
    ([11, 20], [-0.45, -0.761966469323493, 0.204120991476569]),
    ([0, 12], [-1.0, -1.0, -0.640106182712296]),
    (
        [175, 214],
        [
            -0.182242990654206,
            -0.334177835542995,
            0.003_267_476_204_292_13,
        ],
    ),
    (
        [1101, 1142],
        [-0.0359019264448336, -0.113305982872574, 0.048225335729327],
    ),
    ([30, 1], [29.0, 3.98726689517249, 1222.93466441999]),
    (
        [223, 214],
        [0.0420560747663552, -0.140049367315658, 0.262972576653892],
    ),
];

#[test]
pub fn a_change_of_counts_and_its_limits_equal_r() {
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for ([after, before], limits) in CHANGES {
        let told = change(after, before, 1.0, 0.95).known().unwrap();
        // As ratios, for a change near nothing has no relative error.
        found.extend([told.estimate, told.lower, told.upper.known().unwrap()].map(|x| x + 1.0));
        expected.extend(limits.map(|x| x + 1.0));
    }
    record(
        ("change of a count, exact limits", "track/change.rs", R),
        &found,
        &expected,
        relative(1e-9),
    );
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected.abs(),
            "{found} {expected}"
        );
    }
}

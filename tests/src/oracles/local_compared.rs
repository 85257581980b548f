//! Comparisons of local statistics that the table in the docs has, with the names of its rows.

use super::local::{assert_relative, assert_statistics};
use super::record::{floored, record, relative};

pub const GI: &str = "local/gi.rs";
pub const LOCAL: &str = "local/moran.rs";
pub const GLOBAL: &str = "local/global_moran.rs";
pub const GLOBAL_I: &str = "global Moran: I";
pub const GLOBAL_E: &str = "global Moran: expectation";
pub const GLOBAL_NORMAL: &str = "global Moran: variance, normality";
pub const GLOBAL_RANDOM: &str = "global Moran: variance, randomisation";
pub const GLOBAL_Z: &str = "global Moran: z";
pub const GLOBAL_P: &str = "global Moran: p";

type Names<'a> = (&'a str, &'static str, &'static str);

/// [`assert_statistics`], kept for the table.
#[track_caller]
pub fn statistics(names: Names, found: &[f64], expected: &[f64], tolerance: f64) {
    assert_statistics(found, expected, tolerance);
    record(
        names,
        found,
        expected,
        floored(tolerance, 1e-12 / tolerance),
    );
}

/// [`assert_relative`], kept for the table.
#[track_caller]
pub fn relatively(names: Names, found: &[f64], expected: &[f64], tolerance: f64) {
    assert_relative(found, expected, tolerance);
    record(names, found, expected, relative(tolerance));
}

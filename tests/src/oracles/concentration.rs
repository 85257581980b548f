//! Concentration against the numbers printed in the documentation of `lorenzgini` and the formula in numpy 2.4.6.

use hotspur_core::concentration::{generalised_gini, gini, places_that_hold, share_in_top};
use hotspur_core::{Reason, Value};
use proptest::prelude::*;

use super::lattices::{CASES, GRID_COUNTS, GRID_COUNTS_LATER};
use super::record::{record, relative};

const GINI: &str = "Gini coefficient";
const GENERALISED: &str = "generalised Gini coefficient";
const PRINTED: &str = "documentation of lorenzgini, formula in numpy 2.4.6";
const LORENZ: &str = "formula in numpy 2.4.6";

/// The oracles print 13 digits.
#[track_caller]
fn assert_close(statistic: &str, oracle: &'static str, found: Value<f64>, expected: f64) {
    let found = found.known().unwrap();
    assert!(
        (found - expected).abs() <= 1e-10 * expected.abs(),
        "{found} is not {expected}"
    );
    let names = (statistic, "concentration/gini.rs", oracle);
    record(names, &[found], &[expected], relative(1e-10));
}

#[test]
pub(super) fn gini_and_its_generalisation_equal_the_printed_values_of_small_vectors() {
    let rows: [(&[u64], f64, f64); 5] = [
        (&[10, 8, 2, 0, 0, 0, 0, 0, 0, 0], 0.78, 0.78),
        (&[5, 2, 1, 0, 0, 0, 0, 0, 0, 0], 0.8, 0.75),
        (&[10, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0.9, 0.9),
        (&[1, 1, 1, 1, 0, 0, 0, 0, 0, 0], 0.6, 0.0),
        (&[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 0.0, 0.0),
    ];
    for (counts, plain, generalised) in rows {
        assert_close(GINI, PRINTED, gini(counts), plain);
        assert_close(GENERALISED, PRINTED, generalised_gini(counts), generalised);
    }
}

#[test]
pub(super) fn gini_equals_one_minus_twice_the_area_under_the_lorenz_curve() {
    let rows: [(&[u64], f64); 3] = [
        (&CASES, 0.2865522174535),
        (&GRID_COUNTS, 0.5526425301706),
        (&GRID_COUNTS_LATER, 0.4709812905689),
    ];
    for (counts, plain) in rows {
        assert_close(GINI, LORENZ, gini(counts), plain);
        assert_close(GENERALISED, LORENZ, generalised_gini(counts), plain);
    }
}

#[test]
fn shares_of_the_lattice_equal_the_sums_by_hand() {
    // In descending order 150, 120, 110, 60, 52, 48, 45, 41, 38, 35: 699 events.
    assert_eq!(places_that_hold(&CASES, 0.25), Value::Known(2));
    assert_eq!(places_that_hold(&CASES, 0.5), Value::Known(3));
    assert_eq!(places_that_hold(&CASES, 0.8), Value::Known(7));
    assert_eq!(places_that_hold(&CASES, 1.0), Value::Known(10));
    assert_eq!(share_in_top(&CASES, 0.05), Value::Known(150.0 / 699.0));
    assert_eq!(share_in_top(&CASES, 0.2), Value::Known(270.0 / 699.0));
    assert_eq!(share_in_top(&CASES, 0.21), Value::Known(380.0 / 699.0));
}

/// 0.07 · 100 rounds to more than 7, and 0.1 · 30 to more than 3.
#[test]
fn a_share_that_binary_cannot_write_takes_no_place_too_many() {
    assert_eq!(share_in_top(&[1; 100], 0.07), Value::Known(0.07));
    assert_eq!(places_that_hold(&[1; 30], 0.1), Value::Known(3));
}

#[test]
fn no_events_one_place_and_shares_out_of_range_have_no_concentration() {
    for counts in [&[][..], &[0, 0, 0]] {
        let none = Value::Undefined(Reason::NoEvents);
        assert_eq!(gini(counts), none);
        assert_eq!(generalised_gini(counts), none);
        assert_eq!(share_in_top(counts, 0.05), none);
        let none = Value::Undefined(Reason::NoEvents);
        assert_eq!(places_that_hold(counts, 0.5), none);
    }
    assert_eq!(gini(&[7]), Value::Undefined(Reason::TooFewUnits));
    assert_eq!(
        generalised_gini(&[7]),
        Value::Undefined(Reason::TooFewUnits)
    );
    for share in [0.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert_eq!(
            share_in_top(&[3, 1], share),
            Value::Undefined(Reason::OutOfRange)
        );
        assert_eq!(
            places_that_hold(&[3, 1], share),
            Value::Undefined(Reason::OutOfRange)
        );
    }
}

#[test]
fn counts_as_large_as_a_number_holds_do_not_wrap() {
    assert_eq!(gini(&[u64::MAX, u64::MAX]), Value::Known(0.0));
    assert_eq!(gini(&[0, u64::MAX]), Value::Known(0.5));
    assert_eq!(places_that_hold(&[u64::MAX; 3], 1.0), Value::Known(3));
    assert_eq!(share_in_top(&[u64::MAX; 4], 0.5), Value::Known(0.5));
}

/// The mean difference between all pairs, over twice the mean: the definition that has no ranks.
fn gini_by_pairs(counts: &[u64]) -> f64 {
    let places = counts.len() as f64;
    let events: u64 = counts.iter().sum();
    let differences: u64 = counts
        .iter()
        .flat_map(|a| counts.iter().map(|b| a.abs_diff(*b)))
        .sum();
    differences as f64 / (2.0 * places * events as f64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn gini_equals_the_mean_difference_of_pairs_whatever_the_order(
        mut counts in prop::collection::vec(0_u64..50, 2..40),
    ) {
        prop_assume!(counts.iter().any(|count| *count > 0));
        let found = gini(&counts).known().unwrap();
        // Both are quotients of whole numbers.
        prop_assert!((found - gini_by_pairs(&counts)).abs() <= 1e-14);
        let generalised = generalised_gini(&counts).known().unwrap();
        prop_assert!((-1e-12..=found + 1e-12).contains(&generalised));
        counts.reverse();
        prop_assert_eq!(gini(&counts), Value::Known(found));
    }

    #[test]
    fn the_places_that_hold_a_share_hold_it_and_one_fewer_do_not(
        mut counts in prop::collection::vec(0_u64..50, 1..40),
        percent in 1_u64..=100,
    ) {
        let events: u64 = counts.iter().sum();
        prop_assume!(events > 0);
        let places = places_that_hold(&counts, percent as f64 / 100.0).known().unwrap() as usize;
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let held = |places: usize| counts[..places].iter().sum::<u64>() * 100;
        prop_assert!(held(places) >= percent * events);
        prop_assert!(held(places - 1) < percent * events);
    }
}

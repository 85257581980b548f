//! Scans of maps that hold little, or nothing that can be scanned.

use hotspur_core::scan::{MOST_ENTRIES, ScanParams, circular_scan};
use hotspur_core::{Position, Reason, Value};

use super::lattices::{POPULATION, centres};

#[test]
fn all_cases_in_one_unit_are_one_cluster_without_a_relative_risk() {
    let positions = centres(5, 2, 1_000.0, 0.0);
    let mut cases = [0; 10];
    cases[6] = 20;
    let found = circular_scan(&positions, &cases, &POPULATION, &ScanParams::default())
        .known()
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members, [6]);
    let llr = 20.0 * (72_000.0_f64 / 7_000.0).ln();
    assert!((found[0].llr - llr).abs() <= 1e-12 * llr);
    assert_eq!(
        found[0].relative_risk,
        Value::Undefined(Reason::NoReference)
    );
    assert_eq!(found[0].p, 0.001);
}

#[test]
fn a_map_as_even_as_its_population_has_no_cluster() {
    let positions = centres(4, 4, 100.0, 0.0);
    // Tenths are not exact in binary: rounding must not pass for an excess.
    let found = circular_scan(&positions, &[7; 16], &[0.1; 16], &ScanParams::default());
    assert_eq!(found, Value::Known(Vec::new()));
}

#[test]
fn units_at_one_position_are_taken_in_by_index_and_counted_once() {
    let here = Position::new(0.0, 0.0).unwrap();
    let there = Position::new(10.0, 0.0).unwrap();
    let positions = [here, here, there, there];
    let params = ScanParams::default();
    let found = circular_scan(&positions, &[9, 9, 1, 1], &[1.0; 4], &params)
        .known()
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members, [0, 1]);
    assert_eq!((found[0].centre, found[0].radius.0), (0, 0.0));
}

fn reason(
    positions: &[Position],
    cases: &[u64],
    population: &[f64],
    params: &ScanParams,
) -> Option<Reason> {
    circular_scan(positions, cases, population, params).reason()
}

#[test]
fn what_cannot_be_scanned_says_why() {
    let two = centres(2, 1, 100.0, 0.0);
    let default = ScanParams::default();
    let with = |cases: &[u64], population: &[f64]| reason(&two, cases, population, &default);
    assert_eq!(reason(&[], &[], &[], &default), Some(Reason::NoEvents));
    assert_eq!(with(&[0, 0], &[1.0, 1.0]), Some(Reason::NoEvents));
    assert_eq!(with(&[0, 1], &[1.0, 1.0]), Some(Reason::TooFewEvents));
    assert_eq!(
        reason(&two[..1], &[5], &[1.0], &default),
        Some(Reason::TooFewUnits)
    );
    assert_eq!(
        with(&[3, 2], &[0.0, 1.0]),
        Some(Reason::EventsWithoutExposure)
    );
    assert_eq!(with(&[3, 2], &[0.0, 0.0]), Some(Reason::ZeroExposure));
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        assert_eq!(with(&[3, 2], &[bad, 1.0]), Some(Reason::BadInput));
    }
    // Rates that are no number.
    for bad in [5e-324, 1e-310] {
        assert_eq!(
            with(&[3, 2], &[bad, bad]),
            Some(Reason::BadInput),
            "{bad:e}"
        );
    }
    for sound in [1e-300, 1e290] {
        assert_eq!(with(&[3, 2], &[sound, sound]), None, "{sound:e}");
    }
    assert_eq!(with(&[3, 2], &[1.0]), Some(Reason::BadInput));
    assert_eq!(with(&[3], &[1.0, 1.0]), Some(Reason::BadInput));
    assert_eq!(with(&[u64::MAX, 2], &[1.0, 1.0]), Some(Reason::TooLarge));
    let far = [two[0], Position::new(1e200, 0.0).unwrap()];
    assert_eq!(
        reason(&far, &[3, 2], &[1.0, 1.0], &default),
        Some(Reason::BadInput)
    );
    let sound = |params: ScanParams| reason(&two, &[3, 2], &[1.0, 1.0], &params);
    for max_share in [0.0, -0.5, 0.6, f64::NAN] {
        let params = ScanParams {
            max_share,
            ..default
        };
        assert_eq!(sound(params), Some(Reason::OutOfRange));
    }
    for level in [-0.1, 1.1, f64::NAN] {
        let params = ScanParams { level, ..default };
        assert_eq!(sound(params), Some(Reason::OutOfRange));
    }
    let params = ScanParams {
        replicates: 0,
        ..default
    };
    assert_eq!(sound(params), Some(Reason::OutOfRange));
    let params = ScanParams {
        max_share: 0.4,
        ..default
    };
    assert_eq!(sound(params), Some(Reason::TooFewUnits));
    assert_eq!(sound(default), None);
}

/// Half of them around each of 20,100 equal units would be more entries than are allowed.
#[test]
fn a_table_of_neighbours_that_is_too_large_is_refused_at_once() {
    let positions = centres(20_100, 1, 100.0, 0.0);
    assert!(positions.len() * positions.len() / 2 > MOST_ENTRIES);
    let cases = vec![1; positions.len()];
    let population = vec![1.0; positions.len()];
    let found = circular_scan(&positions, &cases, &population, &ScanParams::default());
    assert_eq!(found, Value::Undefined(Reason::TooLarge));
}

//! The aoristic week against the R package aoristic 1.1.1, whose week begins on Sunday with hour 1: k − 25 modulo 168 is ours.

use hotspur_core::time::{HOURS, hour_of_week, spread};
use hotspur_core::{Minute, Week, When};
use jiff::civil::{DateTime, date};

use super::record::{record, relative};

/// A span, and the hours of the package with their weights; all others are zero.
type Case = (DateTime, DateTime, &'static [(usize, f64)]);

/// `aoristic.df`, read with lubridate 1.9.2; a missing end is the minute alone. Seconds are dropped when a file is read, so
/// that 12:59:00 to 13:01:30 has two minutes for the package as for us.
#[rustfmt::skip]
const CASES: [Case; 7] = [
    (at(1, 22, 30), at(2, 1, 0), &[(47, 0.2), (48, 0.4), (49, 0.4)]),
    (at(6, 23, 50), at(7, 0, 20), &[(1, 0.6666666666667), (168, 0.3333333333333)]),
    (at(3, 10, 15), at(3, 10, 16), &[(83, 1.0)]),
    (at(3, 10, 15), at(3, 9, 0), &[(83, 1.0)]),
    (at(2, 8, 0), at(2, 8, 0), &[(57, 1.0)]),
    (at(5, 12, 0), at(5, 13, 0), &[(133, 1.0)]),
    (at(5, 12, 59), at(5, 13, 1), &[(133, 0.5), (134, 0.5)]),
];

/// A time of January 2024, whose first day is a Monday.
const fn at(day: i8, hour: i8, minute: i8) -> DateTime {
    date(2024, 1, day).at(hour, minute, 0, 0)
}

fn week_of(from: DateTime, to: DateTime) -> [f64; HOURS] {
    let mut week = [0.0; HOURS];
    let minute = |time| Minute::from_civil(time).unwrap();
    spread(&mut week, minute(from), minute(to));
    week
}

#[test]
pub(super) fn spans_are_shared_among_the_hours_of_the_week_as_by_the_package_aoristic() {
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for (from, to, weights) in CASES {
        let mut week = [0.0; HOURS];
        for (hour, weight) in weights {
            week[(hour + HOURS - 25) % HOURS] = *weight;
        }
        expected.extend(week);
        found.extend(week_of(from, to));
    }
    // From Monday to Monday, at midnight.
    expected.extend([0.005952380952381; HOURS]);
    found.extend(week_of(at(1, 0, 0), at(8, 0, 0)));
    // No weight stands where the package has none.
    for (found, expected) in found.iter().zip(&expected) {
        assert!((found - expected).abs() <= 1e-10 * expected);
    }
    let names = (
        "aoristic weight of an hour of the week",
        "time/aoristic.rs",
        "aoristic 1.1.1, `aoristic.df`",
    );
    record(names, &found, &expected, relative(1e-10));
    let total: f64 = found.iter().sum();
    assert!((total - 8.0).abs() < 1e-12, "{total}");
}

#[test]
fn the_first_hour_is_that_of_monday_at_midnight() {
    let hour = |time| hour_of_week(Minute::from_civil(time).unwrap());
    assert_eq!(hour(at(1, 0, 0)), 0);
    assert_eq!(hour(at(1, 0, 59)), 0);
    assert_eq!(hour(at(7, 23, 59)), 167);
    assert_eq!(hour(at(8, 0, 0)), 0);
    // A Saturday, long before the epoch.
    assert_eq!(hour(date(1900, 1, 6).at(5, 0, 0, 0)), 5 * 24 + 5);
}

#[test]
fn a_time_known_to_the_minute_is_the_case_of_a_missing_end() {
    let mut week = Week::default();
    week.add(When::minute(at(3, 10, 15)).unwrap());
    assert_eq!(week.weights()[58], 1.0);
    assert_eq!((week.moments, week.with_hour()), (1, 1));
}

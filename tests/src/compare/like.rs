//! Like months, whatever the periods and the gaps.

use std::collections::BTreeSet;

use hotspur_core::Month;
use hotspur_core::comparison::{WhyLeftOut, like_months};
use proptest::prelude::*;

/// How many of each month of the year there are.
fn by_name(months: &[Month]) -> [usize; 12] {
    let mut counts = [0; 12];
    for month in months {
        counts[month.of_year() as usize - 1] += 1;
    }
    counts
}

/// A period of one month to four years, with each month in the data or not.
fn period() -> impl Strategy<Value = (Vec<Month>, BTreeSet<Month>)> {
    (
        0..48_i32,
        prop::collection::vec(prop::bool::weighted(0.9), 1..48),
    )
        .prop_map(|(first, held)| {
            let months: Vec<Month> = (0..)
                .zip(&held)
                .map(|(at, _)| Month(24_000 + first + at))
                .collect();
            let kept = months.iter().zip(&held).filter(|(_, held)| **held);
            let kept = kept.map(|(month, _)| *month).collect();
            (months, kept)
        })
}

proptest! {
    #[test]
    fn every_month_of_the_year_weighs_the_same_on_both_sides(
        (before, held_before) in period(),
        (after, held_after) in period(),
    ) {
        let like = like_months((&before, &held_before), (&after, &held_after));
        let (names, others) = (by_name(&like.before), by_name(&like.after));
        let (a, b) = (names.iter().max().unwrap(), others.iter().max().unwrap());
        for (one, other) in names.iter().zip(&others) {
            prop_assert!((*one, *other) == (0, 0) || (one, other) == (a, b));
        }
        prop_assert!(like.before.iter().all(|month| held_before.contains(month)));
        prop_assert!(like.after.iter().all(|month| held_after.contains(month)));
        let compared = like.before.len() + like.after.len();
        prop_assert_eq!(compared + like.left_out.len(), before.len() + after.len());
        let absent = like.left_out.iter().filter(|(_, why)| *why == WhyLeftOut::NoData).count();
        let missing = before.len() - held_before.len() + after.len() - held_after.len();
        prop_assert_eq!(absent, missing);
        // A month of the year that both data hold is enough to compare.
        let shared = |month: &Month| held_after.iter().any(|other| other.of_year() == month.of_year());
        prop_assert_eq!(like.before.is_empty(), !held_before.iter().any(shared));
    }
}

#[test]
fn two_years_compare_with_one_and_fifteen_months_with_twelve_of_them() {
    let months = |first: (i16, i8), count: i32| -> Vec<Month> {
        let first = Month::from_year_month(first.0, first.1);
        (0..count).map(|at| Month(first.0 + at)).collect()
    };
    let of = |before: &[Month], after: &[Month]| {
        let held: BTreeSet<Month> = before.iter().chain(after).copied().collect();
        let like = like_months((before, &held), (after, &held));
        (like.before, like.after)
    };
    let year = months((2025, 1), 12);
    let (before, after) = of(&months((2023, 1), 24), &year);
    assert_eq!((before.len(), after.len()), (24, 12));
    let (before, after) = of(&months((2023, 7), 15), &year);
    assert_eq!((before, after), (months((2023, 10), 12), year));
}

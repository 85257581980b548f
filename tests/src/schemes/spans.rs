//! Which months are compared.

use std::collections::BTreeSet;

use hotspur_core::Month;
use hotspur_core::scheme::{SchemeEnds, SpansError, running_spans, scheme_spans};

fn month(year: i16, of_year: i8) -> Month {
    Month::from_year_month(year, of_year)
}

fn held(from: Month, count: i32) -> BTreeSet<Month> {
    (from.0..from.0 + count).map(Month).collect()
}

fn ends(start: Month, from_the_first: bool) -> SchemeEnds {
    SchemeEnds {
        start,
        from_the_first,
        last: None,
    }
}

#[test]
fn like_months_are_compared_where_the_data_reach_back_a_year() {
    let all = held(month(2022, 1), 36);
    for n in 1..=11 {
        for first in [true, false] {
            let spans = scheme_spans(&all, ends(month(2023, 7), first), Some(n)).unwrap();
            let of_year = |months: &[Month]| {
                let mut months: Vec<i8> = months.iter().map(|month| month.of_year()).collect();
                months.sort_unstable();
                months
            };
            assert_eq!(of_year(&spans.before), of_year(&spans.after), "{n} {first}");
            assert!(spans.like && spans.before.last().unwrap() < &month(2023, 7));
            assert_eq!(spans.left_out, (!first).then_some(month(2023, 7)));
        }
    }
}

#[test]
fn a_year_needs_no_gap_and_is_like_by_itself() {
    let spans = scheme_spans(&held(month(2022, 1), 36), ends(month(2023, 7), false), None).unwrap();
    assert_eq!(
        (spans.before[0], spans.after[0]),
        (month(2022, 7), month(2023, 8))
    );
    assert_eq!(
        (spans.before.len(), spans.after.len(), spans.like),
        (12, 12, true)
    );
}

#[test]
fn months_next_to_the_start_serve_where_the_data_are_short() {
    let spans = scheme_spans(&held(month(2025, 1), 6), ends(month(2025, 4), true), None).unwrap();
    assert_eq!(
        (spans.before.len(), spans.after.len(), spans.like),
        (3, 3, false)
    );
    assert_eq!(
        spans.before,
        [month(2025, 1), month(2025, 2), month(2025, 3)]
    );
}

#[test]
fn a_scheme_outside_the_data_is_refused_with_what_they_hold() {
    let all = held(month(2024, 1), 12);
    let first = month(2024, 1);
    for start in [month(2023, 5), first] {
        assert_eq!(
            scheme_spans(&all, ends(start, true), None),
            Err(SpansError::BeforeData { start, first })
        );
    }
    let last = month(2024, 12);
    for (start, from_the_first) in [(month(2025, 1), true), (last, false)] {
        assert_eq!(
            scheme_spans(&all, ends(start, from_the_first), None),
            Err(SpansError::AfterData { start, last })
        );
    }
    let over = SchemeEnds {
        last: Some(month(2024, 5)),
        ..ends(month(2024, 6), true)
    };
    assert!(matches!(
        scheme_spans(&all, over, None),
        Err(SpansError::TooShort { .. })
    ));
    assert!(scheme_spans(&BTreeSet::new(), over, None).is_err());
}

#[test]
fn more_months_than_there_are_are_refused_with_the_most() {
    let all = held(month(2024, 1), 12);
    let asked = |n| scheme_spans(&all, ends(month(2024, 5), true), Some(n));
    assert_eq!(asked(4).unwrap().after.len(), 4);
    for n in [5, 12, 24, 120, u32::MAX] {
        assert!(
            matches!(asked(n), Err(SpansError::TooMany { most: 4, .. })),
            "{n}"
        );
    }
    assert!(running_spans(&all, ends(month(2024, 5), true), Some(u32::MAX)).is_err());
}

#[test]
fn an_end_bounds_the_months_after() {
    let bounded = SchemeEnds {
        last: Some(month(2023, 9)),
        ..ends(month(2023, 7), true)
    };
    let spans = scheme_spans(&held(month(2022, 1), 36), bounded, None).unwrap();
    assert_eq!(
        spans.after,
        [month(2023, 7), month(2023, 8), month(2023, 9)]
    );
    assert_eq!(
        spans.before,
        [month(2022, 7), month(2022, 8), month(2022, 9)]
    );
}

#[test]
fn a_hole_in_the_data_is_not_counted_as_a_month_without_crime() {
    let mut all = held(month(2022, 1), 36);
    all.remove(&month(2023, 2));
    let spans = scheme_spans(&all, ends(month(2024, 1), true), None).unwrap();
    assert!(!spans.before.contains(&month(2023, 2)));
    let running = running_spans(&all, ends(month(2023, 1), true), None).unwrap();
    assert!(!running.after.contains(&month(2023, 2)));
}

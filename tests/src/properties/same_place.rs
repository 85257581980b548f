//! Repeats at the same place, against a plain count and by hand, and which rows have a day.

use hotspur_core::repeat::{
    DayEvent, MonthEvent, WIDEST_SPAN, WINDOWS, days_of, months_of, same_place, same_place_by_month,
};
use hotspur_core::{
    Incident, Incidents, Month, Offence, Origin, Position, Reason, Text, Vocabulary, When, stream,
};
use jiff::civil::{DateTime, date};
use rand::RngExt;

use super::repeat::event;

fn scattered(n: usize, places: i32, days: i32, seed: u64) -> Vec<DayEvent> {
    let mut random = stream(seed, 4, 4);
    (0..n)
        .map(|_| {
            let place = f64::from(random.random_range(0..places));
            event(
                place,
                -place,
                random.random_range(0..days),
                random.random_range(1..3),
            )
        })
        .collect()
}

#[test]
fn repeats_within_a_window_are_those_of_a_walk_over_the_events_of_each_place() {
    let days = 180;
    let events = scattered(400, 250, days, 1);
    let found = same_place(&events, (0, days), &WINDOWS);
    for window in &found.windows {
        let (mut repeats, mut at_risk, mut followed) = (0, 0, 0);
        for place in 0..250 {
            let mut times: Vec<i32> = events
                .iter()
                .filter(|event| event.position.x() == f64::from(place))
                .flat_map(|event| std::iter::repeat_n(event.day, event.count as usize))
                .collect();
            times.sort_unstable();
            let within = |pair: &[i32]| pair[1] - pair[0] <= window.days as i32;
            repeats += times.windows(2).filter(|pair| within(pair)).count() as u64;
            if times
                .first()
                .is_some_and(|first| first + (window.days as i32) < days)
            {
                at_risk += 1;
                followed += u64::from(times.len() > 1 && within(&times[..2]));
            }
        }
        assert_eq!(
            (window.repeats, window.at_risk, window.followed),
            (repeats, at_risk, followed)
        );
    }
    let counts = &found.counts;
    assert_eq!(counts.repeats, counts.events - counts.places);
    // No place was watched for a year.
    assert_eq!(
        found.windows[4].share_followed.reason(),
        Some(Reason::ObservedTooShort)
    );
    assert_eq!(found.windows[4].share_of_repeats.known(), Some(1.0));
}

#[test]
fn repeats_depend_neither_on_the_order_of_rows_nor_on_how_equal_ones_are_merged() {
    let mut events = scattered(300, 100, 90, 2);
    let found = same_place(&events, (0, 90), &WINDOWS);
    events.reverse();
    assert_eq!(found, same_place(&events, (0, 90), &WINDOWS));
    let single: Vec<DayEvent> = events
        .iter()
        .flat_map(|event| {
            std::iter::repeat_n(DayEvent { count: 1, ..*event }, event.count as usize)
        })
        .collect();
    assert_eq!(found, same_place(&single, (0, 90), &WINDOWS));
}

#[test]
fn a_place_first_hit_on_the_last_day_cannot_repeat_and_is_not_at_risk() {
    let found = same_place(
        &[event(0.0, 0.0, 89, 1), event(1.0, 0.0, 82, 1)],
        (0, 90),
        &[7],
    );
    assert_eq!(
        (found.windows[0].at_risk, found.windows[0].followed),
        (1, 0)
    );
    assert_eq!(found.windows[0].share_followed.known(), Some(0.0));
}

#[test]
fn events_outside_the_period_are_counted_apart_and_an_empty_period_gives_reasons() {
    let found = same_place(
        &[event(0.0, 0.0, -1, 2), event(0.0, 0.0, 90, 1)],
        (0, 90),
        &[7],
    );
    assert_eq!((found.outside, found.counts.events), (3, 0));
    assert_eq!(
        found.counts.share_repeats().reason(),
        Some(Reason::NoEvents)
    );
    assert_eq!(found.median_days.reason(), Some(Reason::NoEvents));
}

#[test]
fn months_tell_repeats_of_the_same_month_and_the_next_and_no_more() {
    let at = |x, month, count| MonthEvent {
        position: Position::new(x, 0.0).unwrap(),
        month: Month(month),
        count,
    };
    let events = [
        at(0.0, 3, 1),
        at(0.0, 4, 2),
        at(0.0, 9, 1),
        at(1.0, 5, 1),
        at(1.0, 7, 1),
        at(2.0, 9, 2),
    ];
    let found = same_place_by_month(&events, (Month(3), Month(9)));
    assert_eq!(
        (found.same_month, found.next_month, found.counts.repeats),
        (2, 1, 5)
    );
    // The place first hit in the last month is not observed in the next.
    assert_eq!((found.at_risk, found.followed), (2, 1));
}

fn incidents(rows: &[(When, u32)]) -> Incidents {
    let row = |(when, count): &(When, u32)| Incident {
        position: Position::new(10.0, 20.0).unwrap(),
        when: *when,
        offence: Offence(0),
        count: *count,
        id: Text::NONE,
        label: Text::NONE,
        source: Text::NONE,
        attributes: Text::NONE,
        origin: Origin { file: 0, line: 1 },
    };
    Incidents::new(rows.iter().map(row).collect(), Vocabulary::default())
}

fn at(day: i8, hour: i8) -> DateTime {
    date(1970, 1, day).at(hour, 0, 0, 0)
}

#[test]
fn a_span_has_the_day_of_its_middle_unless_it_is_wide_or_reversed() {
    let january = When::month(Month::from_year_month(1970, 1)).unwrap();
    let span = |from, to| When::span(from, to).unwrap();
    let rows = incidents(&[
        (When::day(date(1970, 1, 1)).unwrap(), 2),
        (When::minute(at(2, 23)).unwrap(), 1),
        (span(at(3, 22), at(4, 6)), 1),
        (span(at(5, 0), at(7, 0)), 1),
        (span(at(5, 0), at(7, 1)), 5),
        (span(at(9, 2), at(9, 1)), 7),
        (january, 3),
    ]);
    let found = days_of(&rows, 0..rows.len(), WIDEST_SPAN);
    let mut days: Vec<(i32, u32)> = found
        .events
        .iter()
        .map(|event| (event.day, event.count))
        .collect();
    days.sort_unstable();
    assert_eq!(days, [(0, 2), (1, 1), (3, 1), (5, 1)]);
    assert_eq!(
        (
            found.dated,
            found.too_wide,
            found.reversed,
            found.months_only
        ),
        (5, 5, 7, 3)
    );
    assert_eq!(found.enough(), Err(Reason::SpansTooWide));
}

#[test]
fn dates_known_by_month_alone_are_refused_for_days_and_taken_for_months() {
    let january = When::month(Month::from_year_month(1970, 1)).unwrap();
    let rows = incidents(&[(january, 4)]);
    assert_eq!(
        days_of(&rows, 0..1, WIDEST_SPAN).enough(),
        Err(Reason::MonthsOnly)
    );
    let months = months_of(&rows, 0..1);
    assert_eq!(
        (months[0].month, months[0].count),
        (Month::from_year_month(1970, 1), 4)
    );
}

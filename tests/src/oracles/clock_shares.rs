//! Shares of the clock and of the calendar: windows, weekdays, months and seasons.

use hotspur_core::time::{
    WEEKDAYS, Window, month_shares, season_shares, weekday_shares, window_share,
};
use hotspur_core::{Minute, Month, Period, Precision, Reason, Value, When, stream};
use jiff::civil::date;
use rand::RngExt;

const EVERY_DAY: [bool; 7] = [true; 7];

/// A time of January 2024, whose first day is a Monday.
fn at(day: i8, hour: i8, minute: i8) -> When {
    When::minute(date(2024, 1, day).at(hour, minute, 0, 0)).unwrap()
}

fn span(from: (i8, i8), to: (i8, i8)) -> When {
    let time = |(day, hour)| date(2024, 1, day).at(hour, 0, 0, 0);
    When::span(time(from), time(to)).unwrap()
}

fn window(from: usize, until: usize) -> Window {
    Window::new(from, until, EVERY_DAY).unwrap()
}

#[test]
fn a_window_past_midnight_belongs_to_the_day_on_which_it_began() {
    let mut friday = [false; 7];
    friday[4] = true;
    let night = Window::new(22, 4, friday).unwrap();
    let inside = |when| window_share([(when, 1)], &night, 0.95).inside == 1;
    // The fifth of January 2024 was a Friday.
    assert!(inside(at(5, 22, 0)) && inside(at(5, 23, 59)) && inside(at(6, 3, 59)));
    assert!(!inside(at(5, 21, 59)) && !inside(at(6, 4, 0)) && !inside(at(5, 3, 0)));
    // Sunday night ends on Monday.
    let mut sunday = [false; 7];
    sunday[6] = true;
    let night = Window::new(22, 4, sunday).unwrap();
    assert_eq!(window_share([(at(8, 1, 0), 1)], &night, 0.95).inside, 1);
}

#[test]
fn what_spans_leave_open_is_bounded_and_not_hidden_in_the_interval() {
    let events = [
        (at(2, 13, 0), 3),
        (at(2, 9, 0), 2),
        (span((3, 13), (3, 15)), 1),
        (span((3, 8), (3, 18)), 4),
        (span((3, 16), (3, 10)), 1),
        (span((1, 0), (12, 0)), 1),
        (When::month(Month::from_year_month(2024, 1)).unwrap(), 9),
        (When::day(date(2024, 1, 2)).unwrap(), 2),
    ];
    let found = window_share(events, &window(12, 17), 0.95);
    assert_eq!((found.inside, found.unsure, found.outside), (4, 6, 2));
    assert_eq!(found.without_hour, 11);
    // Half of the long spans; the reversed one in its first hour; a week's worth of the longest.
    let weight = 3.0 + 1.0 + 4.0 * 0.5 + 1.0 + 5.0 / 24.0;
    assert!((found.share.known().unwrap() - weight / 12.0).abs() < 1e-12);
    let bounds = found.bounds.known().unwrap();
    assert_eq!((bounds.lower, bounds.upper), (4.0 / 12.0, 10.0 / 12.0));
}

#[test]
fn a_window_and_its_complement_share_out_every_event() {
    let mut random = stream(3, 0, 0);
    let events: Vec<(When, u32)> = (0..300)
        .map(|_| {
            let from = Minute(random.random_range(0..500_000));
            let to = Minute(from.0 + random.random_range(-60..14_000));
            let precision = Precision::Span;
            (
                When {
                    from,
                    to,
                    precision,
                },
                random.random_range(1..4),
            )
        })
        .collect();
    let share = |from, until| {
        let found = window_share(events.iter().copied(), &window(from, until), 0.95);
        assert!(found.bounds.known().unwrap().lower <= found.share.known().unwrap() + 1e-9);
        assert!(found.share.known().unwrap() <= found.bounds.known().unwrap().upper + 1e-9);
        found.share.known().unwrap()
    };
    for (from, until) in [(0, 1), (12, 17), (22, 6), (5, 24)] {
        let rest = if until == 24 {
            (0, from)
        } else {
            (until, from)
        };
        assert!((share(from, until) + share(rest.0, rest.1) - 1.0).abs() < 1e-9);
    }
    let all = window_share(events, &window(0, 24), 0.95);
    assert!((all.share.known().unwrap() - 1.0).abs() < 1e-9);
    assert_eq!(
        (all.unsure, all.p),
        (0, Value::Undefined(Reason::NoVariation))
    );
}

#[test]
fn the_bounds_hold_the_true_share_and_chance_is_covered_as_often_as_said() {
    let noon = window(12, 17);
    let (replicates, events) = (400, 120);
    let truth = 0.38;
    let mut covered = 0;
    for replicate in 0..replicates {
        let mut random = stream(4, 0, replicate);
        let mut inside = 0;
        let drawn: Vec<(When, When)> = (0..events)
            .map(|_| {
                let happens = random.random_bool(truth);
                inside += u32::from(happens);
                let hour = if happens {
                    random.random_range(12..17)
                } else {
                    (17 + random.random_range(0..19)) % 24
                };
                let day = random.random_range(0..28);
                let minute = day * 1_440 + hour * 60 + random.random_range(0..60);
                let (early, late) = (random.random_range(0..400), random.random_range(0..400));
                let known = When {
                    from: Minute(minute),
                    to: Minute(minute + 1),
                    precision: Precision::Minute,
                };
                let blurred = When {
                    from: Minute(minute - early),
                    to: Minute(minute + 1 + late),
                    precision: Precision::Span,
                };
                (known, blurred)
            })
            .collect();
        let exact = window_share(drawn.iter().map(|(known, _)| (*known, 1)), &noon, 0.95);
        let limits = exact.limits.known().unwrap();
        covered += u32::from(limits.lower <= truth && truth <= limits.upper);
        let blurred = window_share(drawn.iter().map(|(_, blurred)| (*blurred, 1)), &noon, 0.95);
        let bounds = blurred.bounds.known().unwrap();
        let happened = f64::from(inside) / f64::from(events);
        assert!(bounds.lower <= happened && happened <= bounds.upper);
    }
    let covered = f64::from(covered) / f64::from(replicates as u32);
    println!("covered {covered}");
    assert!((0.91..0.99).contains(&covered), "{covered}");
}

#[test]
fn an_even_spread_is_no_surprise_and_a_crowded_afternoon_is() {
    let hours = |counts: [u32; 24]| {
        let events = (0..24).map(move |hour| (at(2, hour, 30), counts[hour as usize]));
        window_share(events, &window(12, 17), 0.95)
    };
    assert!(hours([4; 24]).p.known().unwrap() > 0.9);
    let mut crowded = [4; 24];
    crowded[12..17].fill(10);
    let found = hours(crowded);
    assert!(found.p.known().unwrap() < 0.001);
    assert!((found.share.known().unwrap() - 50.0 / 126.0).abs() < 1e-12);
    assert_eq!(found.at_midnight, 0);
}

#[test]
fn without_an_event_known_to_the_hour_there_is_no_share() {
    let month = When::month(Month::from_year_month(2024, 1)).unwrap();
    let found = window_share([(month, 7)], &window(12, 17), 0.95);
    assert_eq!(found.share, Value::Undefined(Reason::NoEvents));
    assert_eq!(found.bounds.reason(), Some(Reason::NoEvents));
    assert_eq!(found.p.reason(), Some(Reason::NoEvents));
    assert_eq!(found.without_hour, 7);
}

#[test]
fn weekdays_are_counted_for_as_many_as_the_period_has() {
    let month = Month::from_year_month(2024, 2);
    let period = Period::months(month, month).unwrap();
    // Four of each day, and five Thursdays, for it was a leap year.
    let on = |day: i8| When::day(date(2024, 2, day)).unwrap();
    let events = [(on(1), 10), (on(2), 8), (When::month(month).unwrap(), 3)];
    let found = weekday_shares(events, period, 0.95);
    let days: Vec<f64> = found.days.iter().map(|day| day.days).collect();
    assert_eq!(days, [4.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0]);
    assert_eq!(WEEKDAYS[3], "Thursday");
    assert_eq!((found.days[3].events, found.days[4].events), (10.0, 8.0));
    assert_eq!(found.without_day, 3);
    // Two a day on either, were each day a Thursday or a Friday.
    let against = found.days[3].against.known().unwrap();
    assert!((against.ratio.known().unwrap() - 2.0 / (8.0 / 24.0)).abs() < 1e-12);
    assert!(found.days[3].q.known() >= Some(against.p));
}

#[test]
fn months_and_seasons_count_by_the_day() {
    let year: Vec<(Month, u64)> = (1..=12)
        .map(|month| {
            let month = Month::from_year_month(2023, month);
            let start = month.start().unwrap().0;
            let days = (month.next().start().unwrap().0 - start) / 1_440;
            (month, 3 * u64::try_from(days).unwrap())
        })
        .collect();
    for part in month_shares(&year, 0.95)
        .iter()
        .chain(&season_shares(&year, 0.95))
    {
        let ratio = part.against.known().unwrap().ratio.known().unwrap();
        assert!((ratio - 1.0).abs() < 1e-12, "{part:?}");
        assert!((part.share.known().unwrap() - part.even.known().unwrap()).abs() < 1e-12);
    }
    let seasons = season_shares(&year, 0.95);
    let days: Vec<f64> = seasons.iter().map(|season| season.days).collect();
    assert_eq!(days, [90.0, 92.0, 92.0, 91.0]);
    assert!(month_shares(&[], 0.95).is_empty());
    let alone = month_shares(&year[..1], 0.95);
    assert_eq!(alone[0].against.reason(), Some(Reason::ZeroExposure));
}

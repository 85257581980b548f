//! Weekdays, months and seasons: how much happens in each, for as many days as it has.

use super::aoristic::{HOURS, spread};
use crate::adjust::q_of_known;
use crate::change::{Counted, RatesCompared, conditional_test};
use crate::rate::{Limits, wilson};
use crate::value::{Reason, Value};
use crate::when::{Minute, Month, Period, Precision, When};

const MINUTES_PER_DAY: i32 = 24 * 60;
const HOURS_PER_DAY: usize = 24;

/// The days of the week, as they are numbered.
pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The seasons as they are numbered, each of three whole months, as meteorologists count them: winter is December to February.
pub const SEASONS: [&str; 4] = ["winter", "spring", "summer", "autumn"];

/// What one part of a cycle holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartOfCycle {
    /// Its number: 0 to 6 from Monday, 1 to 12 from January, 0 to 3 from winter.
    pub number: usize,
    /// Events, with the parts of those whose span crosses an edge.
    pub events: f64,
    /// How many days of it there were.
    pub days: f64,
    /// Its share of the events.
    pub share: Value<f64>,
    /// Wilson's limits of the share.
    pub limits: Value<Limits>,
    /// Its share of the days: what an even spread would put there.
    pub even: Value<f64>,
    /// Events a day against those of the other parts together: ratio, exact limits and exact p, of events rounded towards the even spread.
    pub against: Value<RatesCompared>,
    /// p adjusted for the parts of the cycle (Benjamini and Hochberg).
    pub q: Value<f64>,
}

/// Shares of the weekdays, with the number of events that have no day.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekdays {
    /// A row a day, Monday first.
    pub days: Vec<PartOfCycle>,
    /// Events known only to the month, which are in no share.
    pub without_day: u64,
}

/// Events by day of the week in a period, for as many of each as it has. An event whose span runs past midnight is shared among its days by
/// the minute, as [`spread`] does; one known to the day is on that day; one known to the month is on none.
///
/// Time O(events × 168 + days of the period).
///
/// ```
/// use hotspur_core::time::weekday_shares;
/// use hotspur_core::{Minute, Month, Period, Precision, When};
/// let january = Month::from_year_month(2024, 1);
/// let period = Period::months(january, january).unwrap();
/// // The first of January 2024 was a Monday; there were five of them.
/// let from = january.start().unwrap();
/// let on_monday = When { from, to: Minute(from.0 + 1), precision: Precision::Minute };
/// let found = weekday_shares([(on_monday, 5)], period, 0.95);
/// assert_eq!((found.days[0].events, found.days[0].days), (5.0, 5.0));
/// assert_eq!(found.days[3].days, 4.0);
/// ```
#[must_use]
pub fn weekday_shares(
    events: impl IntoIterator<Item = (When, u32)>,
    period: Period,
    level: f64,
) -> Weekdays {
    let mut weights = [0.0; 7];
    let mut without_day = 0;
    for (when, events) in events {
        if when.precision == Precision::Month {
            without_day += u64::from(events);
            continue;
        }
        if when.precision == Precision::Day {
            weights[weekday(when.from)] += f64::from(events);
            continue;
        }
        let mut week = [0.0; HOURS];
        spread(&mut week, when.from, when.to);
        for (weight, hours) in weights.iter_mut().zip(week.chunks(HOURS_PER_DAY)) {
            *weight += hours.iter().sum::<f64>() * f64::from(events);
        }
    }
    let mut days = [0.0; 7];
    let mut at = period.from;
    while at < period.until {
        let next = (at.0.div_euclid(MINUTES_PER_DAY) + 1) * MINUTES_PER_DAY;
        let next = Minute(next.min(period.until.0));
        days[weekday(at)] += f64::from(next.0 - at.0) / f64::from(MINUTES_PER_DAY);
        at = next;
    }
    let parts = weights.into_iter().zip(days).enumerate();
    Weekdays {
        days: cycle(
            parts.map(|(day, (weight, days))| (day, weight, days)),
            level,
        ),
        without_day,
    }
}

fn weekday(minute: Minute) -> usize {
    super::hour_of_week(minute) / HOURS_PER_DAY
}

/// Events by month of the year, January first, for as many days as each has; only months that were asked about. A month of one year
/// is that year's alone: a season shows from two years on.
///
/// `counts` holds every month of the period, those without events too. Time O(months).
///
/// ```
/// use hotspur_core::Month;
/// use hotspur_core::time::month_shares;
/// let month = |of_year| Month::from_year_month(2025, of_year);
/// // As many in February as in January, on three days fewer.
/// let found = month_shares(&[(month(1), 62), (month(2), 62)], 0.95);
/// let ratio = found[1].against.known().unwrap().ratio.known().unwrap();
/// assert!((ratio - 31.0 / 28.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn month_shares(counts: &[(Month, u64)], level: f64) -> Vec<PartOfCycle> {
    by_part(counts, level, |month| {
        usize::try_from(month.of_year()).unwrap_or(0)
    })
}

/// Events by season, winter first, for as many days as each has; only seasons that were asked about. As [`month_shares`].
#[must_use]
pub fn season_shares(counts: &[(Month, u64)], level: f64) -> Vec<PartOfCycle> {
    by_part(counts, level, |month| {
        usize::try_from(month.of_year()).unwrap_or(0) % 12 / 3
    })
}

fn by_part(
    counts: &[(Month, u64)],
    level: f64,
    number: impl Fn(Month) -> usize,
) -> Vec<PartOfCycle> {
    let mut parts = std::collections::BTreeMap::<usize, (u64, f64)>::new();
    for (month, events) in counts {
        let part = parts.entry(number(*month)).or_default();
        part.0 += events;
        part.1 += days_of(*month);
    }
    let parts = parts.into_iter();
    cycle(
        parts.map(|(number, (events, days))| (number, events as f64, days)),
        level,
    )
}

fn days_of(month: Month) -> f64 {
    let ends = month.start().zip(month.next().start());
    ends.map_or(0.0, |(from, until)| {
        f64::from((until.0 - from.0) / MINUTES_PER_DAY)
    })
}

/// The parts of a cycle, each against the others together.
fn cycle(parts: impl IntoIterator<Item = (usize, f64, f64)>, level: f64) -> Vec<PartOfCycle> {
    let parts: Vec<_> = parts.into_iter().collect();
    let events: f64 = parts.iter().map(|part| part.1).sum();
    let days: f64 = parts.iter().map(|part| part.2).sum();
    let mut rows: Vec<PartOfCycle> = parts
        .into_iter()
        .map(|(number, own, of_days)| {
            let share = Value::ratio(own, events, Reason::NoEvents).map(|share| share.min(1.0));
            PartOfCycle {
                number,
                events: own,
                days: of_days,
                share,
                limits: share.and_then(|share| wilson(share, events, level)),
                even: Value::ratio(of_days, days, Reason::ZeroExposure),
                against: against((own, of_days), (events, days), level),
                q: Value::Undefined(Reason::NoEvents),
            }
        })
        .collect();
    let p: Vec<Value<f64>> = rows
        .iter()
        .map(|row| row.against.map(|found| found.p))
        .collect();
    for (row, q) in rows.iter_mut().zip(q_of_known(&p)) {
        row.q = q;
    }
    rows
}

fn against(own: (f64, f64), all: (f64, f64), level: f64) -> Value<RatesCompared> {
    let even = all.0 * own.1 / all.1;
    let near = own.0.round();
    // A count that is whole but for rounding is that number; others move towards what an even spread would hold.
    let whole = if (own.0 - near).abs() < 1e-6 {
        near
    } else if own.0 > even {
        own.0.floor()
    } else {
        own.0.ceil()
    };
    let total = all.0.round().max(whole);
    let others = Counted::new((total - whole) as u64, all.1 - own.1);
    conditional_test(others, Counted::new(whole as u64, own.1), level)
}

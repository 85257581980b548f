//! Repeat victimisation: how many events follow another at the same place, and how soon.

use super::day_event::DayEvent;
use super::place_runs::{Run, runs};
use crate::value::{Reason, Value};

/// The windows in which a repeat is looked for where nobody says otherwise, in days.
pub const WINDOWS: [u32; 5] = [7, 14, 30, 90, 365];

/// Events and their places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepeatCounts {
    /// How many events there are.
    pub events: u64,
    /// How many places have any.
    pub places: u64,
    /// How many places have two or more.
    pub repeat_places: u64,
    /// How many events are at those places.
    pub at_repeat_places: u64,
    /// How many events follow an earlier one at their place: events less places.
    pub repeats: u64,
}

impl RepeatCounts {
    pub(super) fn new(runs: &[Run]) -> Self {
        let mut found = Self {
            events: 0,
            places: runs.len() as u64,
            repeat_places: 0,
            at_repeat_places: 0,
            repeats: 0,
        };
        for run in runs {
            let events = run.events();
            found.events += events;
            if events > 1 {
                found.repeat_places += 1;
                found.at_repeat_places += events;
                found.repeats += events - 1;
            }
        }
        found
    }

    /// The share of the places that have two or more events.
    #[must_use]
    pub fn share_of_places(&self) -> Value<f64> {
        share(self.repeat_places, self.places, Reason::NoEvents)
    }

    /// The share of the events that are at such places.
    #[must_use]
    pub fn share_at_repeat_places(&self) -> Value<f64> {
        share(self.at_repeat_places, self.events, Reason::NoEvents)
    }

    /// The share of the events that follow an earlier one at their place.
    #[must_use]
    pub fn share_repeats(&self) -> Value<f64> {
        share(self.repeats, self.events, Reason::NoEvents)
    }
}

/// Repeats within so many days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepeatWindow {
    /// The days of the window, the last included: 7 is up to the same weekday a week later.
    pub days: u32,
    /// How many events follow another at their place within the window.
    pub repeats: u64,
    /// Of all events, the share of these.
    pub share_of_events: Value<f64>,
    /// Of all repeats at whatever distance in time, the share of these.
    pub share_of_repeats: Value<f64>,
    /// How many places were observed for the whole window after their first event.
    pub at_risk: u64,
    /// How many of those had another event within it.
    pub followed: u64,
    /// The share of these: the chance that a place hit once is hit again within the window, not lowered by the end of the period.
    pub share_followed: Value<f64>,
}

/// Repeats at the same place, by day.
#[derive(Debug, Clone, PartialEq)]
pub struct SamePlace {
    /// Events and their places.
    pub counts: RepeatCounts,
    /// Repeats by window, in the order asked for.
    pub windows: Vec<RepeatWindow>,
    /// The median of the days from one event to the next at its place, of those that have a next in the period. A short
    /// period shortens it.
    pub median_days: Value<f64>,
    /// How many events were outside the period, and are in none of the numbers.
    pub outside: u64,
}

/// Counts repeats at exactly the same place, for events of one theme.
///
/// The time to repeat is that from an event to the next at its place, in whole days; on the same day it is 0. What follows after the
/// end of the period is not seen, and lowers every share of all events (Farrell, Sousa & Lamm Weisel 2002, The time-window effect in the
/// measurement of repeat victimization, Crime Prevention Studies 13). So each window also says how many places had their first event at
/// least so many days before the end, and how many of those were hit again.
///
/// Points that a publisher snapped are not addresses: then the caller must say that places are snap points.
///
/// `from` is the first day of the period and `until` the day after its last. Time O(n log n + events · windows).
///
/// ```
/// use hotspur_core::Position;
/// use hotspur_core::repeat::{DayEvent, same_place};
/// let at = |x, day| DayEvent { position: Position::new(x, 0.0).unwrap(), day, count: 1 };
/// // One place on days 0, 5 and 40; one on day 2; one on day 88 of 90.
/// let found = same_place(&[at(0.0, 0), at(0.0, 5), at(0.0, 40), at(9.0, 2), at(50.0, 88)], (0, 90), &[7]);
/// assert_eq!((found.counts.places, found.counts.repeat_places, found.counts.repeats), (3, 1, 2));
/// // The place of day 88 was not observed for a week.
/// assert_eq!((found.windows[0].repeats, found.windows[0].at_risk, found.windows[0].followed), (1, 2, 1));
/// assert_eq!(found.median_days.known(), Some(20.0));
/// ```
#[must_use]
pub fn same_place(events: &[DayEvent], (from, until): (i32, i32), windows: &[u32]) -> SamePlace {
    let inside = |event: &&DayEvent| (from..until).contains(&event.day);
    let runs = runs(
        events
            .iter()
            .filter(inside)
            .map(|event| (event.position, event.day, event.count)),
    );
    let counts = RepeatCounts::new(&runs);
    let mut apart: Vec<u64> = runs.iter().flat_map(Run::gaps).collect();
    apart.sort_unstable();
    let all: u64 = events.iter().map(|event| u64::from(event.count)).sum();
    SamePlace {
        windows: windows
            .iter()
            .map(|days| window(*days, &runs, &apart, until))
            .collect(),
        median_days: median(&apart),
        outside: all - counts.events,
        counts,
    }
}

fn window(days: u32, runs: &[Run], apart: &[u64], until: i32) -> RepeatWindow {
    let events: u64 = runs.iter().map(Run::events).sum();
    let repeats = apart.partition_point(|gap| *gap <= u64::from(days)) as u64;
    let observed = |run: &&Run| i64::from(run.first()) + i64::from(days) < i64::from(until);
    let (mut at_risk, mut followed) = (0, 0);
    for run in runs.iter().filter(observed) {
        at_risk += 1;
        followed += u64::from(run.gaps().next().is_some_and(|gap| gap <= u64::from(days)));
    }
    RepeatWindow {
        days,
        repeats,
        share_of_events: share(repeats, events, Reason::NoEvents),
        share_of_repeats: share(repeats, apart.len() as u64, Reason::NoEvents),
        at_risk,
        followed,
        share_followed: share(followed, at_risk, Reason::ObservedTooShort),
    }
}

pub(super) fn share(part: u64, whole: u64, reason: Reason) -> Value<f64> {
    Value::ratio(part as f64, whole as f64, reason)
}

fn median(ascending: &[u64]) -> Value<f64> {
    let n = ascending.len();
    if n == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    Value::Known((ascending[(n - 1) / 2] + ascending[n / 2]) as f64 / 2.0)
}

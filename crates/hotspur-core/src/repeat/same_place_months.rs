//! Repeats at the same place where the month is all that is known.

use super::place_runs::{Run, runs};
use super::same_place::{RepeatCounts, share};
use crate::incident::Incidents;
use crate::metres::Position;
use crate::value::{Reason, Value};
use crate::when::Month;

/// Equal events at a place in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthEvent {
    /// Where.
    pub position: Position,
    /// The month that they are counted in.
    pub month: Month,
    /// How many.
    pub count: u32,
}

/// Repeats at the same place, by month: coarser than [`SamePlace`](super::SamePlace), and to be called so wherever it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SamePlaceMonths {
    /// Events and their places.
    pub counts: RepeatCounts,
    /// How many events follow another at their place in the same month.
    pub same_month: u64,
    /// How many follow another in the month before, and none in their own.
    pub next_month: u64,
    /// The share of all events that follow another in the same month or the month before.
    pub share_of_events: Value<f64>,
    /// How many places had their first event before the last month, so that the month after it was observed.
    pub at_risk: u64,
    /// How many of those had another event in that month or the next.
    pub followed: u64,
    /// The share of these.
    pub share_followed: Value<f64>,
    /// How many events were outside the months, and are in none of the numbers.
    pub outside: u64,
}

/// Takes rows of incidents as events by month.
#[must_use]
pub fn months_of(incidents: &Incidents, rows: impl IntoIterator<Item = usize>) -> Vec<MonthEvent> {
    rows.into_iter()
        .map(|row| MonthEvent {
            position: incidents.places()[incidents.place()[row] as usize],
            month: incidents.when()[row].counted_in(),
            count: incidents.count()[row],
        })
        .collect()
}

/// Counts repeats at exactly the same place in the same month or the next, for events of one theme whose days are not known.
///
/// Two events in neighbouring months are 1 to 61 days apart, so that this is no window of days. `first` and `last` are the months of the
/// period, both included. Time O(n log n).
///
/// ```
/// use hotspur_core::repeat::{MonthEvent, same_place_by_month};
/// use hotspur_core::{Month, Position};
/// let at = |x, month, count| MonthEvent { position: Position::new(x, 0.0).unwrap(), month: Month(month), count };
/// let found = same_place_by_month(&[at(0.0, 0, 2), at(0.0, 1, 1), at(0.0, 5, 1), at(9.0, 5, 1)], (Month(0), Month(5)));
/// assert_eq!((found.same_month, found.next_month, found.counts.repeats), (1, 1, 3));
/// assert_eq!((found.at_risk, found.followed), (1, 1));
/// ```
#[must_use]
pub fn same_place_by_month(
    events: &[MonthEvent],
    (first, last): (Month, Month),
) -> SamePlaceMonths {
    let inside = |event: &&MonthEvent| (first..=last).contains(&event.month);
    let inside = events.iter().filter(inside);
    let runs = runs(inside.map(|event| (event.position, event.month.0, event.count)));
    let counts = RepeatCounts::new(&runs);
    let of_gap = |months: u64| {
        let gaps = runs.iter().flat_map(Run::gaps);
        gaps.filter(|gap| *gap == months).count() as u64
    };
    let (same_month, next_month) = (of_gap(0), of_gap(1));
    let (mut at_risk, mut followed) = (0, 0);
    for run in runs.iter().filter(|run| run.first() < last.0) {
        at_risk += 1;
        followed += u64::from(run.gaps().next().is_some_and(|gap| gap <= 1));
    }
    let all: u64 = events.iter().map(|event| u64::from(event.count)).sum();
    SamePlaceMonths {
        counts,
        same_month,
        next_month,
        share_of_events: share(same_month + next_month, counts.events, Reason::NoEvents),
        at_risk,
        followed,
        share_followed: share(followed, at_risk, Reason::ObservedTooShort),
        outside: all - counts.events,
    }
}

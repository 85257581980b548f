//! Events by place and day, taken from incidents: whose day is known well enough, and whose is not.

use crate::incident::Incidents;
use crate::metres::Position;
use crate::value::Reason;
use crate::when::{Precision, When};

/// Minutes of a span beyond which its day is not known: two days, so that the middle is at most one day off.
pub const WIDEST_SPAN: i32 = 2 * MINUTES_PER_DAY;

/// The least share of the events whose day must be known for a statement about days.
pub const LEAST_DATED: f64 = 0.85;

const MINUTES_PER_DAY: i32 = 24 * 60;

/// Equal events at a place on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayEvent {
    /// Where.
    pub position: Position,
    /// When, in whole days of local clock time; any day may be 0, [`days_of`] counts from 1970-01-01.
    pub day: i32,
    /// How many.
    pub count: u32,
}

/// The events of some incidents whose day is known, and how many were left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dated {
    /// The events whose day is known.
    pub events: Vec<DayEvent>,
    /// How many events these are.
    pub dated: u64,
    /// How many are known by month alone.
    pub months_only: u64,
    /// How many have a span so wide that it says nothing of the day.
    pub too_wide: u64,
    /// How many have a span that ends before it begins.
    pub reversed: u64,
}

impl Dated {
    /// The events, if the days of enough are known.
    ///
    /// # Errors
    ///
    /// [`Reason::NoEvents`] where there are none at all; [`Reason::MonthsOnly`] or [`Reason::SpansTooWide`] where fewer than
    /// [`LEAST_DATED`] of them have a day, by which of the two more were left out.
    pub fn enough(&self) -> Result<&[DayEvent], Reason> {
        let left_out = self.months_only + self.too_wide + self.reversed;
        if self.dated + left_out == 0 {
            return Err(Reason::NoEvents);
        }
        if self.dated as f64 >= LEAST_DATED * (self.dated + left_out) as f64 {
            return Ok(&self.events);
        }
        Err(if 2 * self.months_only >= left_out {
            Reason::MonthsOnly
        } else {
            Reason::SpansTooWide
        })
    }
}

/// Takes rows of incidents as events by day: the day of a time known to the day or the minute; the day that holds the middle of a
/// span of at most `widest` minutes (see [`WIDEST_SPAN`]); no day of a month, of a wider span, or of a reversed one.
///
/// Local clock time, as everywhere. Time O(rows).
///
/// ```
/// use hotspur_core::repeat::{WIDEST_SPAN, days_of};
/// use hotspur_core::{Incidents, Reason, Vocabulary};
/// let none = days_of(&Incidents::new(Vec::new(), Vocabulary::default()), [], WIDEST_SPAN);
/// assert_eq!(none.enough(), Err(Reason::NoEvents));
/// ```
#[must_use]
pub fn days_of(incidents: &Incidents, rows: impl IntoIterator<Item = usize>, widest: i32) -> Dated {
    let mut found = Dated::default();
    for row in rows {
        let (when, count) = (incidents.when()[row], incidents.count()[row]);
        let events = u64::from(count);
        match day_of(when, widest) {
            Ok(day) => {
                found.dated += events;
                found.events.push(DayEvent {
                    position: incidents.places()[incidents.place()[row] as usize],
                    day,
                    count,
                });
            }
            Err(NoDay::Month) => found.months_only += events,
            Err(NoDay::Wide) => found.too_wide += events,
            Err(NoDay::Reversed) => found.reversed += events,
        }
    }
    found
}

/// Why a time has no day.
enum NoDay {
    Month,
    Wide,
    Reversed,
}

fn day_of(when: When, widest: i32) -> Result<i32, NoDay> {
    let (from, to) = (i64::from(when.from.0), i64::from(when.to.0));
    let minute = match when.precision {
        Precision::Month => return Err(NoDay::Month),
        Precision::Day | Precision::Minute => from,
        Precision::Span if to < from => return Err(NoDay::Reversed),
        Precision::Span if to - from > i64::from(widest) => return Err(NoDay::Wide),
        Precision::Span => (from + to).div_euclid(2),
    };
    let day = minute.div_euclid(i64::from(MINUTES_PER_DAY));
    Ok(i32::try_from(day).unwrap_or(i32::MAX))
}

//! Events one by one, place after place, in an order that depends on the events alone.

use super::day_event::DayEvent;
use crate::metres::Position;
use crate::value::Reason;

/// More events than this are refused: their days for 32 permutations take 64 bytes each.
pub const MOST_EVENTS: u64 = 1 << 22;

/// Events by place. Places go by strips of equal height from the south, then by easting and northing, so that those close to one
/// another on the ground are close in memory, and depend on no order of rows; the events of a place go by day.
pub(super) struct EventLayout {
    /// The distinct places.
    pub places: Vec<Position>,
    /// The strip of each place.
    pub strips: Vec<i64>,
    /// Where the events of each place begin; one more, where the last end.
    pub starts: Vec<u32>,
    /// The day of each event, less the first day of all.
    pub days: Vec<i16>,
}

impl EventLayout {
    /// Lays out events in strips of `height` metres; a row of `count` events is as many events. Time O(n log n).
    pub fn new(events: &[DayEvent], height: f64) -> Result<Self, Reason> {
        let total: u64 = events.iter().map(|event| u64::from(event.count)).sum();
        if total > MOST_EVENTS {
            return Err(Reason::TooManyEvents);
        }
        if total < 2 {
            return Err(Reason::TooFewEvents);
        }
        let counted = || events.iter().filter(|event| event.count > 0);
        let south = counted()
            .map(|event| event.position.y())
            .fold(f64::INFINITY, f64::min);
        let first = counted().map(|event| event.day).min().unwrap_or(0);
        let mut rows = Vec::with_capacity(events.len());
        for event in counted() {
            // As a float first: a height of a millimetre does not overflow what a strip is numbered by.
            let strip = ((event.position.y() - south) / height).floor() as i64;
            let day = i64::from(event.day) - i64::from(first);
            let day = i16::try_from(day).map_err(|_| Reason::OutOfRange)?;
            rows.push((strip, event.position, day, event.count));
        }
        rows.sort_unstable();
        let mut found = Self {
            places: Vec::new(),
            strips: Vec::new(),
            starts: Vec::new(),
            days: Vec::with_capacity(total as usize),
        };
        for (strip, position, day, count) in rows {
            if found.places.last() != Some(&position) {
                found.places.push(position);
                found.strips.push(strip);
                found.starts.push(found.days.len() as u32);
            }
            found.days.extend(std::iter::repeat_n(day, count as usize));
        }
        found.starts.push(found.days.len() as u32);
        Ok(found)
    }

    /// The events of a place.
    pub fn at(&self, place: usize) -> std::ops::Range<usize> {
        self.starts[place] as usize..self.starts[place + 1] as usize
    }

    /// How many events there are.
    pub fn events(&self) -> u64 {
        self.days.len() as u64
    }

    /// How many pairs of events there are.
    pub fn pairs(&self) -> u64 {
        pairs_of(self.events())
    }
}

/// How many pairs so many events make.
pub(super) fn pairs_of(events: u64) -> u64 {
    events * events.saturating_sub(1) / 2
}

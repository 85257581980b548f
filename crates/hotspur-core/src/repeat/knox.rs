//! The Knox table: pairs of events close in space and in time, against what permuted times would give.

use super::bands::{Metric, SpaceBands, TimeBands};
use super::close_pairs::{ClosePairs, SLACK};
use super::day_event::DayEvent;
use super::event_layout::{EventLayout, pairs_of};
use crate::value::{Reason, Value};

/// What is near, in space and in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearness {
    /// Bands of distance.
    pub space: SpaceBands,
    /// Bands of days.
    pub time: TimeBands,
    /// How distance is measured.
    pub metric: Metric,
}

/// Pairs of events in a band of distance and a band of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnoxCell {
    /// How many pairs there are.
    pub observed: u64,
    /// How many there are on average over all permutations of the times: exact.
    pub expected: f64,
    /// Observed over expected; undefined where no pair is in the band of distance, or none in that of days.
    pub ratio: Value<f64>,
}

/// Pairs of events by bands of distance and of days.
#[derive(Debug, Clone, PartialEq)]
pub struct KnoxTable {
    /// The bands.
    pub near: Nearness,
    /// How many events there are.
    pub events: u64,
    /// How many places they have.
    pub places: u64,
    /// How many pairs they make, each once.
    pub pairs: u64,
    /// The pairs in each band of distance, however far apart in time.
    pub space_margin: Vec<u64>,
    /// The pairs in each band of days, however far apart in space.
    pub time_margin: Vec<u64>,
    cells: Vec<KnoxCell>,
}

impl KnoxTable {
    /// The cell of a band of distance and a band of days.
    #[must_use]
    pub fn cell(&self, space: usize, time: usize) -> &KnoxCell {
        &self.cells[space * self.near.time.len() + time]
    }

    /// All cells, those of a band of distance together.
    #[must_use]
    pub fn cells(&self) -> &[KnoxCell] {
        &self.cells
    }
}

/// Counts the pairs i < j of events, each once, by distance and by days between them: in [0, 0] those of the same place, then (0, s₁),
/// [s₁, s₂), …; in time [0, t₁), [t₁, t₂), … of |tᵢ − tⱼ| in whole days.
///
/// If times were dealt to the events at random, a cell would hold on average
/// (pairs in the band of distance) · (pairs in the band of days) / (all pairs), exactly.
/// Knox (1964), The detection of space-time interactions, <https://doi.org/10.2307/2985220>.
/// As the crow flies, squares are compared, so that no root is rounded at a break.
///
/// # Errors
///
/// [`Reason::TooFewEvents`] below two events, [`Reason::TooManyEvents`] or [`Reason::TooLarge`] where the pairs would take
/// more than about 1 GB, [`Reason::OutOfRange`] where the days span more than 89 years.
///
/// # Complexity
///
/// Time O(n log n + close pairs + days · breaks), memory four bytes a close pair of places. The order of the events plays no part.
///
/// ```
/// use hotspur_core::repeat::{DayEvent, Metric, Nearness, SpaceBands, TimeBands, knox_table};
/// use hotspur_core::{Metres, Position};
/// let near = Nearness {
///     space: SpaceBands::new(&[Metres(100.0)])?,
///     time: TimeBands::new(&[7])?,
///     metric: Metric::Euclidean,
/// };
/// let at = |x, day| DayEvent { position: Position::new(x, 0.0).unwrap(), day, count: 1 };
/// let table = knox_table(&[at(0.0, 0), at(0.0, 3), at(60.0, 5), at(900.0, 80)], &near).unwrap();
/// // The same place: one pair, 3 days apart. Within 100 m: two pairs, 5 and 2 days apart.
/// assert_eq!((table.cell(0, 0).observed, table.cell(1, 0).observed), (1, 2));
/// // 2 pairs are close in space, 3 close in time, of 6.
/// assert_eq!(table.cell(1, 0).expected, 1.0);
/// # Ok::<(), hotspur_core::repeat::BandsError>(())
/// ```
pub fn knox_table(events: &[DayEvent], near: &Nearness) -> Result<KnoxTable, Reason> {
    Laid::new(events, near).map(|laid| laid.table(near))
}

/// Events laid out, with their close pairs.
pub(super) struct Laid {
    pub layout: EventLayout,
    pub close: ClosePairs,
}

impl Laid {
    pub fn new(events: &[DayEvent], near: &Nearness) -> Result<Self, Reason> {
        let layout = EventLayout::new(events, near.space.reach().0 * SLACK)?;
        let close = ClosePairs::new(&layout, &near.space, near.metric)?;
        Ok(Self { layout, close })
    }

    pub fn table(&self, near: &Nearness) -> KnoxTable {
        let space_margin = self.close.event_pairs(&self.layout, near.space.len());
        let time_margin = pairs_in_time(&self.layout.days, &near.time);
        let (observed, pairs) = (self.observed(near), self.layout.pairs());
        let mut cells = Vec::with_capacity(observed.len());
        for (at, observed) in observed.into_iter().enumerate() {
            let space = space_margin[at / near.time.len()];
            let time = time_margin[at % near.time.len()];
            let expected = space as f64 * time as f64 / pairs as f64;
            cells.push(KnoxCell {
                observed,
                expected,
                ratio: Value::ratio(observed as f64, expected, Reason::NoPairs),
            });
        }
        KnoxTable {
            near: near.clone(),
            events: self.layout.events(),
            places: self.layout.places.len() as u64,
            pairs,
            space_margin,
            time_margin,
            cells,
        }
    }

    /// The close pairs by band of distance and of days.
    fn observed(&self, near: &Nearness) -> Vec<u64> {
        let (layout, times) = (&self.layout, near.time.len());
        let mut found = vec![0; near.space.len() * times];
        let mut count = |one: i16, other: i16, space: usize| {
            let apart = u32::from(one.abs_diff(other));
            let ends = near.time.ends();
            if let Some(time) = ends.iter().position(|end| apart < *end) {
                found[space * times + time] += 1;
            }
        };
        for stretch in &self.close.stretches {
            for place in stretch.places() {
                for event in layout.at(place) {
                    let day = layout.days[event];
                    for later in event + 1..layout.at(place).end {
                        count(day, layout.days[later], 0);
                    }
                    for space in 1..near.space.len() {
                        for other in stretch.others(place, space) {
                            for later in layout.at(*other as usize) {
                                count(day, layout.days[later], space);
                            }
                        }
                    }
                }
            }
        }
        found
    }
}

/// The pairs of days in each band, from how many events each day has.
fn pairs_in_time(days: &[i16], bands: &TimeBands) -> Vec<u64> {
    let last = days.iter().copied().max().unwrap_or(0).unsigned_abs();
    let mut events = vec![0_u64; usize::from(last) + 1];
    for day in days {
        events[usize::from(day.unsigned_abs())] += 1;
    }
    // How many events there are before each day.
    let mut before = vec![0_u64; events.len() + 1];
    for (day, events) in events.iter().enumerate() {
        before[day + 1] = before[day] + events;
    }
    let until = |day: usize| before[day.min(events.len())];
    let in_band = |band: usize| {
        let (from, end) = (bands.from(band) as usize, bands.until(band) as usize);
        let mut pairs = 0;
        for (day, own) in events.iter().enumerate() {
            pairs += own * (until(day + end) - until(day + from.max(1)));
            if from == 0 {
                pairs += pairs_of(*own);
            }
        }
        pairs
    };
    (0..bands.len()).map(in_band).collect()
}

//! The Knox test: how often permuted times put as many pairs into a band, many permutations side by side.

use pulp::{Arch, Simd, WithSimd};
use rand::RngExt;
use rayon::prelude::*;

use super::bands::TimeBands;
use super::close_pairs::Stretch;
use super::day_event::DayEvent;
use super::event_layout::EventLayout;
use super::knox::{KnoxTable, Laid, Nearness};
use crate::adjust::benjamini_hochberg;
use crate::random::stream;
use crate::value::{Reason, Value};

/// Permutations counted side by side: one pass over the pairs serves all, and comparisons become vector instructions.
const LANES: usize = 32;

/// Bands of days counted in one pass; each needs registers of its own.
const BANDS_A_PASS: usize = 4;

/// Bytes of permuted days held at a time.
const MOST_HELD: usize = 1 << 29;

/// Pairs times permutations above which the work is refused: some minutes of one processor.
const MOST_WORK: u64 = 1 << 41;

/// The most pairs that a sum in 16 bits takes.
const MOST_NARROW: usize = u16::MAX as usize;

/// A number for each of the permutations side by side.
type Row<N> = [N; LANES];

/// How the permutations are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permutations {
    /// How many: 999 or more, where p-values are to be adjusted.
    pub replicates: u32,
    /// The seed of the run.
    pub seed: u64,
    /// What is tested, for instance the number of the theme: the second key of the random streams.
    pub unit: u64,
}

/// What permutations say of a cell of the Knox table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnoxChance {
    /// How many of the permutations have at least as many pairs as were observed.
    pub reached: u32,
    /// (1 + reached) / (1 + replicates), one-sided; undefined where no pair can be in the cell.
    pub p: Value<f64>,
    /// p adjusted by Benjamini and Hochberg over the cells that have one.
    pub q: Value<f64>,
    /// The median of the permutations.
    pub median: f64,
    /// Observed over the median; undefined where that is 0.
    pub ratio_to_median: Value<f64>,
}

/// A Knox table with what permutations say of each cell.
#[derive(Debug, Clone, PartialEq)]
pub struct KnoxTest {
    /// The table.
    pub table: KnoxTable,
    /// How the permutations were drawn.
    pub permutations: Permutations,
    chances: Vec<KnoxChance>,
}

impl KnoxTest {
    /// What permutations say of the cell of a band of distance and a band of days.
    #[must_use]
    pub fn chance(&self, space: usize, time: usize) -> &KnoxChance {
        &self.chances[space * self.table.near.time.len() + time]
    }

    /// All of it, in the order of [`KnoxTable::cells`].
    #[must_use]
    pub fn chances(&self) -> &[KnoxChance] {
        &self.chances
    }
}

/// The Knox test: [`knox_table`](super::knox_table), and the p-value of each cell by permuting the times of the events among the
/// events, places held; one permutation serves all cells.
///
/// p = (1 + #{count* ≥ count}) / (R + 1): permutations that reach what was observed count against it (Phipson & Smyth 2010,
/// doi:10.2202/1544-6115.1585). The cells of a table are many tests: quote q. A cell is one-sided, for more pairs than chance.
///
/// # Draws
///
/// Replicate r shuffles the ascending days of all events by Fisher and Yates from `stream(seed, unit, r)`, and deals them to the events in the order of
/// strips as high as the bands reach, then easting, then northing. So neither threads nor the order of rows changes a p; other reaches
/// draw other permutations of the same law.
///
/// # Errors
///
/// As [`knox_table`](super::knox_table); [`Reason::NoReplicates`] without replicates, [`Reason::TooLarge`] where pairs times replicates exceed 2·10¹².
///
/// # Complexity
///
/// Time O((events + close pairs · bands of days) · replicates), 32 of them in the lanes of vectors of 16 bits; memory four bytes a close pair of
/// places, and 64 bytes an event for every 32 permutations under way, of which there are as many as fit into 512 MB. Parallel over permutations and places.
///
/// ```
/// use hotspur_core::repeat::{DayEvent, Metric, Nearness, Permutations, SpaceBands, TimeBands, knox_test};
/// use hotspur_core::{Metres, Position};
/// let near = Nearness {
///     space: SpaceBands::new(&[Metres(100.0)])?,
///     time: TimeBands::new(&[7])?,
///     metric: Metric::Euclidean,
/// };
/// // Twenty places, each hit twice within two days, fifty days after the place before.
/// let events: Vec<DayEvent> = (0..40)
///     .map(|n| DayEvent { position: Position::new(f64::from(n / 2) * 500.0, 0.0).unwrap(), day: n / 2 * 50 + n % 2, count: 1 })
///     .collect();
/// let test = knox_test(&events, &near, Permutations { replicates: 199, seed: 1, unit: 0 }).unwrap();
/// assert_eq!(test.table.cell(0, 0).observed, 20);
/// assert_eq!(test.chance(0, 0).p.known(), Some(0.005));
/// # Ok::<(), hotspur_core::repeat::BandsError>(())
/// ```
pub fn knox_test(
    events: &[DayEvent],
    near: &Nearness,
    permutations: Permutations,
) -> Result<KnoxTest, Reason> {
    if permutations.replicates == 0 {
        return Err(Reason::NoReplicates);
    }
    let laid = Laid::new(events, near)?;
    let pairs: u64 = laid
        .close
        .event_pairs(&laid.layout, near.space.len())
        .iter()
        .sum();
    if pairs.saturating_mul(u64::from(permutations.replicates)) > MOST_WORK {
        return Err(Reason::TooLarge);
    }
    let table = laid.table(near);
    let counts = permuted_counts(&laid, near, permutations);
    Ok(KnoxTest {
        chances: chances(&table, counts),
        table,
        permutations,
    })
}

/// What the counts of the permutations, of each cell, say of the table.
fn chances(table: &KnoxTable, counts: Vec<Vec<u64>>) -> Vec<KnoxChance> {
    let times = table.time_margin.len();
    let mut found = Vec::with_capacity(counts.len());
    for (at, (cell, mut counts)) in table.cells().iter().zip(counts).enumerate() {
        let replicates = counts.len();
        let reached = counts
            .iter()
            .filter(|count| **count >= cell.observed)
            .count();
        counts.sort_unstable();
        let middle = (counts[(replicates - 1) / 2], counts[replicates / 2]);
        let median = (middle.0 + middle.1) as f64 / 2.0;
        let possible = table.space_margin[at / times] > 0 && table.time_margin[at % times] > 0;
        let p = (1 + reached) as f64 / (1 + replicates) as f64;
        let p = Value::from_option(possible.then_some(p), Reason::NoPairs);
        found.push(KnoxChance {
            reached: reached as u32,
            p,
            q: p,
            median,
            ratio_to_median: Value::ratio(cell.observed as f64, median, Reason::NoPairs),
        });
    }
    let tested: Vec<f64> = found.iter().filter_map(|chance| chance.p.known()).collect();
    let with_p = found.iter_mut().filter(|chance| chance.p.known().is_some());
    for (chance, q) in with_p.zip(benjamini_hochberg(&tested)) {
        chance.q = Value::Known(q);
    }
    found
}

/// The pairs of each cell in each permutation.
fn permuted_counts(laid: &Laid, near: &Nearness, permutations: Permutations) -> Vec<Vec<u64>> {
    let (cells, times) = (near.space.len() * near.time.len(), near.time.len());
    let replicates = permutations.replicates as usize;
    let (layout, stretches) = (&laid.layout, &laid.close.stretches);
    let mut ascending = layout.days.clone();
    ascending.sort_unstable();
    let arch = Arch::new();
    let at_once = (MOST_HELD / (layout.days.len() * size_of::<Row<i16>>())).max(1);
    let blocks: Vec<usize> = (0..replicates.div_ceil(LANES)).collect();
    let mut found = vec![Vec::with_capacity(blocks.len() * LANES); cells];
    for blocks in blocks.chunks(at_once) {
        let days: Vec<Vec<Row<i16>>> = blocks
            .par_iter()
            .map(|block| permuted_days(&ascending, *block * LANES, permutations))
            .collect();
        let sums: Vec<Vec<Row<u64>>> = days
            .par_iter()
            .map(|days| {
                let count = |stretch: &Stretch| {
                    arch.dispatch(Around {
                        layout,
                        stretch,
                        days,
                        near,
                    })
                };
                stretches.par_iter().map(count).reduce(
                    || vec![[0; LANES]; cells],
                    |mut one, other| {
                        for (one, other) in one.iter_mut().flatten().zip(other.iter().flatten()) {
                            *one += other;
                        }
                        one
                    },
                )
            })
            .collect();
        for mut block in sums {
            for cells in block.chunks_mut(times) {
                cumulative_to_bands(cells);
            }
            for (found, row) in found.iter_mut().zip(block) {
                found.extend(row);
            }
        }
    }
    for counts in &mut found {
        counts.truncate(replicates);
    }
    found
}

/// The days of each event in 32 permutations.
fn permuted_days(ascending: &[i16], first: usize, permutations: Permutations) -> Vec<Row<i16>> {
    let shuffled: Vec<Vec<i16>> = (first..first + LANES)
        .map(|replicate| {
            let mut days = ascending.to_vec();
            if replicate < permutations.replicates as usize {
                let mut random = stream(permutations.seed, permutations.unit, replicate as u64);
                for last in (1..days.len() as u32).rev() {
                    days.swap(last as usize, random.random_range(0..=last) as usize);
                }
            }
            days
        })
        .collect();
    (0..ascending.len())
        .map(|event| std::array::from_fn(|lane| shuffled[lane][event]))
        .collect()
}

/// Counts of pairs closer than the end of a band become counts of pairs in it.
fn cumulative_to_bands(cells: &mut [Row<u64>]) {
    for band in (1..cells.len()).rev() {
        let (before, from) = cells.split_at_mut(band);
        for (own, before) in from[0].iter_mut().zip(&before[band - 1]) {
            *own -= before;
        }
    }
}

/// The pairs around the places of a stretch.
struct Around<'a> {
    layout: &'a EventLayout,
    stretch: &'a Stretch,
    days: &'a [Row<i16>],
    near: &'a Nearness,
}

/// Plain code, compiled for several instruction sets: a closure in its place need not be, for it is not always made part of its caller.
impl WithSimd for Around<'_> {
    type Output = Vec<Row<u64>>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Self::Output {
        self.counts()
    }
}

impl Around<'_> {
    /// The pairs closer in time than the end of each band of days, by band of distance.
    #[inline(always)]
    fn counts(&self) -> Vec<Row<u64>> {
        let (spaces, times) = (self.near.space.len(), self.near.time.len());
        let mut found = vec![[0; LANES]; spaces * times];
        let ends = ends(&self.near.time);
        for (pass, ends) in ends.chunks(BANDS_A_PASS).enumerate() {
            for space in 0..spaces {
                let at = space * times + pass * BANDS_A_PASS;
                let found = &mut found[at..at + ends.len()];
                match *ends {
                    [a] => self.in_band(space, [a], found),
                    [a, b] => self.in_band(space, [a, b], found),
                    [a, b, c] => self.in_band(space, [a, b, c], found),
                    [a, b, c, d, ..] => self.in_band(space, [a, b, c, d], found),
                    [] => {}
                }
            }
        }
        found
    }

    /// Adds the pairs in a band of distance.
    #[inline(always)]
    fn in_band<const K: usize>(&self, space: usize, ends: [i16; K], found: &mut [Row<u64>]) {
        let (layout, days) = (self.layout, self.days);
        let mut sums = Sums {
            narrow: [[0; LANES]; K],
            pending: 0,
            wide: found,
        };
        for place in self.stretch.places() {
            let own = layout.at(place);
            if space == 0 {
                for event in own.clone() {
                    sums.add(&days[event], &days[event + 1..own.end], &ends);
                }
                continue;
            }
            for event in own {
                for other in self.stretch.others(place, space) {
                    sums.add(&days[event], &days[layout.at(*other as usize)], &ends);
                }
            }
        }
        sums.flush();
    }
}

fn ends(bands: &TimeBands) -> Vec<i16> {
    let end = |end: &u32| i16::try_from(*end).unwrap_or(i16::MAX);
    bands.ends().iter().map(end).collect()
}

/// Sums in 16 bits, moved into 64 before they overflow.
struct Sums<'a, const K: usize> {
    narrow: [Row<u16>; K],
    pending: usize,
    wide: &'a mut [Row<u64>],
}

impl<const K: usize> Sums<'_, K> {
    /// Adds the pairs of an event with others.
    #[inline(always)]
    fn add(&mut self, own: &Row<i16>, others: &[Row<i16>], ends: &[i16; K]) {
        for others in others.chunks(MOST_NARROW) {
            if self.pending + others.len() > MOST_NARROW {
                self.flush();
            }
            self.pending += others.len();
            for other in others {
                for (sums, end) in self.narrow.iter_mut().zip(ends) {
                    for lane in 0..LANES {
                        // Days are from 0 to 32,767, and pairs at most 65,535: nothing wraps.
                        let apart = own[lane].wrapping_sub(other[lane]).wrapping_abs();
                        sums[lane] = sums[lane].wrapping_add(u16::from(apart < *end));
                    }
                }
            }
        }
    }

    #[inline(never)]
    fn flush(&mut self) {
        for (wide, narrow) in self.wide.iter_mut().zip(&mut self.narrow) {
            for (wide, narrow) in wide.iter_mut().zip(narrow) {
                *wide += u64::from(std::mem::take(narrow));
            }
        }
        self.pending = 0;
    }
}

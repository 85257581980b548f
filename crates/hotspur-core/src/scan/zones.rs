//! The zones of the scan, kept as each centre's neighbours in order of distance: every prefix is a zone.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::study::Study;
use crate::value::Reason;

/// A table of neighbours with more entries than this is refused: at four bytes each, 800 MB. With equal populations
/// and half of them in a zone it is reached at 20,000 units.
pub const MOST_ENTRIES: usize = 200_000_000;

/// For each centre the units by (squared distance, lower index), as far as their population stays within the cap.
/// Zones are the prefixes; nothing else is stored, since a prefix is made by adding one unit to the one before.
#[derive(Debug)]
pub(super) struct Zones {
    orders: Vec<Box<[u32]>>,
}

impl Zones {
    /// Orders the neighbours of every centre. Time O(n² + m log m) for m entries, memory four bytes an entry.
    pub fn of(study: &Study) -> Result<Self, Reason> {
        let units = study.positions.len();
        if fewest_in_an_order(study).saturating_mul(units) > MOST_ENTRIES {
            return Err(Reason::TooLarge);
        }
        // A sum, so that the order in which threads add to it cannot change the verdict.
        let entries = AtomicUsize::new(0);
        let orders: Option<Vec<Box<[u32]>>> = (0..units)
            .into_par_iter()
            .map_init(Nearest::default, |nearest, centre| {
                let order = nearest.order_of(centre, study);
                let so_far = entries.fetch_add(order.len(), Ordering::Relaxed) + order.len();
                (so_far <= MOST_ENTRIES).then_some(order)
            })
            .collect();
        let orders = orders.ok_or(Reason::TooLarge)?;
        if orders.iter().all(|order| order.is_empty()) {
            return Err(Reason::TooFewUnits);
        }
        Ok(Self { orders })
    }

    /// The neighbours of each centre, itself included, nearest first.
    pub fn orders(&self) -> &[Box<[u32]>] {
        &self.orders
    }
}

/// No order is shorter than the number of units that fit under the cap when the most populous come first; so a table
/// that must be too large is refused before it is begun.
fn fewest_in_an_order(study: &Study) -> usize {
    let mut descending = study.population.to_vec();
    descending.sort_unstable_by(|a, b| b.total_cmp(a));
    within_cap(descending.into_iter(), study.cap)
}

/// The fewest neighbours that are sorted at once.
const FEWEST: usize = 32;

/// Orders the neighbours of one centre after another.
#[derive(Default)]
struct Nearest {
    by_distance: Vec<(u64, u32)>,
    /// How many neighbours the centre before had.
    before: usize,
}

impl Nearest {
    /// The neighbours by (squared distance, lower index) within the cap. The nearest are picked and sorted, somewhat more than the
    /// centre before had, and then more until the cap is passed: the order is the same however many that takes.
    fn order_of(&mut self, centre: usize, study: &Study) -> Box<[u32]> {
        let from = study.positions[centre];
        self.by_distance.clear();
        // Squares are never negative, and then bits sort as the numbers do.
        self.by_distance.extend(
            (0_u32..)
                .zip(study.positions)
                .map(|(unit, position)| (from.distance_squared(*position).to_bits(), unit)),
        );
        let (mut sorted, mut wanted) = (0, self.before + self.before / 4 + FEWEST);
        let length = loop {
            wanted = wanted.min(self.by_distance.len());
            let rest = &mut self.by_distance[sorted..];
            let more = wanted - sorted;
            if more < rest.len() {
                rest.select_nth_unstable(more);
            }
            rest[..more].sort_unstable();
            sorted = wanted;
            let sizes = self.by_distance[..sorted]
                .iter()
                .map(|(_, unit)| study.population[*unit as usize]);
            let length = within_cap(sizes, study.cap);
            if length < sorted || sorted == self.by_distance.len() {
                break length;
            }
            wanted *= 2;
        };
        self.before = length;
        self.by_distance[..length]
            .iter()
            .map(|(_, unit)| *unit)
            .collect()
    }
}

fn within_cap(sizes: impl Iterator<Item = f64>, cap: f64) -> usize {
    let mut people = 0.0;
    sizes
        .take_while(|size| {
            people += size;
            people <= cap
        })
        .count()
}

//! The evidence of one theme, cell by cell.

use crate::adjust::benjamini_hochberg;
use crate::local::{Gi, gi_bin, gi_star_of_cells};
use crate::tally::Counted;
use crate::value::{Reason, Value};

use super::MicroParams;
use super::excess::excess_p;
use super::study_cells::StudyCells;

/// How many times denser than a neighbourhood a cell must be to be hot alone.
pub const ALONE: f64 = 3.0;

/// A cell with less of its ground in the study area than this is never hot alone: one event on a sliver is no density.
const MOSTLY_INSIDE: f64 = 0.5;

/// What is known of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellEvidence {
    /// Its events.
    pub count: u64,
    /// Gi* of the count, with its two-sided p.
    pub gi: Value<Gi>,
    /// The convention of ArcGIS: −3 to 3.
    pub bin: Value<i8>,
    /// Whether half of the cell or more lies in the study area.
    pub mostly_inside: bool,
    /// The cell's own count over the one expected on its ground.
    pub ratio: Value<f64>,
    /// The neighbourhood's count over the one expected on its ground.
    pub excess_ratio: Value<f64>,
    /// The exact one-sided p of the neighbourhood's count under complete spatial randomness.
    pub excess_p: Value<f64>,
    /// The same, adjusted over the cells tested.
    pub q: Value<f64>,
}

impl CellEvidence {
    /// Whether the cell may belong to a micro-hotspot: q small enough, Gi* z above zero, and enough times the expected
    /// count: `min_ratio` in the neighbourhood, or three times as much in the cell itself, where it lies mostly inside, so
    /// that one busy cell in empty ground is not passed over for its neighbours.
    #[must_use]
    pub fn is_hot(&self, params: &MicroParams) -> bool {
        let at_least =
            |ratio: Value<f64>, least: f64| ratio.known().is_some_and(|ratio| ratio >= least);
        self.gi.known().is_some_and(|gi| gi.z > 0.0)
            && self.q.known().is_some_and(|found| found <= params.q)
            && (at_least(self.excess_ratio, params.min_ratio)
                || (self.mostly_inside && at_least(self.ratio, ALONE * params.min_ratio)))
    }
}

/// The evidence of one theme, or of all crime or all incidents, on the study grid.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeCells {
    /// What is counted.
    pub counted: Counted,
    /// The events of the study area.
    pub events: u64,
    /// The tested cells.
    pub cells: Vec<CellEvidence>,
}

/// The evidence cell by cell.
///
/// Gi* is Ord & Getis 1995 (doi:10.1111/j.1538-4632.1995.tb00912.x) with binary queen neighbours and the cell itself. `q` does
/// not come from it: its z is not calibrated on sparse cells. `q` is Benjamini and Hochberg's over the exact tail of the
/// neighbourhood's count (see [`excess_p`]), the share being the neighbourhood's ground of the study area's. The null
/// hypothesis is that events fall anywhere alike, so `q` says where they concentrate, not why. Time O(cells log cells).
#[must_use]
pub fn cell_evidence(counts: &[u64], counted: Counted, cells: &StudyCells) -> ThemeCells {
    let events: u64 = counts.iter().sum();
    let total = cells.total_ground();
    let whole = cells.grid.cell().0 * cells.grid.cell().0;
    let sums = cells.lattice.sums(counts);
    let around: Vec<(u64, f64)> = (sums.into_iter().zip(&cells.ground_around))
        .map(|(count, metres)| (count, metres / total))
        .collect();
    let tails: Vec<Value<f64>> = around
        .iter()
        .map(|(count, share)| excess_p(*count, events, *share))
        .collect();
    let q = adjusted(&tails);
    let gi = gi_star_of_cells(counts, &cells.lattice);
    let cells = (0..counts.len())
        .zip(gi.iter())
        .map(|(cell, gi)| CellEvidence {
            count: counts[cell],
            gi,
            bin: gi.map(|gi| gi_bin(gi.z, gi.p)),
            mostly_inside: cells.ground[cell] >= MOSTLY_INSIDE * whole,
            ratio: Value::ratio(
                counts[cell] as f64,
                events as f64 * cells.ground[cell] / total,
                Reason::NoEvents,
            ),
            excess_ratio: Value::ratio(
                around[cell].0 as f64,
                events as f64 * around[cell].1,
                Reason::NoEvents,
            ),
            excess_p: tails[cell],
            q: q[cell],
        })
        .collect();
    ThemeCells {
        counted,
        events,
        cells,
    }
}

/// Benjamini and Hochberg over the tests made; what is undefined is no test and stays undefined.
fn adjusted(tails: &[Value<f64>]) -> Vec<Value<f64>> {
    let made: Vec<f64> = tails.iter().filter_map(|p| p.known()).collect();
    let mut q = benjamini_hochberg(&made).into_iter();
    tails
        .iter()
        .map(|p| p.and_then(|_| Value::from_option(q.next(), Reason::NoEvents)))
        .collect()
}

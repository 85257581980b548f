//! Getis-Ord Gi* of counts on a lattice, in whole numbers.

use crate::local::gi::{Gi, score};
use crate::value::{Reason, Value};
use crate::weights::Lattice;

/// More events than this are refused: up to here a count and its square times the units are exact in 128 bits.
const MOST_EVENTS: u64 = 1 << 49;

/// Sums below this have their score kept, since most cells of a map share a few of them.
const KEPT: usize = 4096;

/// No score is kept yet.
const NONE: u32 = u32::MAX;

/// The scores of many cells, most of which share a few: each distinct one once, and which of them each cell has.
#[derive(Debug, Clone, PartialEq)]
pub struct CellScores {
    distinct: Vec<Value<Gi>>,
    of_cell: Vec<u32>,
}

impl CellScores {
    /// The score of a cell, by its number among the tested ones.
    #[must_use]
    pub fn of(&self, cell: usize) -> Option<Value<Gi>> {
        let which = self.of_cell.get(cell)?;
        self.distinct.get(*which as usize).copied()
    }

    /// The scores of all cells, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Value<Gi>> {
        (self.of_cell.iter()).map(|which| self.distinct[*which as usize])
    }

    fn undefined(cells: usize, reason: Reason) -> Self {
        Self {
            distinct: vec![Value::Undefined(reason)],
            of_cell: vec![0; cells],
        }
    }
}

/// Gi* of the counts of the cells of a lattice: [`gi_star`](crate::local::gi_star()) of the same counts with the neighbours of
/// [`cells()`](crate::weights::cells()), which is its plain twin, and the same cells undefined for the same reasons.
///
/// With n cells, T = Σ x and Q = Σ x² over all of them, and w cells that hold S events around a cell and in it,
///
/// z = (n S − w T) / √( (n Q − T²) w (n − w) / (n − 1) ),
///
/// which is the same formula times n / n. Its sums are whole numbers, so that nothing is rounded before the root, and no order
/// matters. The score depends on w and S alone, and is reckoned once for each. Undefined besides where the
/// events are more than 2⁴⁹ ([`Reason::TooLarge`]). Time O(cells), memory four bytes a cell where few scores differ.
///
/// ```
/// use hotspur_core::Grid;
/// use hotspur_core::local::{gi_star, gi_star_of_cells};
/// use hotspur_core::weights::{Contiguity, Lattice, cells};
/// let (grid, tested) = (Grid::new(0.0, 0.0, 50.0, 4, 1).unwrap(), [true; 4]);
/// let lattice = Lattice::new(&grid, &tested, Contiguity::Queen);
/// let plain = gi_star(&[9.0, 7.0, 1.0, 1.0], &cells(&grid, &tested, Contiguity::Queen));
/// let found = gi_star_of_cells(&[9, 7, 1, 1], &lattice);
/// let z = found.of(0).unwrap().known().unwrap().z;
/// assert!((z - plain[0].known().unwrap().z).abs() < 1e-14);
/// ```
#[must_use]
pub fn gi_star_of_cells(counts: &[u64], lattice: &Lattice) -> CellScores {
    let whole = match Whole::new(counts, lattice) {
        Ok(whole) => whole,
        Err(reason) => return CellScores::undefined(counts.len(), reason),
    };
    let kept = whole.largest.saturating_mul(9).saturating_add(1);
    let kept = usize::try_from(kept).unwrap_or(KEPT).min(KEPT);
    // A row for each size, 1 to 9.
    let mut at = vec![NONE; 10 * kept];
    let mut distinct = Vec::new();
    let mut of_cell = Vec::with_capacity(counts.len());
    lattice.each_run(counts, |first, sums| {
        let sizes = &lattice.sizes()[first..][..sums.len()];
        of_cell.extend(sums.iter().zip(sizes).map(|(sum, size)| {
            let mut new = || {
                distinct.push(whole.score(*sum, *size));
                distinct.len() as u32 - 1
            };
            if *sum >= kept as u64 {
                return new();
            }
            let which = &mut at[usize::from(*size) * kept + *sum as usize];
            if *which == NONE {
                *which = new();
            }
            *which
        }));
    });
    CellScores { distinct, of_cell }
}

/// What the scores of all cells have in common.
struct Whole {
    /// n.
    units: u64,
    /// T.
    events: u64,
    /// The largest count.
    largest: u64,
    /// n Q − T², which is n² times the variance.
    spread: f64,
}

impl Whole {
    fn new(counts: &[u64], lattice: &Lattice) -> Result<Self, Reason> {
        if counts.len() != lattice.len() {
            return Err(Reason::UnitsDisagree);
        }
        if counts.len() < 2 {
            return Err(Reason::TooFewUnits);
        }
        let Sums {
            events,
            squares,
            largest,
        } = Sums::of(counts).ok_or(Reason::TooLarge)?;
        let (units, total) = (counts.len() as u64, u128::from(events));
        let spread = u128::from(units) * squares - total * total;
        if spread == 0 {
            return Err(Reason::NoVariation);
        }
        Ok(Self {
            units,
            events,
            largest,
            spread: spread as f64,
        })
    }

    /// The score where `size` cells hold `sum` events.
    fn score(&self, sum: u64, size: u8) -> Value<Gi> {
        let (n, w) = (self.units, u64::from(size));
        if w == n {
            return Value::Undefined(Reason::EveryUnitNeighbours);
        }
        let excess = i128::from(n) * i128::from(sum) - i128::from(w) * i128::from(self.events);
        let variance = self.spread * ((w * (n - w)) as f64 / (n - 1) as f64);
        Value::Known(score(excess as f64, variance))
    }
}

/// T, Q and the largest count.
struct Sums {
    events: u64,
    squares: u128,
    largest: u64,
}

impl Sums {
    /// Nothing where there are too many events. In blocks, whose sums 64 bits hold where counts are below 2²⁶.
    fn of(counts: &[u64]) -> Option<Self> {
        let mut sums = Self {
            events: 0,
            squares: 0,
            largest: 0,
        };
        for block in counts.chunks(4096) {
            let largest = block.iter().copied().fold(0, u64::max);
            let (events, squares) = if largest < 1 << 26 {
                // As 32 bits, whose product is one instruction.
                let square = |count: &u64| u64::from(*count as u32) * u64::from(*count as u32);
                let squares: u64 = block.iter().map(square).sum();
                (block.iter().sum(), u128::from(squares))
            } else {
                let sum = |sum: u64, count: &u64| sum.checked_add(*count);
                let square = |count: &u64| u128::from(*count) * u128::from(*count);
                let events = block.iter().try_fold(0, sum)?;
                if events > MOST_EVENTS {
                    return None;
                }
                (events, block.iter().map(square).sum())
            };
            sums.events = sums.events.checked_add(events)?;
            sums.squares += squares;
            sums.largest = sums.largest.max(largest);
        }
        (sums.events <= MOST_EVENTS).then_some(sums)
    }
}

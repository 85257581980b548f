//! Who neighbours whom: spatial weights, binary and sparse.
//!
//! Four ways to make them: [`cells()`] of a grid by index, [`contiguity()`] of areas by their boundaries,
//! [`distance_band`] and [`nearest`] of positions. A [`Lattice`] has the neighbours of cells without listing them.

mod cells;
mod contiguity;
mod distance;
mod lattice;
mod stretch;

pub use cells::cells;
pub use contiguity::contiguity;
pub use distance::{distance_band, nearest};
pub use lattice::Lattice;

/// What makes two shapes neighbours, named after the moves of chess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contiguity {
    /// They share at least a point.
    Queen,
    /// They share a stretch of boundary.
    Rook,
}

/// The neighbours of each unit, in compressed sparse rows: ascending, each once, without the unit itself. Binary: a unit
/// is a neighbour or not. Not symmetric by itself: the nearest of a unit may have others nearer.
///
/// ```
/// use hotspur_core::weights::Weights;
/// let chain = Weights::from_lists(vec![vec![1], vec![2, 0, 1], vec![1], vec![]]);
/// assert_eq!(chain.neighbours(1), [0, 2]);
/// assert_eq!(chain.islands(), [3]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    /// Where the neighbours of each unit begin, and at the end how many there are.
    starts: Vec<usize>,
    others: Vec<u32>,
}

impl Weights {
    /// Weights from the neighbours of each unit, in any order; the unit itself, repeats, and numbers that name no unit
    /// are left out. Time O(links · log neighbours).
    #[must_use]
    pub fn from_lists(lists: Vec<Vec<u32>>) -> Self {
        let units = lists.len();
        let mut weights = Self::with_capacity(units, lists.iter().map(Vec::len).sum());
        for (unit, mut list) in lists.into_iter().enumerate() {
            list.retain(|other| *other as usize != unit && (*other as usize) < units);
            list.sort_unstable();
            list.dedup();
            weights.push(list);
        }
        weights
    }

    fn with_capacity(units: usize, links: usize) -> Self {
        let mut starts = Vec::with_capacity(units + 1);
        starts.push(0);
        Self {
            starts,
            others: Vec::with_capacity(links),
        }
    }

    /// Adds the next unit, whose neighbours come in ascending order, each once, without itself.
    fn push(&mut self, neighbours: impl IntoIterator<Item = u32>) {
        self.others.extend(neighbours);
        self.starts.push(self.others.len());
    }

    /// How many units there are, those without neighbours included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are no units.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of unit `i`, ascending; none for a number that names no unit.
    #[must_use]
    pub fn neighbours(&self, i: usize) -> &[u32] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(start), Some(end)) => &self.others[*start..*end],
            _ => &[],
        }
    }

    /// The units without neighbours, ascending: they stay units, and a statistic says what it makes of them.
    #[must_use]
    pub fn islands(&self) -> Vec<u32> {
        (0_u32..)
            .zip(self.starts.windows(2))
            .filter(|(_, bounds)| bounds[0] == bounds[1])
            .map(|(unit, _)| unit)
            .collect()
    }
}

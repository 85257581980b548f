//! The tested cells of a grid as a lattice, on which the sums around all cells cost no more than a few additions a cell.

use crate::grid::Grid;
use crate::weights::Contiguity;

/// Integers, whose sums wrap; the narrower they are, the more are added at once.
pub(crate) trait Summand: Copy + Default {
    /// The sum, wrapped.
    fn plus(self, other: Self) -> Self;
}

impl Summand for u8 {
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
}

impl Summand for u64 {
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
}

/// Tested cells beside one another in a row of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    row: usize,
    column: usize,
    /// The number of its first cell among the tested ones.
    first: usize,
    length: usize,
}

/// Tested cells of a grid and what touches each, without a list of neighbours: the same units, in the same order, and the
/// same neighbours as [`cells()`](crate::weights::cells()) has. Memory O(rows + runs of tested cells), and a byte a cell.
///
/// ```
/// use hotspur_core::Grid;
/// use hotspur_core::weights::{Contiguity, Lattice};
/// let grid = Grid::new(0.0, 0.0, 100.0, 2, 2).unwrap();
/// let lattice = Lattice::new(&grid, &[true, true, false, true], Contiguity::Rook);
/// assert_eq!(lattice.sizes(), [2, 3, 2]);
/// assert_eq!(lattice.sums(&[1, 10, 100]), [11, 111, 110]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lattice {
    columns: usize,
    contiguity: Contiguity,
    runs: Vec<Run>,
    units: usize,
    sizes: Vec<u8>,
}

impl Lattice {
    /// The lattice of the cells that `tested[row * columns + column]` names; what it does not reach is not tested. Time
    /// O(cells of the grid).
    #[must_use]
    pub fn new(grid: &Grid, tested: &[bool], contiguity: Contiguity) -> Self {
        let (columns, mut runs, mut units) = (grid.columns(), Vec::<Run>::new(), 0);
        for (row, cells) in tested.chunks(columns).take(grid.rows()).enumerate() {
            let mut column = 0;
            for same in cells.chunk_by(|a, b| a == b) {
                if same[0] {
                    runs.push(Run {
                        row,
                        column,
                        first: units,
                        length: same.len(),
                    });
                    units += same.len();
                }
                column += same.len();
            }
        }
        let mut lattice = Self {
            columns,
            contiguity,
            runs,
            units,
            sizes: Vec::new(),
        };
        let mut sizes = Vec::with_capacity(units);
        // At most nine.
        lattice.each_run(&vec![1_u8; units], |_, around| {
            sizes.extend_from_slice(around);
        });
        lattice.sizes = sizes;
        lattice
    }

    /// How many cells are tested.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.units
    }

    /// Whether none is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.units == 0
    }

    /// For each tested cell how many there are of it and its neighbours: 1 to 9.
    #[must_use]
    pub fn sizes(&self) -> &[u8] {
        &self.sizes
    }

    /// For each tested cell the sum of its count and its neighbours'. Counts that are missing are zero. Whole numbers, so
    /// that no order of addition matters; they wrap above 2⁶⁴. Time O(cells of the rows that hold a tested one).
    #[must_use]
    pub fn sums(&self, counts: &[u64]) -> Vec<u64> {
        let mut sums = Vec::with_capacity(self.units);
        self.each_run(counts, |_, around| sums.extend_from_slice(around));
        sums
    }

    /// For each tested cell the total of its value and then its neighbours', in ascending order of number, which fixes how
    /// they round. Values that are missing are zero. Time O(cells of the rows that hold a tested one).
    #[must_use]
    pub fn totals(&self, values: &[f64]) -> Vec<f64> {
        let mut totals = Vec::with_capacity(self.units);
        self.each_strip(values, |run, [south, middle, north]| {
            totals.extend((1..=run.length).map(|at| {
                let around = [
                    south[at - 1],
                    south[at],
                    south[at + 1],
                    middle[at - 1],
                    middle[at + 1],
                    north[at - 1],
                    north[at],
                    north[at + 1],
                ];
                let rook = [south[at], middle[at - 1], middle[at + 1], north[at]];
                let around = match self.contiguity {
                    Contiguity::Queen => &around[..],
                    Contiguity::Rook => &rook,
                };
                around.iter().fold(middle[at], |sum, value| sum + value)
            }));
        });
        totals
    }

    /// Calls `take` with each run's first cell and the sums of its cells, run by run: counts are added up column by column,
    /// and the sum around a cell is then that of three neighbouring columns.
    pub(crate) fn each_run<N: Summand>(&self, counts: &[N], mut take: impl FnMut(usize, &[N])) {
        let mut columns = vec![N::default(); self.columns + 2];
        let mut around = vec![N::default(); self.columns];
        self.each_strip(counts, |run, [south, middle, north]| {
            let columns = &mut columns[..run.length + 2];
            for (sum, ((s, m), n)) in columns.iter_mut().zip(south.iter().zip(middle).zip(north)) {
                *sum = s.plus(*m).plus(*n);
            }
            let columns = &*columns;
            let beside = match self.contiguity {
                Contiguity::Queen => columns,
                Contiguity::Rook => middle,
            };
            let around = &mut around[..run.length];
            let (west, here, east) = (beside, &columns[1..], &beside[2..]);
            for (sum, ((w, h), e)) in around.iter_mut().zip(west.iter().zip(here).zip(east)) {
                *sum = w.plus(*h).plus(*e);
            }
            take(run.first, around);
        });
    }

    /// Calls `take` with each run and the values of the rows south of it, of its own and north of it, from one column before
    /// the run to one behind it, zero where no cell is tested.
    fn each_strip<N: Copy + Default>(&self, values: &[N], mut take: impl FnMut(&Run, [&[N]; 3])) {
        // Column c stands at c + 1, between a blank at either end.
        let mut strips = [(); 3].map(|()| vec![N::default(); self.columns + 2]);
        // The row that the middle strip holds.
        let mut held = None;
        for of_row in self.runs.chunk_by(|a, b| a.row == b.row) {
            let row = of_row[0].row;
            if held.is_some_and(|held| held + 1 == row) {
                strips.rotate_left(1);
            } else {
                self.lay_out(row.checked_sub(1), values, &mut strips[0]);
                self.lay_out(Some(row), values, &mut strips[1]);
            }
            self.lay_out(Some(row + 1), values, &mut strips[2]);
            held = Some(row);
            for run in of_row {
                take(
                    run,
                    [0, 1, 2].map(|strip| &strips[strip][run.column..][..run.length + 2]),
                );
            }
        }
    }

    /// Writes the values of a row where its cells stand, zeros elsewhere, and nothing but zeros for a row that is none.
    fn lay_out<N: Copy + Default>(&self, row: Option<usize>, values: &[N], to: &mut [N]) {
        to.fill(N::default());
        let Some(row) = row else { return };
        let from = self.runs.partition_point(|run| run.row < row);
        for run in self.runs[from..].iter().take_while(|run| run.row == row) {
            let given = values.get(run.first..).unwrap_or(&[]);
            let length = run.length.min(given.len());
            to[run.column + 1..][..length].copy_from_slice(&given[..length]);
        }
    }
}

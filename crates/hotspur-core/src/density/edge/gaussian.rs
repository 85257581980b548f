//! The exact mass of a Gaussian in intervals and in the cells of a grid.

use rayon::prelude::*;
use statrs::function::erf::{erf, erfc};

use crate::grid::Grid;
use crate::metres::Position;

/// The mass of a centred normal distribution between two values, taken in the tail where both are, so that it does not
/// cancel there. The error function of statrs carries ten to eleven digits, and so does this.
pub(in crate::density) fn interval_mass(low: f64, high: f64, sigma: f64) -> f64 {
    let scale = sigma * std::f64::consts::SQRT_2;
    let (low, high) = (low / scale, high / scale);
    0.5 * if low > 0.0 {
        erfc(low) - erfc(high)
    } else if high < 0.0 {
        erfc(-high) - erfc(-low)
    } else {
        erf(high) - erf(low)
    }
}

/// A Gaussian over the cells of a grid: its mass in each cell is a product of one factor for the column and one for the
/// row.
#[derive(Debug, Clone, Copy)]
pub(in crate::density) struct GaussianCells {
    grid: Grid,
    sigma: f64,
}

impl GaussianCells {
    /// Beyond this many standard deviations the mass is below 1e-18, less than one carries.
    pub(in crate::density) const REACH: f64 = 9.0;

    pub(in crate::density) const fn new(grid: Grid, sigma: f64) -> Self {
        Self { grid, sigma }
    }

    /// For each matrix of cells, the sum of its entries times the mass about `about` in each cell. Time
    /// O(matrices · cells within reach).
    pub(in crate::density) fn sums<const N: usize>(
        &self,
        matrices: [&[f64]; N],
        about: Position,
    ) -> [f64; N] {
        let grid = &self.grid;
        let (first, across) = self.factors(about.x(), grid.columns(), |column| grid.west(column));
        let (south, up) = self.factors(about.y(), grid.rows(), |row| grid.south(row));
        let mut sums = [0.0; N];
        for (row, up) in up.iter().enumerate() {
            let start = (south + row) * grid.columns() + first;
            for (sum, matrix) in sums.iter_mut().zip(matrices) {
                let cells = &matrix[start..start + across.len()];
                let along: f64 = cells.iter().zip(&across).map(|(a, b)| a * b).sum();
                *sum += up * along;
            }
        }
        sums
    }

    /// The slots within reach: the first of them, and the mass in each.
    fn factors(&self, at: f64, slots: usize, edge: impl Fn(usize) -> f64) -> (usize, Vec<f64>) {
        let (cell, reach) = (self.grid.cell().0, Self::REACH * self.sigma);
        let slot = |value: f64| ((value - edge(0)) / cell).floor();
        let low = (slot(at - reach).max(0.0) as usize).min(slots);
        let high = ((slot(at + reach) + 1.0).max(0.0) as usize).clamp(low, slots);
        let masses = (low..high)
            .map(|slot| interval_mass(edge(slot) - at, edge(slot + 1) - at, self.sigma))
            .collect();
        (low, masses)
    }

    /// The mass of the window about the centre of every cell with a share, zero elsewhere: columns first, then rows.
    /// Time O(cells · cells within reach along one axis).
    pub(in crate::density) fn at_centres(&self, shares: &[f64]) -> Vec<f64> {
        let (columns, rows) = (self.grid.columns(), self.grid.rows());
        let cell = self.grid.cell().0;
        let furthest = (Self::REACH * self.sigma / cell + 0.5).ceil() as usize;
        let factors: Vec<f64> = (0..=furthest.min(columns.max(rows)))
            .map(|away| {
                let middle = away as f64 * cell;
                interval_mass(middle - cell / 2.0, middle + cell / 2.0, self.sigma)
            })
            .collect();
        let mut along = vec![0.0; shares.len()];
        along
            .par_chunks_mut(columns)
            .zip(shares.par_chunks(columns))
            .for_each(|(along, shares)| {
                for (column, sum) in along.iter_mut().enumerate() {
                    let (low, high) = around(column, columns, factors.len());
                    for other in low..high {
                        *sum += shares[other] * factors[column.abs_diff(other)];
                    }
                }
            });
        let mut masses = vec![0.0; shares.len()];
        masses
            .par_chunks_mut(columns)
            .enumerate()
            .for_each(|(row, masses)| {
                let (low, high) = around(row, rows, factors.len());
                for other in low..high {
                    let factor = factors[row.abs_diff(other)];
                    let line = &along[other * columns..(other + 1) * columns];
                    for (mass, along) in masses.iter_mut().zip(line) {
                        *mass += factor * along;
                    }
                }
            });
        for (mass, share) in masses.iter_mut().zip(shares) {
            if *share <= 0.0 {
                *mass = 0.0;
            }
        }
        masses
    }
}

/// The slots that are fewer than `reach` away from one.
fn around(slot: usize, slots: usize, reach: usize) -> (usize, usize) {
    ((slot + 1).saturating_sub(reach), (slot + reach).min(slots))
}

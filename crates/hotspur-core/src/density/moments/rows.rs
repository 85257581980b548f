//! The rows of cells that a band of bins reaches.

use std::ops::Range;

use super::stencil::{Cells, LANES};

/// The rows of cells that a band of bins reaches.
pub(super) struct Rows {
    /// Cells, row by row.
    pub values: Vec<f64>,
    /// The first row of the grid that is held.
    pub first: i64,
    pub columns: usize,
}

impl Rows {
    /// A row of the grid, if it is held.
    pub(super) fn row(&self, row: i64) -> Option<&[f64]> {
        let held = usize::try_from(row - self.first).ok()?;
        self.values.chunks_exact(self.columns).nth(held)
    }

    fn count(&self) -> i64 {
        (self.values.len() / self.columns) as i64
    }

    /// Adds to the cells about a cell; those outside the grid are left out.
    pub(super) fn add(&mut self, cells: &Cells, about: (i64, i64), sums: &[[f64; LANES]]) {
        let (column, row) = (about.0, about.1 - self.first);
        let within = column + i64::from(cells.columns.0) >= 0
            && column + i64::from(cells.columns.1) < self.columns as i64
            && row + i64::from(cells.rows.0) >= 0
            && row + i64::from(cells.rows.1) < self.count();
        if within {
            let corner = (row + i64::from(cells.rows.0)) as usize * self.columns
                + (column + i64::from(cells.columns.0)) as usize;
            let values = &mut self.values[corner..];
            for (offset, sum) in cells.offsets.iter().zip(sums.as_flattened()) {
                values[*offset as usize] += sum;
            }
            return;
        }
        for ((i, j), sum) in cells.at.iter().zip(sums.as_flattened()) {
            let (i, j) = (column + i64::from(*i), row + i64::from(*j));
            if i >= 0 && i < self.columns as i64 && j >= 0 && j < self.count() {
                self.values[j as usize * self.columns + i as usize] += sum;
            }
        }
    }

    /// The cells of a run of columns in a row, both relative to a cell, that are held, and the first of those columns.
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        about: (i64, i64),
        row: i32,
        columns: &Range<i32>,
    ) -> Option<(&mut [f64], i32)> {
        let row = about.1 + i64::from(row) - self.first;
        let low = (about.0 + i64::from(columns.start)).max(0);
        let high = (about.0 + i64::from(columns.end)).min(self.columns as i64);
        if row < 0 || row >= self.count() || low >= high {
            return None;
        }
        let begin = row as usize * self.columns;
        let cells = &mut self.values[begin + low as usize..begin + high as usize];
        Some((cells, (low - about.0) as i32))
    }
}

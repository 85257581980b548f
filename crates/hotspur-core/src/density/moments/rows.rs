//! The rows of cells that a band of bins reaches.

use std::ops::Range;

use super::stencil::{Cells, LANES};

/// The rows of cells that a band of bins reaches.
pub(super) struct Rows {
    /// Cells, row by row, with a margin of cells outside the grid on all sides, which nobody reads: what is added near the
    /// border then needs no other way.
    values: Vec<f64>,
    /// The first row that is held; less than none in the margin.
    first: i64,
    columns: usize,
    margin: usize,
}

impl Rows {
    /// The rows from one to another, of a grid of so many columns.
    pub(super) fn new((south, north): (i64, i64), columns: usize, margin: usize) -> Self {
        let rows = (north - south).max(0) as usize;
        Self {
            values: vec![0.0; rows * (columns + 2 * margin)],
            first: south,
            columns,
            margin,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// A row of the grid, if it is held.
    pub(super) fn row(&self, row: i64) -> Option<&[f64]> {
        let held = usize::try_from(row - self.first).ok()?;
        let cells = self.values.chunks_exact(self.width()).nth(held)?;
        cells.get(self.margin..self.margin + self.columns)
    }

    fn width(&self) -> usize {
        self.columns + 2 * self.margin
    }

    fn count(&self) -> i64 {
        (self.values.len() / self.width()) as i64
    }

    /// Adds to the cells about a cell; those outside the margin are left out.
    pub(super) fn add(&mut self, cells: &Cells, about: (i64, i64), sums: &[[f64; LANES]]) {
        let (column, row) = (about.0 + self.margin as i64, about.1 - self.first);
        let width = self.width();
        let within = column + i64::from(cells.columns.0) >= 0
            && column + i64::from(cells.columns.1) < width as i64
            && row + i64::from(cells.rows.0) >= 0
            && row + i64::from(cells.rows.1) < self.count();
        if within {
            let corner = (row + i64::from(cells.rows.0)) as usize * width
                + (column + i64::from(cells.columns.0)) as usize;
            let values = &mut self.values[corner..];
            for (offset, sum) in cells.offsets.iter().zip(sums.as_flattened()) {
                values[*offset as usize] += sum;
            }
            return;
        }
        for ((i, j), sum) in cells.at.iter().zip(sums.as_flattened()) {
            let (i, j) = (column + i64::from(*i), row + i64::from(*j));
            if i >= 0 && i < width as i64 && j >= 0 && j < self.count() {
                self.values[j as usize * width + i as usize] += sum;
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
        let row = about.1 + i64::from(row);
        if row < 0 {
            return None;
        }
        let row = row - self.first;
        let low = (about.0 + i64::from(columns.start)).max(0);
        let high = (about.0 + i64::from(columns.end)).min(self.columns as i64);
        if row < 0 || row >= self.count() || low >= high {
            return None;
        }
        let begin = row as usize * self.width() + self.margin;
        let cells = &mut self.values[begin + low as usize..begin + high as usize];
        Some((cells, (low - about.0) as i32))
    }
}

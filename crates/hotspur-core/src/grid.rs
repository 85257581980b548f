//! A grid of square cells, snapped to round numbers of the projected plane.

use geo::{Rect, coord};

use crate::metres::{Metres, Position};

/// More cells than this are refused: a finer cell than the study area can bear is a slip of the pen.
pub const MOST_CELLS: usize = 4_000_000;

/// Square cells, half-open: cell (i, j) holds `x0 + i·c <= x < x0 + (i+1)·c`, and the same for y; the last column and
/// row are closed above. The origin is a multiple of the cell size, so that two studies subtract cell by cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    x0: f64,
    y0: f64,
    cell: f64,
    columns: usize,
    rows: usize,
}

/// Why there is no grid.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum GridError {
    /// The cell size is not a positive length.
    #[error("a cell of {0} m is no cell: give a positive length, for example --cell 100")]
    BadCell(f64),
    /// The grid would have too many cells.
    #[error(
        "cells of {cell} m make {cells} cells over the study area, more than {MOST_CELLS}: give a larger --cell"
    )]
    TooMany {
        /// The cell size asked for, in metres.
        cell: f64,
        /// The cells it would take.
        cells: f64,
    },
}

impl Grid {
    /// The grid that covers `bounds`, with its origin at a multiple of the cell size.
    ///
    /// # Errors
    ///
    /// [`GridError`] where the cell is not positive or the cells are too many.
    pub fn over(bounds: Rect<f64>, cell: Metres) -> Result<Self, GridError> {
        let cell = cell.0;
        if !(cell.is_finite() && cell > 0.0) {
            return Err(GridError::BadCell(cell));
        }
        let (x0, y0) = (
            (bounds.min().x / cell).floor() * cell,
            (bounds.min().y / cell).floor() * cell,
        );
        let columns = ((bounds.max().x - x0) / cell).ceil().max(1.0);
        let rows = ((bounds.max().y - y0) / cell).ceil().max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "a limit, not a result")]
        if !(columns * rows <= MOST_CELLS as f64) {
            return Err(GridError::TooMany {
                cell,
                cells: columns * rows,
            });
        }
        Self::new(x0, y0, cell, columns as usize, rows as usize).ok_or(GridError::BadCell(cell))
    }

    /// A grid from its parts; `None` where a part is not finite, the cell not positive, or there is no cell.
    #[must_use]
    pub fn new(x0: f64, y0: f64, cell: f64, columns: usize, rows: usize) -> Option<Self> {
        let sound = x0.is_finite() && y0.is_finite() && cell.is_finite() && cell > 0.0;
        (sound && columns > 0 && rows > 0).then_some(Self {
            x0,
            y0,
            cell,
            columns,
            rows,
        })
    }

    /// The side of a cell.
    #[must_use]
    pub const fn cell(&self) -> Metres {
        Metres(self.cell)
    }

    /// How many columns, west to east.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows, south to north.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The south-west corner.
    #[must_use]
    pub const fn origin(&self) -> (f64, f64) {
        (self.x0, self.y0)
    }

    /// The western edge of a column; the eastern edge of the one before.
    #[must_use]
    pub fn west(&self, column: usize) -> f64 {
        self.x0 + column as f64 * self.cell
    }

    /// The southern edge of a row; the northern edge of the one before.
    #[must_use]
    pub fn south(&self, row: usize) -> f64 {
        self.y0 + row as f64 * self.cell
    }

    /// The easting of the centres of a column.
    #[must_use]
    pub fn centre_x(&self, column: usize) -> f64 {
        self.x0 + (column as f64 + 0.5) * self.cell
    }

    /// The northing of the centres of a row.
    #[must_use]
    pub fn centre_y(&self, row: usize) -> f64 {
        self.y0 + (row as f64 + 0.5) * self.cell
    }

    /// The square of a cell.
    #[must_use]
    pub fn square(&self, column: usize, row: usize) -> Rect<f64> {
        Rect::new(
            coord! {x: self.west(column), y: self.south(row)},
            coord! {x: self.west(column + 1), y: self.south(row + 1)},
        )
    }

    /// The column and row of the cell that holds a position; `None` outside the grid.
    #[must_use]
    pub fn cell_of(&self, position: Position) -> Option<(usize, usize)> {
        let column = slot(position.x(), self.x0, self.cell, self.columns)?;
        let row = slot(position.y(), self.y0, self.cell, self.rows)?;
        Some((column, row))
    }
}

/// The half-open slot that holds `value`. The quotient can round across an edge, so it is corrected by the two edges,
/// computed by the same expression as everywhere else.
fn slot(value: f64, origin: f64, cell: f64, slots: usize) -> Option<usize> {
    let edge = |i: usize| origin + i as f64 * cell;
    if value == edge(slots) {
        return Some(slots - 1);
    }
    if !(value >= origin && value < edge(slots)) {
        return None;
    }
    let mut i = (((value - origin) / cell) as usize).min(slots - 1);
    if value < edge(i) {
        i -= 1;
    } else if value >= edge(i + 1) {
        i += 1;
    }
    Some(i)
}

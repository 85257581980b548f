//! How much of each cell lies in the study area.

use geo::orient::Direction;
use geo::{LinesIter, MultiPolygon, Orient};

use crate::grid::Grid;

/// Shares nearer than this to 0 or 1 are 0 or 1: sums along a row of cells carry a rounding.
const ROUNDING: f64 = 1e-9;

/// The share of each cell's ground inside the study area, row by row from the south-west, 0 to 1. Its polygons do not
/// overlap, as in a union.
///
/// Each edge adds the ground to its right, downward edges positively: exact areas without clipping. Time O(cells that
/// edges pass + cells).
///
/// ```
/// use hotspur_core::{Grid, density::cell_shares};
/// use geo::polygon;
/// let grid = Grid::new(0.0, 0.0, 10.0, 2, 1).unwrap();
/// let triangle = polygon![(x: 0.0, y: 0.0), (x: 20.0, y: 0.0), (x: 0.0, y: 10.0)];
/// assert_eq!(cell_shares(&grid, &triangle.into()), [0.75, 0.25]);
/// ```
#[must_use]
pub fn cell_shares(grid: &Grid, study_area: &MultiPolygon<f64>) -> Vec<f64> {
    let (columns, rows) = (grid.columns(), grid.rows());
    let ((x0, y0), cell) = (grid.origin(), grid.cell().0);
    let mut ground = Ground {
        columns,
        partial: vec![0.0; columns * rows],
        onward: vec![0.0; columns * rows],
    };
    for line in study_area.orient(Direction::Default).lines_iter() {
        let unit = |x: f64, y: f64| ((x - x0) / cell, (y - y0) / cell);
        let (a, b) = (
            unit(line.start.x, line.start.y),
            unit(line.end.x, line.end.y),
        );
        let (low, high) = (a.1.min(b.1).max(0.0), a.1.max(b.1).min(rows as f64));
        if !(low < high) {
            continue;
        }
        let at = |v: f64| a.0 + (v - a.1) / (b.1 - a.1) * (b.0 - a.0);
        let sign = if b.1 < a.1 { 1.0 } else { -1.0 };
        for row in low.floor() as usize..(high.ceil() as usize).min(rows) {
            let (south, north) = (low.max(row as f64), high.min((row + 1) as f64));
            if south < north {
                ground.add(row, (at(south), at(north)), sign * (north - south));
            }
        }
    }
    ground.shares()
}

/// The ground to the right of edges, in cells.
struct Ground {
    columns: usize,
    /// In the cells that an edge passes.
    partial: Vec<f64>,
    /// In each cell from here to the end of the row.
    onward: Vec<f64>,
}

impl Ground {
    /// Adds an edge that passes a row between two eastings over a height with a sign.
    fn add(&mut self, row: usize, eastings: (f64, f64), height: f64) {
        let start = row * self.columns;
        let (low, high) = (eastings.0.min(eastings.1), eastings.0.max(eastings.1));
        let last = self.columns as f64;
        if low >= last {
            return;
        }
        if high <= 0.0 {
            self.onward[start] += height;
            return;
        }
        if low < 0.0 {
            self.onward[start] += height * (-low / (high - low));
        }
        let (from, to) = (
            low.max(0.0).floor() as usize,
            high.min(last).ceil() as usize,
        );
        for column in from..to.max(from + 1).min(self.columns) {
            let (west, east) = (low.max(column as f64), high.min((column + 1) as f64));
            let part = if high > low {
                height * (east - west) / (high - low)
            } else {
                height
            };
            self.partial[start + column] +=
                part * ((column + 1) as f64 - f64::midpoint(west, east));
            if column + 1 < self.columns {
                self.onward[start + column + 1] += part;
            }
        }
    }

    fn shares(self) -> Vec<f64> {
        let mut shares = self.partial;
        for (row, onward) in shares
            .chunks_mut(self.columns)
            .zip(self.onward.chunks(self.columns))
        {
            let mut whole = 0.0;
            for (share, onward) in row.iter_mut().zip(onward) {
                whole += onward;
                let sum = *share + whole;
                *share = if sum < ROUNDING {
                    0.0
                } else if sum > 1.0 - ROUNDING {
                    1.0
                } else {
                    sum
                };
            }
        }
        shares
    }
}

//! How much of each cell lies in the study area.

use geo::MultiPolygon;

use crate::grid::Grid;
use crate::ground::ground;

/// Shares nearer than this to 1 are 1: the areas of cut rings carry a rounding.
const ROUNDING: f64 = 1e-9;

/// The share of each cell's ground inside the study area, row by row from the south-west, 0 to 1. Its polygons do not
/// overlap, as in a union. Time of [`ground`], plus O(cells).
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
    let cell = grid.cell().0 * grid.cell().0;
    let mut shares = vec![0.0; grid.columns() * grid.rows()];
    for (at, metres) in ground(grid, study_area) {
        let share = metres / cell;
        shares[at] = if share > 1.0 - ROUNDING { 1.0 } else { share };
    }
    shares
}

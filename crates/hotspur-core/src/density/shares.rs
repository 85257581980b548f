//! How much of each cell lies in the study area.

use geo::MultiPolygon;

use crate::grid::Grid;
use crate::ground::cell_ground;

/// Shares nearer than this to 1 are 1: the areas of cut rings carry a rounding.
const ROUNDING: f64 = 1e-9;

/// The share of each cell's ground inside the study area, row by row from the south-west, 0 to 1. Its polygons do not
/// overlap, as in a union. Time of [`cell_ground`].
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
    let share = |metres: f64| {
        let share = metres / cell;
        if share > 1.0 - ROUNDING { 1.0 } else { share }
    };
    cell_ground(grid, study_area)
        .into_iter()
        .map(share)
        .collect()
}

//! The exact sum place by place, row of cells by row of cells: for any kernel.

use rayon::prelude::*;

use super::{DensityParams, Kernel, Surface, WeightedPlace};
use crate::grid::Grid;

/// The surface by every place on every cell within its reach.
///
/// Rows of cells are worked on side by side, and each adds its places in one order (northing, then easting), so that
/// the result does not depend on the number of threads. Time O(p log p + pairs within reach).
#[must_use]
pub(super) fn surface(places: &[WeightedPlace], grid: &Grid, params: &DensityParams) -> Surface {
    let (kernel, bandwidth) = (params.kernel, params.bandwidth.0);
    let mut ordered = places.to_vec();
    ordered.sort_unstable_by(|a, b| {
        (a.position.y().total_cmp(&b.position.y()))
            .then(a.position.x().total_cmp(&b.position.x()))
            .then(a.weight.total_cmp(&b.weight))
    });
    let mut values = vec![0.0; grid.columns() * grid.rows()];
    values
        .par_chunks_mut(grid.columns())
        .enumerate()
        .for_each(|(row, cells)| add_row(cells, row, &ordered, grid, kernel, bandwidth));
    let peak = kernel.peak(bandwidth);
    values.par_iter_mut().for_each(|value| *value *= peak);
    Surface {
        grid: *grid,
        per_square_metre: values,
        events: ordered.iter().map(|place| place.weight).sum(),
    }
}

/// Adds every place within reach to one row of cells.
fn add_row(
    cells: &mut [f64],
    row: usize,
    places: &[WeightedPlace],
    grid: &Grid,
    kernel: Kernel,
    bandwidth: f64,
) {
    let (y, reach, cell) = (grid.centre_y(row), kernel.reach(bandwidth), grid.cell().0);
    // By the differences that the shape is given: a sum of northing and reach rounds otherwise, and a flat kernel would
    // miss a place at exactly its bandwidth.
    let first = places.partition_point(|place| y - place.position.y() > reach);
    let last = places.partition_point(|place| place.position.y() - y <= reach);
    for place in &places[first..last] {
        let dy = y - place.position.y();
        let from_west = place.position.x() - grid.centre_x(0);
        // One cell wider than the chord on either side: the shape itself decides at the rim.
        let chord = (reach * reach - dy * dy).max(0.0).sqrt();
        let low = ((from_west - chord) / cell).floor() - 1.0;
        let high = ((from_west + chord) / cell).ceil() + 1.0;
        if high < 0.0 || low >= cells.len() as f64 {
            continue;
        }
        let low = low.max(0.0) as usize;
        let high = (high as usize).min(cells.len() - 1);
        for (column, value) in cells.iter_mut().enumerate().take(high + 1).skip(low) {
            let dx = grid.centre_x(column) - place.position.x();
            *value += place.weight * kernel.shape(dx * dx + dy * dy, bandwidth);
        }
    }
}

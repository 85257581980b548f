//! The exact sum over events: nothing is binned, and equal places are merged by weight.

use rayon::prelude::*;

use super::{DensityParams, Kernel, Surface};
use crate::grid::Grid;
use crate::metres::Position;

/// A place and how many events it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedPlace {
    /// Where.
    pub position: Position,
    /// How many events.
    pub weight: f64,
}

/// The density at one position, per square metre: f(s) = Σ wᵢ k(|s − xᵢ|), summed over every place in order.
///
/// The plain statement of what [`surface`] computes. Time O(p).
#[must_use]
pub fn density_at(at: Position, places: &[WeightedPlace], kernel: Kernel, bandwidth: f64) -> f64 {
    let sum: f64 = places
        .iter()
        .map(|place| place.weight * kernel.shape(at.distance_squared(place.position), bandwidth))
        .sum();
    sum * kernel.peak(bandwidth)
}

/// The density at the centre of every cell, per square metre: the same sum as [`density_at`].
///
/// Rows of cells are worked on side by side, and each adds its places in one order (northing, then easting), so that
/// the result does not depend on the number of threads. Time O(p log p + pairs within reach).
///
/// ```
/// use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, surface};
/// use hotspur_core::{Grid, Metres, Position};
/// let grid = Grid::new(0.0, 0.0, 10.0, 100, 100).unwrap();
/// let event = WeightedPlace { position: Position::new(503.0, 498.0).unwrap(), weight: 7.0 };
/// let params = DensityParams { kernel: Kernel::Quartic, bandwidth: Metres(200.0), cell: Metres(10.0) };
/// let surface = surface(&[event], &grid, &params);
/// assert!((surface.integral() - 7.0).abs() < 1e-3);
/// ```
#[must_use]
pub fn surface(places: &[WeightedPlace], grid: &Grid, params: &DensityParams) -> Surface {
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
    let first = places.partition_point(|place| place.position.y() < y - reach);
    let last = places.partition_point(|place| place.position.y() <= y + reach);
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

//! The exact sum over events: nothing is binned, and equal places are merged by weight.

use super::{DensityParams, Kernel, Surface, moments, scatter};
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
    moments::surface(places, grid, params).unwrap_or_else(|| scatter::surface(places, grid, params))
}

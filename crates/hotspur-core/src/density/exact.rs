//! The exact sum over events: no place is moved.

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
/// Epanechnikov and quartic kernels go by the moments of bins, which differ from the plain sum by rounding alone: by less
/// than 1e-13 of what all places within reach of a cell would give it from its centre, and by what coordinates far from the
/// origin are rounded by. Other kernels, and few places, are summed place by place. Either way places are added in one
/// order, whatever theirs and the number of threads, and a cell that no place reaches is zero. With R the
/// bandwidth in cells, the time for p places is O(p R) by moments and O(p R²) without.
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

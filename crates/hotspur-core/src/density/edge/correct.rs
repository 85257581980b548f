//! Densities divided by the mass of the kernel inside the window.

use std::fmt;
use std::str::FromStr;

use rayon::prelude::*;

use super::mass::{EdgeMass, share};
use crate::density::{DensityParams, Kernel, Surface, WeightedPlace, density_at, surface};
use crate::grid::Grid;
use crate::metres::Position;

/// How a density makes up for the part of the kernel that lies beyond the window. With e(s) the mass inside
/// ([`EdgeMass`]):
///
/// | correction | density | property |
/// |---|---|---|
/// | none | Σ wᵢ k(s − xᵢ) | falls towards the edge |
/// | uniform | Σ wᵢ k(s − xᵢ) / e(s) | flat where the pattern is flat; does not keep the total |
/// | Jones-Diggle | Σ wᵢ k(s − xᵢ) / e(xᵢ) | integrates to Σ wᵢ over the window |
///
/// Diggle 1985 (doi:10.2307/2347366); Jones 1993 (doi:10.1007/BF00147776).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeCorrection {
    /// No correction.
    None,
    /// By the mass about the cell.
    Uniform,
    /// By the mass about each event.
    JonesDiggle,
}

impl EdgeCorrection {
    /// All corrections.
    pub const ALL: [Self; 3] = [Self::None, Self::Uniform, Self::JonesDiggle];

    /// The word in commands, studies and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Uniform => "uniform",
            Self::JonesDiggle => "jones-diggle",
        }
    }
}

impl fmt::Display for EdgeCorrection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EdgeCorrection {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|correction| correction.as_str() == word.to_lowercase())
            .ok_or_else(|| {
                let names = Self::ALL.map(Self::as_str).join(", ");
                format!("{word:?} is no edge correction: choose one of {names}")
            })
    }
}

/// A smaller mass than this is taken for this: a window thinner than the raster or the kernel multiplies by a hundred
/// at most. What an event adds inside the window under Jones-Diggle is then its weight at most, never more.
pub const LEAST_MASS: f64 = 0.01;

/// A corrected density, and where the floor held.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// The density. Its `events` is the weight that was handed in, before any correction.
    pub surface: Surface,
    /// How many cells (uniform) or places (Jones-Diggle) had a mass below [`LEAST_MASS`], and so are corrected too
    /// little.
    pub floored: usize,
}

/// [`corrected`] without the count.
///
/// ```
/// use hotspur_core::density::{DensityParams, EdgeCorrection, Kernel, WeightedPlace, corrected_surface};
/// use hotspur_core::{Grid, Metres, Position};
/// let grid = Grid::new(0.0, 0.0, 10.0, 100, 100).unwrap();
/// let params = DensityParams { kernel: Kernel::Quartic, bandwidth: Metres(200.0), cell: Metres(10.0) };
/// let inside = vec![1.0; 10_000];
/// let corner = WeightedPlace { position: Position::new(3.0, 8.0).unwrap(), weight: 7.0 };
/// let found = corrected_surface(&[corner], &grid, &params, &inside, EdgeCorrection::JonesDiggle);
/// assert!((found.integral_over(&inside) - 7.0).abs() < 0.01);
/// ```
#[must_use]
pub fn corrected_surface(
    places: &[WeightedPlace],
    grid: &Grid,
    params: &DensityParams,
    inside: &[f64],
    correction: EdgeCorrection,
) -> Surface {
    corrected(places, grid, params, inside, correction).surface
}

/// The corrected density at the centre of every cell, per square metre. `inside` is the share of each cell's ground
/// inside the window, row by row from the south-west, 0 to 1 ([`super::super::cell_shares`]). The bandwidth is positive.
///
/// Leave out events outside the window: they are not part of its pattern. Without correction the result is
/// [`surface`], beyond the window too; with one it is zero in cells without a share. A window without any share gives
/// zeros.
///
/// Time of [`surface`], plus O(cells within reach) for each cell or place near the edge.
#[must_use]
pub fn corrected(
    places: &[WeightedPlace],
    grid: &Grid,
    params: &DensityParams,
    inside: &[f64],
    correction: EdgeCorrection,
) -> Corrected {
    match correction {
        EdgeCorrection::None => Corrected {
            surface: surface(places, grid, params),
            floored: 0,
        },
        EdgeCorrection::Uniform => {
            let masses = EdgeMass::of_cells(grid, inside, params).at_centres(grid, inside);
            let mut surface = surface(places, grid, params);
            let mut floored = 0;
            for (cell, (density, mass)) in
                surface.per_square_metre.iter_mut().zip(masses).enumerate()
            {
                if share(inside, cell) > 0.0 {
                    floored += usize::from(!(mass >= LEAST_MASS));
                    *density /= mass.max(LEAST_MASS);
                } else {
                    *density = 0.0;
                }
            }
            Corrected { surface, floored }
        }
        EdgeCorrection::JonesDiggle => {
            let mass = EdgeMass::of_cells(grid, inside, params);
            let masses: Vec<f64> = places
                .par_iter()
                .map(|place| mass.at(place.position))
                .collect();
            let weighted: Vec<WeightedPlace> = places
                .iter()
                .zip(&masses)
                .map(|(place, mass)| WeightedPlace {
                    position: place.position,
                    weight: place.weight / mass.max(LEAST_MASS),
                })
                .collect();
            let mut surface = surface(&weighted, grid, params);
            surface.events = places.iter().map(|place| place.weight).sum();
            for (cell, density) in surface.per_square_metre.iter_mut().enumerate() {
                if share(inside, cell) <= 0.0 {
                    *density = 0.0;
                }
            }
            let floored = masses.iter().filter(|mass| !(**mass >= LEAST_MASS)).count();
            Corrected { surface, floored }
        }
    }
}

/// The corrected density at one position, per square metre: the plain statement of what [`corrected`] computes. Time
/// O(p), and the mass about each place.
#[must_use]
pub fn corrected_density_at(
    at: Position,
    places: &[WeightedPlace],
    kernel: Kernel,
    bandwidth: f64,
    mass: &EdgeMass,
    correction: EdgeCorrection,
) -> f64 {
    match correction {
        EdgeCorrection::None => density_at(at, places, kernel, bandwidth),
        EdgeCorrection::Uniform => {
            density_at(at, places, kernel, bandwidth) / mass.at(at).max(LEAST_MASS)
        }
        EdgeCorrection::JonesDiggle => {
            let sum: f64 = places
                .iter()
                .map(|place| {
                    place.weight / mass.at(place.position).max(LEAST_MASS)
                        * kernel.shape(at.distance_squared(place.position), bandwidth)
                })
                .sum();
            sum * kernel.peak(bandwidth)
        }
    }
}

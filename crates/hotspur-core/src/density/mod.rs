//! Kernel density: how many events per square kilometre, smoothed over a declared bandwidth.

pub mod bandwidth;

mod contours;
mod dual;
mod edge;
mod exact;
mod kernel;
mod moments;
mod scatter;
mod shares;

pub use contours::contours;
pub use dual::{Dual, dual};
pub use edge::{
    Corrected, EdgeCorrection, EdgeMass, LEAST_MASS, corrected, corrected_density_at,
    corrected_surface, gaussian_mass_in_rectangle,
};
pub use exact::{WeightedPlace, density_at, surface};
pub use kernel::Kernel;
pub use shares::cell_shares;

use crate::grid::Grid;
use crate::metres::Metres;

/// The parameters of a density, printed with every result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DensityParams {
    /// The kernel.
    pub kernel: Kernel,
    /// Its support radius; for the Gaussian its standard deviation.
    pub bandwidth: Metres,
    /// The side of a cell.
    pub cell: Metres,
}

/// A density on a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// The grid.
    pub grid: Grid,
    /// Events per square metre at the centre of each cell, row by row from the south-west.
    pub per_square_metre: Vec<f64>,
    /// The weight of all events that were handed in, within reach of the grid or not.
    pub events: f64,
}

impl Surface {
    /// Events per square kilometre at the centre of a cell.
    #[must_use]
    pub fn per_km2(&self, column: usize, row: usize) -> f64 {
        self.per_square_metre[row * self.grid.columns() + column] * 1e6
    }

    /// The sum over cells times the area of a cell: the number of events, where the grid reaches a bandwidth beyond them.
    #[must_use]
    pub fn integral(&self) -> f64 {
        let cell = self.grid.cell().0;
        self.per_square_metre.iter().sum::<f64>() * cell * cell
    }

    /// The integral over a window, of which `inside` is the share of each cell (row by row from the south-west, 0 to 1).
    #[must_use]
    pub fn integral_over(&self, inside: &[f64]) -> f64 {
        let cell = self.grid.cell().0;
        let sum: f64 = (self.per_square_metre.iter().zip(inside))
            .map(|(density, share)| density * share)
            .sum();
        sum * cell * cell
    }
}

//! Edge correction: what a kernel loses beyond the window.

mod correct;
mod gaussian;
mod mass;
mod raster;
mod rectangle;

pub(in crate::density) use gaussian::{GaussianCells, interval_mass};

pub use correct::{
    Corrected, EdgeCorrection, LEAST_MASS, corrected, corrected_density_at, corrected_surface,
};
pub use mass::{EdgeMass, gaussian_mass_in_rectangle};

//! How much of a kernel lies inside the window.

use geo::Rect;
use rayon::prelude::*;

use super::gaussian::interval_mass;
use super::raster::Raster;
use super::rectangle::rectangle;
use crate::density::{DensityParams, Kernel};
use crate::grid::Grid;
use crate::metres::Position;

/// The mass of a Gaussian of standard deviation `sigma` (metres, positive) an axis inside a rectangle:
/// (Φ((b − x) / σ) − Φ((a − x) / σ)) · (Φ((d − y) / σ) − Φ((c − y) / σ)). Exact. Time O(1).
///
/// ```
/// use geo::{Rect, coord};
/// use hotspur_core::{Position, density::gaussian_mass_in_rectangle};
/// let window = Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 1000.0, y: 1000.0});
/// let corner = Position::new(0.0, 0.0).unwrap();
/// assert!((gaussian_mass_in_rectangle(corner, &window, 50.0) - 0.25).abs() < 1e-12);
/// ```
#[must_use]
pub fn gaussian_mass_in_rectangle(about: Position, window: &Rect<f64>, sigma: f64) -> f64 {
    interval_mass(
        window.min().x - about.x(),
        window.max().x - about.x(),
        sigma,
    ) * interval_mass(
        window.min().y - about.y(),
        window.max().y - about.y(),
        sigma,
    )
}

/// e(s) = ∫ k(s − v) dv over the window: the mass of the kernel about s that lies inside, 0 to 1.
///
/// Exact for a Gaussian on a rectangle. A Gaussian on any other window takes its exact mass in each cell times the cell's
/// share. Any other kernel is summed at the centres of cells, each with its share, over the same sum on the whole plane:
/// so that the interior has exactly one. Where a support is so small that it holds no centre, it is the share of the
/// cell around s.
#[derive(Debug, Clone)]
pub struct EdgeMass(Form);

#[derive(Debug, Clone)]
enum Form {
    Rectangle { window: Rect<f64>, sigma: f64 },
    Cells(Raster),
}

impl EdgeMass {
    /// The mass of a Gaussian on a rectangle, exact. `sigma` in metres, positive.
    #[must_use]
    pub const fn of_rectangle(window: Rect<f64>, sigma: f64) -> Self {
        Self(Form::Rectangle { window, sigma })
    }

    /// The mass of a kernel on a window given by the share of each cell inside it (row by row from the south-west, 0 to
    /// 1; missing ones and those that are not numbers count as zero). Shares that say a rectangle are taken for it.
    #[must_use]
    pub fn of_cells(grid: &Grid, inside: &[f64], params: &DensityParams) -> Self {
        let shares: Vec<f64> = (0..grid.columns() * grid.rows())
            .map(|cell| share(inside, cell))
            .collect();
        if params.kernel == Kernel::Gaussian
            && let Some(window) = rectangle(grid, &shares)
        {
            return Self::of_rectangle(window, params.bandwidth.0);
        }
        Self(Form::Cells(Raster::new(*grid, shares, params)))
    }

    /// e at a position. Time O(1) in the interior and on rectangles, else O(cells within reach).
    #[must_use]
    pub fn at(&self, about: Position) -> f64 {
        match &self.0 {
            Form::Rectangle { window, sigma } => gaussian_mass_in_rectangle(about, window, *sigma),
            Form::Cells(cells) => cells.at(about),
        }
    }

    /// e at the centre of every cell with a share of the window, row by row from the south-west; zero elsewhere.
    pub(super) fn at_centres(&self, grid: &Grid, inside: &[f64]) -> Vec<f64> {
        if let Form::Cells(cells) = &self.0
            && cells.kernel() == Kernel::Gaussian
        {
            return cells.gaussian().at_centres(cells.shares());
        }
        (0..grid.columns() * grid.rows())
            .into_par_iter()
            .map(|cell| {
                let (row, column) = (cell / grid.columns(), cell % grid.columns());
                match Position::new(grid.centre_x(column), grid.centre_y(row)) {
                    Some(centre) if share(inside, cell) > 0.0 => self.at(centre),
                    _ => 0.0,
                }
            })
            .collect()
    }
}

/// The share of a cell: a number from 0 to 1, whatever was handed in.
pub(super) fn share(inside: &[f64], cell: usize) -> f64 {
    let share = inside.get(cell).copied().unwrap_or(0.0);
    if share > 0.0 { share.min(1.0) } else { 0.0 }
}

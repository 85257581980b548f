//! Gaussians about events, as far as they lie inside the window.

use geo::{Area, BoundingRect, Intersects, MultiPolygon, Point, Rect};
use rayon::prelude::*;

use super::candidates::Places;
use super::quadrature::gauss_legendre;
use crate::density::cell_shares;
use crate::density::edge::{GaussianCells, interval_mass};
use crate::grid::Grid;
use crate::metres::Position;

/// Cells along the longer side of a window that is no rectangle.
const CELLS: f64 = 128.0;

/// An event inside the window has at least this mass: a sliver of a cell is too coarse to say less.
const LEAST: f64 = 1e-3;

/// Whether every place lies in the window, its boundary included. Time O(places · vertices), O(places) on a rectangle.
pub(super) fn window_holds(window: &MultiPolygon<f64>, places: &Places) -> bool {
    if let Some(bounds) = rectangle(window) {
        let held = |place: Position| bounds.intersects(&place.coord());
        return places.list().iter().all(|(place, _)| held(*place));
    }
    places
        .list()
        .par_iter()
        .all(|(place, _)| window.intersects(&Point(place.coord())))
}

/// The rectangle that a window is.
fn rectangle(window: &MultiPolygon<f64>) -> Option<Rect<f64>> {
    let [polygon] = window.0.as_slice() else {
        return None;
    };
    let bounds = window.bounding_rect()?;
    let (min, max) = (bounds.min(), bounds.max());
    let along_a_side = |line: geo::Line<f64>| {
        (line.dx() == 0.0 && (line.start.x == min.x || line.start.x == max.x))
            || (line.dy() == 0.0 && (line.start.y == min.y || line.start.y == max.y))
    };
    // A ring that keeps to the sides of its bounds and holds all of their area, corners on the way or not.
    let whole = bounds.width() * bounds.height();
    let plain = polygon.interiors().is_empty()
        && polygon.exterior().lines().all(along_a_side)
        && (polygon.unsigned_area() - whole).abs() <= 1e-9 * whole;
    plain.then_some(bounds)
}

/// A window, ready for any sigma.
pub(super) enum Window {
    Rectangle(Rect<f64>),
    Cells { grid: Grid, shares: Vec<f64> },
}

impl Window {
    /// `None` where the window has no area.
    pub(super) fn new(window: &MultiPolygon<f64>) -> Option<Self> {
        if let Some(bounds) = rectangle(window) {
            return Some(Self::Rectangle(bounds));
        }
        let bounds = window.bounding_rect()?;
        let cell = bounds.width().max(bounds.height()) / CELLS;
        let (columns, rows) = (bounds.width() / cell, bounds.height() / cell);
        // The quotients round: one cell more than they say holds the far side in any case.
        let grid = Grid::new(
            bounds.min().x,
            bounds.min().y,
            cell,
            columns as usize + 1,
            rows as usize + 1,
        )?;
        let shares = cell_shares(&grid, window);
        shares
            .iter()
            .any(|share| *share > 0.0)
            .then_some(Self::Cells { grid, shares })
    }

    pub(super) fn kernel(&self, sigma: f64) -> Inside<'_> {
        match self {
            Self::Rectangle(bounds) => Inside::Rectangle([
                Side::new(bounds.min().x, bounds.max().x, sigma),
                Side::new(bounds.min().y, bounds.max().y, sigma),
            ]),
            Self::Cells { grid, shares } => {
                let cells = GaussianCells::new(*grid, sigma);
                let quotients = cells
                    .at_centres(shares)
                    .into_iter()
                    .zip(shares)
                    .map(|(mass, share)| if mass > 0.0 { share / mass } else { 0.0 })
                    .collect();
                Inside::Cells {
                    cells,
                    shares,
                    quotients,
                }
            }
        }
    }
}

/// A Gaussian of one sigma inside a window.
pub(super) enum Inside<'a> {
    Rectangle([Side; 2]),
    Cells {
        cells: GaussianCells,
        shares: &'a [f64],
        quotients: Vec<f64>,
    },
}

impl Inside<'_> {
    /// e(x), and ∫ k(s − x) / e(s) ds over the window.
    pub(super) fn about(&self, event: Position) -> (f64, f64) {
        match self {
            Self::Rectangle([across, up]) => (
                across.mass(event.x()) * up.mass(event.y()),
                across.integral(event.x()) * up.integral(event.y()),
            ),
            Self::Cells {
                cells,
                shares,
                quotients,
            } => {
                let [mass, integral] = cells.sums([shares, quotients], event);
                (mass.max(LEAST), integral)
            }
        }
    }
}

/// One axis of a rectangle.
pub(super) struct Side {
    low: f64,
    high: f64,
    sigma: f64,
    /// Where the mass E of the axis is below one: nodes, and their weights times (1 / E − 1) and the normal constant.
    nodes: Vec<(f64, f64)>,
}

impl Side {
    fn new(low: f64, high: f64, sigma: f64) -> Self {
        let margin = GaussianCells::REACH * sigma;
        let nodes = if high - low <= 2.0 * margin {
            gauss_legendre(low, high, sigma)
        } else {
            let mut nodes = gauss_legendre(low, low + margin, sigma);
            nodes.extend(gauss_legendre(high - margin, high, sigma));
            nodes
        };
        let constant = 1.0 / (sigma * (2.0 * std::f64::consts::PI).sqrt());
        let nodes = nodes
            .into_iter()
            .map(|(u, weight)| {
                let mass = interval_mass(low - u, high - u, sigma);
                (u, weight * constant * (1.0 / mass - 1.0))
            })
            .collect();
        Self {
            low,
            high,
            sigma,
            nodes,
        }
    }

    fn mass(&self, x: f64) -> f64 {
        interval_mass(self.low - x, self.high - x, self.sigma)
    }

    /// ∫ φ(u − x) / E(u) du = E(x) + ∫ φ(u − x) (1 / E(u) − 1) du, of which the second vanishes away from both ends.
    fn integral(&self, x: f64) -> f64 {
        let variance = 2.0 * self.sigma * self.sigma;
        let beyond: f64 = self
            .nodes
            .iter()
            .map(|(u, weight)| weight * (-(u - x).powi(2) / variance).exp())
            .sum();
        self.mass(x) + beyond
    }
}

//! The grid clipped to the study area: which cells hold ground of it, and which of them holds each place.

use geo::Intersects;

use crate::area::Areas;
use crate::grid::{Grid, GridError};
use crate::ground::cell_ground;
use crate::locate::Standing;
use crate::metres::{Metres, Position};

/// A number that no tested cell has.
const UNTESTED: u32 = u32::MAX;

/// The tested cells: those that hold ground of the study area. First clip, then count, then test.
#[derive(Debug, Clone)]
pub(crate) struct Clip {
    /// The grid over the study area.
    pub grid: Grid,
    /// The tested cells, ascending by `row · columns + column`.
    pub cells: Vec<usize>,
    /// The square metres of each inside the study area.
    pub ground: Vec<f64>,
    /// The tested cell of each place that counts in an area.
    pub of_place: Vec<Option<u32>>,
    number: Vec<u32>,
}

impl Clip {
    /// Lays a grid of one cell size over the study area. A place on the very rim, in a cell without ground, belongs to the
    /// cell that it touches, or else to the one around it, that has most, so that no event is lost.
    ///
    /// # Errors
    ///
    /// [`GridError`] where the cells over the study area are too many.
    pub fn new(
        areas: &Areas,
        places: &[Position],
        standings: &[Standing],
        cell: Metres,
    ) -> Result<Self, GridError> {
        let grid = Grid::over(areas.bounds(), cell)?;
        let inside = cell_ground(&grid, areas.study_area());
        let cells: Vec<usize> = (0..inside.len())
            .filter(|cell| inside[*cell] > 0.0)
            .collect();
        let mut number = vec![UNTESTED; inside.len()];
        for (position, cell) in (0_u32..).zip(&cells) {
            number[*cell] = position;
        }
        let of_place = places
            .iter()
            .zip(standings)
            .map(|(place, standing)| {
                let counts = !standing.areas().is_empty();
                let at = grid.cell_of(*place).filter(|_| counts)?;
                with_ground(&grid, &inside, at, *place).map(|cell| number[cell])
            })
            .collect();
        Ok(Self {
            grid,
            ground: cells.iter().map(|cell| inside[*cell]).collect(),
            of_place,
            cells,
            number,
        })
    }

    /// The position among the tested cells of a cell of the grid.
    pub fn number(&self, cell: usize) -> Option<u32> {
        Some(self.number[cell]).filter(|number| *number != UNTESTED)
    }

    /// Whether each cell of the grid is tested.
    pub fn tested(&self) -> Vec<bool> {
        self.number
            .iter()
            .map(|number| *number != UNTESTED)
            .collect()
    }
}

/// The cell itself where it has ground; else, of the eight around it, the one with most among those that the place
/// touches, or, where rounding leaves the place short of all of them, among all; of equals the first.
fn with_ground(grid: &Grid, inside: &[f64], at: (usize, usize), place: Position) -> Option<usize> {
    let own = at.1 * grid.columns() + at.0;
    if inside[own] > 0.0 {
        return Some(own);
    }
    let rows = at.1.saturating_sub(1)..(at.1 + 2).min(grid.rows());
    let mut best = (false, 0.0, None);
    for row in rows {
        for column in at.0.saturating_sub(1)..(at.0 + 2).min(grid.columns()) {
            let cell = row * grid.columns() + column;
            let touches = grid.square(column, row).intersects(&place.coord());
            if inside[cell] > 0.0 && (touches, inside[cell]) > (best.0, best.1) {
                best = (touches, inside[cell], Some(cell));
            }
        }
    }
    best.2
}

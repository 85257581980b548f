//! The cells that are tested: those of the study grid that hold ground of the study area.

use std::collections::BTreeMap;

use geo::Intersects;

use crate::analysis::Question;
use crate::grid::{Grid, GridError};
use crate::ground::{cell_ground, ground};
use crate::locate::Standing;
use crate::metres::Position;
use crate::tally::Counted;
use crate::weights::{Contiguity, Weights, cells};

/// A number that no tested cell has.
const UNTESTED: u32 = u32::MAX;

/// The tested cells with their ground and neighbours, after clipping to the study area: first clip, then count, then test.
#[derive(Debug, Clone)]
pub struct StudyCells {
    /// The study grid.
    pub grid: Grid,
    /// The tested cells, ascending by `row · columns + column`.
    pub cells: Vec<usize>,
    /// The square metres of each tested cell inside the study area.
    pub ground: Vec<f64>,
    /// Which tested cells touch, corners included, by their position among the tested ones.
    pub neighbours: Weights,
    /// The square metres of each area by tested cell.
    pub by_area: Vec<Vec<(u32, f64)>>,
    /// The tested cell of each place that counts in an area.
    pub of_place: Vec<Option<u32>>,
}

impl StudyCells {
    /// Lays the grid over the study area. Cells with ground are tested. A place on the very rim, in a cell without
    /// ground, belongs to the cell that it touches, or else to the one around it, that has most, so that no event is lost.
    ///
    /// Time O(vertices · log cells + cells + places).
    ///
    /// # Errors
    ///
    /// [`GridError`] where the cells over the study area are too many.
    pub fn new(question: &Question, standings: &[Standing]) -> Result<Self, GridError> {
        let areas = question.areas;
        let grid = Grid::over(areas.bounds(), question.params.density.cell)?;
        let inside = cell_ground(&grid, areas.study_area());
        let places: Vec<Option<usize>> = question
            .incidents
            .places()
            .iter()
            .zip(standings)
            .map(|(place, standing)| {
                let at = grid
                    .cell_of(*place)
                    .filter(|_| !standing.areas().is_empty())?;
                with_ground(&grid, &inside, at, *place)
            })
            .collect();
        let tested: Vec<bool> = inside.iter().map(|metres| *metres > 0.0).collect();
        let list: Vec<usize> = (0..tested.len()).filter(|cell| tested[*cell]).collect();
        let mut number = vec![UNTESTED; tested.len()];
        for (position, cell) in (0_u32..).zip(&list) {
            number[*cell] = position;
        }
        let of_cell = |cell: usize| (number[cell] != UNTESTED).then_some(number[cell]);
        let by_area = areas
            .list()
            .iter()
            .map(|area| {
                let pieces = ground(&grid, &area.outline).into_iter();
                pieces
                    .filter_map(|(cell, metres)| Some((of_cell(cell)?, metres)))
                    .collect()
            })
            .collect();
        Ok(Self {
            grid,
            ground: list.iter().map(|cell| inside[*cell]).collect(),
            neighbours: cells(&grid, &tested, Contiguity::Queen),
            by_area,
            of_place: places.iter().map(|cell| of_cell((*cell)?)).collect(),
            cells: list,
        })
    }

    /// How many cells are tested.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether none is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The position among the tested cells of a cell of the grid.
    #[must_use]
    pub fn tested(&self, cell: usize) -> Option<u32> {
        let at = self.cells.binary_search(&cell).ok()?;
        u32::try_from(at).ok()
    }

    /// The column and row of a tested cell.
    #[must_use]
    pub fn column_row(&self, cell: usize) -> (usize, usize) {
        let at = self.cells[cell];
        (at % self.grid.columns(), at / self.grid.columns())
    }

    /// The square metres of the study area in all tested cells.
    #[must_use]
    pub fn total_ground(&self) -> f64 {
        self.ground.iter().sum()
    }

    /// The rows of the study area that are counted, by tested cell.
    #[must_use]
    pub fn counts(&self, question: &Question, counted: Counted) -> Vec<u64> {
        let mut counts = vec![0; self.len()];
        for (place, cell) in self.of_place.iter().enumerate() {
            if let Some(cell) = cell {
                counts[*cell as usize] += rows_at(question, place, counted).count() as u64;
            }
        }
        counts
    }

    /// The rows of one area that are counted, for each of its cells: those with ground of it, and those with an event.
    #[must_use]
    pub fn counts_in(
        &self,
        question: &Question,
        standings: &[Standing],
        counted: Counted,
    ) -> Vec<BTreeMap<u32, u64>> {
        let mut counts: Vec<BTreeMap<u32, u64>> = self
            .by_area
            .iter()
            .map(|cells| cells.iter().map(|(cell, _)| (*cell, 0)).collect())
            .collect();
        for (place, cell) in self.of_place.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let rows = rows_at(question, place, counted).count() as u64;
            for area in standings[place].areas() {
                *counts[*area as usize].entry(*cell).or_default() += rows;
            }
        }
        counts
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

/// The selected rows at a place that a theme or total counts.
pub(super) fn rows_at<'a>(
    question: &'a Question,
    place: usize,
    counted: Counted,
) -> impl Iterator<Item = usize> + 'a {
    let incidents = question.incidents;
    incidents.rows_of(place).filter(move |row| {
        question.params.selection.holds(incidents, *row)
            && counted.holds(incidents.offence()[*row], question.themes)
    })
}

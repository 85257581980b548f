//! The cells that are tested: those of the study grid that hold ground of the study area.

use std::collections::BTreeMap;

use crate::analysis::Question;
use crate::clip::Clip;
use crate::grid::{Grid, GridError};
use crate::ground::ground;
use crate::locate::Standing;
use crate::tally::Counted;
use crate::weights::{Contiguity, Lattice, Weights, cells};

/// The tested cells with their ground and neighbours, after clipping to the study area: first clip, then count, then test.
#[derive(Debug, Clone)]
pub struct StudyCells {
    /// The study grid.
    pub grid: Grid,
    /// The tested cells, ascending by `row · columns + column`.
    pub cells: Vec<usize>,
    /// The square metres of each tested cell inside the study area.
    pub ground: Vec<f64>,
    /// The square metres of each tested cell and those around it, inside the study area.
    pub ground_around: Vec<f64>,
    /// Which tested cells touch, corners included, by their position among the tested ones.
    pub neighbours: Weights,
    /// The same, for sums of counts.
    pub lattice: Lattice,
    /// The square metres of each area by tested cell.
    pub by_area: Vec<Vec<(u32, f64)>>,
    /// The tested cell of each place that counts in an area.
    pub of_place: Vec<Option<u32>>,
}

impl StudyCells {
    /// Lays the grid over the study area and clips it: cells with ground are tested, and a place on the very rim belongs to a cell
    /// that it touches.
    ///
    /// Time O(vertices · log cells + cells + places).
    ///
    /// # Errors
    ///
    /// [`GridError`] where the cells over the study area are too many.
    pub fn new(question: &Question, standings: &[Standing]) -> Result<Self, GridError> {
        let areas = question.areas;
        let clip = Clip::new(
            areas,
            question.incidents.places(),
            standings,
            question.params.density.cell,
        )?;
        let grid = clip.grid;
        let by_area = areas
            .list()
            .iter()
            .map(|area| {
                let pieces = ground(&grid, &area.outline).into_iter();
                pieces
                    .filter_map(|(cell, metres)| Some((clip.number(cell)?, metres)))
                    .collect()
            })
            .collect();
        let tested = clip.tested();
        let lattice = Lattice::new(&grid, &tested, Contiguity::Queen);
        Ok(Self {
            grid,
            ground_around: lattice.totals(&clip.ground),
            neighbours: cells(&grid, &tested, Contiguity::Queen),
            lattice,
            by_area,
            ground: clip.ground,
            of_place: clip.of_place,
            cells: clip.cells,
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
                counts[*cell as usize] += events_at(question, place, counted);
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
            let events = events_at(question, place, counted);
            for area in standings[place].areas() {
                *counts[*area as usize].entry(*cell).or_default() += events;
            }
        }
        counts
    }
}

/// How many events there are at a place that a theme or total counts, of those selected.
pub(super) fn events_at(question: &Question, place: usize, counted: Counted) -> u64 {
    question.incidents.events(rows_at(question, place, counted))
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

//! The cells that are flagged or not, and which of them holds each place.

use super::rolling::Trial;
use crate::clip::Clip;
use crate::grid::{Grid, GridError};
use crate::locate::Standing;
use crate::metres::Metres;

/// The cells that hold ground of the study area, and which of them holds each place.
pub struct TestedCells {
    /// The grid.
    pub grid: Grid,
    /// The cells, by number on the grid.
    pub cells: Vec<usize>,
    /// The ground of each in the study area, in square metres.
    pub ground: Vec<f64>,
    /// The ground of all of them.
    pub total: f64,
    /// For each place: whether it lies in the study area.
    inside: Vec<bool>,
    /// For each place in the study area: its tested cell.
    cell_of: Vec<Option<u32>>,
}

impl TestedCells {
    /// Those of one cell size, as `map` clips them.
    pub fn of(trial: &Trial, cell: Metres) -> Result<Self, GridError> {
        let clip = Clip::new(trial.areas, trial.incidents.places(), trial.standings, cell)?;
        let inside = trial
            .standings
            .iter()
            .map(|standing| *standing != Standing::Outside)
            .collect();
        Ok(Self {
            grid: clip.grid,
            total: clip.ground.iter().sum(),
            cells: clip.cells,
            ground: clip.ground,
            inside,
            cell_of: clip.of_place,
        })
    }

    /// The crimes of each tested cell.
    pub fn counts(&self, by_place: &[u64]) -> Vec<u64> {
        let mut counts = vec![0; self.cells.len()];
        for (cell, count) in self.cell_of.iter().zip(by_place) {
            if let Some(cell) = cell {
                counts[*cell as usize] += count;
            }
        }
        counts
    }

    /// The crimes in the study area.
    pub fn inside(&self, by_place: &[u64]) -> u64 {
        let pairs = self.inside.iter().zip(by_place);
        pairs.filter(|(inside, _)| **inside).map(|(_, n)| n).sum()
    }
}

//! The cells that are flagged or not, and which of them holds each place.

use super::rolling::Trial;
use crate::grid::{Grid, GridError};
use crate::ground::cell_ground;
use crate::locate::Standing;
use crate::metres::Metres;

/// Cells with less of their square than this in the study area hold rounding, not ground.
const LEAST_GROUND: f64 = 1e-6;

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
    /// Those of one cell size.
    pub fn of(trial: &Trial, cell: Metres) -> Result<Self, GridError> {
        let grid = Grid::over(trial.areas.bounds(), cell)?;
        let all = cell_ground(&grid, trial.areas.study_area());
        let least = LEAST_GROUND * cell.0 * cell.0;
        let cells: Vec<usize> = (0..all.len()).filter(|cell| all[*cell] > least).collect();
        let mut number = vec![None; all.len()];
        for (tested, cell) in (0_u32..).zip(&cells) {
            number[*cell] = Some(tested);
        }
        let ground: Vec<f64> = cells.iter().map(|cell| all[*cell]).collect();
        let inside: Vec<bool> = trial
            .standings
            .iter()
            .map(|standing| *standing != Standing::Outside)
            .collect();
        let cell_of = trial
            .incidents
            .places()
            .iter()
            .zip(&inside)
            .map(|(place, inside)| {
                let (column, row) = grid.cell_of(*place).filter(|_| *inside)?;
                number[row * grid.columns() + column]
            })
            .collect();
        Ok(Self {
            grid,
            total: ground.iter().sum(),
            cells,
            ground,
            inside,
            cell_of,
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

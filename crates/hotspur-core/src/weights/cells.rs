//! Neighbours among the cells of a grid.

use crate::grid::Grid;
use crate::weights::{Contiguity, Weights};

/// Marks a cell that is not tested.
const ABSENT: u32 = u32::MAX;

/// The neighbours of grid cells: the eight around a cell by queen, the four beside it by rook.
///
/// `tested[row * columns + column]` says which cells exist; what it does not reach does not. The units are the tested
/// cells, numbered in row-major order from the south-west.
///
/// Columns and rows are compared, never distances of centres: `cell · √2` and the computed distance of two diagonal
/// centres are different floating-point numbers, and which is larger varies from cell to cell. Time and memory O(cells).
///
/// ```
/// use hotspur_core::Grid;
/// use hotspur_core::weights::{Contiguity, cells};
/// let grid = Grid::new(0.0, 0.0, 86.4, 2, 2).unwrap();
/// let found = cells(&grid, &[true, true, false, true], Contiguity::Rook);
/// assert_eq!(found.len(), 3);
/// assert_eq!(found.neighbours(1), [0, 2]);
/// ```
#[must_use]
pub fn cells(grid: &Grid, tested: &[bool], contiguity: Contiguity) -> Weights {
    let (columns, rows) = (grid.columns(), grid.rows());
    let mut units = 0_u32;
    let numbers: Vec<u32> = (0..columns * rows)
        .map(|cell| {
            if tested.get(cell).copied().unwrap_or(false) {
                units += 1;
                units - 1
            } else {
                ABSENT
            }
        })
        .collect();
    let mut weights = Weights::with_capacity(units as usize, 8 * units as usize);
    for row in 0..rows {
        for column in 0..columns {
            if numbers[row * columns + column] == ABSENT {
                continue;
            }
            // Row by row from the south, west to east: the numbers come in ascending order.
            let around = (row.saturating_sub(1)..=(row + 1).min(rows - 1)).flat_map(|r| {
                (column.saturating_sub(1)..=(column + 1).min(columns - 1)).map(move |c| (r, c))
            });
            weights.push(
                around
                    .filter(|(r, c)| match contiguity {
                        Contiguity::Queen => (*r, *c) != (row, column),
                        Contiguity::Rook => (*r == row) != (*c == column),
                    })
                    .map(|(r, c)| numbers[r * columns + c])
                    .filter(|number| *number != ABSENT),
            );
        }
    }
    weights
}

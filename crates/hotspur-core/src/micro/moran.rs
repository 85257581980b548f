//! Local Moran's I of one theme, cell by cell.

use crate::local::{Quadrant, Standardisation, local_moran, local_moran_permutation};
use crate::value::Value;

use super::MicroParams;
use super::study_cells::StudyCells;

/// Local Moran's I of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellMoran {
    /// The statistic, with rows standardised.
    pub i: Value<f64>,
    /// High or low, among high or low.
    pub quadrant: Value<Quadrant>,
    /// The two-sided p of conditional permutation: 2 (least tail + 1) / (permutations + 1), and no less.
    pub p: Value<f64>,
}

/// Local Moran's I (Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x) of the counts, with queen neighbours.
#[must_use]
pub fn cell_moran(counts: &[u64], cells: &StudyCells, params: &MicroParams) -> Vec<CellMoran> {
    let values: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    let found = local_moran(&values, &cells.neighbours, Standardisation::Rows);
    let p = local_moran_permutation(&values, &cells.neighbours, params.permutations, params.seed);
    found
        .into_iter()
        .zip(p)
        .map(|(found, p)| CellMoran {
            i: found.map(|found| found.i),
            quadrant: found.map(|found| found.quadrant),
            p,
        })
        .collect()
}

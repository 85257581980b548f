//! Gi* and local Moran of a square lattice.

use anyhow::{Result, anyhow};
use clap::Args;
use hotspur_core::Grid;
use hotspur_core::local::{
    Standardisation, gi_star_of_cells, local_moran, local_moran_permutation,
};
use hotspur_core::weights::{Contiguity, Lattice as Cells, Weights, cells};

use super::{Files, answer, doubles, known, measured};

/// A lattice of counts.
#[derive(Debug, Args)]
pub struct Lattice {
    #[command(flatten)]
    files: Files,
}

/// A lattice of counts and how often it is permuted.
#[derive(Debug, Args)]
pub struct Moran {
    #[command(flatten)]
    files: Files,
    /// Permutations.
    #[arg(long, default_value_t = 999)]
    permutations: u32,
}

pub fn gi(asked: &Lattice) -> Result<()> {
    let values = doubles(&asked.files.data)?;
    let counts: Vec<u64> = values.iter().map(|value| *value as u64).collect();
    let grid = square(counts.len())?;
    let found = measured(|| {
        let cells = Cells::new(&grid, &vec![true; counts.len()], Contiguity::Queen);
        Ok(gi_star_of_cells(&counts, &cells))
    })?;
    let scores: Result<Vec<f64>> = found.iter().map(|gi| known(gi).map(|gi| gi.z)).collect();
    answer(&asked.files.answers, scores?)
}

pub fn moran(asked: &Moran) -> Result<()> {
    let values = doubles(&asked.files.data)?;
    let weights = queen(values.len())?;
    let (statistics, p) = measured(|| {
        Ok((
            local_moran(&values, &weights, Standardisation::Rows),
            local_moran_permutation(&values, &weights, asked.permutations, 1),
        ))
    })?;
    // A unit at the mean has no statistic of its own; the peer's is zero there.
    let i = statistics
        .into_iter()
        .map(|found| found.known().map_or(0.0, |found| found.i));
    let p = p.into_iter().map(|p| p.known().unwrap_or(f64::NAN));
    answer(&asked.files.answers, i.chain(p))
}

fn queen(cells_in_all: usize) -> Result<Weights> {
    let grid = square(cells_in_all)?;
    Ok(cells(&grid, &vec![true; cells_in_all], Contiguity::Queen))
}

fn square(cells_in_all: usize) -> Result<Grid> {
    let side = cells_in_all.isqrt();
    Grid::new(0.0, 0.0, 1.0, side, side).ok_or_else(|| anyhow!("no grid"))
}

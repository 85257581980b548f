//! Gi* and local Moran of a square lattice.

use anyhow::{Result, anyhow};
use clap::Args;
use hotspur_core::Grid;
use hotspur_core::local::{Standardisation, gi_star, local_moran, local_moran_permutation};
use hotspur_core::weights::{Contiguity, Weights, cells};

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
    let found = measured(|| Ok(gi_star(&values, &queen(values.len())?)))?;
    let scores: Result<Vec<f64>> = found
        .into_iter()
        .map(|gi| known(gi).map(|gi| gi.z))
        .collect();
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
    let side = cells_in_all.isqrt();
    let grid = Grid::new(0.0, 0.0, 1.0, side, side).ok_or_else(|| anyhow!("no grid"))?;
    Ok(cells(&grid, &vec![true; cells_in_all], Contiguity::Queen))
}

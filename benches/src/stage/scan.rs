//! The circular scan.

use anyhow::{Result, anyhow};
use clap::Args;
use hotspur_core::Position;
use hotspur_core::scan::{ScanParams, circular_scan};

use super::{Files, answer, doubles, known, measured};

/// What to scan.
#[derive(Debug, Args)]
pub struct Scan {
    #[command(flatten)]
    files: Files,
    /// The largest share of the population in a window.
    #[arg(long, default_value_t = 0.05)]
    share: f64,
    /// Maps drawn by chance.
    #[arg(long, default_value_t = 999)]
    replicates: u32,
}

pub fn run(asked: &Scan) -> Result<()> {
    let values = doubles(&asked.files.data)?;
    let (units, _) = values.as_chunks::<4>();
    let positions: Vec<Position> = units
        .iter()
        .filter_map(|[x, y, ..]| Position::new(*x, *y))
        .collect();
    let cases: Vec<u64> = units.iter().map(|[_, _, cases, _]| *cases as u64).collect();
    let population: Vec<f64> = units.iter().map(|[.., population]| *population).collect();
    let params = ScanParams {
        max_share: asked.share,
        replicates: asked.replicates,
        most_clusters: 1,
        ..ScanParams::default()
    };
    let clusters = measured(|| known(circular_scan(&positions, &cases, &population, &params)))?;
    let first = clusters
        .first()
        .ok_or_else(|| anyhow!("no window holds more than is expected"))?;
    answer(
        &asked.files.answers,
        [
            first.llr,
            first.members.len() as f64,
            first.observed as f64,
            first.p,
        ],
    )
}

//! Kernel density of events, or of places that hold several.

use anyhow::{Result, anyhow, bail};
use clap::Args;
use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, surface};
use hotspur_core::{Grid, Metres, Position};

use super::{Files, answer, doubles, measured, positions};

/// What density to compute.
#[derive(Debug, Args)]
pub struct Density {
    #[command(flatten)]
    files: Files,
    /// The side of the box in metres.
    #[arg(long, default_value_t = 10_000.0)]
    side: f64,
    /// The bandwidth in metres.
    #[arg(long)]
    h: f64,
    /// The cell in metres.
    #[arg(long)]
    c: f64,
    /// The kernel: quartic, or libkdv's epanechnikov.
    #[arg(long, default_value = "quartic")]
    kernel: String,
    /// Merges events of one place before the clock starts, as the job does while it reads.
    #[arg(long)]
    merged: bool,
}

pub fn run(asked: &Density) -> Result<()> {
    let kernel = match asked.kernel.as_str() {
        "quartic" => Kernel::Quartic,
        "epanechnikov" => Kernel::Epanechnikov,
        other => bail!("no kernel {other}"),
    };
    let params = DensityParams {
        kernel,
        bandwidth: Metres(asked.h),
        cell: Metres(asked.c),
    };
    let slots = (asked.side / asked.c).round() as usize + 1;
    let grid = Grid::new(-asked.c / 2.0, -asked.c / 2.0, asked.c, slots, slots)
        .ok_or_else(|| anyhow!("no grid"))?;
    let mut places: Vec<WeightedPlace> = positions(&doubles(&asked.files.data)?)?
        .into_iter()
        .map(|position| WeightedPlace {
            position,
            weight: 1.0,
        })
        .collect();
    if asked.merged {
        places = merged(places);
    }
    let found = measured(|| Ok(surface(&places, &grid, &params)))?;
    answer(&asked.files.answers, found.per_square_metre)
}

fn merged(mut events: Vec<WeightedPlace>) -> Vec<WeightedPlace> {
    let place = |event: &WeightedPlace| -> Position { event.position };
    events.sort_unstable_by_key(place);
    events
        .chunk_by(|a, b| a.position == b.position)
        .map(|same| WeightedPlace {
            position: same[0].position,
            weight: same.len() as f64,
        })
        .collect()
}

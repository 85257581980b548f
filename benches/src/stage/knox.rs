//! The Knox test, close pairs included.

use anyhow::{Result, anyhow};
use clap::Args;
use hotspur_core::repeat::{
    DayEvent, Metric, Nearness, Permutations, SpaceBands, TimeBands, knox_test,
};
use hotspur_core::{Metres, Position};

use super::{Files, answer, doubles, measured, undefined};

/// What to test.
#[derive(Debug, Args)]
pub struct Knox {
    #[command(flatten)]
    files: Files,
    /// How far apart is near, in metres: one band beyond the same place.
    #[arg(long, default_value_t = 200.0)]
    metres: f64,
    /// How many days apart is near.
    #[arg(long, default_value_t = 14)]
    days: u32,
    /// Permutations of the times.
    #[arg(long, default_value_t = 999)]
    replicates: u32,
}

/// Reads x, y and the day of each event; answers with pairs, expected pairs and p of the band.
pub fn run(asked: &Knox) -> Result<()> {
    let values = doubles(&asked.files.data)?;
    let (rows, _) = values.as_chunks::<3>();
    let events = rows
        .iter()
        .map(|[x, y, day]| {
            let position = Position::new(*x, *y).ok_or_else(|| anyhow!("{x}, {y} is no place"))?;
            Ok(DayEvent {
                position,
                day: *day as i32,
                count: 1,
            })
        })
        .collect::<Result<Vec<DayEvent>>>()?;
    let near = Nearness {
        space: SpaceBands::new(&[Metres(asked.metres)])?,
        time: TimeBands::new(&[asked.days])?,
        metric: Metric::Euclidean,
    };
    let permutations = Permutations {
        replicates: asked.replicates,
        seed: 1,
        unit: 0,
    };
    let test = measured(|| knox_test(&events, &near, permutations).map_err(undefined))?;
    let (cell, chance) = (test.table.cell(1, 0), test.chance(1, 0));
    let p = chance.p.known().unwrap_or(f64::NAN);
    answer(
        &asked.files.answers,
        [cell.observed as f64, cell.expected, p],
    )
}

//! One stage alone, on data that a peer reads too: what it took as a line of JSON, and its answers in a file.

mod density;
mod knox;
mod lattice;
mod locating;
mod reading;
mod scan;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use hotspur_core::{Position, Reason, Value};
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// A stage is repeated until so many runs are done, or [`ENOUGH`] is used up; the fastest run counts.
const RUNS: u32 = 3;

/// Seconds of processor time after which a stage is not repeated. The peers follow the same two rules.
const ENOUGH: f64 = 2.0;

/// Where data comes from and answers go.
#[derive(Debug, Args)]
pub struct Files {
    /// The data.
    #[arg(long)]
    data: PathBuf,
    /// The file of answers to write, little-endian doubles.
    #[arg(long)]
    answers: PathBuf,
}

/// The stages.
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Exact density at the nodes 0, c, 2c … of a box: events per square metre.
    Density(density::Density),
    /// Points in areas, index included: how many are in each.
    Locate(locating::Locate),
    /// Gi* of a square lattice by queen, neighbours included: z.
    Gi(lattice::Lattice),
    /// Local Moran of a square lattice by queen with permutations, neighbours not included: I, then p.
    Moran(lattice::Moran),
    /// The circular scan: the highest log likelihood ratio and its p.
    Scan(scan::Scan),
    /// The Knox test in one band: pairs, expected pairs and p.
    Knox(knox::Knox),
    /// Rows of police.uk into a table: located, unlocated and rejected.
    Read(reading::Rows),
}

/// Runs a stage.
pub fn run(stage: Stage) -> Result<()> {
    match stage {
        Stage::Density(asked) => density::run(&asked),
        Stage::Locate(asked) => locating::run(&asked),
        Stage::Gi(asked) => lattice::gi(&asked),
        Stage::Moran(asked) => lattice::moran(&asked),
        Stage::Scan(asked) => scan::run(&asked),
        Stage::Knox(asked) => knox::run(&asked),
        Stage::Read(asked) => reading::run(&asked),
    }
}

/// Runs `work` a few times, prints what the fastest took, and hands back its last result.
fn measured<T>(mut work: impl FnMut() -> Result<T>) -> Result<T> {
    let (mut used, mut fastest, mut runs) = (0.0, (f64::MAX, f64::MAX), 0);
    loop {
        let (cpu, wall) = (processor_time(), Instant::now());
        let result = work()?;
        let cpu = (processor_time() - cpu).as_secs_f64();
        (used, runs) = (used + cpu, runs + 1);
        if cpu < fastest.0 {
            fastest = (cpu, wall.elapsed().as_secs_f64());
        }
        if runs == RUNS || used >= ENOUGH {
            let line = json!({"cpu_s": fastest.0, "wall_s": fastest.1, "runs": runs});
            writeln!(io::stdout().lock(), "{line}")?;
            return Ok(result);
        }
    }
}

/// What this process has used on all threads.
pub(crate) fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec as u32)
}

fn doubles(path: &Path) -> Result<Vec<f64>> {
    let bytes = fs::read(path)?;
    let (eights, _) = bytes.as_chunks::<8>();
    Ok(eights
        .iter()
        .map(|eight| f64::from_le_bytes(*eight))
        .collect())
}

fn positions(values: &[f64]) -> Result<Vec<Position>> {
    let (pairs, _) = values.as_chunks::<2>();
    pairs
        .iter()
        .map(|[x, y]| Position::new(*x, *y).ok_or_else(|| anyhow!("{x}, {y} is no place")))
        .collect()
}

fn answer(path: &Path, values: impl IntoIterator<Item = f64>) -> Result<()> {
    let bytes: Vec<u8> = values.into_iter().flat_map(f64::to_le_bytes).collect();
    Ok(fs::write(path, bytes)?)
}

fn known<T>(value: Value<T>) -> Result<T> {
    match value {
        Value::Known(value) => Ok(value),
        Value::Undefined(reason) => Err(undefined(reason)),
    }
}

fn undefined(reason: Reason) -> anyhow::Error {
    anyhow!("undefined: {reason:?}")
}

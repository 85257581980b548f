//! Each stage and the whole job, on generated data at three sizes, against a limit in the same run.
//!
//! `cargo run --release -p hotspur-benches` prints medians of seven and their ratio to the limit beside them. Machines
//! are shared and noisy: the ratios matter, not the seconds. `generate` and `stage` serve `benches/peers`, which runs other
//! people's software on the same bytes.

mod data;
mod generate;
mod growth;
mod lattice;
mod limits;
mod stage;
mod stages;
mod withholding;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Runs of each measurement.
const RUNS: usize = 7;

/// The median time of `work`.
pub(crate) fn median<T>(mut work: impl FnMut() -> Result<T>) -> Result<Duration> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times[RUNS / 2])
}

/// A stage, its time, the limit beside it and that limit's time.
pub(crate) struct Line {
    pub stage: &'static str,
    pub time: Duration,
    pub limit: &'static str,
    pub limit_time: Duration,
}

/// Each stage and the whole job, on generated data.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes data that a peer reads too.
    #[command(subcommand)]
    Generate(generate::Generate),
    /// How cost grows with the work: densities by events and by bandwidth, location by places.
    Growth,
    /// Runs one stage on such data.
    #[command(subcommand)]
    Stage(stage::Stage),
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Some(Command::Generate(what)) => generate::run(what),
        Some(Command::Growth) => growth::write(&mut io::stdout().lock()),
        Some(Command::Stage(stage)) => stage::run(stage),
        None => table(),
    }
}

fn table() -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| rows, units, or table | stage | ms | limit in the same run | ms | ratio |\n|---|---|---|---|---|---|"
    )?;
    for rows in [10_000, 100_000, 1_000_000] {
        for line in stages::all(rows)? {
            print(&mut out, &rows.to_string(), &line)?;
        }
    }
    for (units, line) in lattice::all()? {
        print(&mut out, &units, &line)?;
    }
    for (table, line) in withholding::all()? {
        print(&mut out, &table, &line)?;
    }
    Ok(())
}

fn print(out: &mut impl Write, of: &str, line: &Line) -> Result<()> {
    let (time, limit) = (
        line.time.as_secs_f64() * 1e3,
        line.limit_time.as_secs_f64() * 1e3,
    );
    writeln!(
        out,
        "| {of} | {} | {time:.1} | {} | {limit:.1} | {:.1} |",
        line.stage,
        line.limit,
        time / limit
    )?;
    Ok(())
}

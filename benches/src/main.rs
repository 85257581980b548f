//! Each stage and the whole job, on generated data at three sizes, against a limit in the same run.
//!
//! `cargo run --release -p hotspur-benches` prints medians of seven and their ratio to the limit beside them. Machines
//! are shared and noisy: the ratios matter, not the seconds.
//!
//! `… -- rows ROWS POINTS` writes police.uk rows on so many snap points to standard output, for `hotspur map --incidents -` and for
//! peers to read the same bytes; `… -- areas FILE` writes the wards beside them.

mod data;
mod limits;
mod stages;
mod withholding;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

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

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["rows", rows, points] => {
            return data::stream_rows(&mut out, rows.parse()?, points.parse()?);
        }
        ["areas", path] => return data::areas(Path::new(path)),
        [] => {}
        _ => anyhow::bail!("give nothing, or rows ROWS POINTS, or areas FILE"),
    }
    writeln!(
        out,
        "| rows, or table | stage | ms | limit in the same run | ms | ratio |\n|---|---|---|---|---|---|"
    )?;
    for rows in [10_000, 100_000, 1_000_000] {
        for line in stages::all(rows)? {
            print(&mut out, &rows.to_string(), &line)?;
        }
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

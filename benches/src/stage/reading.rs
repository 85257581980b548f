//! Rows of police.uk.

use anyhow::Result;
use clap::Args;
use hotspur_core::{Kind, Themes};
use hotspur_io::incidents::{IncidentSource, Repeats, read_incidents};

use super::{Files, answer, measured};

/// Rows, and what becomes of equal ones.
#[derive(Debug, Args)]
pub struct Rows {
    #[command(flatten)]
    files: Files,
    /// Keeps every row by itself with its identifier and its line, as the layer of incidents needs them.
    #[arg(long)]
    single: bool,
}

pub fn run(asked: &Rows) -> Result<()> {
    let files = &asked.files;
    let themes = Themes::new(Vec::new(), Kind::Crime)?;
    let source = IncidentSource {
        inputs: vec![files.data.clone()],
        merge_equal: !asked.single,
        repeats: if asked.single {
            Repeats::Count
        } else {
            Repeats::Ignore
        },
        ..IncidentSource::default()
    };
    let table = measured(|| Ok(read_incidents(&source, &themes)?))?;
    let of = |count: fn(&hotspur_io::incidents::FileLedger) -> u64| -> f64 {
        table.files.iter().map(count).sum::<u64>() as f64
    };
    answer(
        &files.answers,
        [
            of(|file| file.located),
            of(|file| file.unlocated),
            of(hotspur_io::incidents::FileLedger::rejected),
        ],
    )
}

//! Rows of police.uk.

use anyhow::Result;
use hotspur_core::{Kind, Themes};
use hotspur_io::incidents::{IncidentSource, read_incidents};

use super::{Files, answer, measured};

pub fn run(files: &Files) -> Result<()> {
    let themes = Themes::new(Vec::new(), Kind::Crime)?;
    let source = IncidentSource {
        inputs: vec![files.data.clone()],
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

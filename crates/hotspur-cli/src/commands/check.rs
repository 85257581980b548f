//! `hotspur check`: what became of every row, and nothing written.

use anyhow::Result;
use hotspur_io::job::{ledger_of, prepare};

use crate::args::CheckArgs;
use crate::progress::Shown;
use crate::request::study_of;
use crate::summary;

/// Reads everything a question names and prints the ledger.
pub fn run(args: CheckArgs) -> Result<()> {
    let progress = Shown::new(args.question.progress, args.question.quiet);
    let checked = study_of(&args.question).and_then(|study| Ok(prepare(study, &progress)?));
    progress.finish();
    let checked = checked?;
    if !args.question.quiet {
        summary::print_check(&checked, &ledger_of(&checked))?;
    }
    Ok(())
}

//! What every command that answers a focus group has in common: read, answer, write, and print the answer first.

use anyhow::Result;
use hotspur_io::job::{Outcome, prepare, publish};
use hotspur_io::study::Study;
use hotspur_io::write::Staging;

use crate::args::AskArgs;
use crate::progress::Shown;
use crate::{briefing, summary};

/// Runs a study that asks, and prints what is answered.
pub fn run(args: &AskArgs, study: Study) -> Result<()> {
    let progress = Shown::new(args.question.progress, args.question.quiet);
    let outcome = execute(args, study, &progress);
    progress.finish();
    let outcome = outcome?;
    if !args.question.quiet {
        briefing::print(&outcome)?;
        summary::print_end(&outcome)?;
    }
    Ok(())
}

fn execute(args: &AskArgs, study: Study, progress: &Shown) -> Result<Outcome> {
    Staging::check(&args.out, args.overwrite)?;
    let prepared = prepare(study, progress)?;
    Ok(publish(&prepared, &args.out, args.overwrite, progress)?)
}

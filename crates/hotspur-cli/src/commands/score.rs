//! `hotspur score`: which cells and bandwidths say where the next month's crimes fall.

use anyhow::Result;
use hotspur_io::job::{ScoreOutcome, check_scores, prepare_counts, score};

use crate::args::ScoreArgs;
use crate::progress::Shown;
use crate::request::{score_request, study_of};
use crate::rivals;

/// Scores the maps asked for, writes the table and prints which predict best.
pub fn run(args: ScoreArgs) -> Result<()> {
    let progress = Shown::new(args.question.progress, args.question.quiet);
    let outcome = execute(&args, &progress);
    progress.finish();
    let outcome = outcome?;
    if !args.question.quiet {
        rivals::print(&outcome)?;
    }
    Ok(())
}

fn execute(args: &ScoreArgs, progress: &Shown) -> Result<ScoreOutcome> {
    let study = study_of(&args.question)?;
    check_scores(&args.out, args.overwrite)?;
    let prepared = prepare_counts(study, progress)?;
    let request = score_request(args);
    Ok(score(
        &prepared,
        &request,
        &args.out,
        args.overwrite,
        progress,
    )?)
}

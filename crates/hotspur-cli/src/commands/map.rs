//! `hotspur map`: the main job.

use anyhow::Result;
use hotspur_io::job::{Outcome, prepare, publish, verify_inputs};
use hotspur_io::write::{Staging, read_manifest};

use crate::args::MapArgs;
use crate::progress::Shown;
use crate::request::map_study;
use crate::{briefing, summary};

/// Runs the main job and prints what it found.
pub fn run(args: &MapArgs) -> Result<()> {
    let progress = Shown::new(args.question.progress, args.question.quiet);
    let outcome = execute(args, &progress);
    progress.finish();
    let outcome = outcome?;
    if !args.question.quiet {
        briefing::print(&outcome)?;
        summary::print(&outcome)?;
    }
    Ok(())
}

fn execute(args: &MapArgs, progress: &Shown) -> Result<Outcome> {
    let (study, recorded) = match &args.again {
        Some(file) => {
            let manifest = read_manifest(file)?;
            (manifest.request, Some(manifest.inputs))
        }
        None => (map_study(args)?, None),
    };
    Staging::check(&args.out, args.overwrite)?;
    let prepared = prepare(study, progress)?;
    if let Some(recorded) = recorded {
        verify_inputs(&prepared.inputs, &recorded)?;
    }
    Ok(publish(&prepared, &args.out, args.overwrite, progress)?)
}

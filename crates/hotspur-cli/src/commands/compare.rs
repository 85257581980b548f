//! `hotspur compare`: two periods.

use anyhow::{Result, bail};
use hotspur_io::study::CompareSection;

use super::ask;
use crate::compare_args::CompareArgs;
use crate::request::asked_study;

/// Answers what rose, what fell, what is not told from chance, and what became of hotspots.
pub fn run(args: &CompareArgs) -> Result<()> {
    let question = &args.ask.question;
    if args.ask.focus.period.is_some() || question.from.is_some() || question.to.is_some() {
        bail!(
            "compare takes two periods: give --before and --after instead of --period, --from and --to"
        );
    }
    let mut study = asked_study(&args.ask)?;
    let declared = study.ask.compare.take().unwrap_or_default();
    study.ask.compare = Some(CompareSection {
        before: args.before.clone().or(declared.before),
        after: args.after.clone().or(declared.after),
        with: args.with.clone().or(declared.with),
        lookup: args.lookup.clone().or(declared.lookup),
        across_breaks: args.across_breaks || declared.across_breaks,
    });
    ask::run(&args.ask, study)
}

//! `hotspur evaluate`: did a scheme work, and what could one show.

use anyhow::{Result, bail};
use hotspur_io::study::EvaluateSection;

use super::ask;
use crate::args::EvaluateArgs;
use crate::request::asked_study;

/// Judges the schemes of a register, or says what they could show.
pub fn run(args: &EvaluateArgs) -> Result<()> {
    let focus = &args.ask.focus;
    if !focus.within.is_empty() || focus.near.is_some() || focus.polygon.is_some() {
        bail!("the zones of the scheme say where it is: leave out --within, --near and --polygon");
    }
    let mut study = asked_study(&args.ask)?;
    let declared = study.ask.evaluate.take().unwrap_or_default();
    let scheme = args.scheme.clone().unwrap_or(declared.scheme);
    if scheme.is_empty() {
        bail!("no scheme is named: give --scheme FILE, or [ask.evaluate] scheme in the study");
    }
    study.ask.evaluate = Some(EvaluateSection {
        scheme,
        plan: args.plan || declared.plan,
        months: args.months.or(declared.months),
    });
    ask::run(&args.ask, study)
}

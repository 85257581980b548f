//! `hotspur repeats`: again at the same place, and nearby soon after.

use anyhow::Result;
use hotspur_io::study::RepeatsSection;

use super::ask;
use crate::args::RepeatsArgs;
use crate::request::asked_study;

/// Answers how often the same place is struck, and whether its neighbours follow.
pub fn run(args: &RepeatsArgs) -> Result<()> {
    let mut study = asked_study(&args.ask)?;
    let declared = study.ask.repeats.take().unwrap_or_default();
    let or = |flags: &[f64], declared: Vec<f64>| {
        if flags.is_empty() {
            declared
        } else {
            flags.to_vec()
        }
    };
    study.ask.repeats = Some(RepeatsSection {
        metres: or(&args.bands, declared.metres),
        days: if args.days.is_empty() {
            declared.days
        } else {
            args.days.clone()
        },
        metric: args.metric.clone().or(declared.metric),
        permutations: args.knox.or(declared.permutations),
    });
    ask::run(&args.ask, study)
}

//! `hotspur track`: on track or not.

use anyhow::{Result, bail};

use super::ask;
use crate::request::asked_study;
use crate::track_args::TrackArgs;

/// Follows the indicators of a study towards their targets.
pub fn run(args: &TrackArgs) -> Result<()> {
    let (question, focus) = (&args.ask.question, &args.ask.focus);
    if focus.period.is_some() || question.from.is_some() || question.to.is_some() {
        bail!("track takes one date: give --as-at instead of --period, --from and --to");
    }
    if !focus.within.is_empty() || focus.near.is_some() || focus.polygon.is_some() {
        bail!(
            "track tells every area and every [[track.group]] of the study: leave out --within, --near and --polygon"
        );
    }
    if focus.hours.is_some() || !focus.theme.is_empty() {
        bail!("track tells every [[indicator]] whole: leave out --theme and --hours");
    }
    let mut study = asked_study(&args.ask)?;
    study.ask_for_targets();
    if args.as_at.is_some() {
        study.track.as_at.clone_from(&args.as_at);
    }
    study.track.across_breaks |= args.across_breaks;
    ask::run(&args.ask, study)
}

//! `hotspur profile`: what kind.

use anyhow::Result;
use hotspur_io::study::ProfileSection;

use super::ask;
use crate::args::ProfileArgs;
use crate::request::asked_study;

/// Answers what kind of events they are, by their attributes.
pub fn run(args: &ProfileArgs) -> Result<()> {
    let mut study = asked_study(&args.ask)?;
    let declared = study.ask.profile.take().unwrap_or_default();
    study.ask.profile = Some(ProfileSection {
        columns: if args.columns.is_empty() {
            declared.columns
        } else {
            args.columns.clone()
        },
        stock: args.stock.clone().or(declared.stock),
    });
    ask::run(&args.ask, study)
}

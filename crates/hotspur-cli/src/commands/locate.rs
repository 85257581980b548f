//! `hotspur locate`: the location analysis.

use anyhow::Result;

use super::ask;
use crate::args::AskArgs;
use crate::request::asked_study;

/// Answers where exactly, when and what kind.
pub fn run(args: &AskArgs) -> Result<()> {
    let mut study = asked_study(args)?;
    study.ask.locate = true;
    ask::run(args, study)
}

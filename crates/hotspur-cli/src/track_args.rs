//! What can be typed after `track`.

use clap::Args;

use crate::args::AskArgs;

/// The flags of `track`.
#[derive(Debug, Args)]
pub struct TrackArgs {
    /// What every question has.
    #[command(flatten)]
    pub ask: AskArgs,
    /// The last month that is counted, as 2002-09; the last of the data by default.
    #[arg(long, value_name = "MONTH")]
    pub as_at: Option<String>,
    /// Give a word and a change where a break of the series lies between the baseline and now; the break is named beside them.
    #[arg(long)]
    pub across_breaks: bool,
}

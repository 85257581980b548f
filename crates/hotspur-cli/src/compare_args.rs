//! What can be typed after `compare`.

use clap::Args;

use crate::args::AskArgs;

/// The flags of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// What every question has.
    #[command(flatten)]
    pub ask: AskArgs,
    /// The earlier period in whole months: 2024-01..2024-06.
    #[arg(long, value_name = "FROM..TO")]
    pub before: Option<String>,
    /// The later period, whose compared months the map beside the answer is of; months without a like in the other are left out.
    #[arg(long, value_name = "FROM..TO")]
    pub after: Option<String>,
    /// Another study, which holds the earlier period: two audits.
    #[arg(long, value_name = "STUDY.toml")]
    pub with: Option<String>,
    /// Where the other study's areas bear other codes: a CSV of the old code, the new code and, where an old area was divided, the
    /// share of its people.
    #[arg(long, value_name = "FILE.csv")]
    pub lookup: Option<String>,
    /// Compare across breaks of the series (recording, counting, ground), which are named on every answer; refused otherwise.
    #[arg(long)]
    pub across_breaks: bool,
}

//! What can be typed after `audit`.

use std::path::PathBuf;

use clap::Args;

/// The flags of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Folders of public releases: this month's, last month's, those of other areas.
    #[arg(value_name = "PUBLIC_DIR", required = true)]
    pub releases: Vec<PathBuf>,
    /// The analyst's folder, which holds the truth.
    #[arg(long, value_name = "DIR/analyst")]
    pub truth: PathBuf,
    /// A count below this is small; by default 5, or the study's own where that is stricter.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(2..=100_000))]
    pub threshold: Option<u64>,
    /// The same of sensitive themes; 10 by default.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(2..=100_000))]
    pub sensitive_threshold: Option<u64>,
    /// Write what was found and tried as JSON too.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

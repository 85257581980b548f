//! What can be typed of a question of a focus group. Nothing is decided here.

use std::path::PathBuf;

use clap::Args;

use crate::args::{QuestionArgs, RunArgs};

/// The flags of every command that answers a question of a focus group.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// What is asked; --from and --to are of the period asked about, and the study's other months are what it is held against.
    #[command(flatten)]
    pub question: QuestionArgs,
    /// Where, and of what.
    #[command(flatten)]
    pub focus: FocusArgs,
    /// How it is reckoned, and for whom it is written.
    #[command(flatten)]
    pub run: RunArgs,
    /// The folder to write: DIR/analyst, DIR/group and DIR/public appear whole or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace an output folder that an earlier run wrote.
    #[arg(long)]
    pub overwrite: bool,
}

/// The flags of `repeats`.
#[derive(Debug, Args)]
pub struct RepeatsArgs {
    /// What every question has.
    #[command(flatten)]
    pub ask: AskArgs,
    /// Ends of the bands of distance in metres, ascending, separated by commas; 100,200,300,400 by default.
    #[arg(long, value_name = "METRES", value_delimiter = ',')]
    pub bands: Vec<f64>,
    /// Ends of the bands of time in days, ascending, separated by commas; 7,14,21,28 by default.
    #[arg(long, value_name = "DAYS", value_delimiter = ',')]
    pub days: Vec<u32>,
    /// How distance is measured: euclidean (the default) or manhattan.
    #[arg(long, value_name = "NAME")]
    pub metric: Option<String>,
    /// Permutations of the times of near repeats; 999 by default.
    #[arg(long, value_name = "NUMBER")]
    pub knox: Option<u32>,
}

/// The flags of `profile`.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// What every question has.
    #[command(flatten)]
    pub ask: AskArgs,
    /// Columns of the incidents, separated by commas; those that the study names as attributes by default.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// What there is to be struck: a CSV of attribute, value, number and, for areas, code.
    #[arg(long, value_name = "FILE.csv")]
    pub stock: Option<String>,
}

/// The flags of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// What is asked.
    #[command(flatten)]
    pub ask: AskArgs,
    /// The register of schemes: polygons with name, role (target, control, buffer, buffer_control) and start, and, where wanted, end,
    /// stage, kind and theme.
    #[arg(long, value_name = "FILE")]
    pub scheme: Option<String>,
    /// Take every scheme as planned: what could be seen of it.
    #[arg(long)]
    pub plan: bool,
    /// How many months before, and as many after, are compared; as many like months as the data hold, up to twelve, by default.
    #[arg(long, value_name = "MONTHS")]
    pub months: Option<u32>,
}

/// Which part of the study area is asked about: what lies in any of the areas, and in the circle, and in the polygon.
#[derive(Debug, Args)]
pub struct FocusArgs {
    /// Areas by name or code, separated by commas or repeated; a name may be misspelt.
    #[arg(long, value_name = "AREAS", value_delimiter = ',')]
    pub within: Vec<String>,
    /// The middle of a circle: latitude,longitude or easting,northing.
    #[arg(long, value_name = "LAT,LON|EAST,NORTH", allow_hyphen_values = true)]
    pub near: Option<String>,
    /// The radius of the circle in metres.
    #[arg(long, value_name = "METRES", allow_negative_numbers = true)]
    pub metres: Option<f64>,
    /// A file of polygons, all of which together are asked about.
    #[arg(long, value_name = "FILE")]
    pub polygon: Option<String>,
    /// Themes by key, separated by commas or repeated; every one where it is not given.
    #[arg(long, alias = "themes", value_name = "KEYS", value_delimiter = ',')]
    pub theme: Vec<String>,
    /// Hours of the clock whose share is asked for: 12-17, 22-02, or "fri-sun 18-02".
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<String>,
    /// The period as one: 2025-01..2025-06, or a month or day alone.
    #[arg(long, value_name = "FROM..TO", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
}

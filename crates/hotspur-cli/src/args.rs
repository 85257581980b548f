//! What can be typed. Nothing is decided here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use crate::ask_args::{AskArgs, EvaluateArgs, ProfileArgs, RepeatsArgs};

use crate::audit_args::AuditArgs;
use crate::compare_args::CompareArgs;
use crate::track_args::TrackArgs;

/// Which wards, and which places inside them, hold more crime and disorder than chance and exposure explain.
#[derive(Debug, Parser)]
#[command(name = "hotspur", version, about, long_about = None)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Incidents and areas in; a report, flagged areas, densities, incidents, ledger and manifest out.
    Map(Box<MapArgs>),
    /// The location analysis of an area, a circle or a polygon: how many, where exactly, when, against the rest and the time before.
    ///
    /// The map of the same period stands beside it in the same folders.
    Locate(Box<AskArgs>),
    /// Repeats at the same place, and near repeats in space and time (Knox), with the ground around recent events.
    Repeats(Box<RepeatsArgs>),
    /// What kind: shares of attributes, against the rest of the study area and against what there is to be struck.
    Profile(Box<ProfileArgs>),
    /// Two periods: what rose, what fell, what is not told from chance, by area and kind, and what became of hotspots.
    Compare(Box<CompareArgs>),
    /// Did a scheme (CCTV, gating, lighting) work, and at whose cost: its target before and after against a control and a buffer.
    ///
    /// With --plan, before the money is spent: the smallest fall that could be seen.
    Evaluate(Box<EvaluateArgs>),
    /// Indicators against their targets: on track or not, how sure, and whether the figures agree with one another.
    ///
    /// The study, area by area and focus group by focus group, from the indicators that it declares.
    Track(Box<TrackArgs>),
    /// Read everything and print what became of every row; write nothing.
    Check(CheckArgs),
    /// Count incidents by place, type and time into a partial, which `map` takes in the place of the files.
    ///
    /// Partials of any number of files and machines put together give the same bytes as one run over all the files. They hold no
    /// identifiers and no single rows.
    Tally(TallyArgs),
    /// Test maps of months 1 to n on month n + 1, for lists of cells and bandwidths: choose them by what predicts.
    ///
    /// PAI, PEI, recapture rate and hit-rate curve of kernel densities, of plain counts and of Gi*, month by month and
    /// pooled over the series, as a table.
    Score(ScoreArgs),
    /// Attack public releases like a determined outsider and say what could be learned; exit code 1 where anything is.
    ///
    /// Small counts by sums, differences and rates, densities turned back into events, names, identifiers, positions and dates in
    /// every byte: judged against the analyst's folder of the same study.
    Audit(AuditArgs),
    /// Write the sample study, a synthetic borough, into a new folder.
    Sample {
        /// The folder to make.
        folder: PathBuf,
    },
    /// Look at incidents and areas and write a commented study for them.
    New(NewArgs),
    /// Print completions for a shell.
    #[command(hide = true)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(hide = true)]
    Man,
}

/// Where the question comes from and what the flags change in it.
#[derive(Debug, Clone, Args)]
pub struct QuestionArgs {
    /// A study file (TOML); without one, give --incidents and --areas.
    #[arg(value_name = "STUDY.toml")]
    pub study: Option<PathBuf>,
    /// Incidents: CSV or .csv.gz files, folders of them, partials (.tally), or - for standard input.
    #[arg(long, value_name = "FILE|FOLDER|-", num_args = 1..)]
    pub incidents: Vec<String>,
    /// Areas: a shapefile, GeoJSON or GeoPackage of wards, LSOAs, beats or any polygons.
    #[arg(long, value_name = "FILE")]
    pub areas: Option<String>,
    /// Exposures: a CSV of code, residents, households and others.
    #[arg(long, value_name = "FILE")]
    pub exposures: Option<String>,
    /// First month or day, included: 2025-01 or 2025-01-31.
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// Last month or day, included.
    #[arg(long, value_name = "WHEN")]
    pub to: Option<String>,
    /// Projected coordinate system of the analysis; EPSG:27700 in Great Britain.
    #[arg(long, value_name = "EPSG:CODE")]
    pub crs: Option<String>,
    /// Coordinate system of the areas, where the file does not say it or says it wrongly.
    #[arg(long, value_name = "EPSG:CODE")]
    pub areas_crs: Option<String>,
    /// Column of area codes.
    #[arg(long, value_name = "COLUMN")]
    pub code: Option<String>,
    /// Column of area names.
    #[arg(long, value_name = "COLUMN")]
    pub name: Option<String>,
    /// Keep the areas of one district out of a national file.
    #[arg(long, value_name = "CODE")]
    pub within_code: Option<String>,
    /// Reject rows whose identifier was seen before, instead of keeping and counting them.
    #[arg(long)]
    pub drop_repeats: bool,
    /// Do not look for rows whose identifier was seen before: all are kept, and very many need less memory.
    #[arg(long, conflicts_with = "drop_repeats")]
    pub keep_repeats: bool,
    /// How progress is shown on standard error.
    #[arg(long, value_enum, default_value_t = ProgressKind::Auto)]
    pub progress: ProgressKind,
    /// Print nothing but errors.
    #[arg(long, short)]
    pub quiet: bool,
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProgressKind {
    /// A spinner where standard error is a terminal, nothing elsewhere.
    Auto,
    /// One JSON object a line.
    Jsonl,
    /// Nothing.
    None,
}

/// The flags of `map`.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// What is asked.
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The folder to write: DIR/analyst, DIR/group and DIR/public appear whole or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Repeat the run of a manifest: same inputs, same bytes.
    #[arg(long, value_name = "MANIFEST", conflicts_with_all = [
        "study", "incidents", "areas", "exposures", "from", "to", "crs", "areas_crs", "code", "name", "within_code",
        "drop_repeats", "keep_repeats", "themes", "cell", "bandwidth", "kernel", "edge", "relative", "permutations", "seed", "write",
        "release", "group_areas", "group_themes", "recipient", "purpose", "delete_by", "marking",
    ])]
    pub again: Option<PathBuf>,
    /// Themes that get a density of their own, by key and separated by commas; `all` for every one.
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub themes: Vec<String>,
    /// How it is reckoned, and for whom it is written.
    #[command(flatten)]
    pub run: RunArgs,
    /// Replace an output folder that an earlier run wrote.
    #[arg(long)]
    pub overwrite: bool,
}

/// How a run is reckoned, what it writes, and for whom.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Side of a cell in metres.
    #[arg(long, value_name = "METRES", allow_negative_numbers = true)]
    pub cell: Option<f64>,
    /// Bandwidth in metres, or the rule that chooses it: scott, nrd, cv (likelihood) or cvl (Cronie and van Lieshout).
    #[arg(long, value_name = "METRES|RULE", allow_negative_numbers = true)]
    pub bandwidth: Option<String>,
    /// Kernel: quartic, uniform, epanechnikov, triweight, triangular or gaussian.
    #[arg(long, value_name = "NAME")]
    pub kernel: Option<String>,
    /// Edge correction of the densities: none, uniform or jones-diggle.
    #[arg(long, value_name = "NAME")]
    pub edge: Option<String>,
    /// One theme's density against another's: CASES/CONTROLS, for example violence/all_crime.
    #[arg(long, value_name = "CASES/CONTROLS")]
    pub relative: Option<String>,
    /// Permutations of local Moran's I, and maps by chance of the circular scan, where --write asks for them.
    #[arg(long, value_name = "NUMBER")]
    pub permutations: Option<u32>,
    /// Seed of every random draw.
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// What to write, separated by commas: layers (the areas by their layer name, density, contours, hotspots, cells, incidents; moran
    /// and clusters take permutations), forms (geojson, gpkg, tif) and pages (qgis, report, picture); `all` for everything.
    ///
    /// Without it, everything that takes no permutations. Layers alone are written as GeoJSON; forms or pages alone hold the usual layers.
    /// Naming geojson also asks for the GeoJSON of layers of more than 20,000 cells or 100,000 points.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub write: Vec<String>,
    /// For whom to write, separated by commas: analyst, group, public. Those that the study names, or else the analyst.
    #[arg(long, value_name = "AUDIENCES", value_delimiter = ',')]
    pub release: Vec<String>,
    /// To whom a group release goes.
    #[command(flatten)]
    pub group: GroupArgs,
}

/// What binds a group release; the study's [release.group] says it too.
#[derive(Debug, Args)]
pub struct GroupArgs {
    /// The group's own areas, by code or name, separated by commas.
    #[arg(long, value_name = "AREAS", value_delimiter = ',')]
    pub group_areas: Vec<String>,
    /// The group's own themes, by key and separated by commas; `all` for every one.
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub group_themes: Vec<String>,
    /// Who receives the group release.
    #[arg(long, value_name = "NAME")]
    pub recipient: Option<String>,
    /// What for.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// The day by which it is to be deleted, as 2026-03-31.
    #[arg(long, value_name = "DAY")]
    pub delete_by: Option<String>,
    /// Its protective marking; OFFICIAL-SENSITIVE by default.
    #[arg(long, value_name = "TEXT")]
    pub marking: Option<String>,
}

impl GroupArgs {
    /// Whether none of them is given.
    pub const fn is_empty(&self) -> bool {
        self.group_areas.is_empty()
            && self.group_themes.is_empty()
            && self.recipient.is_none()
            && self.purpose.is_none()
            && self.delete_by.is_none()
            && self.marking.is_none()
    }
}

/// The flags of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What is asked.
    #[command(flatten)]
    pub question: QuestionArgs,
}

/// The flags of `tally`.
#[derive(Debug, Args)]
pub struct TallyArgs {
    /// What is asked; areas and exposures are not looked at.
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The partial to write: it appears whole or not at all.
    #[arg(long, value_name = "FILE.tally")]
    pub out: PathBuf,
    /// Replace a partial that an earlier run wrote.
    #[arg(long)]
    pub overwrite: bool,
}

/// The flags of `score`.
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// What is asked.
    #[command(flatten)]
    pub question: QuestionArgs,
    /// The table to write, a CSV: it appears whole or not at all.
    #[arg(long, value_name = "FILE.csv")]
    pub out: PathBuf,
    /// Sides of cells in metres, separated by commas; by default the study's own, half and twice of it.
    #[arg(
        long,
        value_name = "METRES",
        value_delimiter = ',',
        allow_negative_numbers = true
    )]
    pub cells: Vec<f64>,
    /// Bandwidths in metres, separated by commas; by default the study's own, half and twice of it.
    #[arg(
        long,
        value_name = "METRES",
        value_delimiter = ',',
        allow_negative_numbers = true
    )]
    pub bandwidths: Vec<f64>,
    /// Themes by key, separated by commas or repeated: all_crime (the default), all_incidents, a theme's own; `all` for every theme.
    #[arg(long, alias = "theme", value_name = "KEYS", value_delimiter = ',')]
    pub themes: Vec<String>,
    /// Shares of the study area that are flagged, separated by commas; 0.01,0.02,0.05,0.1,0.2 by default.
    #[arg(
        long,
        value_name = "SHARES",
        value_delimiter = ',',
        allow_negative_numbers = true
    )]
    pub flagged: Vec<f64>,
    /// Least number of months that a map is made of.
    #[arg(long, value_name = "MONTHS", default_value_t = hotspur_io::job::LEAST_HISTORY)]
    pub from_month: usize,
    /// Replace a table that an earlier run wrote.
    #[arg(long)]
    pub overwrite: bool,
}

/// The flags of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Incidents: CSV files or folders.
    #[arg(long, value_name = "FILE|FOLDER", num_args = 1.., required = true)]
    pub incidents: Vec<String>,
    /// Areas: a shapefile, GeoJSON or GeoPackage.
    #[arg(long, value_name = "FILE")]
    pub areas: String,
    /// The study file to write; standard output where it is not given.
    #[arg(long, value_name = "STUDY.toml")]
    pub out: Option<PathBuf>,
}

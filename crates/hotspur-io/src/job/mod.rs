//! A run from study to folder: read, prepare, analyse, release, write.

mod analyst;
mod answers;
mod areas;
mod ask;
mod cells;
mod columns;
mod defaults;
mod density;
mod evidence;
mod groups;
mod incidents;
mod ledger;
mod open;
mod open_targets;
mod plan;
mod publish;
mod ranking;
mod release;
mod rule;
mod score;
mod sources;
mod tally;
mod themes;
mod wanted;
mod warnings;

pub use answers::{
    Answer, COMPARISON_FILE, EVALUATE_FILE, LOCATION_FILE, PROFILE_FILE, REPEATS_FILE,
    TARGETS_FILE, TARGETS_TABLE, printed_records, printed_sentences,
};
pub use areas::ReadAreas;
pub use ask::{
    AskError, Asked, CompareError, Named, SchemeError, TrackError, named, read_parents,
    read_printed,
};
pub use defaults::{SEED, SNAPPED_CELL, SNAPPED_SHARE};
pub use incidents::ReadIncidents;
pub use ledger::{FullLedger, ledger_of};
pub use plan::{Plan, PlanError};
pub use publish::{Outcome, publish, verify_inputs};
pub use ranking::Ranked;
pub use release::{ReleaseError, ReleasePlan, policy_record};
pub use score::{
    LEAST_HISTORY, Rival, SHARES, ScoreError, ScoreOutcome, ScorePlan, ScoreRequest, ThemeScores,
    check_scores, score,
};
pub use tally::{TallyOutcome, tally};
pub use themes::{ThemesError, themes_of};
pub use warnings::notes;

use hotspur_core::{Areas, GridError, Themes};

use crate::areas::AreaError;
use crate::crs::CrsError;
use crate::exposures::ExposureError;
use crate::incidents::IncidentError;
use crate::study::{PeriodError, Study};
use crate::write::{FileError, InputRecord, StagingError, WriteError};

/// Told when a stage begins, so that long work can be shown.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, name: &str);
}

/// Nobody is told.
impl Progress for () {
    fn stage(&self, _: &str) {}
}

/// Why a run is refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The areas.
    #[error(transparent)]
    Area(#[from] AreaError),
    /// The areas do not go together.
    #[error(transparent)]
    Areas(#[from] hotspur_core::AreasError),
    /// A coordinate system.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// The exposures.
    #[error(transparent)]
    Exposure(#[from] ExposureError),
    /// The incidents.
    #[error(transparent)]
    Incident(#[from] IncidentError),
    /// The themes.
    #[error(transparent)]
    Themes(#[from] ThemesError),
    /// The period.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The parameters.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The releases.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// Disclosure control lets nothing out.
    #[error(transparent)]
    Control(#[from] hotspur_core::ControlError),
    /// The grid.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// The output folder.
    #[error(transparent)]
    Staging(#[from] StagingError),
    /// An output file.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// An output file that stands by itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is asked beyond the map.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// Two periods that cannot be compared.
    #[error(transparent)]
    Compare(#[from] CompareError),
    /// A score.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// An input is not the one of the manifest.
    #[error(
        "{path} is not the file of the manifest: its BLAKE3 hash is {found}, not {expected}; restore that file, or run without --again"
    )]
    Changed {
        /// The file.
        path: String,
        /// The hash found.
        found: String,
        /// The hash expected.
        expected: String,
    },
    /// The bins do not add up, which no input can cause: the run is not trusted.
    #[error(
        "the bins of the ledger do not add up to the rows read ({0:?}): this is a fault of the program, please report it"
    )]
    Unbalanced(hotspur_core::Ledger),
    /// What the question lacks.
    #[error("{0}")]
    Missing(String),
}

/// Everything that was read, in metres, and what was said on the way.
#[derive(Debug)]
pub struct Prepared {
    /// The request.
    pub study: Study,
    /// The themes.
    pub themes: Themes,
    /// The areas.
    pub areas: ReadAreas,
    /// The incidents.
    pub incidents: ReadIncidents,
    /// What is asked beyond the map.
    pub asked: Asked,
    /// The files read.
    pub inputs: Vec<InputRecord>,
}

/// Reads what a study names.
///
/// # Errors
///
/// [`JobError`] names the file, the line or feature, the value and the remedy.
pub fn prepare(study: Study, progress: &dyn Progress) -> Result<Prepared, JobError> {
    let single = shows_rows(&study);
    prepare_rows(study, single, progress)
}

/// Reads what a study names, for outputs of which none shows single rows: those that are equal are told as one, and memory
/// follows places, types and times rather than rows.
///
/// # Errors
///
/// As [`prepare`].
pub fn prepare_counts(study: Study, progress: &dyn Progress) -> Result<Prepared, JobError> {
    prepare_rows(study, false, progress)
}

/// Reads what a study names, every row by itself whatever is written: the plain way, whose outputs the others must equal.
///
/// # Errors
///
/// As [`prepare`].
pub fn prepare_single(study: Study, progress: &dyn Progress) -> Result<Prepared, JobError> {
    prepare_rows(study, true, progress)
}

/// Whether an output of the study shows single rows: the layer of incidents, and what a group is told of its own.
fn shows_rows(study: &Study) -> bool {
    let layer = study.areas.layer.as_deref().unwrap_or_default();
    let written = wanted::wanted(&study.write, layer).map_or(true, |wanted| wanted.incidents);
    written || study.release.to.iter().any(|audience| audience == "group")
}

fn prepare_rows(study: Study, single: bool, progress: &dyn Progress) -> Result<Prepared, JobError> {
    require(&study)?;
    let themes = themes_of(&study)?;
    progress.stage("reading areas");
    let areas = areas::read(&study)?;
    progress.stage("reading incidents");
    let incidents = incidents::read(&study, &themes, &areas, !single)?;
    let mut inputs = incidents.inputs.clone();
    inputs.extend(areas.inputs.iter().cloned());
    let asked = ask::asked(&study, &themes, &areas, &incidents)?;
    inputs.extend(asked.inputs.iter().cloned());
    Ok(Prepared {
        study,
        themes,
        areas,
        incidents,
        asked,
        inputs,
    })
}

fn require(study: &Study) -> Result<(), JobError> {
    if study.incidents.files.is_empty() {
        return Err(JobError::Missing(
            "no incidents are named: give --incidents FILE, or [incidents] files in a study".into(),
        ));
    }
    if study.areas.file.is_empty() {
        return Err(JobError::Missing(
            "no areas are named: give --areas FILE, or [areas] file in a study".into(),
        ));
    }
    Ok(())
}

impl Prepared {
    /// The areas of the analysis.
    #[must_use]
    pub const fn study_areas(&self) -> &Areas {
        &self.areas.areas
    }
}

//! Scores: maps of months 1 to n against month n + 1, for lists of cells and bandwidths, into one table.

mod best;
mod beware;
mod plan;

use std::path::{Path, PathBuf};

use geo::Area;
use hotspur_core::evaluation::{SettingScores, Trial, roll};
use hotspur_core::locate;

pub use best::Rival;
pub use plan::{LEAST_HISTORY, SHARES, ScorePlan, ScoreRequest};

use super::ledger::{FullLedger, full_ledger};
use super::{JobError, Prepared, Progress, notes};
use crate::crs::Crs;
use crate::write::{SCORE_COLUMNS, ScoreRow, TestMonth, WholeFile, write_scores};

/// Why there is no score.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoreError {
    /// The series is too short.
    #[error(
        "{found} month(s) of data are too few: each map is tested on the month after it, so {needed} are needed; give more months, or a smaller --from-month"
    )]
    TooFewMonths {
        /// The months found.
        found: usize,
        /// The months needed.
        needed: usize,
    },
    /// A map of no month is asked for.
    #[error("--from-month 0 would make a map of no month: give 1 or more")]
    NoHistory,
    /// There is nothing to predict.
    #[error(
        "no {themes} lies in the study area in any of the {tests} month(s) tested, so nothing can be scored: name another theme, more months, or check the coordinate systems with `hotspur check`"
    )]
    NoCrimes {
        /// The keys of the themes.
        themes: String,
        /// The months tested.
        tests: usize,
    },
    /// A share is none.
    #[error(
        "a flagged share of {0} is none: give numbers between 0 and 1, for example --flagged 0.01,0.05,0.1"
    )]
    Share(f64),
    /// A grid would have too many cells.
    #[error(
        "cells of {cell} m make about {cells:.0} cells over the study area, more than {most}: leave it out of --cells",
        most = hotspur_core::MOST_CELLS
    )]
    TooManyCells {
        /// The side of a cell.
        cell: f64,
        /// The cells it would take.
        cells: f64,
    },
    /// The maps are too many.
    #[error(
        "{maps:.0} maps are {times:.1} times the work that one run may take: give fewer or larger --cells, fewer or smaller --bandwidths, fewer --themes, or a larger --from-month"
    )]
    TooMuchWork {
        /// The work over the limit.
        times: f64,
        /// The densities asked for.
        maps: f64,
    },
}

/// What a score found.
#[derive(Debug)]
pub struct ScoreOutcome {
    /// What was scored.
    pub plan: ScorePlan,
    /// The scores, theme by theme in the order of the plan.
    pub found: Vec<ThemeScores>,
    /// What became of every row.
    pub ledger: FullLedger,
    /// Rows whose identifier was seen before.
    pub repeated_ids: Option<u64>,
    /// The projected coordinate system of the analysis.
    pub crs: Crs,
    /// The study area in square kilometres.
    pub study_area_km2: f64,
    /// What a reader must know before trusting the figures.
    pub warnings: Vec<String>,
    /// Facts about how the input was read.
    pub notes: Vec<String>,
    /// The file written.
    pub file: PathBuf,
}

/// The scores of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeScores {
    /// The key of the theme, `all_crime` or `all_incidents`.
    pub theme: String,
    /// The scores by method, cell and bandwidth.
    pub settings: Vec<SettingScores>,
}

impl ThemeScores {
    /// The crimes of all test months.
    #[must_use]
    pub fn crimes(&self) -> u64 {
        let pooled = self.settings.first().and_then(|s| s.pooled.first());
        pooled.map_or(0, |score| score.whole.crimes)
    }

    /// The maps, best first.
    #[must_use]
    pub fn rivals(&self) -> Vec<Rival> {
        best::rivals(&self.settings)
    }
}

/// Whether a table of scores may be written to a file, before anything is read.
///
/// # Errors
///
/// [`JobError::File`] where the file exists and may not be replaced.
pub fn check_scores(out: &Path, overwrite: bool) -> Result<(), JobError> {
    Ok(table(out, overwrite).check()?)
}

/// Scores the maps asked for and writes the table to `out`, whole or not at all.
///
/// # Errors
///
/// [`JobError`] where the file exists, a parameter does not fit, or there is nothing to be scored.
pub fn score(
    prepared: &Prepared,
    request: &ScoreRequest,
    out: &Path,
    overwrite: bool,
    progress: &dyn Progress,
) -> Result<ScoreOutcome, JobError> {
    let plan = ScorePlan::of(prepared, request)?;
    check_scores(out, overwrite)?;
    let places = prepared.incidents.incidents.places();
    let standings = locate(places, prepared.study_areas());
    let ledger = full_ledger(prepared, &standings);
    if !ledger.total.balances() {
        return Err(JobError::Unbalanced(ledger.total));
    }
    let trial = Trial {
        incidents: &prepared.incidents.incidents,
        standings: &standings,
        themes: &prepared.themes,
        areas: prepared.study_areas(),
        months: &plan.months,
        least_history: plan.least_history,
        shares: &plan.shares,
        kernel: plan.kernel,
    };
    let found = scores(&trial, &plan, progress)?;
    if found.iter().all(|theme| theme.crimes() == 0) {
        let keys: Vec<&str> = plan.themes.iter().map(|(key, _)| key.as_str()).collect();
        return Err(ScoreError::NoCrimes {
            themes: keys.join(", "),
            tests: plan.tests(),
        }
        .into());
    }
    progress.stage("writing");
    table(out, overwrite).write(|file| write_scores(&rows(&plan, &found), file))?;
    Ok(ScoreOutcome {
        warnings: beware::of(prepared, &plan, &found),
        notes: notes(prepared),
        study_area_km2: prepared.study_areas().study_area().unsigned_area() / 1e6,
        plan,
        found,
        ledger,
        repeated_ids: prepared.incidents.table.repeated_ids,
        crs: prepared.areas.crs,
        file: out.to_owned(),
    })
}

const fn table(out: &Path, overwrite: bool) -> WholeFile<'_> {
    WholeFile {
        target: out,
        overwrite,
        first_line: SCORE_COLUMNS,
    }
}

fn scores(
    trial: &Trial,
    plan: &ScorePlan,
    progress: &dyn Progress,
) -> Result<Vec<ThemeScores>, JobError> {
    let mut found = Vec::new();
    for (key, counted) in &plan.themes {
        let mut settings = Vec::new();
        for cell in &plan.cells {
            progress.stage(&format!("scoring {key}, cells of {} m", cell.0));
            settings.extend(roll(trial, *counted, *cell, &plan.bandwidths)?);
        }
        // Stable: cells and bandwidths stay in their order.
        settings.sort_by_key(|scores| scores.setting.method);
        found.push(ThemeScores {
            theme: key.clone(),
            settings,
        });
    }
    Ok(found)
}

/// The rows of the table: test month by test month, then pooled.
fn rows<'a>(plan: &ScorePlan, found: &'a [ThemeScores]) -> Vec<ScoreRow<'a>> {
    let mut rows = Vec::new();
    for theme in found {
        for scores in &theme.settings {
            let months = scores.months.iter().map(|month| {
                let test = TestMonth {
                    months: month.history,
                    from: plan.months[0].to_string(),
                    to: plan.months[month.history - 1].to_string(),
                    month: month.month.to_string(),
                };
                (Some(test), &month.scores)
            });
            for (test, of_shares) in months.chain(std::iter::once((None, &scores.pooled))) {
                for (share, score) in plan.shares.iter().zip(of_shares) {
                    rows.push(ScoreRow {
                        theme: &theme.theme,
                        setting: scores.setting,
                        kernel: plan.kernel,
                        test: test.clone(),
                        share: *share,
                        score: *score,
                    });
                }
            }
        }
    }
    rows
}

//! The plan of a score: which maps are compared, on which months, and that it can be done in bearable time.

use hotspur_core::density::Kernel;
use hotspur_core::{Counted, MOST_CELLS, Metres, Month, Themes};

use super::ScoreError;
use crate::job::defaults::SNAPPED_CELL;
use crate::job::density::{self, length};
use crate::job::themes::chosen;
use crate::job::{JobError, Prepared};

/// The shares of the study area that are flagged where none is asked for: five points of the hit-rate curve.
pub const SHARES: [f64; 5] = [0.01, 0.02, 0.05, 0.1, 0.2];

/// The least number of months that a map is made of, where none is asked for.
pub const LEAST_HISTORY: usize = 3;

/// More steps than this, some minutes of work, are refused: a list of cells that fine is a slip of the pen.
const MOST_STEPS: f64 = 2e10;

/// What counting and sorting a cell costs, in steps of a density.
const STEPS_A_CELL: f64 = 50.0;

/// What is asked of a score beyond the study. Empty lists ask for the defaults.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScoreRequest {
    /// Sides of cells in metres; by default the study's own, half and twice of it.
    pub cells: Vec<f64>,
    /// Bandwidths in metres; by default the study's own, half and twice of it.
    pub bandwidths: Vec<f64>,
    /// Keys of themes, `all_crime` or `all_incidents`; `all` for every theme.
    pub themes: Vec<String>,
    /// Shares of the study area that are flagged.
    pub shares: Vec<f64>,
    /// The least number of months that a map is made of.
    pub least_history: Option<usize>,
}

/// What is scored, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePlan {
    /// What is counted, each with its key.
    pub themes: Vec<(String, Counted)>,
    /// The sides of cells, ascending.
    pub cells: Vec<Metres>,
    /// The cells asked for that snapped points forbid, ascending.
    pub too_fine: Vec<Metres>,
    /// The bandwidths, ascending.
    pub bandwidths: Vec<Metres>,
    /// The kernel of the densities.
    pub kernel: Kernel,
    /// The flagged shares, ascending.
    pub shares: Vec<f64>,
    /// The months of the series.
    pub months: Vec<Month>,
    /// The least number of months that a map is made of.
    pub least_history: usize,
}

impl ScorePlan {
    /// Resolves a request on what was read.
    pub fn of(prepared: &Prepared, request: &ScoreRequest) -> Result<Self, JobError> {
        let density = density::of(prepared)?.params;
        let asked_cells = lengths("a cell", &request.cells, density.cell)?;
        let (fine, mut cells): (Vec<Metres>, Vec<Metres>) = asked_cells
            .into_iter()
            .partition(|cell| prepared.incidents.snapped && cell.0 < SNAPPED_CELL.0);
        if !fine.is_empty() && !cells.contains(&SNAPPED_CELL) {
            cells.insert(0, SNAPPED_CELL);
        }
        // Half of a default is no request: only what was typed is told.
        let too_fine = if request.cells.is_empty() {
            Vec::new()
        } else {
            fine
        };
        let plan = Self {
            themes: counted(&request.themes, &prepared.themes)?,
            cells,
            too_fine,
            bandwidths: lengths("a bandwidth", &request.bandwidths, density.bandwidth)?,
            kernel: density.kernel,
            shares: shares(&request.shares)?,
            months: prepared.incidents.table.months.keys().copied().collect(),
            least_history: request.least_history.unwrap_or(LEAST_HISTORY),
        };
        plan.check_months()?;
        plan.check_work(prepared)?;
        Ok(plan)
    }

    /// How many months are tested.
    #[must_use]
    pub const fn tests(&self) -> usize {
        self.months.len().saturating_sub(self.least_history)
    }

    fn check_months(&self) -> Result<(), ScoreError> {
        if self.least_history == 0 {
            return Err(ScoreError::NoHistory);
        }
        if self.tests() == 0 {
            return Err(ScoreError::TooFewMonths {
                found: self.months.len(),
                needed: self.least_history + 1,
            });
        }
        Ok(())
    }

    fn check_work(&self, prepared: &Prepared) -> Result<(), ScoreError> {
        let bounds = prepared.study_areas().bounds();
        let rounds = self.themes.len() as f64 * self.tests() as f64;
        let mut steps = 0.0;
        for cell in &self.cells {
            let in_all = (bounds.width() / cell.0 + 2.0) * (bounds.height() / cell.0 + 2.0);
            if in_all > MOST_CELLS as f64 {
                return Err(ScoreError::TooManyCells {
                    cell: cell.0,
                    cells: in_all,
                });
            }
            for bandwidth in &self.bandwidths {
                let reach = self.kernel.reach(bandwidth.0);
                let near = (2.0 * reach / cell.0 + 1.0).powi(2).min(in_all);
                let places = prepared.incidents.incidents.places();
                let seen = places.iter().filter(|place| {
                    let (x, y) = (place.x(), place.y());
                    bounds.min().x - reach <= x
                        && x <= bounds.max().x + reach
                        && bounds.min().y - reach <= y
                        && y <= bounds.max().y + reach
                });
                steps += rounds * (seen.count() as f64).mul_add(near, in_all * STEPS_A_CELL);
            }
        }
        if steps > MOST_STEPS {
            return Err(ScoreError::TooMuchWork {
                times: steps / MOST_STEPS,
                maps: rounds * self.cells.len() as f64 * self.bandwidths.len() as f64,
            });
        }
        Ok(())
    }
}

/// The lengths asked for, or the study's own with half and twice of it; ascending, each once.
fn lengths(name: &'static str, asked: &[f64], own: Metres) -> Result<Vec<Metres>, JobError> {
    let mut lengths = if asked.is_empty() {
        [0.5, 1.0, 2.0].map(|times| Metres(own.0 * times)).to_vec()
    } else {
        asked
            .iter()
            .map(|metres| length(name, *metres))
            .collect::<Result<_, _>>()?
    };
    lengths.sort_by(|a, b| a.0.total_cmp(&b.0));
    lengths.dedup();
    Ok(lengths)
}

fn shares(asked: &[f64]) -> Result<Vec<f64>, ScoreError> {
    let mut shares = if asked.is_empty() {
        SHARES.to_vec()
    } else {
        asked.to_vec()
    };
    if let Some(bad) = shares
        .iter()
        .find(|share| !(**share > 0.0 && **share < 1.0))
    {
        return Err(ScoreError::Share(*bad));
    }
    shares.sort_by(f64::total_cmp);
    shares.dedup();
    Ok(shares)
}

/// What is counted, in the order asked for, each once.
fn counted(keys: &[String], themes: &Themes) -> Result<Vec<(String, Counted)>, JobError> {
    const ALL_CRIME: &str = "all_crime";
    const ALL_INCIDENTS: &str = "all_incidents";
    let mut counted: Vec<(String, Counted)> = Vec::new();
    let all_crime = [ALL_CRIME.to_owned()];
    for key in if keys.is_empty() { &all_crime } else { keys } {
        match key.as_str() {
            ALL_CRIME => counted.push((key.clone(), Counted::AllCrime)),
            ALL_INCIDENTS => counted.push((key.clone(), Counted::AllIncidents)),
            _ => {
                for theme in chosen(std::slice::from_ref(key), themes)? {
                    let key = themes.list()[theme].key.clone();
                    counted.push((key, Counted::Theme(theme)));
                }
            }
        }
    }
    let mut seen = Vec::new();
    counted.retain(|(_, what)| {
        let new = !seen.contains(what);
        seen.push(*what);
        new
    });
    Ok(counted)
}

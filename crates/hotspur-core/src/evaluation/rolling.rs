//! The rolling test: maps of months 1 to n against month n + 1, for every n of the series.

use super::hit_rate_curve::{flagged_at, hit_rate_curve};
use super::method::{History, Method, Prediction};
use super::monthly_places::{MonthlyPlaces, weighted};
use super::ranking::{TestedCell, rank};
use super::score::{Score, Setting, Whole};
use super::tested_cells::TestedCells;
use crate::area::Areas;
use crate::density::{DensityParams, Kernel, WeightedPlace};
use crate::grid::GridError;
use crate::incident::Incidents;
use crate::locate::Standing;
use crate::metres::Metres;
use crate::tally::Counted;
use crate::theme::Themes;
use crate::when::Month;

/// What is tested on what.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'a> {
    /// The located incidents.
    pub incidents: &'a Incidents,
    /// The standing of each of their places towards the areas.
    pub standings: &'a [Standing],
    /// The themes.
    pub themes: &'a Themes,
    /// The areas; their union is the study area.
    pub areas: &'a Areas,
    /// The months of the series, ascending.
    pub months: &'a [Month],
    /// The least number of months that a map is made of; at least one.
    pub least_history: usize,
    /// The shares of the study area that are flagged.
    pub shares: &'a [f64],
    /// The kernel of the densities.
    pub kernel: Kernel,
}

/// The scores of one test month.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthScores {
    /// How many months the map was made of.
    pub history: usize,
    /// The month it was tested on.
    pub month: Month,
    /// A score for each share, in their order.
    pub scores: Vec<Score>,
}

/// The scores of one setting.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingScores {
    /// The setting.
    pub setting: Setting,
    /// The test months, in order.
    pub months: Vec<MonthScores>,
    /// The sums over them, a score for each share; empty where there is no test month.
    pub pooled: Vec<Score>,
}

/// Tests the maps of one cell size: every method, with every bandwidth where it has one, on every month that has enough
/// months before it.
///
/// The cells are those that hold ground of the study area, on the grid of `map`. Crimes count where they lie in the study
/// area; a crime on its very edge, in a cell without ground, stays among the crimes and can be no hit. The densities
/// see the incidents around the study area too, as `map` does. A map whose cells are all alike flags nothing. Time is that
/// of a density and a sort for each test month and bandwidth.
///
/// # Errors
///
/// [`GridError`] where the cell is no length or the cells are too many.
pub fn roll(
    trial: &Trial,
    counted: Counted,
    cell: Metres,
    bandwidths: &[Metres],
) -> Result<Vec<SettingScores>, GridError> {
    let tested = TestedCells::of(trial, cell)?;
    let series = MonthlyPlaces::of(trial, counted);
    let mut found: Vec<SettingScores> = settings(cell, bandwidths)
        .map(|setting| SettingScores {
            setting,
            months: Vec::new(),
            pooled: Vec::new(),
        })
        .collect();
    let mut past = vec![0_u64; trial.incidents.places().len()];
    for (history, month) in trial.months.iter().enumerate() {
        if history >= trial.least_history.max(1) {
            let next = series.of_month(history, past.len());
            let round = Round {
                trial,
                tested: &tested,
                months: history,
                earlier: tested.counts(&past),
                later: tested.counts(&next),
                places: weighted(trial.incidents, &past),
                whole: Whole {
                    cells: tested.cells.len() as u64,
                    crimes: tested.inside(&next),
                    earlier: tested.inside(&past),
                },
            };
            for scores in &mut found {
                let month = MonthScores {
                    history,
                    month: *month,
                    scores: round.scores(scores.setting),
                };
                scores.add(month);
            }
        }
        for (place, count) in &series.months[history] {
            past[*place as usize] += count;
        }
    }
    Ok(found)
}

fn settings(cell: Metres, bandwidths: &[Metres]) -> impl Iterator<Item = Setting> {
    Method::ALL.into_iter().flat_map(move |method| {
        let own = if method.has_bandwidth() {
            bandwidths.iter().copied().map(Some).collect()
        } else {
            vec![None]
        };
        own.into_iter().map(move |bandwidth| Setting {
            method,
            cell,
            bandwidth,
        })
    })
}

impl SettingScores {
    fn add(&mut self, month: MonthScores) {
        if self.pooled.is_empty() {
            self.pooled.clone_from(&month.scores);
        } else {
            for (sum, score) in self.pooled.iter_mut().zip(&month.scores) {
                *sum = *sum + *score;
            }
        }
        self.months.push(month);
    }
}

/// One test month, whatever the method.
struct Round<'a> {
    trial: &'a Trial<'a>,
    tested: &'a TestedCells,
    months: usize,
    earlier: Vec<u64>,
    later: Vec<u64>,
    places: Vec<WeightedPlace>,
    whole: Whole,
}

impl Round<'_> {
    fn scores(&self, setting: Setting) -> Vec<Score> {
        let tested = self.tested;
        let predictions = setting.method.predict(&History {
            grid: &tested.grid,
            cells: &tested.cells,
            ground: &tested.ground,
            counts: &self.earlier,
            places: &self.places,
            months: self.months,
            density: DensityParams {
                kernel: self.trial.kernel,
                bandwidth: setting.bandwidth.unwrap_or(setting.cell),
                cell: setting.cell,
            },
        });
        let cells = self.cells(&predictions);
        let curve = rank(&cells)
            .known()
            .map_or_else(Vec::new, |order| hit_rate_curve(&cells, &order));
        let flagged = |share: &f64| Score {
            flagged: flagged_at(&curve, *share, tested.total),
            whole: self.whole,
            ground: tested.total,
        };
        self.trial.shares.iter().map(flagged).collect()
    }

    fn cells(&self, predictions: &[Prediction]) -> Vec<TestedCell> {
        let counts = self.earlier.iter().zip(&self.later);
        predictions
            .iter()
            .zip(counts)
            .zip(&self.tested.ground)
            .map(|((prediction, (earlier, later)), ground)| TestedCell {
                predicted: prediction.rank_by,
                expected: prediction.expected,
                earlier: *earlier,
                later: *later,
                ground: *ground,
            })
            .collect()
    }
}

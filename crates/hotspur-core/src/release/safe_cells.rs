//! Safe cells: which cells of a theme hold enough events, at enough distinct points, and enough households, to be shown.

use std::collections::BTreeMap;

use crate::analysis::{Findings, Params, Question};
use crate::density::DensityParams;
use crate::exposure::HOUSEHOLDS;
use crate::grid::GridError;
use crate::metres::Metres;
use crate::micro::{StudyCells, cell_evidence};
use crate::tally::Counted;

use super::policy::{PlacePolicy, may_show_places};

/// The cells of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeCells {
    /// The theme, by number.
    pub theme: usize,
    /// The cells that pass every floor, by their number among the tested cells, with their events.
    pub supported: BTreeMap<u32, u64>,
    /// Which of the tested cells are hot.
    pub hot: Vec<bool>,
    /// The events of the study area.
    pub events: u64,
}

/// The grid of the public places, and the cells of each theme that may be shown by place.
#[derive(Debug, Clone)]
pub struct SafeCells {
    /// The cells.
    pub cells: StudyCells,
    /// For each tested cell the areas that have ground in it.
    pub areas: Vec<Vec<u32>>,
    /// The parameters of the density on them.
    pub density: DensityParams,
    /// The themes.
    pub themes: Vec<ThemeCells>,
}

/// Where events are sparse, cells grow: to twice and to four times the smallest safe side, until the cells that may be shown
/// hold this share of the events, as the ICO's principles ask.
const ENOUGH: f64 = 0.2;
const FACTORS: [f64; 3] = [1.0, 2.0, 4.0];

/// Finds the safe cells. The grid is that of the analysis where its cells are large enough, and one with cells of the
/// smallest safe side elsewhere; coarser where few events could be shown; a bandwidth is at least two cells.
/// Time O(cells log cells + rows) a theme.
///
/// # Errors
///
/// [`GridError`] where the cells over the study area are too many.
pub fn safe_cells(
    question: &Question,
    findings: &Findings,
    policy: &PlacePolicy,
) -> Result<Option<SafeCells>, GridError> {
    let allowed = policy.themes.iter().copied();
    let allowed: Vec<usize> = allowed
        .filter(|theme| may_show_places(*theme, question.themes))
        .collect();
    if allowed.is_empty() {
        return Ok(None);
    }
    let smallest = question.params.density.cell.0.max(policy.cell.0);
    let mut best: Option<(f64, SafeCells)> = None;
    for factor in FACTORS {
        let cell = Metres(smallest * factor);
        let found = with_cell(question, findings, policy, &allowed, cell)?;
        let shown: u64 = found
            .themes
            .iter()
            .flat_map(|theme| theme.supported.values())
            .sum();
        let all: u64 = found.themes.iter().map(|theme| theme.events).sum();
        let share = if all == 0 {
            1.0
        } else {
            shown as f64 / all as f64
        };
        if best.as_ref().is_none_or(|(most, _)| share > *most) {
            best = Some((share, found));
        }
        if share >= ENOUGH {
            break;
        }
    }
    Ok(best.map(|(_, found)| found))
}

fn with_cell(
    question: &Question,
    findings: &Findings,
    policy: &PlacePolicy,
    allowed: &[usize],
    cell: Metres,
) -> Result<SafeCells, GridError> {
    let asked = &question.params.density;
    let density = DensityParams {
        cell,
        bandwidth: Metres(asked.bandwidth.0.max(2.0 * cell.0)),
        ..*asked
    };
    let params = Params {
        density,
        ..question.params.clone()
    };
    let question = Question {
        params: &params,
        ..*question
    };
    let cells = StudyCells::new(&question, &findings.standings)?;
    let households = households(&question, &cells);
    let themes = allowed
        .iter()
        .map(|theme| theme_cells(&question, &cells, &households, policy, *theme))
        .collect();
    let mut areas = vec![Vec::new(); cells.len()];
    for (area, pieces) in (0_u32..).zip(&cells.by_area) {
        for (cell, _) in pieces {
            areas[*cell as usize].push(area);
        }
    }
    Ok(SafeCells {
        cells,
        areas,
        density,
        themes,
    })
}

fn theme_cells(
    question: &Question,
    cells: &StudyCells,
    households: &[Option<f64>],
    policy: &PlacePolicy,
    theme: usize,
) -> ThemeCells {
    let counted = Counted::Theme(theme);
    let counts = cells.counts(question, counted);
    let places = distinct_places(question, cells, counted);
    let evidence = cell_evidence(&counts, counted, cells);
    let mut found = ThemeCells {
        theme,
        supported: BTreeMap::new(),
        hot: (evidence.cells.iter())
            .map(|cell| cell.is_hot(&question.params.micro))
            .collect(),
        events: evidence.events,
    };
    for (cell, count) in (0_u32..).zip(&counts) {
        let at = cell as usize;
        let homes = households[at].is_none_or(|homes| homes >= policy.min_households);
        if *count >= policy.min_events.max(1) && places[at] >= policy.min_places && homes {
            found.supported.insert(cell, *count);
        }
    }
    found
}

/// The distinct points with an event, cell by cell.
fn distinct_places(question: &Question, cells: &StudyCells, counted: Counted) -> Vec<usize> {
    let incidents = question.incidents;
    let mut places = vec![0; cells.len()];
    for (place, cell) in cells.of_place.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let any = incidents.rows_of(place).any(|row| {
            question.params.selection.holds(incidents, row)
                && counted.holds(incidents.offence()[row], question.themes)
        });
        places[*cell as usize] += usize::from(any);
    }
    places
}

/// The households of each cell, if those of an area are spread evenly over its ground; `None` where an area of the cell
/// does not know its households. Where areas overlap each tells of the same homes, and ground counts once.
fn households(question: &Question, cells: &StudyCells) -> Vec<Option<f64>> {
    let mut found = vec![Some(0.0); cells.len()];
    let mut covered = vec![0.0; cells.len()];
    for (area, pieces) in question.areas.list().iter().zip(&cells.by_area) {
        let ground: f64 = pieces.iter().map(|(_, metres)| metres).sum();
        let homes = area.exposures.get(HOUSEHOLDS);
        for (cell, metres) in pieces {
            covered[*cell as usize] += metres;
            let slot: &mut Option<f64> = &mut found[*cell as usize];
            *slot = match (*slot, homes) {
                (Some(sum), Some(homes)) if ground > 0.0 => Some(sum + homes * metres / ground),
                _ => None,
            };
        }
    }
    let once = |((homes, covered), ground): ((Option<f64>, f64), &f64)| {
        homes.map(|homes| homes * (ground / covered).min(1.0))
    };
    let cells = found.into_iter().zip(covered).zip(&cells.ground);
    cells.map(once).collect()
}

//! The densities of a run: all located rows, the themes asked, and one theme against another.

use crate::analysis::Question;
use crate::density::{
    Corrected, Dual, EdgeCorrection, Surface, WeightedPlace, cell_shares, corrected, dual,
};
use crate::grid::{Grid, GridError};
use crate::locate::Standing;
use crate::tally::Counted;

/// Cases against controls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DualParams {
    /// What is compared.
    pub cases: Counted,
    /// With what.
    pub controls: Counted,
    /// The fewest controls expected under one kernel for a ratio.
    pub min_controls: f64,
}

/// A density of one theme, or of all located rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSurface {
    /// The theme by number; `None` for all located rows.
    pub theme: Option<usize>,
    /// The density.
    pub surface: Surface,
}

/// The densities of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Densities {
    /// All located rows, then the themes asked.
    pub surfaces: Vec<ThemeSurface>,
    /// Cases against controls.
    pub dual: Option<Dual>,
    /// Which cells share ground with the study area, or with the part of it that is asked about.
    pub in_study_area: Vec<bool>,
    /// How many cells (uniform) or places (Jones-Diggle) the edge correction reaches too little: see
    /// [`crate::density::LEAST_MASS`].
    pub floored: usize,
}

/// Computes the densities. Without edge correction events outside the study area count within a bandwidth of it; with one
/// they are no part of the pattern and are left out.
///
/// # Errors
///
/// [`GridError`] where the cells over the study area are too many.
pub(crate) fn densities(
    question: &Question,
    standings: &[Standing],
) -> Result<Option<Densities>, GridError> {
    let params = question.params;
    if !params.densities {
        return Ok(None);
    }
    let grid = Grid::over(question.areas.bounds(), params.density.cell)?;
    let edged = params.edge != EdgeCorrection::None;
    let inside = cell_shares(&grid, question.areas.study_area());
    let mut floored = 0;
    let mut density = |counted: Option<Counted>| -> Surface {
        let places = weights(question, standings, counted, edged);
        let found: Corrected = corrected(&places, &grid, &params.density, &inside, params.edge);
        floored += found.floored;
        found.surface
    };
    let wanted = std::iter::once(None).chain(params.density_themes.iter().copied().map(Some));
    let surfaces = wanted
        .map(|theme| ThemeSurface {
            theme,
            surface: density(theme.map(Counted::Theme)),
        })
        .collect();
    let dual = params.dual.map(|asked| {
        let (cases, controls) = (density(Some(asked.cases)), density(Some(asked.controls)));
        let total = |surface: &Surface| match params.edge {
            EdgeCorrection::Uniform => surface.integral_over(&inside),
            _ => surface.events,
        };
        dual(
            &cases,
            &controls,
            total(&cases),
            total(&controls),
            asked.min_controls,
            params.density.bandwidth,
        )
    });
    Ok(Some(Densities {
        surfaces,
        dual,
        in_study_area: shown(question, &grid, &inside),
        floored,
    }))
}

/// The cells of the study area, or of the part of it that is asked about.
fn shown(question: &Question, grid: &Grid, inside: &[f64]) -> Vec<bool> {
    let focus = question.params.ask.as_ref().map(|ask| &ask.focus);
    let some = |shares: &[f64]| shares.iter().map(|share| *share > 0.0).collect();
    match focus.filter(|focus| !focus.is_everywhere()) {
        None => some(inside),
        Some(focus) => some(&cell_shares(grid, &focus.ground(question.areas))),
    }
}

/// How many rows of what is counted each place holds; places without one are left out.
fn weights(
    question: &Question,
    standings: &[Standing],
    counted: Option<Counted>,
    inside_alone: bool,
) -> Vec<WeightedPlace> {
    let incidents = question.incidents;
    let counts = |row: &usize| {
        question.params.selection.holds(incidents, *row)
            && counted
                .is_none_or(|counted| counted.holds(incidents.offence()[*row], question.themes))
    };
    (0..incidents.places().len())
        .filter(|place| !inside_alone || !standings[*place].areas().is_empty())
        .map(|place| WeightedPlace {
            position: incidents.places()[place],
            weight: incidents.events(incidents.rows_of(place).filter(counts)) as f64,
        })
        .filter(|place| place.weight > 0.0)
        .collect()
}

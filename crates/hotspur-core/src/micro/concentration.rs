//! How concentrated the events of a theme are inside each area.

use std::collections::BTreeMap;

use crate::analysis::Question;
use crate::concentration::{generalised_gini, places_that_hold, share_in_top};
use crate::locate::Standing;
use crate::tally::Counted;
use crate::value::Value;

use super::study_cells::{StudyCells, events_at};

/// The share of cells and places that count as the top ones.
const TOP: f64 = 0.05;

/// The share of the events that [`AreaConcentration::places_half`] reaches.
const HALF: f64 = 0.5;

/// The concentration of one theme in one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaConcentration {
    /// The generalised Gini coefficient over the cells of the area, those without events included.
    pub gini: Value<f64>,
    /// The share of events in the busiest 5 % of its cells.
    pub top_cells_share: Value<f64>,
    /// The share of events at the busiest 5 % of its places: the distinct points that hold a row of any theme.
    pub top_places_share: Value<f64>,
    /// The fewest places that hold half of the events.
    pub places_half: Value<u64>,
}

/// The concentration in every area, of what is counted.
///
/// Cells are those with ground of the area; one that two areas share is a cell of both. Generalised Gini: Bernasco &
/// Steenbeek 2017 (doi:10.1007/s10940-016-9324-7), which is 0 where every event has a cell of its own. Time O(places + cells log cells).
#[must_use]
pub fn concentrations(
    question: &Question,
    standings: &[Standing],
    cells: &StudyCells,
    counted: Counted,
) -> Vec<AreaConcentration> {
    let by_cell = cells.counts_in(question, standings, counted);
    let mut by_place: Vec<Vec<u64>> = vec![Vec::new(); question.areas.len()];
    for (place, standing) in standings.iter().enumerate() {
        if standing.areas().is_empty() || !holds_any(question, place) {
            continue;
        }
        let events = events_at(question, place, counted);
        for area in standing.areas() {
            by_place[*area as usize].push(events);
        }
    }
    by_cell
        .iter()
        .zip(&by_place)
        .map(|(cells, places)| of_area(cells, places))
        .collect()
}

fn of_area(cells: &BTreeMap<u32, u64>, places: &[u64]) -> AreaConcentration {
    let cells: Vec<u64> = cells.values().copied().collect();
    AreaConcentration {
        gini: generalised_gini(&cells),
        top_cells_share: share_in_top(&cells, TOP),
        top_places_share: share_in_top(places, TOP),
        places_half: places_that_hold(places, HALF),
    }
}

fn holds_any(question: &Question, place: usize) -> bool {
    let incidents = question.incidents;
    incidents
        .rows_of(place)
        .any(|row| question.params.selection.holds(incidents, row))
}

//! What a reader of scores must know before trusting them.

use hotspur_core::{Counted, Offence};

use super::{ScorePlan, ThemeScores};
use crate::job::defaults::SNAPPED_CELL;
use crate::job::{Prepared, warnings};

/// Fewer test months than this are said to be few.
const FEW_TESTS: usize = 6;

/// Below this located share a map of the theme may mislead, and its score with it: Ratcliffe 2004
/// (doi:10.1080/13658810310001596076).
const LEAST_LOCATED: f64 = 0.85;

/// The warnings of a score, each with the number it stands for.
pub fn of(prepared: &Prepared, plan: &ScorePlan, found: &[ThemeScores]) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(too_fine(plan));
    said.extend(narrow(plan));
    said.extend(prepared.incidents.snapped.then(|| {
        "the points were moved by the publisher or merged: such maps predict the points that events are moved to, and are compared with each other alone".to_owned()
    }));
    if plan.tests() < FEW_TESTS {
        said.push(format!(
            "{} test month(s) are few: maps that score nearly alike may change places with more",
            plan.tests()
        ));
    }
    for theme in found.iter().filter(|theme| theme.crimes() == 0) {
        said.push(format!(
            "no {} lies in the study area in the test months: its scores are empty",
            theme.theme
        ));
    }
    said.extend(warnings::gaps(prepared));
    for (key, counted) in &plan.themes {
        let share = located_share(prepared, *counted);
        said.extend(share.filter(|share| *share < LEAST_LOCATED).map(|share| {
            format!(
                "{:.0} % of {key} has a location: the score is that of the located rows, and the others may lie elsewhere",
                share * 100.0
            )
        }));
    }
    said.extend(warnings::unknown_types(prepared));
    said.extend(warnings::beyond(prepared));
    said.extend(prepared.areas.warnings.iter().cloned());
    said
}

fn too_fine(plan: &ScorePlan) -> Option<String> {
    let list: Vec<String> = plan.too_fine.iter().map(|c| c.0.to_string()).collect();
    (!list.is_empty()).then(|| {
        format!(
            "the publisher moved the points, so no cell is finer than {} m: cells of {} m are left out",
            SNAPPED_CELL.0,
            list.join(", ")
        )
    })
}

/// A bandwidth below half the diagonal of a cell leaves events that no centre sees.
fn narrow(plan: &ScorePlan) -> Option<String> {
    let cell = plan.cells.last()?.0;
    let bandwidth = plan.bandwidths.first()?.0;
    (bandwidth < cell * std::f64::consts::FRAC_1_SQRT_2).then(|| {
        format!(
            "some bandwidths are less than half the diagonal of a cell ({bandwidth} m and {cell} m, for one): events far from a centre are in no cell of such a density"
        )
    })
}

fn located_share(prepared: &Prepared, counted: Counted) -> Option<f64> {
    let coverage = &prepared.incidents.coverage;
    let sum = |rows: &[u64]| -> u64 {
        rows.iter()
            .zip(0_u16..)
            .filter(|(_, number)| counted.holds(Offence(*number), &prepared.themes))
            .map(|(count, _)| count)
            .sum()
    };
    let (located, unlocated) = (sum(&coverage.located), sum(&coverage.unlocated));
    (located + unlocated > 0).then(|| located as f64 / (located + unlocated) as f64)
}

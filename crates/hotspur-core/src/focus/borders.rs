//! Who else borders it.

use std::collections::BTreeSet;

use geo::{Intersects, MultiPolygon};

use crate::analysis::{Findings, Question};
use crate::metres::Metres;
use crate::tally::Counted;
use crate::weights::{Contiguity, contiguity};

use super::Focus;

/// Borders of areas that leave no wider gap touch.
const TOLERANCE: Metres = Metres(1.0);

/// An area that borders the part asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Border {
    /// Its number.
    pub area: u32,
    /// Whether a piece of the part lies in it: a circle or a polygon may reach into several areas.
    pub holds_some: bool,
    /// Its events, one count a thing.
    pub counts: Vec<u64>,
}

/// The areas that the part asked about touches: of whole areas their neighbours, of a circle or polygon the areas that it
/// reaches into, then their neighbours. Of the whole study area nothing.
#[must_use]
pub fn borders(
    question: &Question,
    findings: &Findings,
    focus: &Focus,
    ground: &MultiPolygon<f64>,
    things: &[Counted],
) -> Vec<Border> {
    if focus.is_everywhere() {
        return Vec::new();
    }
    let list = question.areas.list();
    let own: BTreeSet<u32> = if focus.is_of_areas() {
        focus.areas.iter().copied().collect()
    } else {
        (0_u32..)
            .zip(list)
            .filter(|(_, area)| area.outline.intersects(ground))
            .map(|(number, _)| number)
            .collect()
    };
    let outlines: Vec<MultiPolygon<f64>> = list.iter().map(|area| area.outline.clone()).collect();
    let weights = contiguity(&outlines, Contiguity::Queen, TOLERANCE);
    let near: BTreeSet<u32> = own
        .iter()
        .flat_map(|area| weights.neighbours(*area as usize).iter().copied())
        .filter(|area| !own.contains(area))
        .collect();
    let border = |area: u32, holds_some: bool| Border {
        area,
        holds_some,
        counts: (things.iter())
            .map(|thing| findings.tally.total(area, *thing))
            .collect(),
    };
    let reached = own.iter().filter(|_| !focus.is_of_areas());
    let reached = reached.map(|area| border(*area, true));
    reached
        .chain(near.iter().map(|area| border(*area, false)))
        .collect()
}

//! Where exactly: the places that hold most.

use crate::analysis::Question;
use crate::metres::Position;
use crate::tally::Counted;

/// A place and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct TopPlace {
    /// Its number among the places.
    pub place: usize,
    /// Where it is.
    pub position: Position,
    /// Its label, empty where the publisher gives none.
    pub label: String,
    /// Its events.
    pub count: u64,
}

/// The places of a part of the study area that hold most events of a thing, at most so many; of equals the one further west, then
/// south. The rows are those that the run selects. Time O(rows + places log places).
#[must_use]
pub fn top_places(
    question: &Question,
    held: &[bool],
    thing: Counted,
    most: usize,
) -> Vec<TopPlace> {
    let incidents = question.incidents;
    let count = |place: usize| -> u64 {
        let rows = incidents.rows_of(place).filter(|row| {
            question.params.selection.holds(incidents, *row)
                && thing.holds(incidents.offence()[*row], question.themes)
        });
        incidents.events(rows)
    };
    let held = held.iter().enumerate().filter(|(_, held)| **held);
    let mut counts: Vec<(u64, usize)> = held
        .map(|(place, _)| (count(place), place))
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counts.truncate(most);
    let found = counts.into_iter().map(|(count, place)| TopPlace {
        place,
        position: incidents.places()[place],
        label: incidents.label_of(place).to_owned(),
        count,
    });
    found.collect()
}

//! What was asked of a part of the study area, as far as this audience may see it: sums of counts that stand on the page already, so
//! that nothing is told that was withheld.

use hotspur_core::Controlled;
use serde::Serialize;

use super::counts::{Cell, Counts};

/// What was asked, in terms of the release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Areas by number; all where there is none.
    pub areas: Vec<usize>,
    /// Whether it is about whole areas: of anything else no count leaves the analyst's desk.
    pub whole_areas: bool,
    /// What is counted, by number: all of it where there is none.
    pub counted: Vec<usize>,
}

/// The part of the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The areas by name.
    pub areas: Vec<String>,
    pub whole_areas: bool,
    pub rows: Vec<AskedRow>,
}

/// One thing counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskedRow {
    pub title: String,
    pub cell: Cell,
    /// The share of the study area's, where both are shown.
    pub share: Option<f64>,
}

/// What the page says of the question; nothing where the whole study area was asked about, which is all of the page.
pub fn asked(question: &OpenQuestion, controlled: &Controlled, counts: &Counts) -> Option<Asked> {
    if question.whole_areas && question.areas.is_empty() {
        return None;
    }
    let name = |area: &usize| controlled.areas().get(*area).map(|area| area.name.clone());
    let chosen = |number: &usize| question.counted.is_empty() || question.counted.contains(number);
    let numbers = (0..controlled.counted().len()).filter(chosen);
    // Counts of areas that overlap hold some events twice, so their sum is no count.
    let adds_up = question.areas.len() < 2 || controlled.areas_are_apart();
    let told = question.whole_areas && adds_up;
    let rows = numbers.filter(|_| told).map(|number| {
        let cell = sum(question
            .areas
            .iter()
            .map(|area| counts.of_area(*area, number)));
        let all = controlled.of_study_area(number).count();
        AskedRow {
            title: controlled.counted()[number].title.clone(),
            share: (cell.count.zip(all))
                .filter(|(_, all)| *all > 0 && controlled.areas_are_apart())
                .map(|(count, all)| count as f64 / all as f64),
            cell,
        }
    });
    Some(Asked {
        areas: question.areas.iter().filter_map(name).collect(),
        whole_areas: question.whole_areas,
        rows: rows.collect(),
    })
}

/// The sum of cells: withheld where one of them is, and nothing where one is not published.
fn sum(mut cells: impl Iterator<Item = Cell>) -> Cell {
    let first = cells.next().unwrap_or_default();
    cells.fold(first, |sum, cell| Cell {
        count: sum.count.zip(cell.count).map(|(sum, count)| sum + count),
        withheld: sum.withheld || cell.withheld,
        own: sum.own && cell.own,
    })
}

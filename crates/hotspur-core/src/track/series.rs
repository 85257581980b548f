//! The counts of an indicator by part of the study area and month.

use std::collections::{BTreeMap, BTreeSet};

use super::indicator::{Measure, Narrowed, Whose};
use super::year::{MONTHS, Year};
use crate::analysis::{Findings, Question};
use crate::area::Areas;
use crate::incident::Incidents;
use crate::tally::Counted;
use crate::when::Month;

/// Areas that are told together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusGroup {
    /// Its name.
    pub name: String,
    /// Its areas, by number.
    pub areas: BTreeSet<u32>,
}

/// Counts of one part of the study area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    /// Events by month.
    pub counts: BTreeMap<Month, u64>,
    /// Of a share: the events whose attribute is recorded, by month.
    pub of: BTreeMap<Month, u64>,
}

impl Series {
    /// The events of a month.
    #[must_use]
    pub fn in_month(&self, month: Month) -> u64 {
        self.counts.get(&month).copied().unwrap_or(0)
    }

    /// The events of several months.
    #[must_use]
    pub fn in_months(&self, months: impl IntoIterator<Item = Month>) -> u64 {
        months.into_iter().map(|month| self.in_month(month)).sum()
    }

    /// Those that a share is of.
    #[must_use]
    pub fn of_months(&self, months: impl IntoIterator<Item = Month>) -> u64 {
        let of = |month: Month| self.of.get(&month).copied().unwrap_or(0);
        months.into_iter().map(of).sum()
    }

    /// The twelve counts of a year.
    #[must_use]
    pub fn of_year(&self, year: Year) -> [u64; MONTHS] {
        let mut counts = [0; MONTHS];
        for (count, month) in counts.iter_mut().zip(year.months()) {
            *count = self.in_month(month);
        }
        counts
    }
}

/// The parts of the study area that are told, in order: the whole, focus groups, areas.
#[must_use]
pub fn parts(areas: &Areas, groups: &[FocusGroup]) -> Vec<Whose> {
    let numbers = 0..u32::try_from(areas.len()).unwrap_or(u32::MAX);
    std::iter::once(Whose::StudyArea)
        .chain((0..groups.len()).map(Whose::Group))
        .chain(numbers.map(Whose::Area))
        .collect()
}

/// The least share of located rows inside the study area for which those without a location are taken to be of it too.
pub const LEAST_INSIDE: f64 = 0.95;

/// Whether rows without a location count in the study area: the data are its own, for nearly all that has a location lies in it. Of the
/// data of a whole force nobody knows which rows without a location are of one town. Time O(rows).
#[must_use]
pub fn counts_unlocated(question: &Question, findings: &Findings) -> bool {
    let incidents = question.incidents;
    let inside = (0..incidents.len()).filter(|row| !findings.areas_of(incidents, *row).is_empty());
    let located: u64 = question.coverage.located.iter().sum();
    incidents.events(inside) as f64 >= LEAST_INSIDE * located as f64
}

/// Counts of an indicator in each part, over all months of the data whatever period is selected.
///
/// The study area counts rows without a location too, where no attribute is asked of them and `unlocated_counted` says so ([`counts_unlocated`]): a target is of
/// all that is recorded, and a row that nobody could place is recorded all the same. An area counts what is located in it, a focus group each event once.
/// Nothing for a survey. Time O(rows · areas that overlap).
#[must_use]
pub fn series(
    question: &Question,
    findings: &Findings,
    measure: &Measure,
    groups: &[FocusGroup],
    unlocated_counted: bool,
) -> BTreeMap<Whose, Series> {
    let mut found: BTreeMap<Whose, Series> = (parts(question.areas, groups).into_iter())
        .map(|part| (part, Series::default()))
        .collect();
    let (counted, narrowed, share) = match measure {
        Measure::Count(counted, narrowed) => (*counted, narrowed.as_ref(), false),
        Measure::Share(counted, narrowed) => (*counted, Some(narrowed), true),
        Measure::Survey => return found,
    };
    let incidents = question.incidents;
    for row in 0..incidents.len() {
        let areas = findings.areas_of(incidents, row);
        if areas.is_empty() || !counted.holds(incidents.offence()[row], question.themes) {
            continue;
        }
        let Some(of) = narrowed.map_or(Some(true), |narrowed| has(incidents, row, narrowed)) else {
            continue;
        };
        let month = incidents.when()[row].counted_in();
        let events = u64::from(incidents.count()[row]);
        let held = (0..groups.len())
            .filter(|group| (areas.iter()).any(|area| groups[*group].areas.contains(area)));
        let parts = std::iter::once(Whose::StudyArea)
            .chain(held.map(Whose::Group))
            .chain(areas.iter().map(|area| Whose::Area(*area)));
        for part in parts {
            let series = found.entry(part).or_default();
            if of {
                *series.counts.entry(month).or_default() += events;
            }
            if share {
                *series.of.entry(month).or_default() += events;
            }
        }
    }
    if narrowed.is_none() && unlocated_counted {
        let whole = found.entry(Whose::StudyArea).or_default();
        for (month, events) in unlocated(question, counted) {
            *whole.counts.entry(month).or_default() += events;
        }
    }
    found
}

/// Whether a row has one of the values; nothing where its attribute is not recorded.
fn has(incidents: &Incidents, row: usize, narrowed: &Narrowed) -> Option<bool> {
    let value = incidents.attribute(row, narrowed.attribute);
    (!value.is_empty()).then(|| narrowed.values.iter().any(|wanted| wanted == value))
}

/// Rows without a location, by month.
fn unlocated(question: &Question, counted: Counted) -> Vec<(Month, u64)> {
    let months = question.coverage.months.iter();
    months
        .map(|(month, coverage)| (*month, coverage.without(counted, question.themes)))
        .filter(|(_, events)| *events > 0)
        .collect()
}

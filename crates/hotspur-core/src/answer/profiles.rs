//! What kind: the values of attributes in a part of the study area, against the rest of it and against what there is to be struck.

use std::collections::BTreeMap;

use super::rows_of;
use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::focus::things;
use crate::profile::{ProfileRow, StockCount, StockRow, ValueCount, profile, stock_profile};
use crate::tally::Counted;

/// The level of the limits.
const LEVEL: f64 = 0.95;

/// What is asked of attributes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProfileAsk {
    /// What there is to be struck.
    pub stock: Vec<Stock>,
}

/// How many of a value there are to be struck: flats standing, cars registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Stock {
    /// The attribute.
    pub attribute: String,
    /// The value.
    pub value: String,
    /// In which area, by number; in the whole study area where none is named.
    pub area: Option<u32>,
    /// How many.
    pub number: f64,
}

/// The profile of one thing counted by one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeProfile {
    /// What is counted.
    pub counted: Counted,
    /// The attribute.
    pub attribute: String,
    /// A row a value.
    pub rows: Vec<ProfileRow>,
    /// Against what there is to be struck, where that is known for the part asked about.
    pub stock: Option<Vec<StockRow>>,
}

/// The profile of each thing by each attribute that any of its events has a value of.
pub(super) fn answers(
    question: &Question,
    findings: &Findings,
    held: &[bool],
    ask: &Ask,
) -> Vec<ThemeProfile> {
    let Some(asked) = &ask.profile else {
        return Vec::new();
    };
    let rest: Vec<bool> = (findings.standings.iter().zip(held))
        .map(|(standing, held)| !standing.areas().is_empty() && !held)
        .collect();
    let names = question.incidents.attribute_names();
    let mut profiles = Vec::new();
    for counted in things(question, ask) {
        for (number, attribute) in names.iter().enumerate() {
            let counts = values(question, [held, &rest], counted, number);
            if counts.iter().all(|count| count.value.is_empty()) {
                continue;
            }
            profiles.push(ThemeProfile {
                counted,
                attribute: attribute.clone(),
                stock: stock(ask, &asked.stock, attribute, &counts),
                rows: profile(&counts, LEVEL),
            });
        }
    }
    profiles
}

/// Events by value in the part and in the rest, ascending by value.
fn values(
    question: &Question,
    parts: [&[bool]; 2],
    counted: Counted,
    attribute: usize,
) -> Vec<ValueCount> {
    let incidents = question.incidents;
    let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for (part, held) in parts.into_iter().enumerate() {
        for row in rows_of(question, held, counted) {
            let events = u64::from(incidents.count()[row]);
            counts
                .entry(incidents.attribute(row, attribute))
                .or_default()[part] += events;
        }
    }
    let counts = counts.into_iter();
    counts
        .map(|(value, [selected, rest])| ValueCount {
            value: value.to_owned(),
            selected,
            rest,
        })
        .collect()
}

/// The events of the part against its stock. A circle or a polygon has none, since stocks are of areas.
fn stock(
    ask: &Ask,
    known: &[Stock],
    attribute: &str,
    counts: &[ValueCount],
) -> Option<Vec<StockRow>> {
    let of_attribute = known
        .iter()
        .filter(|stock| stock.attribute.eq_ignore_ascii_case(attribute));
    let in_part = |stock: &&Stock| match stock.area {
        None => ask.focus.is_everywhere(),
        Some(area) => ask.focus.areas.is_empty() || ask.focus.areas.contains(&area),
    };
    let mut numbers: BTreeMap<&str, f64> = BTreeMap::new();
    for stock in of_attribute.filter(in_part) {
        *numbers.entry(stock.value.as_str()).or_default() += stock.number;
    }
    if numbers.is_empty() || !ask.focus.is_of_areas() {
        return None;
    }
    let mut rows: Vec<StockCount> = (counts.iter())
        .map(|count| StockCount {
            value: count.value.clone(),
            events: count.selected,
            stock: numbers.remove(count.value.as_str()),
        })
        .collect();
    // What stands and was never struck is part of the comparison.
    rows.extend(numbers.into_iter().map(|(value, number)| StockCount {
        value: value.to_owned(),
        events: 0,
        stock: Some(number),
    }));
    Some(stock_profile(&rows, LEVEL))
}

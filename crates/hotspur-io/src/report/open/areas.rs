//! The areas of the open page: what the rule says of each, its counts, and what is reckoned from counts that are shown.

use hotspur_core::{Controlled, Layer};
use serde::Serialize;

use super::counts::{Cell, Counts};
use crate::report::columns::Columns;
use crate::report::wards::Ward;

/// An area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaRow {
    /// Its place in the layer; what its anchor in the page is made of.
    pub number: usize,
    pub name: String,
    /// `hotspot`, `raised`, `not raised`, `too few`, `cannot say` or `withheld`.
    pub class: String,
    pub kind: Option<String>,
    /// The themes that it is raised in.
    pub raised: Vec<Raised>,
    /// Whether it is the recipients' own.
    pub own: bool,
    /// One cell for each thing that is counted.
    pub cells: Vec<Cell>,
}

/// A theme that an area is raised in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raised {
    pub title: String,
    /// How many times the study area's rate, where that is shown.
    pub times: Option<f64>,
}

/// Rates and ratios by area and theme; a theme without one anywhere is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rates {
    pub themes: Vec<RateTheme>,
    pub rows: Vec<RateRow>,
    /// Whether any area has a ratio.
    pub ratios: bool,
}

/// A theme with rates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateTheme {
    pub title: String,
    pub exposure: String,
    /// Whether any area has a ratio.
    pub ratios: bool,
}

/// The rates of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateRow {
    pub name: String,
    pub own: bool,
    pub cells: Vec<RateCell>,
}

/// A rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateCell {
    /// Whether its count is withheld.
    pub withheld: bool,
    /// Whether any area has a ratio in this theme.
    pub compared: bool,
    pub rate: Option<f64>,
    /// The standardised ratio with its interval.
    pub smr: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
}

/// The areas in the order of `wards`.
pub fn rows(
    wards: &[Ward],
    layer: Option<&Layer>,
    controlled: &Controlled,
    counts: &Counts,
) -> Vec<AreaRow> {
    let row = |ward: &Ward| AreaRow {
        number: ward.number,
        name: ward.name.clone(),
        class: ward.class.clone(),
        kind: ward.kind.clone(),
        raised: layer.map_or_else(Vec::new, |layer| raised(layer, ward.number, controlled)),
        own: counts.is_own(ward.number),
        cells: (0..controlled.counted().len())
            .map(|counted| counts.of_area(ward.number, counted))
            .collect(),
    };
    wards.iter().map(row).collect()
}

fn raised(layer: &Layer, area: usize, controlled: &Controlled) -> Vec<Raised> {
    let columns = Columns(layer);
    let keys = columns
        .text("raised_in", area)
        .unwrap_or_default()
        .split(' ');
    keys.filter_map(|key| {
        let mut counted = controlled.counted().iter();
        Some(Raised {
            title: counted.find(|counted| counted.key == key)?.title.clone(),
            times: columns.number(&format!("{key}_smr"), area),
        })
    })
    .collect()
}

/// The rates of the layer; nothing where none is shown.
pub fn rates(
    wards: &[Ward],
    layer: &Layer,
    controlled: &Controlled,
    counts: &Counts,
) -> Option<Rates> {
    let columns = Columns(layer);
    let anywhere = |field: String| {
        wards
            .iter()
            .any(|ward| columns.number(&field, ward.number).is_some())
    };
    let shown: Vec<usize> = (0..controlled.counted().len())
        .filter(|counted| {
            anywhere(format!(
                "{}_rate_per_1000",
                controlled.counted()[*counted].key
            ))
        })
        .collect();
    let themes: Vec<RateTheme> = (shown.iter())
        .map(|counted| {
            let what = &controlled.counted()[*counted];
            RateTheme {
                title: what.title.clone(),
                exposure: what
                    .exposure
                    .as_ref()
                    .map_or_else(String::new, |found| found.name.clone()),
                ratios: anywhere(format!("{}_smr", what.key)),
            }
        })
        .collect();
    let row = |ward: &Ward| RateRow {
        name: ward.name.clone(),
        own: counts.is_own(ward.number),
        cells: (shown.iter().zip(&themes))
            .map(|(counted, theme)| {
                let key = &controlled.counted()[*counted].key;
                let number = |field: &str| columns.number(&format!("{key}_{field}"), ward.number);
                RateCell {
                    withheld: counts.of_area(ward.number, *counted).withheld,
                    compared: theme.ratios,
                    rate: number("rate_per_1000"),
                    smr: number("smr"),
                    lower: number("smr_lower"),
                    upper: number("smr_upper"),
                }
            })
            .collect(),
    };
    let rows = wards.iter().map(row).collect();
    (!shown.is_empty()).then(|| Rates {
        rows,
        ratios: themes.iter().any(|theme| theme.ratios),
        themes,
    })
}

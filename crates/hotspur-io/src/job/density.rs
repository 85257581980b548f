//! The parameters of the densities: given, chosen by a rule, or the default; and how.

use std::iter::repeat_n;

use hotspur_core::density::bandwidth::{Selected, Selector, select};
use hotspur_core::density::{DensityParams, EdgeCorrection, Kernel};
use hotspur_core::{Counted, DualParams, Metres, Position, Themes, Value, locate};
use serde_json::{Value as Json, json};

use super::Prepared;
use super::defaults;
use super::plan::PlanError;
use super::themes::counted_of;
use crate::study::DensitySection;
use crate::write::ten_digits;

/// The fewest controls expected under one kernel for a ratio, where a study says nothing.
const MIN_CONTROLS: f64 = 5.0;

/// The parameters of the densities, and how they were found.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenDensity {
    /// Kernel, bandwidth and cell.
    pub params: DensityParams,
    /// The edge correction.
    pub edge: EdgeCorrection,
    /// The cell asked for, where snapped points forbid it.
    pub cell_asked: Option<Metres>,
    /// How the bandwidth was found.
    how: &'static str,
    /// What the rule asked for chooses, and the rules of thumb beside it; nothing where no rule was asked.
    rules: Vec<(Selector, Value<Selected>)>,
}

/// Resolves the parameters of a study.
pub fn of(prepared: &Prepared) -> Result<ChosenDensity, PlanError> {
    let section = &prepared.study.density;
    let bounds = prepared.study_areas().bounds();
    let snapped = prepared.incidents.snapped;
    let kernel: Kernel = section
        .kernel
        .as_deref()
        .map_or(Ok(Kernel::Quartic), str::parse)
        .map_err(PlanError::Kernel)?;
    let edge = match section.edge.as_deref() {
        Some(word) => word.parse().map_err(PlanError::Density)?,
        None => EdgeCorrection::None,
    };
    let asked = match section.cell_m {
        Some(metres) => length("a cell", metres)?,
        None => defaults::cell(bounds, snapped),
    };
    let too_fine = snapped && asked.0 < defaults::SNAPPED_CELL.0;
    let cell = if too_fine {
        defaults::SNAPPED_CELL
    } else {
        asked
    };
    let mut rules = Vec::new();
    let (bandwidth, how) = match (section.bandwidth_m, section.bandwidth_by.as_deref()) {
        (Some(_), Some(rule)) => {
            return Err(PlanError::Density(format!(
                "[density] bandwidth_m and bandwidth_by = {rule:?} are both given: drop one of them"
            )));
        }
        (Some(metres), None) => (length("a bandwidth", metres)?, "given"),
        (None, None) => (defaults::bandwidth(bounds, cell), "default"),
        (None, Some(word)) => {
            let asked: Selector = word.parse().map_err(PlanError::Density)?;
            rules = choices(prepared, asked);
            (chosen(&rules, asked, kernel)?, asked.as_str())
        }
    };
    Ok(ChosenDensity {
        params: DensityParams {
            kernel,
            bandwidth,
            cell,
        },
        edge,
        cell_asked: too_fine.then_some(asked),
        how,
        rules,
    })
}

/// What the rules of thumb choose, and the rule that is asked.
fn choices(prepared: &Prepared, asked: Selector) -> Vec<(Selector, Value<Selected>)> {
    let incidents = &prepared.incidents.incidents;
    let areas = prepared.study_areas();
    let standings = locate(incidents.places(), areas);
    let events: Vec<Position> = incidents
        .place()
        .iter()
        .zip(incidents.count())
        .filter(|(place, _)| !standings[**place as usize].areas().is_empty())
        .flat_map(|(place, count)| repeat_n(incidents.places()[*place as usize], *count as usize))
        .collect();
    let thumbs = [Selector::Scott, Selector::Nrd];
    let wanted = thumbs
        .into_iter()
        .chain((!thumbs.contains(&asked)).then_some(asked));
    wanted
        .map(|rule| {
            let found = select(
                rule,
                &events,
                areas.study_area(),
                prepared.incidents.snapped,
            );
            (rule, found)
        })
        .collect()
}

/// The bandwidth of the rule that is asked: the standard deviation that it chooses as the support of the kernel.
fn chosen(
    rules: &[(Selector, Value<Selected>)],
    asked: Selector,
    kernel: Kernel,
) -> Result<Metres, PlanError> {
    let found = rules.iter().find(|(rule, _)| *rule == asked);
    match found.map(|(_, found)| *found) {
        Some(Value::Known(found)) => length("a bandwidth", kernel.support_of_sigma(found.sigma).0),
        Some(Value::Undefined(reason)) => Err(PlanError::Density(format!(
            "the bandwidth cannot be chosen by {asked}: {reason}; choose another rule (scott, nrd, cvl), or give metres"
        ))),
        None => Err(PlanError::Density(format!(
            "the rule {asked} was not tried"
        ))),
    }
}

impl ChosenDensity {
    /// The edge correction in words.
    #[must_use]
    pub const fn edge_words(&self) -> &'static str {
        match self.edge {
            EdgeCorrection::None => "none; events outside the study area count",
            EdgeCorrection::Uniform => {
                "uniform (Diggle 1985), by cells; events outside the study area are left out"
            }
            EdgeCorrection::JonesDiggle => {
                "Jones-Diggle (Jones 1993), by cells; events outside the study area are left out"
            }
        }
    }

    /// The bandwidth, how it was found, and what each rule that was tried would choose.
    #[must_use]
    pub fn bandwidth_record(&self) -> Json {
        let kernel = self.params.kernel;
        let rules: Vec<Json> = self
            .rules
            .iter()
            .map(|(rule, found)| match found {
                Value::Known(found) => json!({
                    "rule": rule.as_str(),
                    "standard_deviation_m": ten_digits(found.sigma.0),
                    "bandwidth_m": ten_digits(kernel.support_of_sigma(found.sigma).0),
                    "criterion": found.criterion.known().map(ten_digits),
                }),
                Value::Undefined(reason) => {
                    json!({"rule": rule.as_str(), "undefined": reason.to_string()})
                }
            })
            .collect();
        json!({
            "bandwidth_m": ten_digits(self.params.bandwidth.0),
            "standard_deviation_m": ten_digits(kernel.sigma(self.params.bandwidth.0)),
            "how": self.how,
            "rules_tried": rules,
        })
    }
}

/// Cases against controls, where a study asks for it.
pub fn dual_of(section: &DensitySection, themes: &Themes) -> Result<Option<DualParams>, PlanError> {
    let (cases, controls) = match (&section.cases, &section.controls) {
        (None, None) => return Ok(None),
        (Some(cases), Some(controls)) => (cases, controls),
        _ => {
            return Err(PlanError::Density(
                "[density] cases and controls go together: give both, or neither".to_owned(),
            ));
        }
    };
    let theme = |key: &str| -> Result<Counted, PlanError> {
        counted_of(key, themes).map_err(|error| PlanError::Density(error.to_string()))
    };
    let (cases, controls) = (theme(cases)?, theme(controls)?);
    let min_controls = section.min_controls.unwrap_or(MIN_CONTROLS);
    if !(min_controls.is_finite() && min_controls > 0.0) {
        return Err(PlanError::Density(format!(
            "[density] min_controls = {min_controls} is out of bounds: it must be above 0"
        )));
    }
    Ok(Some(DualParams {
        cases,
        controls,
        min_controls,
    }))
}

/// Cases against controls for the manifest.
pub fn dual_record(dual: &DualParams, themes: &Themes) -> Json {
    json!({
        "cases": dual.cases.key(themes),
        "controls": dual.controls.key(themes),
        "min_controls": dual.min_controls,
        "log_ratio": "natural log of densities that integrate to one",
    })
}

/// A length in metres, if it is one.
pub fn length(name: &'static str, metres: f64) -> Result<Metres, PlanError> {
    if metres.is_finite() && metres > 0.0 {
        Ok(Metres(metres))
    } else {
        Err(PlanError::Length {
            name,
            value: metres,
        })
    }
}

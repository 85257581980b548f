//! The plan: every parameter of a run, resolved. It is what the manifest shows as `parameters`.

use hotspur_core::density::{DensityParams, Kernel};
use hotspur_core::flag::Rule;
use hotspur_core::{Findings, Metres, Params, Question, Selection, Themes};
use serde_json::{Value as Json, json};

use super::defaults;
use super::rule::rule_of;
use super::themes::chosen;
use super::{JobError, Prepared};
use crate::write::{Wanted, ten_digits};

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// The kernel is unknown.
    #[error("{0}")]
    Kernel(String),
    /// A length is not one.
    #[error("{name} of {value} m is no length: give a positive number of metres")]
    Length {
        /// Which.
        name: &'static str,
        /// The value.
        value: f64,
    },
    /// A layer is asked for that is not there.
    #[error("there is no layer {asked:?} to write: choose among {known}")]
    Layer {
        /// The name asked for.
        asked: String,
        /// The names there are.
        known: String,
    },
    /// A layer name cannot name a file.
    #[error("{0:?} cannot name a layer: use letters, digits, - and _")]
    LayerName(String),
    /// The rule.
    #[error("[rule] {0}")]
    Rule(String),
}

/// Every parameter of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The name of the study.
    pub study: String,
    /// The name of the layer of areas.
    pub areas_layer: String,
    /// Which layers are written.
    pub wanted: Wanted,
    /// The density.
    pub density: DensityParams,
    /// The cell asked for, where snapped points forbid it.
    pub cell_asked: Option<Metres>,
    /// The themes that get a density of their own, by number.
    pub density_themes: Vec<usize>,
    /// The rule.
    pub rule: Rule,
    /// The seed.
    pub seed: u64,
}

impl Plan {
    /// Resolves the parameters of what was read.
    pub fn of(prepared: &Prepared) -> Result<Self, JobError> {
        let study = &prepared.study;
        let areas_layer = layer_name(study.areas.layer.as_deref().unwrap_or("wards"))?;
        let (density, cell_asked) = density_of(prepared)?;
        Ok(Self {
            study: study.name.clone().unwrap_or_else(|| "Hotspots".to_owned()),
            wanted: wanted(&study.write, &areas_layer)?,
            areas_layer,
            density,
            cell_asked,
            density_themes: chosen(&study.density.themes, &prepared.themes)?,
            rule: rule_of(&study.rule)?,
            seed: study.seed.unwrap_or(defaults::SEED),
        })
    }

    /// The parameters of the analysis.
    #[must_use]
    pub fn params(&self, snapped: bool) -> Params {
        Params {
            density: self.density,
            density_themes: self.density_themes.clone(),
            densities: self.wanted.density,
            rule: self.rule,
            snapped,
            selection: Selection::all(),
        }
    }

    /// Every parameter as it was used, for the manifest.
    #[must_use]
    pub fn record(&self, prepared: &Prepared, question: &Question, findings: &Findings) -> Json {
        let bounds = question.areas.bounds();
        let bounds_m = [
            bounds.min().x,
            bounds.min().y,
            bounds.max().x,
            bounds.max().y,
        ]
        .map(ten_digits);
        let read = &prepared.incidents;
        let months = &findings.months;
        let reference: Vec<&str> = question
            .areas
            .list()
            .iter()
            .zip(&findings.evidence.decision.reference)
            .filter(|(_, inside)| **inside)
            .map(|(area, _)| area.code.as_str())
            .collect();
        let themes: Vec<Json> = (0..question.themes.list().len())
            .map(|theme| theme_record(theme, question.themes, findings))
            .collect();
        json!({
            "crs": prepared.areas.crs.to_string(),
            "areas_crs": prepared.areas.file_crs.to_string(),
            "incidents_crs": read.crs.to_string(),
            "study_area": {
                "areas": question.areas.len(),
                "km2": ten_digits(area_km2(question)),
                "bounds_m": bounds_m,
            },
            "period": {
                "from": prepared.study.from,
                "to": prepared.study.to,
                "first_month": months.first().map(ToString::to_string),
                "last_month": months.last().map(ToString::to_string),
                "months": months.len(),
            },
            "snapped": read.snapped,
            "density": {
                "kernel": self.density.kernel.as_str(),
                "bandwidth_m": self.density.bandwidth.0,
                "cell_m": self.density.cell.0,
            },
            "density_standard_deviation_m":
                ten_digits(self.density.kernel.sigma(self.density.bandwidth.0)),
            "density_edge_correction": "none; events outside the study area count",
            "density_themes": self.density_themes.iter()
                .map(|theme| question.themes.list()[*theme].key.as_str()).collect::<Vec<_>>(),
            "rule": super::rule::record(&self.rule),
            "correction": "Benjamini-Hochberg over areas and priority themes",
            "alternative": "greater (one-sided)",
            "permutations": 0,
            "dispersion_assumed": findings.evidence.decision.dispersion_assumed,
            "rounds": findings.evidence.decision.rounds,
            "reference_areas": reference,
            "intervals": "95 %; exact Poisson (Garwood) for the SMR, log-normal with dispersion for the rate ratio",
            "themes": themes,
            "other_kind": question.themes.kind(question.themes.other()).as_str(),
            "drop_repeats": prepared.study.incidents.drop_repeats,
            "seed": self.seed,
        })
    }
}

fn area_km2(question: &Question) -> f64 {
    use geo::Area;
    question.areas.study_area().unsigned_area() / 1e6
}

fn theme_record(theme: usize, themes: &Themes, findings: &Findings) -> Json {
    let declared = &themes.list()[theme];
    let found = &findings.evidence.themes[theme];
    json!({
        "key": declared.key,
        "title": declared.title,
        "kind": declared.kind.as_str(),
        "exposure": found.exposure.name,
        "exposure_asked": declared.exposure,
        "priority": declared.priority,
        "sensitive": declared.sensitive,
        "police_generated": declared.police_generated,
        "visitors": declared.visitors,
        "types": declared.types,
        "dispersion_used": ten_digits(findings.evidence.decision.dispersion_used[theme]),
        "located_share": found.located_share.known().map(ten_digits),
    })
}

/// The density that a study asks for, and the cell asked for where snapped points forbid it.
pub fn density_of(prepared: &Prepared) -> Result<(DensityParams, Option<Metres>), PlanError> {
    let section = &prepared.study.density;
    let bounds = prepared.study_areas().bounds();
    let snapped = prepared.incidents.snapped;
    let kernel: Kernel = section
        .kernel
        .as_deref()
        .map_or(Ok(Kernel::Quartic), str::parse)
        .map_err(PlanError::Kernel)?;
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
    let bandwidth = match section.bandwidth_m {
        Some(metres) => length("a bandwidth", metres)?,
        None => defaults::bandwidth(bounds, cell),
    };
    let params = DensityParams {
        kernel,
        bandwidth,
        cell,
    };
    Ok((params, too_fine.then_some(asked)))
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

fn layer_name(name: &str) -> Result<String, PlanError> {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let taken = [
        hotspur_core::DENSITY,
        hotspur_core::INCIDENTS,
        "ledger",
        "manifest",
    ];
    let lower = name.to_lowercase();
    let clash = taken.contains(&lower.as_str()) || lower.starts_with(hotspur_core::DENSITY);
    if name.is_empty() || name.len() > 100 || !name.chars().all(fits) || clash {
        return Err(PlanError::LayerName(name.to_owned()));
    }
    Ok(name.to_owned())
}

fn wanted(write: &[String], areas_layer: &str) -> Result<Wanted, PlanError> {
    let mut wanted = Wanted {
        areas: write.is_empty(),
        density: write.is_empty(),
        incidents: write.is_empty(),
    };
    for name in write {
        match name.as_str() {
            "all" => {
                wanted = Wanted {
                    areas: true,
                    density: true,
                    incidents: true,
                }
            }
            "areas" | "wards" => wanted.areas = true,
            "density" => wanted.density = true,
            "incidents" => wanted.incidents = true,
            own if own == areas_layer => wanted.areas = true,
            _ => {
                return Err(PlanError::Layer {
                    asked: name.clone(),
                    known: format!("{areas_layer}, density, incidents, all"),
                });
            }
        }
    }
    Ok(wanted)
}

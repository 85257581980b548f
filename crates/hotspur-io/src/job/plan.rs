//! The plan: every parameter of a run, resolved. It is what the manifest shows as `parameters`.

use geo::Area;
use hotspur_core::flag::Rule;
use hotspur_core::micro::MicroParams;
use hotspur_core::{Ask, DualParams, Findings, Params, Question, Selection, Themes};
use serde_json::{Value as Json, json};

use super::cells;
use super::defaults;
use super::density::{self, ChosenDensity};
use super::release::ReleasePlan;
use super::rule::rule_of;
use super::themes::chosen;
use super::wanted::wanted;
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
    /// An edge correction, or a rule for the bandwidth.
    #[error("{0}")]
    Density(String),
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
    /// Maps by chance would take too long.
    #[error(
        "clusters over {cells:.0} cells, {themes} themes and {permutations} permutations are {times:.1} times the work that one run may take: give a larger --cell, fewer --permutations or fewer --themes"
    )]
    Steps {
        /// The cells.
        cells: f64,
        /// The themes.
        themes: usize,
        /// The permutations.
        permutations: u32,
        /// How many times too much.
        times: f64,
    },
    /// A number of the evidence inside areas.
    #[error("[cells] {name} = {value} is out of bounds: it must be {bound}")]
    Cells {
        /// Which.
        name: &'static str,
        /// The value.
        value: f64,
        /// What it must be.
        bound: &'static str,
    },
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
    /// The density, and how its parameters were found.
    pub density: ChosenDensity,
    /// A density of cases against one of controls.
    pub dual: Option<DualParams>,
    /// The themes that get a density of their own, by number.
    pub density_themes: Vec<usize>,
    /// The same as the study declares them, whatever is asked.
    pub declared_themes: Vec<usize>,
    /// The rule.
    pub rule: Rule,
    /// The evidence inside areas.
    pub micro: MicroParams,
    /// The seed.
    pub seed: u64,
    /// For whom the run is written, and what they may see.
    pub release: ReleasePlan,
    /// What is asked beyond the map.
    pub ask: Option<Ask>,
}

impl Plan {
    /// Resolves the parameters of what was read.
    pub fn of(prepared: &Prepared) -> Result<Self, JobError> {
        let study = &prepared.study;
        let areas_layer = layer_name(study.areas.layer.as_deref().unwrap_or("wards"))?;
        let density = density::of(prepared)?;
        let wanted = wanted(&study.write, &areas_layer)?;
        let seed = study.seed.unwrap_or(defaults::SEED);
        let micro = cells::micro_of(&study.cells, wanted, seed)?;
        let declared = chosen(&study.density.themes, &prepared.themes)?;
        // What others may see of places does not depend on what was asked: releases of one period that show other themes are made of
        // other cells, and can be subtracted from one another.
        let release = ReleasePlan::of(prepared, &declared)?;
        let density_themes = match &prepared.asked.ask {
            // Whoever asks about some themes is shown where those are.
            Some(ask) if !ask.themes.is_empty() => ask.themes.clone(),
            _ => declared.clone(),
        };
        cells::bearable(
            &micro,
            prepared.study_areas().study_area().unsigned_area(),
            density.params.cell.0,
            density_themes.len() + 2,
        )?;
        Ok(Self {
            study: study.name.clone().unwrap_or_else(|| "Hotspots".to_owned()),
            micro,
            wanted,
            areas_layer,
            density,
            dual: density::dual_of(&study.density, &prepared.themes)?,
            rule: rule_of(&study.rule)?,
            release,
            density_themes,
            declared_themes: declared,
            seed,
            ask: prepared.asked.ask.clone(),
        })
    }

    /// The parameters of the analysis.
    #[must_use]
    pub fn params(&self, snapped: bool) -> Params {
        let period = self.ask.as_ref().and_then(|ask| ask.spans.period);
        Params {
            density: self.density.params,
            edge: self.density.edge,
            dual: self.dual,
            density_themes: self.density_themes.clone(),
            declared_themes: self.declared_themes.clone(),
            densities: self.wanted.density || self.wanted.contours,
            rule: self.rule,
            micro: self.micro,
            cells: self.wanted.cells || self.wanted.hotspots || self.wanted.clusters,
            incidents: self.wanted.incidents,
            snapped,
            selection: Selection { period },
            ask: self.ask.clone(),
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
                "kernel": self.density.params.kernel.as_str(),
                "bandwidth_m": ten_digits(self.density.params.bandwidth.0),
                "cell_m": self.density.params.cell.0,
            },
            "density_standard_deviation_m":
                ten_digits(self.density.params.kernel.sigma(self.density.params.bandwidth.0)),
            "density_edge_correction": self.density.edge_words(),
            "bandwidth": self.density.bandwidth_record(),
            "relative": self.dual.map(|dual| density::dual_record(&dual, question.themes)),
            "density_themes": self.density_themes.iter()
                .map(|theme| question.themes.list()[*theme].key.as_str()).collect::<Vec<_>>(),
            "rule": super::rule::record(&self.rule),
            "correction": "Benjamini-Hochberg over areas and priority themes",
            "alternative": "greater (one-sided)",
            "permutations": cells::drawn(&self.micro),
            "cells": cells::record(&self.micro, self.density.params.cell.0),
            "dispersion_assumed": findings.evidence.decision.dispersion_assumed,
            "rounds": findings.evidence.decision.rounds,
            "reference_areas": reference,
            "intervals": "95 %; exact Poisson (Garwood) for the SMR, log-normal with dispersion for the rate ratio",
            "themes": themes,
            "other_kind": question.themes.kind(question.themes.other()).as_str(),
            "drop_repeats": prepared.study.incidents.drop_repeats,
            "keep_repeats": prepared.study.incidents.keep_repeats,
            "seed": self.seed,
        })
    }
}

fn area_km2(question: &Question) -> f64 {
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

fn layer_name(name: &str) -> Result<String, PlanError> {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let taken = [
        hotspur_core::INCIDENTS,
        hotspur_core::CONTOURS,
        hotspur_core::FOCUS,
        hotspur_core::FOCUS_PLACES,
        hotspur_core::CHANGE,
        hotspur_core::SCHEME_ZONES,
        hotspur_core::TARGETS_BY_AREA,
        hotspur_core::TARGETS_BY_GROUP,
        "layer_styles",
        "ledger",
        "manifest",
        "evidence",
        "report",
        "disclosure",
        "times",
        "withheld",
        // What --write calls a form or a page.
        "geojson",
        "gpkg",
        "tif",
        "qgis",
        "picture",
        "moran",
        "all",
    ];
    let begins = [
        hotspur_core::DENSITY,
        hotspur_core::CELLS,
        hotspur_core::HOTSPOTS,
        hotspur_core::CLUSTERS,
        hotspur_core::RELATIVE,
        hotspur_core::CHANGE_PLACES,
        // Tables that a GeoPackage has for itself.
        "gpkg_",
        "rtree_",
        "sqlite_",
    ];
    let lower = name.to_lowercase();
    let clash =
        taken.contains(&lower.as_str()) || begins.iter().any(|begin| lower.starts_with(begin));
    if name.is_empty() || name.len() > 100 || !name.chars().all(fits) || clash {
        return Err(PlanError::LayerName(name.to_owned()));
    }
    Ok(name.to_owned())
}

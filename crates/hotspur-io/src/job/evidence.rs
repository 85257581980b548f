//! `evidence.json`: what a statistician asks of a run that no layer holds.

use hotspur_core::local::GlobalMoran;
use hotspur_core::{Findings, Question, ThemeMicro, Value};
use serde_json::{Value as Json, json};

use super::plan::Plan;
use super::{Prepared, sources};
use crate::write::ten_digits;

/// The name of the file.
pub const EVIDENCE_FILE: &str = "evidence.json";

/// Tests made, autocorrelation, micro-hotspots, re-runs and bandwidth, with the parameters they rest on.
pub fn record(
    prepared: &Prepared,
    plan: &Plan,
    parameters: &Json,
    (question, findings): (&Question, &Findings),
) -> Json {
    json!({
        "program": concat!("hotspur ", env!("CARGO_PKG_VERSION")),
        "study": plan.study,
        "rule": {
            "tests": rule_tests(findings),
            "correction": parameters["correction"],
            "alternative": parameters["alternative"],
            "re_runs": reruns(question, findings),
        },
        "areas": areas(question, findings),
        "cells": cells(question, findings, parameters),
        "bandwidth": parameters["bandwidth"],
        "sources": sources::record(prepared),
        "seed": plan.seed,
    })
}

/// How many p-values the rule adjusted together.
fn rule_tests(findings: &Findings) -> usize {
    let findings = findings.evidence.decision.findings.iter().flatten();
    findings
        .filter(|finding| matches!(finding.q, Value::Known(_)))
        .count()
}

/// What would change each flag.
fn reruns(question: &Question, findings: &Findings) -> Vec<Json> {
    let areas = question.areas.list().iter().zip(&findings.evidence.areas);
    areas
        .filter_map(|(area, evidence)| {
            let found = evidence.variations.as_ref()?;
            Some(json!({
                "code": area.code,
                "name": area.name,
                "made": found.made,
                "kept": found.kept,
                "lost": evidence.lost_words(question, &findings.months),
            }))
        })
        .collect()
}

/// Global Moran's I of the areas' rates.
fn areas(question: &Question, findings: &Findings) -> Json {
    let found = &findings.autocorrelation;
    let themes: Vec<Json> = question
        .themes
        .list()
        .iter()
        .zip(&found.themes)
        .map(|(theme, moran)| json!({"theme": theme.key, "global_moran": moran_record(moran)}))
        .collect();
    let list = question.areas.list();
    let islands: Vec<&str> = found
        .islands
        .iter()
        .map(|area| list[*area as usize].code.as_str())
        .collect();
    json!({
        "units": list.len(),
        "neighbours": "queen, rows standardised; boundaries within 1 m are shared",
        "islands": islands,
        "of": "the index of Assunção and Reis of the rates",
        "few_units": list.len() < hotspur_core::local::FEW_UNITS,
        "themes": themes,
    })
}

/// Global Moran's I of the counts, the tests made and the micro-hotspots found.
fn cells(question: &Question, findings: &Findings, parameters: &Json) -> Json {
    let Some(inside) = &findings.inside else {
        return Json::Null;
    };
    let themes: Vec<Json> = inside
        .themes
        .iter()
        .map(|theme| theme_record(question, theme))
        .collect();
    json!({
        "units": inside.cells.len(),
        "study_area_km2": ten_digits(inside.cells.total_ground() / 1e6),
        "few_units": inside.cells.len() < hotspur_core::local::FEW_UNITS,
        "parameters": parameters["cells"],
        "themes": themes,
    })
}

fn theme_record(question: &Question, theme: &ThemeMicro) -> Json {
    let cells = &theme.cells.cells;
    let hot = cells
        .iter()
        .filter(|cell| cell.is_hot(&question.params.micro))
        .count();
    let inside: u64 = theme.hotspots.iter().map(|hotspot| hotspot.count).sum();
    json!({
        "theme": theme.cells.counted.key(question.themes),
        "events": theme.cells.events,
        "tests": cells.iter().filter(|cell| matches!(cell.q, Value::Known(_))).count(),
        "hot_cells": hot,
        "micro_hotspots": theme.hotspots.len(),
        "events_in_micro_hotspots": inside,
        "global_moran": moran_record(&theme.global_moran),
        "clusters": theme.clusters.as_ref().map(|clusters| match clusters {
            Value::Known(found) => json!(found.len()),
            Value::Undefined(reason) => json!(reason.to_string()),
        }),
    })
}

/// The statistic, or the reason why there is none.
fn moran_record(moran: &Value<GlobalMoran>) -> Json {
    match moran {
        Value::Known(found) => json!({
            "i": ten_digits(found.i),
            "expected": ten_digits(found.expected),
            "z": ten_digits(found.z),
            "p_two_sided": ten_digits(found.p_two_sided),
            "moments": "randomisation",
        }),
        Value::Undefined(reason) => json!({"undefined": reason.to_string()}),
    }
}

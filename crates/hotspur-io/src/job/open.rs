//! The folders of others than the analyst: written from a release that disclosure control made, and from the policy.

use std::path::PathBuf;

use hotspur_core::{
    Ask, Audience, Controlled, Controls, Counted, Group, Names, Public, Release, Theme,
};
use serde_json::{Value as Json, json};

use super::JobError;
use super::answers::TARGETS_TABLE;
use super::open_targets::write_open_targets;
use super::plan::Plan;
use super::release::policy_record;
use crate::crs::{Crs, Unprojector};
use crate::report::{self, REPORT_FILE, write_picture};
use crate::study::Study;
use crate::write::qgis::{About, write_qgis};
use crate::write::{
    LayerRecord, MANIFEST_FILE, Making, OpenManifest, Sink, Staging, Statement, ten_digits,
    write_release,
};

/// What the folders need that is no finding.
pub struct Setting<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The request, of which nothing but the attribution is told.
    pub study: &'a Study,
    /// The plane.
    pub crs: Crs,
    /// From there to degrees.
    pub to_degrees: &'a Unprojector,
    /// The themes of the study.
    pub themes: &'a [Theme],
    /// Whether the publisher moved the points.
    pub snapped: bool,
    /// Where to.
    pub staging: &'a Staging,
}

/// Writes the public folder.
pub fn write_public(
    controlled: &Controlled,
    names: &Names,
    setting: &Setting,
) -> Result<PathBuf, JobError> {
    let release = Release::<Public>::public(controlled, names);
    let sink = Sink::new(setting.staging.audience(release.audience())?);
    let mut tables = write_all(&release, Json::Null, setting, &sink)?;
    let targets = report::public_targets(&release);
    tables.1.extend(write_targets(targets, &Json::Null, &sink)?);
    if setting.plan.wanted.report {
        report::write_public_report(&release, &about(setting), &sink)?;
        tables.1.push(REPORT_FILE.to_owned());
    }
    finish(&release, tables, Json::Null, setting, &sink)?;
    Ok(PathBuf::from(release.audience()))
}

/// Writes the folder of an action group.
pub fn write_group(
    release: &Release<Group>,
    folder: &str,
    setting: &Setting,
) -> Result<PathBuf, JobError> {
    let bound = binding_record(release, setting.themes);
    let sink = Sink::new(setting.staging.audience(folder)?);
    let mut tables = write_all(release, bound.clone(), setting, &sink)?;
    let targets = report::group_targets(release);
    tables.1.extend(write_targets(targets, &bound, &sink)?);
    if setting.plan.wanted.report {
        report::write_group_report(release, &about(setting), &sink)?;
        tables.1.push(REPORT_FILE.to_owned());
    }
    finish(release, tables, bound, setting, &sink)?;
    Ok(PathBuf::from(folder))
}

/// The table of targets, where they are followed.
fn write_targets(
    targets: Option<report::OpenTargetsView>,
    binding: &Json,
    sink: &Sink,
) -> Result<Option<String>, JobError> {
    let Some(view) = targets else {
        return Ok(None);
    };
    sink.write(TARGETS_TABLE, |out| write_open_targets(&view, binding, out))?;
    Ok(Some(TARGETS_TABLE.to_owned()))
}

fn about<'a>(setting: &'a Setting) -> report::OpenAbout<'a> {
    report::OpenAbout {
        study: &setting.plan.study,
        attribution: setting.study.attribution.as_deref(),
        areas_layer: &setting.plan.areas_layer,
        question: setting.plan.ask.as_ref().map(open_question),
    }
}

/// What was asked, in terms of a release.
fn open_question(ask: &Ask) -> report::OpenQuestion {
    let themes = ask.themes.iter().map(|theme| Counted::Theme(*theme).slot());
    report::OpenQuestion {
        areas: (ask.focus.areas.iter())
            .map(|area| *area as usize)
            .collect(),
        whole_areas: ask.focus.is_of_areas(),
        counted: themes.collect(),
    }
}

/// The layers in their forms, the statement, the project and the picture.
fn write_all<R: Audience>(
    release: &Release<R>,
    binding: Json,
    setting: &Setting,
    sink: &Sink,
) -> Result<(Vec<LayerRecord>, Vec<String>), JobError>
where
    Release<R>: Controls,
{
    let controlled = release.controlled();
    let warnings = warnings(setting);
    let parameters = parameters(controlled, setting);
    let facts = json!({
        "program": concat!("hotspur ", env!("CARGO_PKG_VERSION")),
        "study": setting.plan.study,
        "release": R::NAME,
        "binding": binding,
        "parameters": parameters,
        "warnings": warnings,
    });
    let bound = bound_words(&binding);
    let making = Making {
        facts: &facts,
        crs: setting.crs,
        to_degrees: setting.to_degrees,
        themes: setting.themes,
        bound: bound.as_deref(),
    };
    let wanted = setting.plan.wanted;
    let (layers, mut tables) = write_release(release, wanted, &making, sink)?;
    if wanted.qgis {
        let about = About {
            study: &setting.plan.study,
            attribution: setting.study.attribution.as_deref(),
            warnings: &warnings,
            themes: setting.themes,
            bound: bound.as_deref(),
        };
        tables.extend(write_qgis(release, wanted, &about, setting.crs, sink)?);
    }
    let policy = parameters["policy"].clone();
    let statement = Statement::of(controlled, &setting.plan.study, R::NAME, policy, binding);
    tables.extend(statement.write(controlled, sink)?);
    if wanted.picture {
        let period = controlled.period();
        let (first, last) = period
            .map(|(first, last)| report::period_words(first, last))
            .unzip();
        let about = report::About {
            study: &setting.plan.study,
            attribution: setting.study.attribution.as_deref(),
            parameters: &parameters,
            first,
            last,
            foot: bound.clone().unwrap_or_else(|| {
                format!(
                    "Made by hotspur {} for the public. What is withheld, and why: disclosure.md.",
                    env!("CARGO_PKG_VERSION")
                )
            }),
        };
        tables.extend(write_picture(release, &about, sink)?);
    }
    Ok((layers, tables))
}

fn finish<R: Audience>(
    release: &Release<R>,
    (layers, tables): (Vec<LayerRecord>, Vec<String>),
    binding: Json,
    setting: &Setting,
    sink: &Sink,
) -> Result<(), JobError>
where
    Release<R>: Controls,
{
    let manifest = OpenManifest {
        program: "hotspur".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        release: R::NAME.to_owned(),
        study: setting.plan.study.clone(),
        attribution: setting.study.attribution.clone(),
        binding,
        parameters: parameters(release.controlled(), setting),
        warnings: warnings(setting),
        layers,
        tables,
    };
    sink.write(MANIFEST_FILE, |out| manifest.write(out))?;
    Ok(())
}

/// What was used, without anything that was found.
fn parameters(controlled: &Controlled, setting: &Setting) -> Json {
    let keys: Vec<String> = setting
        .themes
        .iter()
        .map(|theme| theme.key.clone())
        .collect();
    let themes: Vec<Json> = (setting.themes.iter())
        .map(|theme| {
            json!({
                "key": theme.key,
                "title": theme.title,
                "kind": theme.kind.as_str(),
                "exposure": theme.exposure,
                "priority": theme.priority,
                "sensitive": theme.sensitive,
                "visitors": theme.visitors,
                "police_generated": theme.police_generated,
                "types": theme.types,
            })
        })
        .collect();
    json!({
        "crs": setting.crs.to_string(),
        "period": controlled.period().map(|(first, last)| json!({"first": first, "last": last})),
        "snapped": setting.snapped,
        "policy": policy_record(controlled.policy(), &keys),
        "density": controlled.density().map(|density| json!({
            "kernel": density.kernel.as_str(),
            "bandwidth_m": ten_digits(density.bandwidth.0),
            "cell_m": density.cell.0,
            "of": "events of the cells that may be shown, each at the centre of its cell",
            "edge_correction": "none",
        })),
        "rule": super::rule::record(&setting.plan.rule),
        "intervals": "95 %, exact Poisson (Garwood)",
        "themes": themes,
        "seed": setting.plan.seed,
    })
}

/// What a reader must know, none of which counts anything.
fn warnings(setting: &Setting) -> Vec<String> {
    let mut warnings = vec![
        "counts are of incidents that have a location inside an area".to_owned(),
        "what is withheld is empty, never zero: see disclosure.md".to_owned(),
    ];
    if setting.snapped {
        warnings.push("the publisher moves every incident to a nearby map point".to_owned());
    }
    warnings
}

fn binding_record(release: &Release<Group>, themes: &[Theme]) -> Json {
    let (binding, own) = (release.binding(), release.own());
    let areas = release.controlled().areas();
    json!({
        "marking": binding.marking,
        "recipient": binding.recipient,
        "purpose": binding.purpose,
        "delete_by": binding.delete_by,
        "run": binding.run,
        "areas": own.areas.iter().map(|area| areas[*area as usize].name.as_str()).collect::<Vec<_>>(),
        "themes": own.themes.iter().map(|theme| themes[*theme].title.as_str()).collect::<Vec<_>>(),
    })
}

/// The binding in one line, for files that hold no more; nothing for the public.
fn bound_words(binding: &Json) -> Option<String> {
    let word = |key: &str| binding[key].as_str();
    Some(format!(
        "{}. For {}, for {}. Delete by {}. Run {}.",
        word("marking")?,
        word("recipient")?,
        word("purpose")?,
        word("delete_by")?,
        word("run")?,
    ))
}

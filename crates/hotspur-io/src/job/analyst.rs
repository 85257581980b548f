//! The analyst's folder: everything that was found, with what it rests on.

use std::path::PathBuf;

use hotspur_core::{Analyst, Findings, Names, Question, Release, Withholding};
use serde_json::{Value as Json, json};

use super::answers::{Answer, TARGETS_TABLE, answers, write_targets};
use super::evidence::{self, EVIDENCE_FILE};
use super::ledger::FullLedger;
use super::plan::Plan;
use super::{JobError, Prepared};
use crate::crs::Unprojector;
use crate::report::{self, REPORT_FILE, write_picture, write_report};
use crate::write::qgis::{About, write_qgis};
use crate::write::{
    LEDGER_FILE, MANIFEST_FILE, Making, Manifest, Sink, Staging, WITHHELD_FILE, write_ledger,
    write_release, write_withheld,
};

/// What was found, of what.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// What was read.
    pub prepared: &'a Prepared,
    /// The parameters.
    pub plan: &'a Plan,
    /// The question.
    pub question: &'a Question<'a>,
    /// The findings.
    pub findings: &'a Findings,
    /// The ledger.
    pub ledger: &'a FullLedger,
    /// What others are not told, where a release for them is written.
    pub withholding: Option<&'a Withholding>,
}

/// Writes the folder, completes the manifest with what was written, and writes that too.
pub fn write_analyst(
    manifest: &mut Manifest,
    found: Found,
    names: &Names,
    to_degrees: &Unprojector,
    staging: &Staging,
) -> Result<(PathBuf, Vec<Answer>), JobError> {
    let Found {
        prepared,
        plan,
        question,
        findings,
        ledger,
        ..
    } = found;
    let release: Release<Analyst> = Release::analyst(question, findings, names);
    let sink = Sink::new(staging.audience(release.audience())?);
    let facts = facts(plan, &manifest.parameters, &manifest.warnings);
    let making = Making {
        facts: &facts,
        crs: prepared.areas.crs,
        to_degrees,
        themes: prepared.themes.list(),
        bound: None,
    };
    let (layers, mut tables) = write_release(&release, plan.wanted, &making, &sink)?;
    if plan.wanted.qgis {
        let about = About {
            study: &plan.study,
            attribution: prepared.study.attribution.as_deref(),
            warnings: &manifest.warnings,
            themes: prepared.themes.list(),
            bound: None,
        };
        let crs = prepared.areas.crs;
        tables.extend(write_qgis(&release, plan.wanted, &about, crs, &sink)?);
    }
    tables.push(LEDGER_FILE.to_owned());
    sink.write(LEDGER_FILE, |out| {
        write_ledger(&ledger.files, &ledger.rows, &ledger.unlisted, out)
    })?;
    tables.push(EVIDENCE_FILE.to_owned());
    let evidence = evidence::record(prepared, plan, &manifest.parameters, (question, findings));
    sink.write(EVIDENCE_FILE, |out| {
        serde_json::to_writer_pretty(&mut *out, &evidence)?;
        out.write_all(b"\n")
    })?;
    let answers = answers(
        question,
        findings,
        prepared.study.ask.hours.as_deref(),
        &facts,
    );
    for answer in &answers {
        tables.push(answer.file.to_owned());
        sink.write(answer.file, |out| {
            serde_json::to_writer_pretty(&mut *out, &answer.record)?;
            out.write_all(b"\n")
        })?;
    }
    if let Some(targets) = &findings.answers.targets {
        tables.push(TARGETS_TABLE.to_owned());
        sink.write(TARGETS_TABLE, |out| write_targets(question, targets, out))?;
    }
    if let Some(withholding) = found.withholding {
        tables.push(WITHHELD_FILE.to_owned());
        sink.write(WITHHELD_FILE, |out| write_withheld(withholding, out))?;
    }
    if plan.wanted.picture {
        let months = &release.months().list;
        let about = report::About {
            study: &plan.study,
            attribution: prepared.study.attribution.as_deref(),
            parameters: &manifest.parameters,
            first: months.first().map(|month| report::words(*month)),
            last: months.last().map(|month| report::words(*month)),
            foot: format!(
                "Made by hotspur {} for the analyst: not for publication.",
                env!("CARGO_PKG_VERSION")
            ),
        };
        tables.extend(write_picture(&release, &about, &sink)?);
    }
    if plan.wanted.report {
        tables.push(REPORT_FILE.to_owned());
    }
    manifest.layers = layers;
    manifest.tables = tables;
    if plan.wanted.report {
        write_report(&release, manifest, &answers, &sink)?;
    }
    sink.write(MANIFEST_FILE, |out| manifest.write(out))?;
    Ok((PathBuf::from(release.audience()), answers))
}

/// What every layer carries of how it was made, so that a file that is passed on still says it.
fn facts(plan: &Plan, parameters: &Json, warnings: &[String]) -> Json {
    let mut shown = parameters.clone();
    if let Some(members) = shown.as_object_mut() {
        members.remove("themes");
    }
    json!({
        "program": concat!("hotspur ", env!("CARGO_PKG_VERSION")),
        "study": plan.study,
        "parameters": shown,
        "warnings": warnings,
    })
}

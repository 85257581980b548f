//! From what was prepared to a folder: analyse, release, write, and rename the folder into place.

use std::path::{Path, PathBuf};

use hotspur_core::{Analyst, Audience, Findings, Names, Question, Release, analyse};

use serde_json::{Value as Json, json};

use super::evidence::{self, EVIDENCE_FILE};
use super::ledger::{FullLedger, full_ledger};
use super::plan::Plan;
use super::{JobError, Prepared, Progress, warnings};
use crate::crs::Unprojector;
use crate::report::{self, REPORT_FILE, write_picture, write_report};
use crate::write::qgis::{About, write_qgis};
use crate::write::{
    InputRecord, LEDGER_FILE, MANIFEST_FILE, Making, Manifest, Sink, Staging, write_ledger,
    write_release,
};

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// The findings.
    pub findings: Findings,
    /// The manifest.
    pub manifest: Manifest,
    /// The ledger.
    pub ledger: FullLedger,
    /// The folders written.
    pub folders: Vec<PathBuf>,
    /// The summary of areas, ranked: what the terminal shows.
    pub ranking: Vec<super::ranking::Ranked>,
}

/// Analyses what was prepared and writes the analyst's release under `out`, whole or not at all.
///
/// # Errors
///
/// [`JobError`] where the folder exists, a parameter does not fit or a file cannot be written.
pub fn publish(
    prepared: &Prepared,
    out: &Path,
    overwrite: bool,
    progress: &dyn Progress,
) -> Result<Outcome, JobError> {
    let plan = Plan::of(prepared)?;
    let staging = Staging::begin(out, overwrite)?;
    progress.stage("analysing");
    let params = plan.params(prepared.incidents.snapped);
    let question = Question {
        incidents: &prepared.incidents.incidents,
        areas: prepared.study_areas(),
        themes: &prepared.themes,
        coverage: &prepared.incidents.coverage,
        params: &params,
    };
    let findings = analyse(&question)?;
    let ledger = full_ledger(prepared, &findings.standings);
    if !ledger.total.balances() {
        return Err(JobError::Unbalanced(ledger.total));
    }
    let names = Names {
        areas: plan.areas_layer.clone(),
        study: plan.study.clone(),
    };
    let release: Release<Analyst> = Release::analyst(&question, &findings, &names);
    progress.stage("writing");
    let sink = Sink::new(staging.audience(release.audience())?);
    let to_degrees = Unprojector::new(prepared.areas.crs)?;
    let parameters = plan.record(prepared, &question, &findings);
    let warnings = warnings::of(prepared, &plan, &findings, &ledger.total);
    let facts = facts(&plan, &parameters, &warnings);
    let making = Making {
        facts: &facts,
        crs: prepared.areas.crs,
        to_degrees: &to_degrees,
        themes: prepared.themes.list(),
    };
    let (layers, mut tables) = write_release(&release, plan.wanted, &making, &sink)?;
    if plan.wanted.qgis {
        let about = About {
            study: &plan.study,
            attribution: prepared.study.attribution.as_deref(),
            warnings: &warnings,
            themes: prepared.themes.list(),
        };
        tables.extend(write_qgis(
            &release,
            plan.wanted,
            &about,
            prepared.areas.crs,
            &sink,
        )?);
    }
    tables.push(LEDGER_FILE.to_owned());
    sink.write(LEDGER_FILE, |out| {
        write_ledger(&ledger.files, &ledger.rows, &ledger.unlisted, out)
    })?;
    tables.push(EVIDENCE_FILE.to_owned());
    let evidence = evidence::record(&plan, &parameters, &question, &findings);
    sink.write(EVIDENCE_FILE, |out| {
        serde_json::to_writer_pretty(&mut *out, &evidence)?;
        out.write_all(b"\n")
    })?;
    if plan.wanted.picture {
        let about = report::About {
            study: &plan.study,
            attribution: prepared.study.attribution.as_deref(),
            parameters: &parameters,
        };
        tables.extend(write_picture(&release, &about, &sink)?);
    }
    if plan.wanted.report {
        tables.push(REPORT_FILE.to_owned());
    }
    let manifest = Manifest {
        program: "hotspur".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        release: release.audience().to_owned(),
        study: plan.study.clone(),
        request: prepared.study.clone(),
        inputs: prepared.inputs.clone(),
        parameters,
        seed: plan.seed,
        ledger: ledger.total.into(),
        repeated_ids: prepared.incidents.table.repeated_ids,
        warnings,
        notes: warnings::notes(prepared),
        layers,
        tables,
    };
    if plan.wanted.report {
        write_report(&release, &manifest, &sink)?;
    }
    sink.write(MANIFEST_FILE, |out| manifest.write(out))?;
    staging.commit()?;
    Ok(Outcome {
        ranking: super::ranking::rank(&question, &findings),
        findings,
        manifest,
        ledger,
        folders: vec![out.join(Analyst::NAME)],
    })
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

/// Checks that the files read are those that a manifest records.
///
/// # Errors
///
/// [`JobError::Changed`] names the first file whose hash differs.
pub fn verify_inputs(read: &[InputRecord], recorded: &[InputRecord]) -> Result<(), JobError> {
    for expected in recorded {
        let found = read
            .iter()
            .find(|input| input.path == expected.path && input.role == expected.role)
            .map_or("of no file that was read", |input| input.blake3.as_str());
        if found != expected.blake3 {
            return Err(JobError::Changed {
                path: expected.path.clone(),
                found: found.to_owned(),
                expected: expected.blake3.clone(),
            });
        }
    }
    match read
        .iter()
        .find(|input| !recorded.iter().any(|known| known.path == input.path))
    {
        None => Ok(()),
        Some(added) => Err(JobError::Changed {
            path: added.path.clone(),
            found: added.blake3.clone(),
            expected: "that of no file of the manifest".to_owned(),
        }),
    }
}

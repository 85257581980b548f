//! From what was prepared to folders: analyse, control, release, write, and rename all of it into place.

use std::path::{Path, PathBuf};

use hotspur_core::{
    Binding, Findings, Names, OwnFindings, Question, Release, Withholding, analyse, control,
};
use serde_json::{Value as Json, json};

use super::analyst::{Found, write_analyst};
use super::answers::Answer;
use super::ledger::{FullLedger, full_ledger};
use super::open::{Setting, write_group, write_public};
use super::plan::Plan;
use super::{JobError, Prepared, Progress, warnings};
use crate::crs::Unprojector;
use crate::write::{InputRecord, Manifest, Staging};

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// The findings.
    pub findings: Findings,
    /// The manifest, whether it is written or not.
    pub manifest: Manifest,
    /// The ledger.
    pub ledger: FullLedger,
    /// The folders written.
    pub folders: Vec<PathBuf>,
    /// The summary of areas, ranked: what the terminal shows.
    pub ranking: Vec<super::ranking::Ranked>,
    /// What others than the analyst are not told, where a release for them is written.
    pub withholding: Option<Withholding>,
    /// What the analyst's folder answers beyond the map.
    pub answers: Vec<Answer>,
}

/// Analyses what was prepared and writes the releases that are asked for under `out`, whole or not at all.
///
/// # Errors
///
/// [`JobError`] where the folder exists, a parameter does not fit, a file cannot be written, or disclosure control cannot prove
/// that what it withholds is protected.
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
    let to_degrees = Unprojector::new(prepared.areas.crs)?;
    let mut manifest = manifest(prepared, &plan, &question, &findings, &ledger);
    let mut folders = Vec::new();
    let (mut withholding, mut answers) = (None, Vec::new());
    if plan.release.controls() {
        progress.stage("withholding");
        let (policy, own) = (&plan.release.policy, &plan.release.own);
        let (controlled, withheld) = control(&question, &findings, policy, own)?;
        progress.stage("writing for others");
        let setting = Setting {
            plan: &plan,
            study: &prepared.study,
            crs: prepared.areas.crs,
            to_degrees: &to_degrees,
            themes: prepared.themes.list(),
            snapped: prepared.incidents.snapped,
            staging: &staging,
        };
        for served in &plan.release.groups {
            let binding = Binding {
                run: run_hash(&manifest),
                ..served.binding.clone()
            };
            let own = OwnFindings::of(&question, &findings, &served.own);
            let release = Release::group(&controlled, &own, &binding, &names);
            folders.push(write_group(&release, &served.folder, &setting)?);
        }
        if plan.release.public {
            folders.push(write_public(&controlled, &names, &setting)?);
        }
        withholding = Some(withheld);
    }
    progress.stage("writing");
    if plan.release.analyst {
        let found = Found {
            prepared,
            plan: &plan,
            question: &question,
            findings: &findings,
            ledger: &ledger,
            withholding: withholding.as_ref(),
        };
        let (folder, given) = write_analyst(&mut manifest, found, &names, &to_degrees, &staging)?;
        folders.insert(0, folder);
        answers = given;
    }
    staging.commit()?;
    Ok(Outcome {
        ranking: super::ranking::rank(&question, &findings),
        findings,
        manifest,
        ledger,
        folders: folders.iter().map(|folder| out.join(folder)).collect(),
        withholding,
        answers,
    })
}

/// What the analyst's manifest says before anything is written.
fn manifest(
    prepared: &Prepared,
    plan: &Plan,
    question: &Question,
    findings: &Findings,
    ledger: &FullLedger,
) -> Manifest {
    Manifest {
        program: "hotspur".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        release: "analyst".to_owned(),
        study: plan.study.clone(),
        request: prepared.study.clone(),
        inputs: prepared.inputs.clone(),
        parameters: plan.record(prepared, question, findings),
        seed: plan.seed,
        ledger: ledger.total.into(),
        repeated_ids: prepared.incidents.table.repeated_ids,
        warnings: warnings::of(prepared, plan, findings, &ledger.total),
        notes: warnings::notes(prepared),
        layers: Vec::new(),
        tables: Vec::new(),
    }
}

/// The hash of a run: of its program, its request, its inputs and its parameters.
fn run_hash(manifest: &Manifest) -> String {
    let run: Json = json!([
        manifest.program,
        manifest.version,
        manifest.request,
        manifest.inputs,
        manifest.parameters,
    ]);
    let hash = blake3::hash(run.to_string().as_bytes()).to_hex();
    hash.as_str()[..32].to_owned()
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

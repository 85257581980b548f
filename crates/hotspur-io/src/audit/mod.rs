//! The audit: attacks public releases as a determined outsider would, and compares what they yield with the truth.
//!
//! It judges what others wrote, so it shares nothing with the code that makes releases but the linear attacker; the defaults of the
//! policy are repeated here by value. [`audit`] is the story as a list of calls. `truth` with `offences`, and `published` read, with `rows` and
//! `gpkg`; `zones` and `atoms` lay out what counts are sums of; `shown`, `beside`, `reckon`, `density` with `invert`, `places` and
//! `scan` with `wanted` and `needles` attack, one way each.

mod atoms;
mod beside;
mod density;
mod finding;
mod gpkg;
mod invert;
mod needles;
mod offences;
mod periods;
mod places;
mod published;
mod reckon;
mod rows;
mod scan;
mod shown;
mod truth;
mod wanted;
mod zones;

pub use finding::{Finding, FindingKind, Tried};

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value as Json;

use published::Published;
use scan::Scanner;
use truth::Truth;
use zones::Zones;

/// A count below this is small, unless the study is stricter.
pub const THRESHOLD: u64 = 5;
/// The same of sensitive themes.
pub const SENSITIVE_THRESHOLD: u64 = 10;

/// What is audited, against what.
#[derive(Debug, Clone, Default)]
pub struct AuditRequest {
    /// The folders of public releases.
    pub releases: Vec<PathBuf>,
    /// The analyst's folder.
    pub truth: PathBuf,
    /// The threshold, where it is not that of the truth.
    pub threshold: Option<u64>,
    /// The same of sensitive themes.
    pub sensitive_threshold: Option<u64>,
}

/// What was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// The threshold that was used.
    pub threshold: u64,
    /// The same of sensitive themes.
    pub sensitive_threshold: u64,
    /// The finest time allowed.
    pub dates: String,
    /// What was learned; empty where the releases hold.
    pub findings: Vec<Finding>,
    /// What was tried.
    pub tried: Tried,
}

/// Why nothing can be judged.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// A file cannot be read, or holds what it should not.
    #[error("cannot audit {file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why, and what to do.
        why: String,
    },
}

impl AuditError {
    fn unreadable(file: &Path, why: &str) -> Self {
        Self::Unreadable {
            file: file.display().to_string(),
            why: why.to_owned(),
        }
    }
}

/// Attacks the releases, each alone and all together.
///
/// # Errors
///
/// [`AuditError`] names the file that cannot be read, and the remedy.
pub fn audit(request: &AuditRequest) -> Result<Audit, AuditError> {
    let truth = Truth::read(
        &request.truth,
        (request.threshold, request.sensitive_threshold),
    )?;
    let releases: Vec<Published> = (request.releases.iter())
        .map(|folder| Published::read(folder, &truth))
        .collect::<Result<_, _>>()?;
    let zones = Zones::of(&releases, &truth);
    let scanner = Scanner::of(&truth);
    let (mut found, mut tried) = (Vec::new(), Tried::default());
    shown::attack(&releases, &truth, &zones, &mut tried, &mut found);
    reckon::attack(&releases, &truth, &zones, &mut tried, &mut found);
    for (number, release) in releases.iter().enumerate() {
        tried.tables += release.tables.len();
        beside::attack(number, release, &truth, &zones, &mut found);
        density::attack(release, &truth, &mut tried, &mut found);
        places::attack(release, &truth, &mut tried, &mut found);
        scanner.scan(release, &mut tried, &mut found)?;
    }
    found.sort();
    found.dedup();
    Ok(Audit {
        threshold: truth.threshold,
        sensitive_threshold: truth.sensitive_threshold,
        dates: truth.dates,
        findings: found,
        tried,
    })
}

/// Reads a JSON file.
fn read_json(path: &Path) -> Result<Json, AuditError> {
    let error = |why: String| AuditError::unreadable(path, &why);
    let bytes = std::fs::read(path)
        .map_err(|e| error(format!("{e}; give the folder of a run of hotspur map")))?;
    serde_json::from_slice(&bytes)
        .map_err(|e| error(format!("it is no JSON ({e}); run hotspur map again")))
}

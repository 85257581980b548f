//! The manifest: what went in, what was asked, what was assumed, what came out. It holds no clock time.

use std::io::Write;
use std::path::Path;

use hotspur_core::Ledger;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Written;
use crate::study::Study;

/// The name of the manifest in its folder.
pub const MANIFEST_FILE: &str = "manifest.json";

/// A manifest longer than this is not one of ours.
const LONGEST_MANIFEST: u64 = 64 << 20;

/// The manifest of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Who may see the folder.
    pub release: String,
    /// The name of the study.
    pub study: String,
    /// What was asked, with every flag applied; a run repeats from it.
    pub request: Study,
    /// The files read.
    pub inputs: Vec<InputRecord>,
    /// Every parameter as it was used.
    pub parameters: Json,
    /// The seed of every random draw.
    pub seed: u64,
    /// The bins.
    pub ledger: LedgerRecord,
    /// Rows whose identifier was seen before; kept, unless the study drops them. `None` where nobody looked for them.
    pub repeated_ids: Option<u64>,
    /// What a reader must know before trusting the figures.
    pub warnings: Vec<String>,
    /// Facts about how the input was read.
    pub notes: Vec<String>,
    /// The layers.
    pub layers: Vec<LayerRecord>,
    /// The files that are not layers.
    pub tables: Vec<String>,
}

/// An input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// The path as it was given.
    pub path: String,
    /// `incidents`, `areas` or `exposures`.
    pub role: String,
    /// Its length.
    pub bytes: u64,
    /// The BLAKE3 hash of its bytes.
    pub blake3: String,
}

/// The six counts of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRecord {
    /// See [`Ledger::rows_read`].
    pub rows_read: u64,
    /// See [`Ledger::in_area`].
    pub in_area: u64,
    /// See [`Ledger::outside`].
    pub outside: u64,
    /// See [`Ledger::on_boundary`].
    pub on_boundary: u64,
    /// See [`Ledger::unlocated`].
    pub unlocated: u64,
    /// See [`Ledger::rejected`].
    pub rejected: u64,
}

impl From<Ledger> for LedgerRecord {
    fn from(ledger: Ledger) -> Self {
        Self {
            rows_read: ledger.rows_read,
            in_area: ledger.in_area,
            outside: ledger.outside,
            on_boundary: ledger.on_boundary,
            unlocated: ledger.unlocated,
            rejected: ledger.rejected,
        }
    }
}

/// A layer that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerRecord {
    /// Its name.
    pub name: String,
    /// The files that hold it: its own, and the GeoPackage where it has a table there.
    #[serde(default)]
    pub files: Vec<String>,
    /// What it is for.
    pub role: String,
    /// Its title.
    pub title: String,
    /// How many features it has.
    pub features: usize,
    /// What there is to say of a form that it was not written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its columns: name, type and unit.
    pub columns: Vec<ColumnRecord>,
    /// The columns left out, because they are undefined for every feature.
    pub left_out: Vec<LeftOutRecord>,
}

/// A column of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRecord {
    /// The field name.
    pub name: String,
    /// integer, real, text or boolean.
    #[serde(rename = "type")]
    pub kind: String,
    /// The unit.
    pub unit: String,
    /// Why values are missing, where any is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// A column that is not there, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutRecord {
    /// The field name.
    pub name: String,
    /// Why.
    pub reasons: Vec<String>,
}

impl LayerRecord {
    /// What the manifest says of a layer.
    #[must_use]
    pub fn of(written: &Written) -> Self {
        let layer = written.layer;
        Self {
            name: layer.name.clone(),
            files: written.files(),
            role: layer.role.as_str().to_owned(),
            title: layer.title.clone(),
            features: layer.shapes.len(),
            note: written.note(),
            columns: layer
                .columns
                .iter()
                .map(|column| ColumnRecord {
                    name: column.name.clone(),
                    kind: column.cells.type_name().to_owned(),
                    unit: column.unit.to_owned(),
                    missing: column.missing.clone(),
                })
                .collect(),
            left_out: layer
                .left_out
                .iter()
                .map(|left| LeftOutRecord {
                    name: left.column.clone(),
                    reasons: left.reasons.clone(),
                })
                .collect(),
        }
    }
}

impl Manifest {
    /// Writes the manifest.
    pub(crate) fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// Why a manifest cannot be run again.
#[derive(Debug, thiserror::Error)]
#[error("cannot run {file} again: {why}")]
pub struct ManifestError {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// Reads a manifest.
///
/// # Errors
///
/// [`ManifestError`] names the file and what is wrong with it.
pub fn read_manifest(file: &Path) -> Result<Manifest, ManifestError> {
    let error = |why: String| ManifestError {
        file: file.display().to_string(),
        why,
    };
    let length = std::fs::metadata(file)
        .map_err(|e| error(e.to_string()))?
        .len();
    if length > LONGEST_MANIFEST {
        return Err(error(format!("{length} bytes are too long for a manifest")));
    }
    let text = std::fs::read_to_string(file).map_err(|e| error(e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| error(format!("it is no manifest of hotspur ({e})")))
}

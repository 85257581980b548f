//! The manifest of a release for others than the analyst: what it holds and by which rules, and nothing of the inputs.

use std::io::Write;

use serde::Serialize;
use serde_json::Value as Json;

use super::LayerRecord;

/// The manifest of an open release. It holds neither paths nor hashes of inputs, neither the ledger nor the request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenManifest {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Who may see the folder.
    pub release: String,
    /// The name of the study.
    pub study: String,
    /// Whose data it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// What binds a group release.
    #[serde(skip_serializing_if = "Json::is_null")]
    pub binding: Json,
    /// Every parameter that the release rests on.
    pub parameters: Json,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The layers.
    pub layers: Vec<LayerRecord>,
    /// The files that are not layers.
    pub tables: Vec<String>,
}

impl OpenManifest {
    /// Writes the manifest.
    pub(crate) fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

//! The project that QGIS opens by a double click: every layer with its style, in groups, on a projected plane.

use std::io::{self, Cursor, Write};

use hotspur_core::Layer;
use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::About;
use super::extent::extent;
use super::template::{render, words};
use super::tree::tree;
use crate::crs::Crs;
use crate::write::Written;

/// The name of the project in its folder.
pub const PROJECT_FILE: &str = "map.qgz";

/// The project inside the archive.
const INNER_FILE: &str = "map.qgs";

/// Writes the project of the layers that are `written`; `all` of the release say where the study area is.
///
/// It lies on the study's own plane, as every file that it opens: QGIS brings nothing to it, and so need not ask in which of
/// several ways, as it would for degrees on the British National Grid.
pub fn write(
    written: &[Written],
    all: &[Layer],
    about: &About,
    crs: Crs,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = project(written, all, about, crs)?;
    out.write_all(&zipped(&text)?)
}

fn project(written: &[Written], all: &[Layer], about: &About, crs: Crs) -> io::Result<String> {
    let tree = tree(written, about.themes);
    let listed: Vec<_> = tree
        .loose
        .iter()
        .chain(tree.groups.iter().flat_map(|group| &group.layers))
        .collect();
    let mut said: Vec<String> = about.bound.map(words).into_iter().collect();
    said.extend(about.attribution.map(words));
    said.extend(
        about
            .warnings
            .iter()
            .map(|warning| format!("Beware: {}", words(warning))),
    );
    render(
        INNER_FILE,
        &json!({
            "title": words(about.study),
            "abstract": said.join("\n"),
            "attribution": about.attribution.map(words),
            "crs": crs.code(),
            "extent": extent(all).unwrap_or_default(),
            "maps": "Maps, one at a time",
            "loose": tree.loose,
            "groups": tree.groups,
            "layers": listed,
        }),
    )
}

/// The archive, without a clock time.
fn zipped(text: &str) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(INNER_FILE, options)
        .map_err(io::Error::other)?;
    archive.write_all(text.as_bytes())?;
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

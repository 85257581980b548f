//! Writing a release: every layer in its forms, the areas as CSV too, the ledger and the manifest.

mod disclosure;
mod forms;
mod geojson;
mod geopackage;
mod geotiff;
mod ledger;
mod manifest;
mod number;
mod open_manifest;
pub mod qgis;
mod score;
mod shapes;
mod sink;
mod staging;
mod table;
mod wanted;
mod whole_file;
mod withheld;

pub(crate) use disclosure::BOUND;
pub use disclosure::{DISCLOSURE_FILE, DISCLOSURE_RECORD, Statement, TIMES_FILE};
pub use forms::{GeoJsonWanted, Written};
pub use geopackage::GEOPACKAGE_FILE;
pub(crate) use ledger::write_ledger;
pub use ledger::{LEDGER_FILE, LedgerFile, LedgerRow, ON_BOUNDARY};
pub use manifest::{
    InputRecord, LayerRecord, LedgerRecord, LeftOutRecord, MANIFEST_FILE, Manifest, ManifestError,
    read_manifest,
};
pub(crate) use number::ten_digits;
pub use open_manifest::OpenManifest;
pub(crate) use score::write_scores;
pub use score::{SCORE_COLUMNS, ScoreRow, TestMonth};
pub use sink::{Sink, WriteError};
pub use staging::{Staging, StagingError};
pub(crate) use table::inert;
pub use wanted::Wanted;
pub use whole_file::{FileError, WholeFile};
pub use withheld::WITHHELD_FILE;
pub(crate) use withheld::write_withheld;

use hotspur_core::{Audience, Release, Theme};

use crate::crs::{Crs, Unprojector};
use geopackage::Styled;

/// How the layers of a release were made, and where they lie.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// What every file says of how it was made.
    pub facts: &'a serde_json::Value,
    /// The plane of the study.
    pub crs: Crs,
    /// From there to degrees.
    pub to_degrees: &'a Unprojector,
    /// The themes of the study, in its order.
    pub themes: &'a [Theme],
    /// What binds the release, in one line, for files that cannot carry the facts.
    pub bound: Option<&'a str>,
}

/// Writes every layer of a release in the forms that are wanted, and returns what the manifest says of the layers and of
/// the tables beside them.
///
/// # Errors
///
/// [`WriteError`] names the file that cannot be written.
pub fn write_release<R: Audience>(
    release: &Release<R>,
    wanted: Wanted,
    making: &Making,
    sink: &Sink,
) -> Result<(Vec<LayerRecord>, Vec<String>), WriteError> {
    let written = forms::written(release, wanted);
    for one in &written {
        write_files(one, release, making, sink)?;
    }
    let packed: Vec<&Written> = written.iter().filter(|one| one.geopackage).collect();
    if !packed.is_empty() {
        sink.write_at(GEOPACKAGE_FILE, |path| {
            let styled = packed.iter().map(|one| {
                let style = qgis::layer_style(one, making.themes)?;
                Ok(Styled {
                    layer: one.layer,
                    style,
                })
            });
            let styled: Vec<Styled> = styled.collect::<std::io::Result<_>>()?;
            geopackage::write_geopackage(&styled, making.crs, making.facts, path)
        })?;
    }
    let tables = (written.iter())
        .filter(|one| one.geojson && one.has_table())
        .map(|one| format!("{}.csv", one.layer.name))
        .chain((!packed.is_empty()).then(|| GEOPACKAGE_FILE.to_owned()))
        .collect();
    let records = written.iter().filter(|one| one.is_written());
    Ok((records.map(LayerRecord::of).collect(), tables))
}

/// The files that a layer has to itself.
fn write_files<R: Audience>(
    one: &Written,
    release: &Release<R>,
    making: &Making,
    sink: &Sink,
) -> Result<(), WriteError> {
    let layer = one.layer;
    if one.geojson {
        sink.write(&format!("{}.geojson", layer.name), |out| {
            geojson::write_layer(layer, making.facts, making.to_degrees, out)
        })?;
        if one.has_table() {
            sink.write(&format!("{}.csv", layer.name), |out| {
                table::write_table(layer, out)
            })?;
        }
    }
    if let (true, Some(ground)) = (one.geotiff, release.study_grid()) {
        sink.write(&format!("{}.tif", layer.name), |out| {
            geotiff::write_raster(layer, DENSITY_COLUMN, ground, making.crs, making.bound, out)
        })?;
    }
    Ok(())
}

/// The column of a density that its raster shows.
const DENSITY_COLUMN: &str = "density_per_km2";

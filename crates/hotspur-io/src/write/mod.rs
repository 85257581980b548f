//! Writing a release: every layer as GeoJSON, the areas as CSV too, the ledger and the manifest.

mod geojson;
mod ledger;
mod manifest;
mod number;
mod shapes;
mod sink;
mod staging;
mod table;

pub use ledger::{LedgerFile, LedgerRow};
pub use manifest::{
    InputRecord, LayerRecord, LedgerRecord, LeftOutRecord, MANIFEST_FILE, Manifest, read_manifest,
};
pub use sink::{Sink, WriteError};
pub use staging::{Staging, StagingError};

use hotspur_core::{Audience, Release, Role};

use crate::crs::Unprojector;

/// Writes every layer of a release and returns what the manifest says of them.
///
/// # Errors
///
/// [`WriteError`] names the file that cannot be written.
pub fn write_release<R: Audience>(
    release: &Release<R>,
    sink: &Sink,
    to_degrees: &Unprojector,
) -> Result<Vec<LayerRecord>, WriteError> {
    let mut records = Vec::new();
    for layer in release.layers() {
        let file = format!("{}.geojson", layer.name);
        sink.write(&file, |out| geojson::write_layer(layer, to_degrees, out))?;
        records.push(LayerRecord::of(layer, &file));
        if layer.role == Role::Areas {
            let file = format!("{}.csv", layer.name);
            sink.write(&file, |out| table::write_table(layer, out))?;
        }
    }
    Ok(records)
}

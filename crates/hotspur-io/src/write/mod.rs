//! Writing a release: every layer as GeoJSON, the areas as CSV too, the ledger and the manifest.

mod geojson;
mod ledger;
mod manifest;
mod number;
pub mod qgis;
mod score;
mod shapes;
mod sink;
mod staging;
mod table;
mod whole_file;

pub(crate) use ledger::write_ledger;
pub use ledger::{LEDGER_FILE, LedgerFile, LedgerRow, ON_BOUNDARY};
pub use manifest::{
    InputRecord, LayerRecord, LedgerRecord, LeftOutRecord, MANIFEST_FILE, Manifest, ManifestError,
    read_manifest,
};
pub(crate) use number::ten_digits;
pub(crate) use score::write_scores;
pub use score::{SCORE_COLUMNS, ScoreRow, TestMonth};
pub use sink::{Sink, WriteError};
pub use staging::{Staging, StagingError};
pub use whole_file::{FileError, WholeFile};

use hotspur_core::{Audience, Release, Role};

use crate::crs::Unprojector;

/// Which layers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The areas.
    pub areas: bool,
    /// The densities.
    pub density: bool,
    /// The evidence cell by cell.
    pub cells: bool,
    /// The micro-hotspots.
    pub hotspots: bool,
    /// The clusters of the circular scan.
    pub clusters: bool,
    /// Local Moran's I, in the layers of cells.
    pub moran: bool,
    /// The incidents.
    pub incidents: bool,
    /// Styles and a project for QGIS.
    pub qgis: bool,
    /// The report.
    pub report: bool,
    /// The picture for slides.
    pub picture: bool,
}

impl Wanted {
    /// What is written where nobody asks: everything but what takes permutations.
    #[must_use]
    pub const fn by_default() -> Self {
        Self {
            clusters: false,
            moran: false,
            ..Self::all(true)
        }
    }

    /// All layers, or none.
    #[must_use]
    pub const fn all(wanted: bool) -> Self {
        Self {
            areas: wanted,
            density: wanted,
            cells: wanted,
            hotspots: wanted,
            clusters: wanted,
            moran: wanted,
            incidents: wanted,
            qgis: wanted,
            report: wanted,
            picture: wanted,
        }
    }

    /// Whether layers of a role are written.
    #[must_use]
    pub const fn holds(self, role: Role) -> bool {
        match role {
            Role::Areas => self.areas,
            Role::Density | Role::Relative => self.density,
            Role::Cells => self.cells,
            Role::Hotspots => self.hotspots,
            Role::Clusters => self.clusters,
            Role::Incidents => self.incidents,
        }
    }
}

/// Writes every layer of a release, each with `facts` of how it was made, and returns what the manifest says of the
/// layers and of the tables beside them.
///
/// # Errors
///
/// [`WriteError`] names the file that cannot be written.
pub fn write_release<R: Audience>(
    release: &Release<R>,
    wanted: Wanted,
    facts: &serde_json::Value,
    sink: &Sink,
    to_degrees: &Unprojector,
) -> Result<(Vec<LayerRecord>, Vec<String>), WriteError> {
    let (mut records, mut tables) = (Vec::new(), Vec::new());
    for layer in release
        .layers()
        .iter()
        .filter(|layer| wanted.holds(layer.role))
    {
        let file = format!("{}.geojson", layer.name);
        sink.write(&file, |out| {
            geojson::write_layer(layer, facts, to_degrees, out)
        })?;
        records.push(LayerRecord::of(layer, &file));
        if layer.role == Role::Areas {
            let file = format!("{}.csv", layer.name);
            sink.write(&file, |out| table::write_table(layer, out))?;
            tables.push(file);
        }
    }
    Ok((records, tables))
}

//! What is written: which layers, in which forms, and which pages over them.

use hotspur_core::Role;

use super::GeoJsonWanted;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The areas.
    pub areas: bool,
    /// The densities.
    pub density: bool,
    /// Lines of equal density.
    pub contours: bool,
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
    /// Layers as GeoJSON.
    pub geojson: GeoJsonWanted,
    /// Layers in a GeoPackage.
    pub geopackage: bool,
    /// Densities as GeoTIFF.
    pub geotiff: bool,
    /// Styles and a project for QGIS, with the files that it opens.
    pub qgis: bool,
    /// The report.
    pub report: bool,
    /// The picture for slides.
    pub picture: bool,
}

impl Wanted {
    /// Nothing.
    pub const NOTHING: Self = Self {
        areas: false,
        density: false,
        contours: false,
        cells: false,
        hotspots: false,
        clusters: false,
        moran: false,
        incidents: false,
        geojson: GeoJsonWanted::No,
        geopackage: false,
        geotiff: false,
        qgis: false,
        report: false,
        picture: false,
    };

    /// The same with every layer but those that take permutations.
    #[must_use]
    pub const fn with_usual_layers(self) -> Self {
        Self {
            areas: true,
            density: true,
            contours: true,
            cells: true,
            hotspots: true,
            incidents: true,
            ..self
        }
    }

    /// The same with every form and page.
    #[must_use]
    pub const fn with_every_form(self) -> Self {
        Self {
            geojson: GeoJsonWanted::Small,
            geopackage: true,
            geotiff: true,
            qgis: true,
            report: true,
            picture: true,
            ..self
        }
    }

    /// Whether layers of a role are written.
    #[must_use]
    pub const fn holds(self, role: Role) -> bool {
        match role {
            Role::Areas => self.areas,
            Role::Density | Role::Relative => self.density,
            Role::Contours => self.contours,
            Role::Cells => self.cells,
            Role::Hotspots => self.hotspots,
            Role::Clusters => self.clusters,
            Role::Incidents => self.incidents,
            // They are there only where they were asked for.
            Role::Outlines | Role::Places | Role::Changes | Role::Transitions | Role::Targets => {
                true
            }
        }
    }
}

//! In which forms a layer is written: GeoJSON for exchange, GeoPackage for large data, GeoTIFF for densities.

use hotspur_core::{Audience, Layer, Release, Role, Shapes};

use super::Wanted;
use super::geopackage::GEOPACKAGE_FILE;

/// With more cells, QGIS takes seconds to open a GeoJSON and reads all of it again at every move of the map.
const MOST_CELLS: usize = 20_000;

/// The same for points.
const MOST_POINTS: usize = 100_000;

/// When a layer is written as GeoJSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GeoJsonWanted {
    /// Never.
    No,
    /// Up to 20,000 cells or 100,000 points.
    Small,
    /// Whatever its size.
    Any,
}

/// A layer and the forms that it is written in.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// As a GeoJSON.
    pub geojson: bool,
    /// Why not, where its size is the reason.
    pub too_large: bool,
    /// As a table of the GeoPackage.
    pub geopackage: bool,
    /// As a GeoTIFF.
    pub geotiff: bool,
}

impl<'a> Written<'a> {
    fn of(layer: &'a Layer, wanted: Wanted) -> Self {
        let large = large(layer);
        let too_large = large && wanted.geojson == GeoJsonWanted::Small;
        Self {
            layer,
            geojson: wanted.geojson != GeoJsonWanted::No && !too_large,
            too_large,
            geopackage: wanted.geopackage || wanted.qgis || too_large,
            geotiff: (wanted.geotiff || wanted.qgis) && layer.role == Role::Density,
        }
    }

    /// The files that hold it.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        let name = &self.layer.name;
        let mut files = Vec::new();
        let mut add = |written: bool, file: String| {
            if written {
                files.push(file);
            }
        };
        add(self.geojson, format!("{name}.geojson"));
        add(self.geojson && self.has_table(), format!("{name}.csv"));
        add(self.geotiff, format!("{name}.tif"));
        add(self.geopackage, GEOPACKAGE_FILE.to_owned());
        files
    }

    /// Whether any file holds it: a page alone holds none of its layers.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        self.geojson || self.geopackage || self.geotiff
    }

    /// Whether a spreadsheet of it is written too.
    #[must_use]
    pub fn has_table(&self) -> bool {
        self.layer.role == Role::Areas
    }

    /// What there is to say of a form that it does not have.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        self.too_large.then(|| {
            let (many, most, what) = match &self.layer.shapes {
                Shapes::Points(points) => (points.len(), MOST_POINTS, "points"),
                shapes => (shapes.len(), MOST_CELLS, "cells"),
            };
            format!(
                "not written as GeoJSON: {many} {what} are more than {most}; it is in {GEOPACKAGE_FILE}, and --write geojson asks for the GeoJSON"
            )
        })
    }
}

fn large(layer: &Layer) -> bool {
    match &layer.shapes {
        Shapes::Cells { cells, .. } => cells.len() > MOST_CELLS,
        Shapes::Points(points) => points.len() > MOST_POINTS,
        Shapes::Areas(_) | Shapes::Lines(_) => false,
    }
}

/// The layers of a release that are written, and how.
#[must_use]
pub fn written<R: Audience>(release: &Release<R>, wanted: Wanted) -> Vec<Written<'_>> {
    (release.layers().iter())
        .filter(|layer| wanted.holds(layer.role))
        .map(|layer| Written::of(layer, wanted))
        .collect()
}

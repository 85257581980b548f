//! What is written, from the names that a study or `--write` gives.

use super::plan::PlanError;
use crate::write::{GeoJsonWanted, Wanted};

/// What a list of layers, forms and pages asks for. Everything usual where it is empty; the usual layers where it names
/// none; GeoJSON where it names layers and no form for them.
pub fn wanted(write: &[String], areas_layer: &str) -> Result<Wanted, PlanError> {
    if write.is_empty() {
        return Ok(Wanted::NOTHING.with_usual_layers().with_every_form());
    }
    let mut wanted = Wanted::NOTHING;
    let (mut layers, mut forms, mut any_size) = (false, false, false);
    for name in write {
        match name.as_str() {
            "all" => {
                wanted = Wanted {
                    clusters: true,
                    moran: true,
                    ..wanted.with_usual_layers().with_every_form()
                };
                (layers, forms) = (true, true);
            }
            "geojson" => (forms, any_size) = (true, true),
            "gpkg" => (forms, wanted.geopackage) = (true, true),
            "tif" => (forms, wanted.geotiff) = (true, true),
            "qgis" => wanted.qgis = true,
            "report" => wanted.report = true,
            "picture" => wanted.picture = true,
            layer => {
                add_layer(&mut wanted, layer, areas_layer)?;
                layers = true;
            }
        }
    }
    if !layers {
        wanted = wanted.with_usual_layers();
    }
    if any_size {
        wanted.geojson = GeoJsonWanted::Any;
    } else if layers && !forms {
        wanted.geojson = GeoJsonWanted::Small;
    }
    Ok(wanted)
}

fn add_layer(wanted: &mut Wanted, name: &str, areas_layer: &str) -> Result<(), PlanError> {
    match name {
        "areas" | "wards" => wanted.areas = true,
        "density" => wanted.density = true,
        "contours" => wanted.contours = true,
        "cells" => wanted.cells = true,
        "hotspots" => wanted.hotspots = true,
        "clusters" => wanted.clusters = true,
        "moran" => (wanted.cells, wanted.moran) = (true, true),
        "incidents" => wanted.incidents = true,
        own if own == areas_layer => wanted.areas = true,
        _ => {
            return Err(PlanError::Layer {
                asked: name.to_owned(),
                known: format!(
                    "the layers {areas_layer}, density, contours, hotspots, cells, moran, clusters, incidents, the forms geojson, gpkg, tif, the pages qgis, report, picture, or all"
                ),
            });
        }
    }
    Ok(())
}

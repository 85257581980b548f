//! Which layers are written.

use super::plan::PlanError;
use crate::write::Wanted;

/// What a study asks to be written, by the names of layers or of their kinds; the default where it asks for nothing,
/// or for a QGIS project and no layer to put into it.
pub fn wanted(write: &[String], areas_layer: &str) -> Result<Wanted, PlanError> {
    if write.is_empty() {
        return Ok(Wanted::by_default());
    }
    let mut wanted = Wanted::all(false);
    for name in write {
        match name.as_str() {
            "all" => wanted = Wanted::all(true),
            "areas" | "wards" => wanted.areas = true,
            "density" => wanted.density = true,
            "cells" => wanted.cells = true,
            "hotspots" => wanted.hotspots = true,
            "clusters" => wanted.clusters = true,
            "moran" => {
                wanted.cells = true;
                wanted.moran = true;
            }
            "incidents" => wanted.incidents = true,
            "qgis" => wanted.qgis = true,
            "report" => wanted.report = true,
            "picture" => wanted.picture = true,
            own if own == areas_layer => wanted.areas = true,
            _ => {
                return Err(PlanError::Layer {
                    asked: name.clone(),
                    known: format!(
                        "{areas_layer}, density, hotspots, cells, moran, clusters, incidents, qgis, report, picture, all"
                    ),
                });
            }
        }
    }
    if write.iter().all(|name| name == "qgis") {
        return Ok(Wanted::by_default());
    }
    Ok(wanted)
}

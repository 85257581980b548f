//! Sound polygons: finite, closed, without repeated vertices, oriented, and valid or repaired where that is unambiguous.

use std::path::Path;

use geo::algorithm::repair_polygon::MakeValid;
use geo::orient::{Direction, Orient};
use geo::{Area, CoordsIter, MultiPolygon, RemoveRepeatedPoints, Validation};

use super::AreaError;

/// A repair that moves more of the area than this is no repair but a choice.
const REPAIR_MOVES_AT_MOST: f64 = 0.01;

/// The outline as it can be counted in; says what was repaired, and refuses what has more than one repair.
pub(super) fn sound(
    path: &Path,
    name: &str,
    feature: usize,
    outline: MultiPolygon<f64>,
) -> Result<(MultiPolygon<f64>, Option<String>), AreaError> {
    let broken = |why: String, verdict: String| AreaError::Broken {
        path: path.to_owned(),
        feature,
        name: name.to_owned(),
        why,
        verdict,
    };
    if !outline
        .coords_iter()
        .all(|c| c.x.is_finite() && c.y.is_finite())
    {
        return Err(broken(
            "a coordinate is not a number".into(),
            "cannot be repaired".into(),
        ));
    }
    let mut outline = outline.remove_repeated_points();
    outline.0.retain(|polygon| polygon.exterior().0.len() >= 4);
    let before = outline.unsigned_area();
    if !(before > 0.0) {
        return Err(broken(
            "it covers nothing".into(),
            "cannot be repaired".into(),
        ));
    }
    let mut warning = None;
    if let Err(error) = outline.check_validation() {
        let why = error.to_string();
        let repaired = outline
            .make_valid()
            .map_err(|error| broken(why.clone(), format!("cannot be repaired: {error:?}")))?;
        let moved = (repaired.unsigned_area() - before).abs() / before;
        if !(moved <= REPAIR_MOVES_AT_MOST) {
            return Err(broken(
                why,
                format!("a repair would change its area by {:.1} %", moved * 100.0),
            ));
        }
        warning = Some(format!(
            "the polygon of {name} was not valid ({why}) and was repaired, which changed its area by {:.4} %",
            moved * 100.0
        ));
        outline = repaired;
    }
    Ok((outline.orient(Direction::Default), warning))
}

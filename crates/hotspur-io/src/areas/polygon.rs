//! Sound polygons: finite, closed, without repeated vertices, oriented, and valid or repaired where that is unambiguous.

use std::path::Path;

use geo::algorithm::repair_polygon::MakeValid;
use geo::coordinate_position::CoordPos;
use geo::dimensions::Dimensions;
use geo::orient::{Direction, Orient};
use geo::{
    Area, Coord, CoordsIter, LineString, MapCoords, MultiPolygon, Polygon, Relate,
    RemoveRepeatedPoints,
};

use super::AreaError;
use super::crossing::crossings;
use super::nesting::{MOST_RINGS, parents};

/// A repair that moves more of the area than this is no repair but a choice.
const REPAIR_MOVES_AT_MOST: f64 = 0.01;

/// The repair welds vertices within 1e-4 of each other, which is 0.1 mm of metres and 11 m of degrees. Degrees are
/// stretched to about metres for it, by a power of two, so that the way back is exact.
const STRETCH_OF_DEGREES: f64 = 131_072.0;

/// What an outline is, beside its coordinates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    /// The file, for messages.
    pub path: &'a Path,
    /// The area's name, for messages.
    pub name: &'a str,
    /// The feature's number, from 1.
    pub feature: usize,
    /// Whether coordinates are degrees.
    pub degrees: bool,
}

impl Of<'_> {
    fn broken(&self, why: &str, verdict: String) -> AreaError {
        AreaError::Broken {
            path: self.path.to_owned(),
            feature: self.feature,
            name: self.name.to_owned(),
            why: why.to_owned(),
            verdict,
        }
    }
}

/// The outline as it can be counted in; says what was repaired, and refuses what has more than one repair.
pub(super) fn sound(
    of: Of<'_>,
    outline: MultiPolygon<f64>,
) -> Result<(MultiPolygon<f64>, Vec<String>), AreaError> {
    let mut warnings = Vec::new();
    let beyond = || "cannot be repaired".to_owned();
    if !outline
        .coords_iter()
        .all(|c| c.x.is_finite() && c.y.is_finite())
    {
        return Err(of.broken("a coordinate is not a number", beyond()));
    }
    let mut outline = outline.remove_repeated_points();
    let parts = outline.0.len();
    outline.0.retain(|polygon| covers(polygon.exterior()));
    for polygon in &mut outline.0 {
        polygon.interiors_mut(|holes| holes.iter_mut().for_each(LineString::close));
    }
    let before = outline.unsigned_area();
    if !(before > 0.0) {
        return Err(of.broken("it covers nothing", beyond()));
    }
    if outline.0.len() < parts {
        warnings.push(format!(
            "{} part(s) of {} cover nothing and were left out",
            parts - outline.0.len(),
            of.name
        ));
    }
    if let Some(flaw) = flaw(&outline) {
        if !flaw.repairable {
            return Err(of.broken(&flaw.why, beyond()));
        }
        let repaired = repair(&outline, of.degrees)
            .filter(|repaired| self::flaw(repaired).is_none())
            .ok_or_else(|| of.broken(&flaw.why, beyond()))?;
        let moved = (repaired.unsigned_area() - before).abs() / before;
        if !(moved <= REPAIR_MOVES_AT_MOST) {
            let verdict = format!("a repair would change its area by {:.1} %", moved * 100.0);
            return Err(of.broken(&flaw.why, verdict));
        }
        warnings.push(format!(
            "the polygon of {} was not valid ({}) and was repaired, which changed its area by {:.4} %",
            of.name,
            flaw.why,
            moved * 100.0
        ));
        outline = repaired;
    }
    Ok((outline.orient(Direction::Default), warnings))
}

/// A ring of three places that are not in a line.
fn covers(ring: &LineString<f64>) -> bool {
    ring.0.len() >= 4 && Polygon::new(ring.clone(), Vec::new()).unsigned_area() > 0.0
}

struct Flaw {
    why: String,
    repairable: bool,
}

/// What is wrong with an outline, by the rules of OGC Simple Features; `None` where it is valid.
fn flaw(outline: &MultiPolygon<f64>) -> Option<Flaw> {
    let flaw = |why: String| {
        Some(Flaw {
            why,
            repairable: true,
        })
    };
    let rings: Vec<&LineString<f64>> = outline
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .collect();
    let found = crossings(&rings);
    if found.too_intricate || rings.len() > MOST_RINGS {
        return Some(Flaw {
            why: "its boundary crosses itself in too many places, or has too many parts".into(),
            repairable: false,
        });
    }
    if let Some(at) = found.first {
        return flaw(format!(
            "its boundary crosses or touches itself near {}, {}",
            at.x, at.y
        ));
    }
    if rings.iter().any(|ring| !covers(ring)) {
        return flaw("a hole covers nothing".into());
    }
    if found
        .touching
        .iter()
        .any(|(a, b)| overlap(rings[*a], rings[*b]))
    {
        return flaw("two of its rings overlap".into());
    }
    misplaced(outline, &rings).and_then(flaw)
}

/// Whether rings that touch also overlap, rather than lie beside or within each other.
fn overlap(a: &LineString<f64>, b: &LineString<f64>) -> bool {
    let whole = |ring: &LineString<f64>| Polygon::new(ring.clone(), Vec::new());
    let matrix = whole(a).relate(&whole(b));
    let apart = matrix.get(CoordPos::Inside, CoordPos::Inside) == Dimensions::Empty;
    !(apart || matrix.is_contains() || matrix.is_within())
}

/// A hole outside its polygon, or a part of the area within another.
fn misplaced(outline: &MultiPolygon<f64>, rings: &[&LineString<f64>]) -> Option<String> {
    let parents = parents(rings);
    let holes: Vec<bool> = outline
        .iter()
        .flat_map(|polygon| std::iter::once(false).chain(polygon.interiors().iter().map(|_| true)))
        .collect();
    let mut exterior = 0;
    for ring in 0..rings.len() {
        if !holes[ring] {
            exterior = ring;
            if parents[ring].is_some_and(|parent| !holes[parent]) {
                return Some("a part of it lies within another".into());
            }
        } else if parents[ring] != Some(exterior) {
            return Some("a hole lies outside its polygon".into());
        }
    }
    None
}

/// The repair of Ledoux, Arroyo Ohori & Meijers (2014, doi:10.1016/j.cageo.2014.01.009): what lies within an odd number
/// of boundaries is land.
fn repair(outline: &MultiPolygon<f64>, degrees: bool) -> Option<MultiPolygon<f64>> {
    let stretch = if degrees { STRETCH_OF_DEGREES } else { 1.0 };
    let scaled = |by: f64| {
        move |c: Coord<f64>| Coord {
            x: c.x * by,
            y: c.y * by,
        }
    };
    let repaired = outline.map_coords(scaled(stretch)).make_valid().ok()?;
    Some(repaired.map_coords(scaled(1.0 / stretch)))
}

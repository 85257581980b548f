//! Settling the coordinate system of an area file: what it states, what was asked for, and whether the numbers fit.

use std::path::Path;

use geo::{Coord, CoordsIter};

use super::{AreaError, Feature};
use crate::crs::Crs;

/// No system in metres reaches further than twice around the Earth.
const FARTHEST: f64 = 8.0e7;

/// The system asked for wins over the one stated, and over one that is not understood; either must fit the coordinates.
pub(super) fn settle(
    path: &Path,
    stated: Result<Option<Crs>, AreaError>,
    asked: Option<Crs>,
    features: &[Feature],
    notes: &mut Vec<String>,
) -> Result<Crs, AreaError> {
    let crs = match (asked, stated) {
        (Some(asked), Ok(Some(stated))) if asked != stated => {
            notes.push(format!(
                "1 area file is read as {asked}, as asked, not as {stated}, as it states or implies"
            ));
            asked
        }
        (Some(asked), Err(error)) => {
            notes.push(format!(
                "1 area file is read as {asked}, as asked, because what it states is not understood ({error})"
            ));
            asked
        }
        (Some(crs), _) | (None, Ok(Some(crs))) => crs,
        (None, Ok(None)) => return Err(AreaError::NoCrs(path.to_owned())),
        (None, Err(error)) => return Err(error),
    };
    if crs.is_geographic() {
        fits_degrees(path, crs, features)?;
        if asked.is_none() {
            refuse_swapped(path, features)?;
        }
    } else {
        fits_metres(path, crs, features)?;
    }
    Ok(crs)
}

fn fits_degrees(path: &Path, crs: Crs, features: &[Feature]) -> Result<(), AreaError> {
    if let Some(c) = coords(features).find(|c| !in_degrees(*c)) {
        return Err(AreaError::Implausible {
            path: path.to_owned(),
            x: c.x,
            y: c.y,
            crs,
            example: "EPSG:27700",
        });
    }
    Ok(())
}

/// Great Britain and Ireland with latitude first are the sea around the Seychelles, where a study must say that it is.
fn refuse_swapped(path: &Path, features: &[Feature]) -> Result<(), AreaError> {
    let swapped = |c: &Coord<f64>| (49.0..=61.0).contains(&c.x) && (-11.0..=2.0).contains(&c.y);
    match coords(features).next() {
        Some(c) if coords(features).all(|c| swapped(&c)) => Err(AreaError::Swapped {
            path: path.to_owned(),
            x: c.x,
            y: c.y,
        }),
        _ => Ok(()),
    }
}

/// A projected file may pass near its origin; only one that lies wholly within degrees is taken for degrees.
fn fits_metres(path: &Path, crs: Crs, features: &[Feature]) -> Result<(), AreaError> {
    match coords(features).next() {
        Some(c) if coords(features).all(in_degrees) => {
            return Err(AreaError::Implausible {
                path: path.to_owned(),
                x: c.x,
                y: c.y,
                crs,
                example: "EPSG:4326",
            });
        }
        _ => {}
    }
    // A boundary at sea may run a little over the edge of the grid. A NaN lies in no range.
    let on_the_plane = |c: &Coord<f64>| {
        if crs.is_british() {
            (-10_000.0..=710_000.0).contains(&c.x) && (-10_000.0..=1_310_000.0).contains(&c.y)
        } else {
            c.x.abs() <= FARTHEST && c.y.abs() <= FARTHEST
        }
    };
    match coords(features).find(|c| !on_the_plane(c)) {
        None => Ok(()),
        Some(c) => Err(AreaError::OffThePlane {
            path: path.to_owned(),
            x: c.x,
            y: c.y,
            crs,
        }),
    }
}

fn coords(features: &[Feature]) -> impl Iterator<Item = Coord<f64>> {
    features
        .iter()
        .flat_map(|feature| feature.outline.coords_iter().chain(feature.point))
}

fn in_degrees(c: Coord<f64>) -> bool {
    c.x.abs() <= 180.0 && c.y.abs() <= 90.0
}

//! Settling the coordinate system of an area file, and bringing it to the study's plane.

use std::path::Path;

use geo::{BoundingRect, Coord, CoordsIter, MapCoords, Rect};

use super::{AreaError, AreaFile, Feature, ReadArea};
use crate::crs::{Crs, CrsError, Degrees, Projector, Unprojector};

/// The system asked for wins over the one stated; either must fit the coordinates.
pub(super) fn settle(
    path: &Path,
    stated: Option<Crs>,
    asked: Option<Crs>,
    features: &[Feature],
    notes: &mut Vec<String>,
) -> Result<Crs, AreaError> {
    let coords = || {
        features
            .iter()
            .flat_map(|feature| feature.outline.coords_iter())
    };
    let in_degrees = coords().all(|c| c.x.abs() <= 180.0 && c.y.abs() <= 90.0);
    let crs = match (asked, stated) {
        (Some(asked), Some(stated)) if asked != stated => {
            notes.push(format!(
                "1 area file is read as {asked}, as asked, not as {stated}, as it states or implies"
            ));
            asked
        }
        (Some(crs), _) | (None, Some(crs)) => crs,
        (None, None) => return Err(AreaError::NoCrs(path.to_owned())),
    };
    let geographic = crs.is_geographic();
    let Some(example) = coords().find(|c| {
        let fits_degrees = c.x.abs() <= 180.0 && c.y.abs() <= 90.0;
        geographic != fits_degrees
    }) else {
        return Ok(crs);
    };
    // A projected study may pass near its origin; only a file that lies wholly within degrees is taken for degrees.
    if geographic || in_degrees {
        return Err(AreaError::Implausible {
            path: path.to_owned(),
            x: example.x,
            y: example.y,
            crs,
            example: if geographic {
                "EPSG:27700"
            } else {
                "EPSG:4326"
            },
        });
    }
    Ok(crs)
}

/// The middle of the bounding box of the areas, in degrees.
///
/// # Errors
///
/// [`CrsError`] where it has no place on Earth.
pub fn middle_of(file: &AreaFile) -> Result<Degrees, CrsError> {
    let bounds = file
        .areas
        .iter()
        .filter_map(|area| area.outline.bounding_rect())
        .reduce(|a, b| {
            Rect::new(
                Coord {
                    x: a.min().x.min(b.min().x),
                    y: a.min().y.min(b.min().y),
                },
                Coord {
                    x: a.max().x.max(b.max().x),
                    y: a.max().y.max(b.max().y),
                },
            )
        });
    let middle = bounds.map_or(Coord { x: 0.0, y: 0.0 }, |bounds| bounds.center());
    Unprojector::new(file.crs)?.xy(middle.x, middle.y)
}

/// The areas on the study's plane.
///
/// # Errors
///
/// [`AreaError::Crs`] where a vertex has no place there.
pub fn project_areas(
    path: &Path,
    areas: Vec<ReadArea>,
    from: Crs,
    to: Crs,
) -> Result<Vec<ReadArea>, AreaError> {
    let error = |source| AreaError::Crs {
        path: path.to_owned(),
        source,
    };
    let projector = Projector::new(from, to).map_err(error)?;
    areas
        .into_iter()
        .map(|area| {
            let outline = area
                .outline
                .try_map_coords(|c| {
                    let at = projector.project(c.x, c.y)?;
                    Ok(at.coord())
                })
                .map_err(error)?;
            Ok(ReadArea { outline, ..area })
        })
        .collect()
}

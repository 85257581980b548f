//! Where areas lie, and bringing them to the study's plane.

use std::path::Path;

use geo::{BoundingRect, Coord, MapCoords, Rect};

use super::{AreaError, AreaFile, ReadArea};
use crate::crs::{Crs, CrsError, Degrees, Extent, Projector, Unprojector};

/// The middle of the bounding box of the areas, in degrees.
///
/// # Errors
///
/// [`CrsError`] where it has no place on Earth.
pub fn middle_of(file: &AreaFile) -> Result<Degrees, CrsError> {
    let middle = bounds(file).map_or(Coord { x: 0.0, y: 0.0 }, |bounds| bounds.center());
    Unprojector::new(file.crs)?.xy(middle.x, middle.y)
}

/// The box in degrees that holds the corners of the bounding box of the areas; the whole Earth where one of them has no place on it.
#[must_use]
pub fn extent_of(file: &AreaFile) -> Extent {
    corners(file).unwrap_or(Extent::EVERYWHERE)
}

fn corners(file: &AreaFile) -> Option<Extent> {
    let to_degrees = Unprojector::new(file.crs).ok()?;
    let bounds = bounds(file)?;
    let (low, high) = (bounds.min(), bounds.max());
    let corners = [
        (low.x, low.y),
        (low.x, high.y),
        (high.x, low.y),
        (high.x, high.y),
    ];
    let mut found: Option<Extent> = None;
    for (x, y) in corners {
        let at = to_degrees.xy(x, y).ok()?;
        let extent = found.get_or_insert(Extent { low: at, high: at });
        let (low, high) = (&mut extent.low, &mut extent.high);
        (low.lon, low.lat) = (low.lon.min(at.lon), low.lat.min(at.lat));
        (high.lon, high.lat) = (high.lon.max(at.lon), high.lat.max(at.lat));
    }
    found
}

fn bounds(file: &AreaFile) -> Option<Rect> {
    let outlines = file.areas.iter();
    let boxes = outlines.filter_map(|area| area.outline.bounding_rect());
    boxes.reduce(|a, b| {
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
    })
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

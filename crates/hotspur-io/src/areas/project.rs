//! Where areas lie, and bringing them to the study's plane.

use std::path::Path;

use geo::{BoundingRect, Coord, MapCoords, Rect};

use super::{AreaError, AreaFile, ReadArea};
use crate::crs::{Crs, CrsError, Degrees, Projector, Unprojector};

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

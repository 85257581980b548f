//! What a project shows when it opens: the study area, on the plane of the project.

use std::f64::consts::FRAC_PI_4;
use std::io;

use geo::{BoundingRect, Rect, coord};
use hotspur_core::{Layer, Position, Shapes};

use crate::crs::{Degrees, Unprojector};

/// The radius of the sphere of EPSG:3857, in metres.
const RADIUS: f64 = 6_378_137.0;

/// EPSG:3857 ends here.
const LAST_LATITUDE: f64 = 85.06;

/// The share of the study area that stays free around it.
const MARGIN: f64 = 0.04;

/// How finely the edges of the study area are followed: straight in metres, they bend on the other plane.
const STEPS: u8 = 16;

/// West, south, east and north of what the layers hold, in EPSG:3857; `None` where they hold nothing.
pub fn extent(layers: &[Layer], to_degrees: &Unprojector) -> io::Result<Option<[f64; 4]>> {
    let Some(bounds) = layers.iter().filter_map(bounds).reduce(around) else {
        return Ok(None);
    };
    let [mut west, mut south, mut east, mut north] = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    for step in 0..=STEPS {
        let part = f64::from(step) / f64::from(STEPS);
        let x = bounds.min().x + part * bounds.width();
        let y = bounds.min().y + part * bounds.height();
        for (x, y) in [
            (x, bounds.min().y),
            (x, bounds.max().y),
            (bounds.min().x, y),
            (bounds.max().x, y),
        ] {
            let at = Position::new(x, y).and_then(|at| to_degrees.to_degrees(at).ok());
            let Some(at) = at else { continue };
            let [x, y] = mercator(at);
            (west, east) = (west.min(x), east.max(x));
            (south, north) = (south.min(y), north.max(y));
        }
    }
    if !(west <= east) {
        return Err(io::Error::other("the study area has no place on the map"));
    }
    let margin = MARGIN * (east - west).max(north - south);
    Ok(Some(
        [west - margin, south - margin, east + margin, north + margin]
            .map(|metres| metres.round() + 0.0),
    ))
}

fn mercator(at: Degrees) -> [f64; 2] {
    let latitude = at.lat.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    [
        RADIUS * at.lon.to_radians(),
        RADIUS * (FRAC_PI_4 + latitude / 2.0).tan().ln(),
    ]
}

fn bounds(layer: &Layer) -> Option<Rect<f64>> {
    match &layer.shapes {
        Shapes::Areas(areas) => areas
            .iter()
            .filter_map(BoundingRect::bounding_rect)
            .reduce(around),
        Shapes::Points(points) => points
            .iter()
            .map(|at| {
                Rect::new(
                    coord! { x: at.x(), y: at.y() },
                    coord! { x: at.x(), y: at.y() },
                )
            })
            .reduce(around),
        Shapes::Cells { grid, cells } => cells
            .iter()
            .map(|(column, row)| {
                Rect::new(
                    coord! { x: grid.west(*column), y: grid.south(*row) },
                    coord! { x: grid.west(column + 1), y: grid.south(row + 1) },
                )
            })
            .reduce(around),
    }
}

fn around(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    Rect::new(
        coord! { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
        coord! { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
    )
}

//! The British National Grid by OSTN15, which defines it from ETRS89.
//!
//! `lonlat_bng` answers to the millimetre. Its check is only a box, so that three places need care here: Ireland and the coast of
//! France, where it answers with numbers that mean nothing, and the Isles of Scilly, part of which it refuses.

use lonlat_bng::{convert_etrs89_to_osgb36, convert_osgb36, convert_osgb36_to_ll};
use proj4rs::Proj;
use proj4rs::adaptors::transform_xy;

use super::Degrees;

/// The southern edge of the box that the library accepts.
const SOUTH_OF_BOX: f64 = 49.922;

/// ETRS89 on the transverse Mercator of the grid, before the shifts of OSTN15.
const BEFORE_SHIFTS: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=GRS80 +units=m +no_defs";

/// Easting and northing of a position; `None` outside the cover of OSTN15.
pub(super) fn to_grid(at: Degrees) -> Option<(f64, f64)> {
    if !(at.lon.is_finite() && at.lat.is_finite()) || in_ireland(at) || in_france(at) {
        return None;
    }
    if at.lat < SOUTH_OF_BOX {
        return scilly(at);
    }
    convert_osgb36(at.lon, at.lat).ok()
}

/// Longitude and latitude of a position on the grid; `None` off it.
pub(super) fn from_grid(x: f64, y: f64) -> Option<Degrees> {
    // The library multiplies kilometres as `i32`, which a coordinate far off the grid would overflow.
    if !((0.0..=700_000.0).contains(&x) && (0.0..=1_250_000.0).contains(&y)) {
        return None;
    }
    let (lon, lat) = convert_osgb36_to_ll(x, y).ok()?;
    Some(Degrees { lon, lat })
}

/// St Agnes and the Western Rocks lie south of the box, and inside the cover.
fn scilly(at: Degrees) -> Option<(f64, f64)> {
    if !(49.8..SOUTH_OF_BOX).contains(&at.lat) || !(-6.6..-6.0).contains(&at.lon) {
        return None;
    }
    let plane = Proj::from_proj_string(BEFORE_SHIFTS).ok()?;
    let degrees = Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs").ok()?;
    let (x, y) = transform_xy(&degrees, &plane, at.lon.to_radians(), at.lat.to_radians()).ok()?;
    convert_etrs89_to_osgb36(x, y).ok()
}

/// Ireland, roughly: west of a line down the North Channel and St George's Channel that no British land crosses.
fn in_ireland(at: Degrees) -> bool {
    let line = if at.lat > 55.35 {
        -6.6
    } else if at.lat > 55.2 {
        -5.95
    } else if at.lat > 54.0 {
        -5.35
    } else {
        -5.8
    };
    (51.2..55.6).contains(&at.lat) && at.lon < line
}

/// The French coast that the box of the library takes in: south-east of a line in the Channel.
fn in_france(at: Degrees) -> bool {
    (at.lat < 51.0 && at.lon > 1.1) || (at.lat < 50.4 && at.lon > 0.5)
}

/// Whether a position lies in Great Britain, within the cover of OSTN15.
pub(super) fn in_great_britain(at: Degrees) -> bool {
    to_grid(at).is_some()
}

//! What the register says of a code, and whether what brings it to WGS84 can be trusted.

use proj4rs::Proj;

use super::{BRITISH_NATIONAL_GRID, Crs, CrsError, ETRS89, Unit, WGS84};

const WEB_MERCATOR: u16 = 3857;

/// The system of a code.
pub(super) fn crs(code: u32) -> Result<Crs, CrsError> {
    let unknown = CrsError::Unknown(code);
    let known = same_as(code)
        .or_else(|| u16::try_from(code).ok())
        .ok_or_else(|| unknown.clone())?;
    let definition = crs_definitions::from_code(known).ok_or_else(|| unknown.clone())?;
    let why = inaccurate(definition.proj4).filter(|_| known != BRITISH_NATIONAL_GRID);
    if let Some(why) = why {
        return Err(CrsError::Inaccurate { code, why });
    }
    let proj = Proj::from_proj_string(definition.proj4).map_err(|_| unknown.clone())?;
    if proj.is_geocent() || !proj.has_forward() || !proj.has_inverse() {
        return Err(unknown);
    }
    let unit = if proj.is_latlong() {
        Unit::Degrees
    } else if proj.to_meter() != 1.0 {
        Unit::Other
    } else if parameter(definition.proj4, "proj") == Some("merc") {
        Unit::MercatorMetres
    } else {
        Unit::Metres
    };
    Ok(Crs { code: known, unit })
}

/// Codes that differ in height alone, and old or private names.
fn same_as(code: u32) -> Option<u16> {
    match code {
        7_405 => Some(BRITISH_NATIONAL_GRID),
        4_979 => Some(WGS84),
        4_937 => Some(ETRS89),
        3_785 | 102_100 | 102_113 | 900_913 => Some(WEB_MERCATOR),
        _ => None,
    }
}

/// Definitions that the engine takes, to answer metres or hundreds of metres beside the truth.
fn inaccurate(proj4: &str) -> Option<&'static str> {
    let datum = parameter(proj4, "datum");
    let grids = parameter(proj4, "nadgrids");
    if datum == Some("OSGB36") {
        return Some("its datum needs OSTN15, which is applied to EPSG:27700 alone");
    }
    if grids.is_some_and(|grids| grids != "@null") {
        return Some("its datum needs a grid that is not at hand");
    }
    if parameter(proj4, "axis").is_some() {
        return Some("its axes do not run east and north");
    }
    let of_the_world = matches!(parameter(proj4, "ellps"), Some("GRS80" | "WGS84"));
    let shifted = datum.is_some() || grids.is_some() || parameter(proj4, "towgs84").is_some();
    (!of_the_world && !shifted).then_some("the way from its datum to WGS84 is not known")
}

fn parameter<'a>(proj4: &'a str, name: &str) -> Option<&'a str> {
    proj4
        .split_ascii_whitespace()
        .filter_map(|part| part.strip_prefix('+')?.split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

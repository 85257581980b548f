//! Which coordinate system a file says it is in.

use super::{Crs, CrsError};

/// The system of a URN, as the legacy `crs` member of GeoJSON and OGC names write it; `None` where it is no URN.
#[must_use]
pub fn crs_of_urn(text: &str) -> Option<Result<Crs, CrsError>> {
    let upper = text.trim().to_uppercase();
    if upper.ends_with("CRS84") || upper.ends_with("CRS83") {
        return Some(Ok(Crs::wgs84()));
    }
    let rest = upper
        .strip_prefix("URN:OGC:DEF:CRS:EPSG:")
        .or_else(|| upper.strip_prefix("URN:X-OGC:DEF:CRS:EPSG:"))
        .or_else(|| upper.strip_prefix("HTTP://WWW.OPENGIS.NET/DEF/CRS/EPSG/"))?;
    let code = rest.rsplit([':', '/']).next().unwrap_or(rest);
    Some(
        code.parse()
            .map_err(|_| CrsError::Unreadable(text.to_owned()))
            .and_then(Crs::from_code),
    )
}

/// Names that ESRI and others write, in lower case and with anything but letters and digits taken out.
const NAMES: [(&str, u32); 12] = [
    ("britishnationalgrid", 27_700),
    ("osgb1936britishnationalgrid", 27_700),
    ("osgb36britishnationalgrid", 27_700),
    ("gcswgs1984", 4_326),
    ("wgs84", 4_326),
    ("gcsetrs1989", 4_258),
    ("etrs89", 4_258),
    ("wgs1984webmercatorauxiliarysphere", 3_857),
    ("wgs84pseudomercator", 3_857),
    ("tm65irishgrid", 29_902),
    ("tm75irishgrid", 29_903),
    ("irenet95irishtransversemercator", 2_157),
];

/// The system of a `.prj` file: WKT, often without an authority. The authority of the outermost system wins, then a
/// well-known name, then the parameters of the British National Grid; `None` where nothing fits.
#[must_use]
pub fn crs_of_prj(wkt: &str) -> Option<Crs> {
    let upper: String = wkt.to_uppercase().split_whitespace().collect();
    if let Some(Ok(crs)) = outer_authority(&upper).map(Crs::from_code) {
        return Some(crs);
    }
    let name = wkt.split('"').nth(1)?;
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == plain) {
        return Crs::from_code(*code).ok();
    }
    utm(&plain).or_else(|| british_parameters(&upper))
}

/// The code of an `AUTHORITY["EPSG","…"]` or `ID["EPSG",…]` that closes the whole text.
fn outer_authority(wkt: &str) -> Option<u32> {
    let start = wkt
        .rfind("AUTHORITY[\"EPSG\",")
        .or_else(|| wkt.rfind("ID[\"EPSG\","))?;
    let tail = &wkt[start..];
    let digits: String = tail
        .chars()
        .skip_while(|c| *c != ',')
        .skip(1)
        .filter(|c| *c != '"')
        .take_while(char::is_ascii_digit)
        .collect();
    // Only an authority that nothing follows but closing brackets is that of the whole system.
    let rest = tail.split_once(']').map_or("", |(_, rest)| rest);
    rest.chars()
        .all(|c| c == ']')
        .then(|| digits.parse().ok())
        .flatten()
}

/// `WGS_1984_UTM_Zone_30N` and its like.
fn utm(plain: &str) -> Option<Crs> {
    let zone = plain
        .strip_prefix("wgs1984utmzone")
        .or_else(|| plain.strip_prefix("wgs84utmzone"))?;
    let (digits, base) = match zone.strip_suffix('n') {
        Some(digits) => (digits, 32_600),
        None => (zone.strip_suffix('s')?, 32_700),
    };
    let zone: u32 = digits.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    Crs::from_code(base + zone).ok()
}

/// The transverse Mercator of the grid, whatever it is called.
fn british_parameters(wkt: &str) -> Option<Crs> {
    let parameter = |name: &str| -> Option<f64> {
        let start = wkt.find(&format!("PARAMETER[\"{name}\","))?;
        let value = wkt[start..].split(',').nth(1)?;
        value.split(']').next()?.parse().ok()
    };
    let fits = wkt.contains("TRANSVERSE_MERCATOR")
        && wkt.contains("AIRY")
        && parameter("LATITUDE_OF_ORIGIN") == Some(49.0)
        && parameter("CENTRAL_MERIDIAN") == Some(-2.0)
        && parameter("FALSE_EASTING") == Some(400_000.0)
        && parameter("FALSE_NORTHING") == Some(-100_000.0);
    fits.then(Crs::british_national_grid)
}

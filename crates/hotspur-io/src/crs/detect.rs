//! Which coordinate system a file says it is in.

use super::wkt::{self, Node, normal};
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

/// The keywords of projected systems, in both dialects.
const PROJECTED: &[&str] = &["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const GEOGRAPHIC: &[&str] = &[
    "GEOGCS",
    "GEOGCRS",
    "GEOGRAPHICCRS",
    "GEODCRS",
    "GEODETICCRS",
];
const ELLIPSOID: &[&str] = &["SPHEROID", "ELLIPSOID"];
const LENGTH_UNIT: &[&str] = &["UNIT", "LENGTHUNIT"];

/// Transverse Mercator of British National Grid.
const GRID_PARAMETERS: [(&[&str], f64); 5] = [
    (&["latitude_of_origin", "Latitude of natural origin"], 49.0),
    (&["central_meridian", "Longitude of natural origin"], -2.0),
    (
        &["scale_factor", "Scale factor at natural origin"],
        0.999_601_271_7,
    ),
    (&["false_easting"], 400_000.0),
    (&["false_northing"], -100_000.0),
];

/// What a parameter may differ by, relatively, and be the same: tables round the scale factor to ten digits.
const SAME_PARAMETER: f64 = 1e-9;

/// The system of a `.prj` file: WKT of either dialect, often without an authority.
///
/// A code is believed. Without one the parameters decide for the British National Grid, and for the rest the name does,
/// if the parameters of the register agree with those of the file. `None` where nothing fits.
#[must_use]
pub fn crs_of_prj(text: &str) -> Option<Crs> {
    let root = wkt::parse(text)?;
    let node = horizontal(&root)?;
    authority(&root)
        .or_else(|| authority(node))
        .or_else(|| by_parameters(node))
        .or_else(|| by_name(node))
        .and_then(|code| Crs::from_code(code).ok())
}

fn horizontal(root: &Node) -> Option<&Node> {
    let keyword = root.keyword.as_str();
    if PROJECTED.contains(&keyword) || GEOGRAPHIC.contains(&keyword) {
        return Some(root);
    }
    // Compound and bound systems hold the one that counts.
    root.descendant(PROJECTED)
        .or_else(|| root.descendant(GEOGRAPHIC))
}

fn authority(node: &Node) -> Option<u32> {
    let found = node.child(&["AUTHORITY", "ID"])?;
    let code = found
        .numbers
        .first()
        .map(ToString::to_string)
        .or_else(|| found.texts.get(1).cloned())?;
    let code: u32 = code.parse().ok()?;
    let epsg = found.name().eq_ignore_ascii_case("EPSG");
    // ESRI's own numbers are another register; those that mean Web Mercator are known here.
    (epsg || code > u32::from(u16::MAX)).then_some(code)
}

fn by_parameters(node: &Node) -> Option<u32> {
    if GEOGRAPHIC.contains(&node.keyword.as_str()) {
        return geographic(node);
    }
    let name = normal(node.name());
    if ["webmercator", "pseudomercator", "popularvisualisation"]
        .iter()
        .any(|part| name.contains(part))
    {
        return Some(3_857);
    }
    let airy = node
        .descendant(ELLIPSOID)
        .and_then(|found| found.numbers.first())
        .is_some_and(|axis| (axis - 6_377_563.396).abs() < 0.01);
    let transverse = node
        .descendant(&["PROJECTION", "METHOD"])
        .is_some_and(|found| normal(found.name()) == "transversemercator");
    let grid = GRID_PARAMETERS.iter().all(|(names, value)| {
        names
            .iter()
            .find_map(|name| node.parameter(name))
            .is_some_and(|found| same(found, *value))
    });
    (airy && transverse && grid && in_metres(node)).then_some(27_700)
}

fn geographic(node: &Node) -> Option<u32> {
    let datum = node
        .descendant(&["DATUM", "ENSEMBLE", "TRF"])
        .map(|found| normal(found.name()))?;
    match datum.trim_start_matches('d') {
        "wgs1984" | "wgs84" | "worldgeodeticsystem1984" | "worldgeodeticsystem1984ensemble" => {
            Some(4_326)
        }
        "etrs1989" | "europeanterrestrialreferencesystem1989" => Some(4_258),
        _ => None,
    }
}

/// Compares with every name of the table, and then with that entry's parameters, because a name alone may lie.
fn by_name(node: &Node) -> Option<u32> {
    let wanted = table_name(node.name());
    let projected = PROJECTED.contains(&node.keyword.as_str());
    (1..=u16::MAX)
        .filter_map(crs_definitions::from_code)
        .filter(|entry| {
            entry
                .wkt
                .starts_with(if projected { "PROJCS" } else { "GEOGCS" })
        })
        .filter(|entry| {
            let name = entry.wkt.split('"').nth(1).unwrap_or("");
            table_name(name) == wanted
        })
        .find(|entry| wkt::parse(entry.wkt).is_some_and(|known| agrees(node, &known)))
        .map(|entry| u32::from(entry.code))
}

fn agrees(node: &Node, known: &Node) -> bool {
    let axis = |of: &Node| {
        of.descendant(ELLIPSOID)
            .and_then(|found| found.numbers.first().copied())
    };
    let unit = |of: &Node| {
        of.child(LENGTH_UNIT)
            .and_then(|found| found.numbers.first().copied())
    };
    let parameters = known
        .children
        .iter()
        .filter(|child| child.keyword == "PARAMETER")
        .all(|child| {
            let known_value = child.numbers.first().copied().unwrap_or(0.0);
            node.parameter(child.name())
                .is_none_or(|found| same(found, known_value))
        });
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        _ => true,
    };
    parameters && close(axis(node), axis(known)) && close(unit(node), unit(known))
}

/// A name as table and ESRI would both spell it.
fn table_name(name: &str) -> String {
    normal(name)
        .trim_start_matches("gcs")
        .replace("wgs1984", "wgs84")
        .replace("etrs1989", "etrs89")
}

fn in_metres(node: &Node) -> bool {
    node.child(LENGTH_UNIT)
        .and_then(|found| found.numbers.first())
        .is_none_or(|metres| same(*metres, 1.0))
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME_PARAMETER * a.abs().max(b.abs()).max(1.0)
}

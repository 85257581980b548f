//! The wards as GeoJSON in metres, with the legacy `crs` member that says so.

use std::io::{self, Write};

use crate::borough::Borough;

/// What every feature says of itself, so that the map cannot be taken for the official one.
pub const NOTE: &str = "schematic boundary drawn for this sample, not the official ward boundary";

/// The wards, one feature a line.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn geojson(borough: &Borough) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    writeln!(out, "{{")?;
    writeln!(out, "\"type\": \"FeatureCollection\",")?;
    writeln!(out, "\"name\": \"wards\",")?;
    writeln!(out, "\"note\": \"{NOTE}\",")?;
    writeln!(
        out,
        "\"crs\": {{\"type\": \"name\", \"properties\": {{\"name\": \"urn:ogc:def:crs:EPSG::27700\"}}}},"
    )?;
    writeln!(out, "\"features\": [")?;
    for (position, ward) in borough.wards.iter().enumerate() {
        write!(
            out,
            "{{\"type\": \"Feature\", \"properties\": {{\"code\": \"{}\", \"name\": \"{}\", \"residents\": {}, \"households\": {}, \"note\": \"{NOTE}\"}}, ",
            ward.code, ward.name, ward.residents, ward.households
        )?;
        write!(
            out,
            "\"geometry\": {{\"type\": \"Polygon\", \"coordinates\": [["
        )?;
        for (corner, point) in ward.polygon.exterior().coords().enumerate() {
            let comma = if corner == 0 { "" } else { ", " };
            write!(out, "{comma}[{:.0}, {:.0}]", point.x, point.y)?;
        }
        let comma = if position + 1 == borough.wards.len() {
            ""
        } else {
            ","
        };
        writeln!(out, "]]}}}}{comma}")?;
    }
    writeln!(out, "]")?;
    writeln!(out, "}}")?;
    Ok(out)
}

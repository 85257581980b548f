//! Areas from GeoJSON: RFC 7946, and the legacy `crs` member that QGIS and ogr2ogr write.

use std::path::Path;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use geojson::{FeatureCollection, GeoJson, GeometryValue, JsonObject, JsonValue};

use super::bytes::{decode, read_whole};
use super::diagnosis;
use super::{AreaError, Attribute, Content, Feature, Wanted};
use crate::crs::Crs;

pub(super) fn read(path: &Path, wanted: Wanted) -> Result<Content, AreaError> {
    let (bytes, input) = read_whole(path)?;
    let text = decode(path, &bytes)?;
    let malformed = |why: String| AreaError::Malformed {
        path: path.to_owned(),
        why,
    };
    if text.trim_start().starts_with('<') {
        return Err(malformed(
            "this is a page of markup, not GeoJSON, a shapefile or a GeoPackage".into(),
        ));
    }
    // serde_json bounds the nesting that it follows, so that no text can exhaust the stack.
    let parsed: GeoJson = text
        .parse()
        .map_err(|error: geojson::Error| malformed(diagnosis::of(&text, &error)))?;
    let collection = match parsed {
        GeoJson::FeatureCollection(collection) => collection,
        GeoJson::Feature(feature) => FeatureCollection::new(vec![feature]),
        GeoJson::Geometry(geometry) => {
            FeatureCollection::new(vec![geojson::Feature::from(geometry)])
        }
    };
    let mut notes = Vec::new();
    // RFC 7946 knows one system; `settle` checks that the coordinates can be in it.
    let crs = stated(path, collection.foreign_members.as_ref(), &mut notes)
        .map(|stated| Some(stated.unwrap_or(Crs::wgs84())));
    let mut features = Vec::with_capacity(collection.features.len());
    for (index, feature) in collection.features.into_iter().enumerate() {
        let number = index + 1;
        let kind = |kind: &str| AreaError::NotAnArea {
            path: path.to_owned(),
            feature: number,
            kind: kind.to_owned(),
        };
        let points = wanted == Wanted::Points;
        let (mut outline, mut point) = (MultiPolygon::new(Vec::new()), None);
        match feature.geometry.map(|geometry| geometry.value) {
            None if points => {}
            None => return Err(kind("feature without geometry")),
            Some(GeometryValue::Point { coordinates }) if points => {
                point = Some(position(path, number, &coordinates)?);
            }
            Some(GeometryValue::MultiPoint { coordinates }) if points && coordinates.len() == 1 => {
                point = Some(position(path, number, &coordinates[0])?);
            }
            Some(GeometryValue::Polygon { coordinates }) if !points => {
                outline = MultiPolygon::new(vec![polygon(path, number, &coordinates)?]);
            }
            Some(GeometryValue::MultiPolygon { coordinates }) if !points => {
                let polygons = coordinates.iter().map(|rings| polygon(path, number, rings));
                outline = MultiPolygon::new(polygons.collect::<Result<_, _>>()?);
            }
            Some(other) => return Err(kind(other.type_name())),
        }
        features.push(Feature {
            number,
            attributes: attributes(feature.properties.unwrap_or_default()),
            outline,
            point,
        });
    }
    Ok(Content {
        crs,
        features,
        notes,
        inputs: vec![input],
    })
}

/// The system of the legacy `crs` member; `None` where there is no member, or it is null.
fn stated(
    path: &Path,
    members: Option<&JsonObject>,
    notes: &mut Vec<String>,
) -> Result<Option<Crs>, AreaError> {
    let Some(member) = members.and_then(|members| members.get("crs")) else {
        return Ok(None);
    };
    if member.is_null() {
        notes
            .push("1 file has a crs member that is null: its coordinates are read as WGS84".into());
        return Ok(None);
    }
    let name = member
        .pointer("/properties/name")
        .or_else(|| member.pointer("/properties/code"));
    let text = match name {
        Some(JsonValue::String(text)) => text.clone(),
        Some(JsonValue::Number(code)) => code.to_string(),
        _ => {
            return Err(AreaError::Malformed {
                path: path.to_owned(),
                why: "the crs member names no system; give --areas-crs, for example EPSG:27700"
                    .into(),
            });
        }
    };
    let crs = text.parse().map_err(|source| AreaError::Crs {
        path: path.to_owned(),
        source,
    })?;
    Ok(Some(crs))
}

fn polygon(
    path: &Path,
    feature: usize,
    rings: &[Vec<geojson::Position>],
) -> Result<Polygon<f64>, AreaError> {
    let mut lines = Vec::with_capacity(rings.len());
    for ring in rings {
        let mut coords = Vec::with_capacity(ring.len());
        for position in ring {
            coords.push(self::position(path, feature, position)?);
        }
        lines.push(LineString::new(coords));
    }
    let mut lines = lines.into_iter();
    let exterior = lines.next().unwrap_or_else(|| LineString::new(Vec::new()));
    Ok(Polygon::new(exterior, lines.collect()))
}

fn position(
    path: &Path,
    feature: usize,
    position: &geojson::Position,
) -> Result<Coord<f64>, AreaError> {
    match position.as_slice() {
        [x, y, ..] => Ok(Coord { x: *x, y: *y }),
        _ => Err(AreaError::Malformed {
            path: path.to_owned(),
            why: format!(
                "feature {feature} has a position with fewer than two numbers; repair it in QGIS"
            ),
        }),
    }
}

fn attributes(properties: JsonObject) -> Vec<(String, Attribute)> {
    properties
        .into_iter()
        .filter_map(|(name, value)| match value {
            JsonValue::String(text) => Some((name, Attribute::Text(text))),
            JsonValue::Number(number) => number.as_f64().map(|n| (name, Attribute::Number(n))),
            JsonValue::Bool(flag) => Some((name, Attribute::Text(flag.to_string()))),
            _ => None,
        })
        .collect()
}

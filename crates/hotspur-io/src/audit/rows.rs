//! Tables as an outsider reads them: columns, rows and shapes, whatever the format.

use std::path::Path;

use geo::{Geometry, LineString, MultiPolygon, Point, Polygon};
use serde_json::Value as Json;

use super::AuditError;
use crate::crs::{Crs, Projector};

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// Nothing.
    Null,
    /// A number.
    Number(f64),
    /// A text; in a CSV everything is one.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

impl Field {
    /// The number that stands there, also as text.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Null | Self::Flag(_) => None,
        }
        .filter(|number: &f64| number.is_finite())
    }

    /// The text that stands there.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) if text.is_empty() => None,
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Null | Self::Flag(_) => None,
        }
    }

    /// The count that stands there.
    pub fn count(&self) -> Option<u64> {
        let number = self.number()?;
        (0.0..4e9).contains(&number).then(|| number.round() as u64)
    }
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The file, as findings name it.
    pub file: String,
    /// Its name.
    pub name: String,
    /// The columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
    /// The shape of each row on the study's plane, where it has one.
    pub shapes: Vec<Option<Geometry<f64>>>,
    /// What the file says of how it was made.
    pub facts: Json,
}

impl Table {
    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A field of a row.
    pub fn field(&self, row: usize, name: &str) -> Option<&Field> {
        self.rows.get(row)?.get(self.column(name)?)
    }

    /// A text of a row.
    pub fn text(&self, row: usize, name: &str) -> Option<String> {
        self.field(row, name)?.text()
    }
}

/// Reads a CSV.
pub fn read_csv(path: &Path, file: &str, name: &str) -> Result<Table, AuditError> {
    let error = |error: csv::Error| AuditError::unreadable(path, &error.to_string());
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .map_err(error)?;
    let lossy = |record: &csv::ByteRecord| -> Vec<String> {
        record
            .iter()
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect()
    };
    let mut columns = lossy(reader.byte_headers().map_err(error)?);
    if let Some(first) = columns.first_mut() {
        *first = first.trim_start_matches('\u{feff}').to_owned();
    }
    let mut rows = Vec::new();
    for record in reader.byte_records() {
        let fields = lossy(&record.map_err(error)?).into_iter();
        rows.push(
            fields
                .map(|text| match text.as_str() {
                    "" => Field::Null,
                    "true" => Field::Flag(true),
                    "false" => Field::Flag(false),
                    _ => Field::Text(text),
                })
                .collect(),
        );
    }
    Ok(Table {
        file: file.to_owned(),
        name: name.to_owned(),
        columns,
        shapes: vec![None; rows.len()],
        rows,
        facts: Json::Null,
    })
}

/// Reads a GeoJSON; what is no collection of features is an empty table.
pub fn read_geojson(path: &Path, file: &str, name: &str, to: Crs) -> Result<Table, AuditError> {
    let mut whole = super::read_json(path)?;
    let projector = Projector::new(Crs::wgs84(), to)
        .map_err(|error| AuditError::unreadable(path, &error.to_string()))?;
    let mut table = Table {
        file: file.to_owned(),
        name: name.to_owned(),
        facts: whole["hotspur"].take(),
        ..Table::default()
    };
    let features = whole["features"].as_array().map_or(&[][..], Vec::as_slice);
    for feature in features {
        let properties = feature["properties"].as_object();
        let mut row = vec![Field::Null; table.columns.len()];
        for (key, value) in properties.into_iter().flatten() {
            let at = table.column(key).unwrap_or_else(|| {
                table.columns.push(key.clone());
                table.columns.len() - 1
            });
            row.resize(table.columns.len(), Field::Null);
            if let Some(field) = row.get_mut(at) {
                *field = field_of(value);
            }
        }
        table.rows.push(row);
        table.shapes.push(shape(&feature["geometry"], &projector));
    }
    let width = table.columns.len();
    for row in &mut table.rows {
        row.resize(width, Field::Null);
    }
    Ok(table)
}

fn field_of(value: &Json) -> Field {
    match value {
        Json::Null => Field::Null,
        Json::Bool(flag) => Field::Flag(*flag),
        Json::Number(number) => number.as_f64().map_or(Field::Null, Field::Number),
        Json::String(text) => Field::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => Field::Text(value.to_string()),
    }
}

fn shape(geometry: &Json, projector: &Projector) -> Option<Geometry<f64>> {
    let coordinates = &geometry["coordinates"];
    match geometry["type"].as_str()? {
        "Point" => Some(Geometry::Point(Point::from(place(coordinates, projector)?))),
        "Polygon" => Some(Geometry::MultiPolygon(MultiPolygon(vec![polygon(
            coordinates,
            projector,
        )?]))),
        "MultiPolygon" => {
            let parts = coordinates.as_array()?.iter();
            let parts: Option<Vec<_>> = parts.map(|part| polygon(part, projector)).collect();
            Some(Geometry::MultiPolygon(MultiPolygon(parts?)))
        }
        _ => None,
    }
}

fn polygon(rings: &Json, projector: &Projector) -> Option<Polygon<f64>> {
    let ring = |ring: &Json| -> Option<LineString<f64>> {
        let places: Option<Vec<_>> = ring
            .as_array()?
            .iter()
            .map(|at| place(at, projector))
            .collect();
        Some(LineString::from(places?))
    };
    let rings: Option<Vec<_>> = rings.as_array()?.iter().map(ring).collect();
    let mut rings = rings?.into_iter();
    Some(Polygon::new(rings.next()?, rings.collect()))
}

fn place(at: &Json, projector: &Projector) -> Option<(f64, f64)> {
    let position = projector.project(at[0].as_f64()?, at[1].as_f64()?).ok()?;
    Some((position.x(), position.y()))
}

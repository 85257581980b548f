//! A layer as GeoJSON (RFC 7946), one feature a line.

use std::io::{self, Write};

use geojson::{Feature, Geometry, JsonObject, JsonValue};
use hotspur_core::{Cells, Column, Layer};

use super::number::ten_digits;
use super::shapes::ShapeWriter;
use crate::crs::Unprojector;

/// Writes a layer as a FeatureCollection without a `crs` member; missing values are null.
pub fn write_layer(layer: &Layer, to_degrees: &Unprojector, out: &mut dyn Write) -> io::Result<()> {
    let name = serde_json::to_string(&layer.name)?;
    write!(
        out,
        "{{\"type\":\"FeatureCollection\",\"name\":{name},\"features\":["
    )?;
    let mut shapes = ShapeWriter::new(&layer.shapes, to_degrees);
    for feature in 0..layer.shapes.len() {
        out.write_all(if feature == 0 { b"\n" } else { b",\n" })?;
        let geometry = shapes.geometry(feature)?;
        let feature = Feature {
            geometry: Some(Geometry::new(geometry)),
            properties: Some(properties(&layer.columns, feature)),
            ..Feature::default()
        };
        serde_json::to_writer(&mut *out, &feature)?;
    }
    out.write_all(b"\n]}\n")
}

fn properties(columns: &[Column], feature: usize) -> JsonObject {
    columns
        .iter()
        .map(|column| (column.name.clone(), value(&column.cells, feature)))
        .collect()
}

/// A cell as JSON. A real number that were not finite would be null, never `NaN`.
fn value(cells: &Cells, feature: usize) -> JsonValue {
    match cells {
        Cells::Integer(cells) => cells[feature].into(),
        Cells::Real(cells) => cells[feature].map(ten_digits).into(),
        Cells::Text(cells) => cells[feature].clone().into(),
        Cells::Boolean(cells) => cells[feature].into(),
    }
}

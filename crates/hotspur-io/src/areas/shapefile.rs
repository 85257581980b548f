//! Areas from a shapefile, with its .dbf, and its .prj and .cpg where they are there.
//!
//! The .cpg is read here: the library knows few of the labels in use, and falls back in silence
//! (<https://docs.rs/dbase/0.8.0/dbase/encoding/>).

use std::io::Cursor;
use std::path::{Path, PathBuf};

use dbase::FieldValue;
use dbase::encoding::EncodingRs;
use encoding_rs::Encoding;
use geo::{Coord, LineString, MultiPolygon};
use shapefile::record::polygon::GenericPolygon;
use shapefile::{Shape, ShapeReader};

use super::bytes::read_whole;
use super::nesting::{MOST_RINGS, assemble};
use super::shape_records;
use super::{AreaError, Attribute, Content, Feature, InputFile, Wanted};
use crate::crs::{Crs, crs_of_prj};

pub(super) fn read(path: &Path, wanted: Wanted) -> Result<Content, AreaError> {
    let (shp, input) = read_whole(path)?;
    let mut inputs = vec![input];
    let dbf = beside(path, "dbf", &mut inputs)?.ok_or_else(|| {
        malformed(
            path,
            "there is no .dbf beside it: a shapefile needs .shp and .dbf",
        )
    })?;
    let encoding = encoding(path, &dbf, &mut inputs)?;
    let crs = projection(path, &mut inputs);
    let mut notes = Vec::new();
    let shx = beside(path, "shx", &mut inputs)?;
    if shx.is_none() {
        notes.push("1 shapefile has no .shx: its shapes were read one after another".into());
    }
    let mut shapes = shapes(path, shp)?;
    let deleted = deleted(&dbf);
    if deleted.contains(&true) && deleted.len() == shapes.len() {
        // The table only marks a row that was deleted, and its shape stays; the library leaves such rows out.
        let mut flags = deleted.iter();
        shapes.retain(|_| flags.next() != Some(&true));
        notes.push(format!(
            "{} deleted row(s) of the .dbf were left out, with their shapes",
            deleted.len() - shapes.len()
        ));
    }
    let records = records(path, dbf, encoding)?;
    if shapes.len() != records.len() {
        return Err(malformed(
            path,
            &format!(
                "{} shapes but {} records in the .dbf: the file is damaged or cut short, fetch it again",
                shapes.len(),
                records.len()
            ),
        ));
    }
    let mut features = Vec::with_capacity(shapes.len());
    for (index, (shape, attributes)) in shapes.into_iter().zip(records).enumerate() {
        let (outline, point) = match wanted {
            Wanted::Polygons => (outline(path, index + 1, shape)?, None),
            Wanted::Points => (
                MultiPolygon::new(Vec::new()),
                point(path, index + 1, shape)?,
            ),
        };
        features.push(Feature {
            number: index + 1,
            attributes,
            outline,
            point,
        });
    }
    Ok(Content {
        crs,
        features,
        notes,
        inputs,
    })
}

fn malformed(path: &Path, why: &str) -> AreaError {
    AreaError::Malformed {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

/// The bytes of a companion file, if there is one, in either case of its extension.
fn beside(
    path: &Path,
    extension: &str,
    inputs: &mut Vec<InputFile>,
) -> Result<Option<Vec<u8>>, AreaError> {
    let candidates: [PathBuf; 2] = [
        path.with_extension(extension),
        path.with_extension(extension.to_uppercase()),
    ];
    let Some(found) = candidates.into_iter().find(|file| file.is_file()) else {
        return Ok(None);
    };
    let (bytes, input) = read_whole(&found)?;
    inputs.push(input);
    Ok(Some(bytes))
}

/// The encoding that the .cpg names, else UTF-8 where the .dbf is that, else Windows-1252.
fn encoding(
    path: &Path,
    dbf: &[u8],
    inputs: &mut Vec<InputFile>,
) -> Result<&'static Encoding, AreaError> {
    let label = beside(path, "cpg", inputs)?
        .map(|bytes| String::from_utf8_lossy(&bytes).trim().to_uppercase());
    let named = label.as_deref().and_then(|label| match label {
        "" => None,
        "65001" | "UTF8" | "UTF-8" => Some(encoding_rs::UTF_8),
        "1252" | "CP1252" | "ANSI 1252" | "88591" | "8859-1" | "LATIN1" => {
            Some(encoding_rs::WINDOWS_1252)
        }
        other => Encoding::for_label(other.as_bytes()).or_else(|| {
            Encoding::for_label(format!("windows-{}", other.trim_start_matches("ANSI ")).as_bytes())
        }),
    });
    let records = dbf.get(32..).unwrap_or_default();
    Ok(named.unwrap_or(if std::str::from_utf8(records).is_ok() {
        encoding_rs::UTF_8
    } else {
        encoding_rs::WINDOWS_1252
    }))
}

fn projection(path: &Path, inputs: &mut Vec<InputFile>) -> Result<Option<Crs>, AreaError> {
    let Some(bytes) = beside(path, "prj", inputs)? else {
        return Ok(None);
    };
    let wkt = String::from_utf8_lossy(&bytes);
    crs_of_prj(&wkt).map(Some).ok_or_else(|| {
        let name: String = wkt.chars().take(60).collect();
        malformed(
            path,
            &format!(
                "the .prj names a coordinate system that is not known ({name}…); give --areas-crs"
            ),
        )
    })
}

fn shapes(path: &Path, bytes: Vec<u8>) -> Result<Vec<Shape>, AreaError> {
    shape_records::check(&bytes).map_err(|why| malformed(path, &why))?;
    let broken = |error: shapefile::Error| {
        malformed(
            path,
            &format!("not a shapefile that can be read: {error}; fetch it again"),
        )
    };
    let mut reader = ShapeReader::new(Cursor::new(bytes)).map_err(broken)?;
    let mut shapes = Vec::new();
    for shape in reader.iter_shapes() {
        shapes.push(shape.map_err(broken)?);
    }
    Ok(shapes)
}

/// Which rows of a table are marked as deleted.
fn deleted(dbf: &[u8]) -> Vec<bool> {
    let (Some(count), Some(start), Some(length)) = (dbf.get(4..8), dbf.get(8..10), dbf.get(10..12))
    else {
        return Vec::new();
    };
    let count = u32::from_le_bytes([count[0], count[1], count[2], count[3]]) as usize;
    let (start, length) = (
        usize::from(u16::from_le_bytes([start[0], start[1]])),
        usize::from(u16::from_le_bytes([length[0], length[1]])),
    );
    dbf.get(start..)
        .unwrap_or_default()
        .chunks(length.max(1))
        .take(count)
        .map(|row| row.first() == Some(&b'*'))
        .collect()
}

fn records(
    path: &Path,
    bytes: Vec<u8>,
    encoding: &'static Encoding,
) -> Result<Vec<Vec<(String, Attribute)>>, AreaError> {
    let broken = |error: dbase::Error| {
        malformed(
            path,
            &format!("its .dbf cannot be read: {error}; fetch it again"),
        )
    };
    let mut reader = dbase::ReaderBuilder::new()
        .with_encoding(EncodingRs::from(encoding))
        .build(Cursor::new(bytes))
        .map_err(broken)?;
    let mut records = Vec::new();
    for record in reader.iter_records() {
        let record = record.map_err(broken)?;
        let mut attributes: Vec<(String, Attribute)> = record
            .into_iter()
            .filter_map(|(name, value)| attribute(value).map(|value| (name, value)))
            .collect();
        // The library keeps columns in a map of random order.
        attributes.sort_by(|a, b| a.0.cmp(&b.0));
        records.push(attributes);
    }
    Ok(records)
}

fn attribute(value: FieldValue) -> Option<Attribute> {
    match value {
        FieldValue::Character(text) => text.map(Attribute::Text),
        FieldValue::Memo(text) => Some(Attribute::Text(text)),
        FieldValue::Numeric(number) => number.map(Attribute::Number),
        FieldValue::Float(number) => number.map(|n| Attribute::Number(f64::from(n))),
        FieldValue::Integer(number) => Some(Attribute::Number(f64::from(number))),
        FieldValue::Double(number) | FieldValue::Currency(number) => {
            Some(Attribute::Number(number))
        }
        FieldValue::Date(date) => date.map(|date| {
            let (year, month, day) = (date.year(), date.month(), date.day());
            Attribute::Text(format!("{year:04}-{month:02}-{day:02}"))
        }),
        FieldValue::Logical(yes) => yes.map(|yes| Attribute::Text(yes.to_string())),
        _ => None,
    }
}

fn outline(path: &Path, feature: usize, shape: Shape) -> Result<MultiPolygon<f64>, AreaError> {
    let kind = shape.shapetype().to_string();
    let rings = match shape {
        Shape::Polygon(polygon) => rings(polygon),
        Shape::PolygonM(polygon) => rings(polygon),
        Shape::PolygonZ(polygon) => rings(polygon),
        _ => {
            return Err(AreaError::NotAnArea {
                path: path.to_owned(),
                feature,
                kind,
            });
        }
    };
    if rings.len() > MOST_RINGS {
        return Err(malformed(
            path,
            &format!(
                "feature {feature} has {} rings, more than any area",
                rings.len()
            ),
        ));
    }
    if rings
        .iter()
        .flat_map(LineString::coords)
        .any(|c| !(c.x.is_finite() && c.y.is_finite()))
    {
        return Err(malformed(
            path,
            &format!(
                "feature {feature} has a coordinate that is not a number; repair it in QGIS (Fix geometries)"
            ),
        ));
    }
    Ok(assemble(rings))
}

/// The point of a feature; an empty shape has none.
fn point(path: &Path, feature: usize, shape: Shape) -> Result<Option<Coord<f64>>, AreaError> {
    let kind = shape.shapetype().to_string();
    let at = match shape {
        Shape::NullShape => return Ok(None),
        Shape::Point(at) => Coord { x: at.x, y: at.y },
        Shape::PointM(at) => Coord { x: at.x, y: at.y },
        Shape::PointZ(at) => Coord { x: at.x, y: at.y },
        _ => {
            return Err(AreaError::NotAnArea {
                path: path.to_owned(),
                feature,
                kind,
            });
        }
    };
    Ok((at.x.is_finite() && at.y.is_finite()).then_some(at))
}

/// The rings of a polygon, closed. What the file says of their roles is dropped: the library gives every hole to the
/// land before it, and the format puts them in any order.
fn rings<P: Copy>(polygon: GenericPolygon<P>) -> Vec<LineString<f64>>
where
    Coord<f64>: From<P>,
{
    polygon
        .into_inner()
        .into_iter()
        .map(|ring| {
            let mut line: LineString<f64> =
                ring.into_inner().into_iter().map(Coord::from).collect();
            line.close();
            line
        })
        .filter(|line| !line.0.is_empty())
        .collect()
}

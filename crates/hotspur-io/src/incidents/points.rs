//! Incidents from a layer of points: its features become the rows of a table, and are read as one.
//!
//! Row n of the table is feature n, on line n + 1: a line stands for the header.

use std::io::Cursor;
use std::path::Path;

use hotspur_core::Themes;

use super::error::IncidentError;
use super::file::{FileRead, read_file};
use super::guess::{Role, guess_columns};
use super::source::IncidentSource;
use crate::areas::{PointFile, read_points};

/// Reads a layer of points.
pub fn read_layer(
    path: &Path,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<FileRead, IncidentError> {
    let layer = read_points(path, source.crs).map_err(|error| IncidentError::Points {
        why: error
            .to_string()
            .replace("--areas-crs", "[incidents] crs")
            .replace(
                "is no area; keep polygons alone",
                "is no point; keep points alone",
            )
            .replace(
                "no areas in this file: it must hold polygons",
                "no table of features in this file",
            ),
    })?;
    let table = table(&layer, source);
    let source = IncidentSource {
        degrees: Some(layer.crs.is_geographic()),
        ..source.clone()
    };
    let file = read_file(path, Cursor::new(table), &source, themes)?;
    let mut inputs = layer.inputs.into_iter();
    Ok(FileRead {
        input: inputs.next().unwrap_or(file.input),
        beside: inputs.collect(),
        crs: Some(layer.crs),
        said: layer.notes,
        ..file
    })
}

/// The column names of a layer as a table.
pub fn layer_columns(path: &Path) -> Result<Vec<String>, IncidentError> {
    let layer = read_points(path, None).map_err(|error| IncidentError::Points {
        why: error.to_string(),
    })?;
    let (names, _) = columns(&layer, &IncidentSource::default());
    Ok(names)
}

/// The names of the columns, those of the coordinates first, and which columns of the layer are kept: its point is where a feature lies, and
/// columns that say so too are left out.
fn columns(layer: &PointFile, source: &IncidentSource) -> (Vec<String>, Vec<usize>) {
    let [x, y] = match &source.columns {
        Some(mapping) => [mapping.x.trim(), mapping.y.trim()],
        None if layer.crs.is_geographic() => ["Longitude", "Latitude"],
        None => ["Easting", "Northing"],
    };
    let guess = guess_columns(&layer.columns);
    let placed = |name: &String| {
        let also = [Role::X, Role::Y];
        let guessed = source.columns.is_none()
            && also
                .iter()
                .any(|role| guess.candidates(*role).contains(name));
        let name = name.trim();
        guessed || name.eq_ignore_ascii_case(x) || name.eq_ignore_ascii_case(y)
    };
    let kept = layer.columns.iter().enumerate();
    let kept: Vec<usize> = kept
        .filter(|(_, name)| !placed(name))
        .map(|(at, _)| at)
        .collect();
    let mut names = vec![x.to_owned(), y.to_owned()];
    names.extend(kept.iter().map(|at| layer.columns[*at].clone()));
    (names, kept)
}

/// The layer as a CSV: coordinates first, with every digit.
fn table(layer: &PointFile, source: &IncidentSource) -> Vec<u8> {
    let (names, kept) = columns(layer, source);
    let mut text = Vec::new();
    line(&mut text, names.iter().map(String::as_str));
    for (at, values) in &layer.rows {
        let [x, y] = match at {
            Some([x, y]) => [x.to_string(), y.to_string()],
            None => [String::new(), String::new()],
        };
        let values = kept.iter().map(|at| values[*at].as_str());
        line(
            &mut text,
            [x.as_str(), y.as_str()].into_iter().chain(values),
        );
    }
    text
}

/// One line, every field in quotation marks and on one line.
fn line<'a>(text: &mut Vec<u8>, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(b',');
        }
        text.push(b'"');
        for c in field.chars() {
            let mut bytes = [0; 4];
            match c {
                '"' => text.extend_from_slice(b"\"\""),
                c if c.is_control() => text.push(b' '),
                c => text.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes()),
            }
        }
        text.push(b'"');
    }
    text.push(b'\n');
}

//! Files of points, for incidents that a group brings as a layer: the same formats as areas, with their system and columns.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{
    AreaError, Feature, InputFile, SHAPES, SQLITE, Wanted, content, has_extension, settle,
};
use crate::crs::Crs;

/// The features of a file of points, in its own coordinate system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PointFile {
    /// Its coordinate system.
    pub crs: Crs,
    /// Its columns, in the order met.
    pub columns: Vec<String>,
    /// A point, where there is one, and the values of the columns; empty where one is null.
    pub rows: Vec<(Option<[f64; 2]>, Vec<String>)>,
    /// How it was read.
    pub notes: Vec<String>,
    /// The files read.
    pub inputs: Vec<InputFile>,
}

/// Whether a file is a layer rather than a table, by its first bytes.
pub(crate) fn looks_like_points(path: &Path) -> bool {
    if !path.is_file() {
        return false;
    }
    let mut start = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut start));
    let start = &start[..read.unwrap_or(0)];
    let bare = start.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(start);
    start.starts_with(SQLITE)
        || start.starts_with(SHAPES)
        || has_extension(path, &["shp"])
        || bare.trim_ascii_start().starts_with(b"{")
}

/// Reads a file of points.
///
/// # Errors
///
/// As [`read_areas`](super::read_areas), and where a feature is no point.
pub(crate) fn read_points(path: &Path, asked: Option<Crs>) -> Result<PointFile, AreaError> {
    let content = content(path, None, Wanted::Points)?;
    let mut notes = content.notes;
    let crs = settle::settle(path, content.crs, asked, &content.features, &mut notes)?;
    let mut columns: Vec<String> = Vec::new();
    let mut places: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (name, _) in content
        .features
        .iter()
        .flat_map(|feature| &feature.attributes)
    {
        if !places.contains_key(name) {
            places.insert(name.clone(), columns.len());
            columns.push(name.clone());
        }
    }
    let row = |feature: Feature| {
        let mut values = vec![String::new(); columns.len()];
        for (name, value) in &feature.attributes {
            values[places[name]] = value.text();
        }
        (feature.point.map(|at| [at.x, at.y]), values)
    };
    Ok(PointFile {
        crs,
        rows: content.features.into_iter().map(row).collect(),
        columns,
        notes,
        inputs: content.inputs,
    })
}

//! Reading areas: shapefile, GeoJSON, GeoPackage. What comes out has codes, names, sound polygons and a known system.

mod bytes;
mod columns;
mod crossing;
mod diagnosis;
mod error;
mod geojson;
mod geopackage;
mod nesting;
mod overlap;
mod points;
mod polygon;
mod project;
mod settle;
mod shape_records;
mod shapefile;

pub use error::AreaError;
pub use overlap::overlaps;
pub(crate) use points::{PointFile, looks_like_points, read_points};
pub use project::{extent_of, middle_of, project_areas};

use std::collections::BTreeMap;
use std::path::Path;

use geo::{Coord, MultiPolygon};
use rayon::prelude::*;

use crate::crs::Crs;
pub use crate::incidents::InputFile;

/// What is known of an area file beside its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreaOptions {
    /// Its coordinate system, where the file does not say it or says it wrongly.
    pub crs: Option<Crs>,
    /// The column of codes.
    pub code: Option<String>,
    /// The column of names.
    pub name: Option<String>,
    /// Keep the areas of one district alone: those with this value in any column, or with a code that begins with it.
    pub within_code: Option<String>,
    /// The table of a GeoPackage.
    pub table: Option<String>,
    /// Whether the file is one of zones rather than areas: several may bear one name, and their texts are kept.
    pub zones: bool,
}

/// An area file, in its own coordinate system.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFile {
    /// Its coordinate system.
    pub crs: Crs,
    /// Its areas.
    pub areas: Vec<ReadArea>,
    /// How it was read.
    pub notes: Vec<String>,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The files read.
    pub inputs: Vec<InputFile>,
}

/// An area as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its outline.
    pub outline: MultiPolygon<f64>,
    /// Its numeric columns: exposures, if the study uses them.
    pub numbers: BTreeMap<String, f64>,
    /// All its columns as texts, their names in lower case; empty but for zones.
    pub texts: BTreeMap<String, String>,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
enum Attribute {
    Text(String),
    Number(f64),
}

impl Attribute {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A feature before its columns are understood. Columns that are null are absent.
#[derive(Debug, Clone, PartialEq)]
struct Feature {
    /// Its number in the file, from 1.
    number: usize,
    attributes: Vec<(String, Attribute)>,
    outline: MultiPolygon<f64>,
    /// Its point, in a file of points that has one for it.
    point: Option<Coord<f64>>,
}

/// What the features of a file are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Areas: a feature without a polygon is refused.
    Polygons,
    /// Places of incidents: a feature without a geometry has none.
    Points,
}

/// What a format gives.
struct Content {
    /// The coordinate system that the file states, or why that is not known: no error where the user says it.
    crs: Result<Option<Crs>, AreaError>,
    features: Vec<Feature>,
    notes: Vec<String>,
    inputs: Vec<InputFile>,
}

/// Reads an area file, recognised by its content, then by its extension.
///
/// # Errors
///
/// [`AreaError`] names the file, the feature, the value and the remedy.
pub fn read_areas(path: &Path, options: &AreaOptions) -> Result<AreaFile, AreaError> {
    let content = content(path, options.table.as_deref(), Wanted::Polygons)?;
    finish(path, content, options)
}

/// A file, recognised by its content, then by its extension.
fn content(path: &Path, table: Option<&str>, wanted: Wanted) -> Result<Content, AreaError> {
    let start = bytes::start_of(path)?;
    if start.starts_with(SQLITE) {
        geopackage::read(path, table, wanted)
    } else if start.starts_with(SHAPES) || has_extension(path, &["shp", "dbf", "shx", "prj"]) {
        shapefile::read(&path.with_extension(shapefile_extension(path)), wanted)
    } else {
        geojson::read(path, wanted)
    }
}

/// How a GeoPackage begins.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// How a shapefile begins.
const SHAPES: &[u8] = &[0, 0, 0x27, 0x0a];

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    known.contains(&extension.as_str())
}

/// Somebody who names the .dbf or the .prj means the shapefile; the case of the extension is kept.
fn shapefile_extension(path: &Path) -> String {
    let own = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let upper = own.chars().any(char::is_uppercase);
    match own.to_lowercase().as_str() {
        "shp" => own,
        _ if upper => "SHP".to_owned(),
        _ => "shp".to_owned(),
    }
}

/// Columns understood, polygons made sound, the coordinate system settled.
fn finish(path: &Path, content: Content, options: &AreaOptions) -> Result<AreaFile, AreaError> {
    let Content {
        crs,
        features,
        mut notes,
        inputs,
    } = content;
    if features.is_empty() {
        return Err(AreaError::NoAreas(path.to_owned()));
    }
    let crs = settle::settle(path, crs, options.crs, &features, &mut notes)?;
    let columns = columns::choose(path, &features, options, &mut notes)?;
    let features = columns::within(path, features, options, &columns, &mut notes)?;
    // The first fault by number is told, not the first in time.
    let sound: Vec<Result<(ReadArea, Vec<String>), AreaError>> = features
        .into_par_iter()
        .map(|feature| {
            let texts = if options.zones {
                texts(&feature)
            } else {
                BTreeMap::new()
            };
            sound_area(path, crs, &columns, feature)
                .map(|(area, said)| (ReadArea { texts, ..area }, said))
        })
        .collect();
    let (mut areas, mut warnings) = (Vec::new(), Vec::new());
    for found in sound {
        let (area, said) = found?;
        areas.push(area);
        warnings.extend(said);
    }
    if !options.zones {
        columns::refuse_repeats(path, &areas)?;
    }
    Ok(AreaFile {
        crs,
        areas,
        notes,
        warnings,
        inputs,
    })
}

fn sound_area(
    path: &Path,
    crs: Crs,
    columns: &columns::Columns,
    feature: Feature,
) -> Result<(ReadArea, Vec<String>), AreaError> {
    let (code, name) = columns.of(&feature);
    let of = polygon::Of {
        path,
        name: &name,
        feature: feature.number,
        degrees: crs.is_geographic(),
    };
    let (outline, warnings) = polygon::sound(of, feature.outline)?;
    let numbers = feature
        .attributes
        .iter()
        .filter_map(|(column, value)| match value {
            Attribute::Number(number) => Some((column.trim().to_lowercase(), *number)),
            Attribute::Text(_) => None,
        })
        .collect();
    let area = ReadArea {
        code,
        name,
        outline,
        numbers,
        texts: BTreeMap::new(),
    };
    Ok((area, warnings))
}

/// Every column as a text, without control characters.
fn texts(feature: &Feature) -> BTreeMap<String, String> {
    let columns = feature.attributes.iter().map(|(column, value)| {
        let text: String = value.text().chars().filter(|c| !c.is_control()).collect();
        (column.trim().to_lowercase(), text)
    });
    columns.filter(|(_, text)| !text.is_empty()).collect()
}

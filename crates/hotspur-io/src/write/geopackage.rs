//! All layers in one GeoPackage on the study's plane, with spatial indexes and the styles that QGIS draws them by.

use std::io;
use std::path::Path;

use geo::{Geometry, Point};
use geopackage::core::datetime::DateTime;
use geopackage::core::types::{ColumnType, GeometryType};
use geopackage::{
    ColumnSpec, DataColumn, GeoPackage, GeometrySpec, MetadataTarget, NewFeature, NewMetadata,
    OpenOptions, Synchronous, TableSchemaBuilder, Value,
};
use hotspur_core::{Cells, Column, Layer, Shapes};
use serde_json::Value as Json;

use super::number::ten_digits;
use crate::crs::Crs;

/// The name of the GeoPackage in its folder.
pub const GEOPACKAGE_FILE: &str = "study.gpkg";

/// The time that stands wherever the format wants one: no output holds a clock time.
const NO_TIME: &str = "1970-01-01T00:00:00.000Z";

/// GeoPackage 1.3, whose rules the tables keep too: QGIS warns of a newer version than its GDAL knows.
const VERSION: i32 = 10_300;

/// The column of geometry.
const GEOMETRY: &str = "geom";

/// How the table of styles is made: as QGIS makes it, which knows it by its columns.
const STYLES_TABLE: &str = include_str!("../../assets/geopackage/layer_styles.sql");

/// A layer with its style for QGIS.
#[derive(Debug)]
pub struct Styled<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// The style, as the text of a QML file.
    pub style: String,
}

/// Writes layers into a new GeoPackage, each a table of its name, with `facts` of how they were made as metadata.
///
/// # Errors
///
/// Where the file cannot be written.
pub fn write_geopackage(layers: &[Styled], crs: Crs, facts: &Json, path: &Path) -> io::Result<()> {
    write(layers, crs, facts, path).map_err(as_io)
}

fn write(layers: &[Styled], crs: Crs, facts: &Json, path: &Path) -> geopackage::Result<()> {
    let file = OpenOptions::new()
        .synchronous(Synchronous::Off)
        .create(path)?;
    // The folder is thrown away whole where this fails, so nothing beside the file is needed to roll back; and what is
    // overwritten shall not stay readable between the pages.
    file.connection().execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; BEGIN",
    )?;
    file.add_epsg_srs(i32::from(crs.code()))?;
    for styled in layers {
        write_layer(&file, styled.layer, crs)?;
    }
    describe(&file, layers, facts)?;
    write_styles(&file, layers)?;
    forget_the_time(&file)?;
    file.connection()
        .pragma_update(None, "user_version", VERSION)?;
    file.connection().execute_batch("COMMIT")?;
    file.close()
}

fn write_layer(file: &GeoPackage, layer: &Layer, crs: Crs) -> geopackage::Result<()> {
    let mut schema = TableSchemaBuilder::new(&layer.name)
        .identifier(&layer.name)
        .description(&layer.title)
        .geometry(
            GeometrySpec::new(geometry_type(&layer.shapes), i32::from(crs.code()))
                .column_name(GEOMETRY),
        );
    for column in &layer.columns {
        schema = schema.column(ColumnSpec::new(&column.name, column_type(&column.cells)));
    }
    let table = file.create_layer(&schema)?;
    let features = (0..layer.shapes.len())
        .map(|feature| NewFeature::new(geometry(&layer.shapes, feature), row(layer, feature)));
    // One batch: it all stands in one transaction.
    table.write_all(features, 0)?;
    for column in &layer.columns {
        file.set_data_column(&layer.name, &described(column))?;
    }
    Ok(())
}

const fn geometry_type(shapes: &Shapes) -> GeometryType {
    match shapes {
        Shapes::Areas(_) => GeometryType::MultiPolygon,
        Shapes::Points(_) => GeometryType::Point,
        Shapes::Lines(_) => GeometryType::MultiLineString,
        Shapes::Cells { .. } => GeometryType::Polygon,
    }
}

fn geometry(shapes: &Shapes, feature: usize) -> Geometry<f64> {
    match shapes {
        Shapes::Areas(areas) => areas[feature].clone().into(),
        Shapes::Points(points) => Point::new(points[feature].x(), points[feature].y()).into(),
        Shapes::Lines(lines) => lines[feature].clone().into(),
        Shapes::Cells { grid, cells } => {
            let (column, row) = cells[feature];
            grid.square(column, row).to_polygon().into()
        }
    }
}

const fn column_type(cells: &Cells) -> ColumnType {
    match cells {
        Cells::Integer(_) => ColumnType::Integer,
        Cells::Real(_) => ColumnType::Double,
        Cells::Text(_) => ColumnType::Text(None),
        Cells::Boolean(_) => ColumnType::Boolean,
    }
}

fn row(layer: &Layer, feature: usize) -> Vec<Value> {
    let cell = |column: &Column| match &column.cells {
        Cells::Integer(cells) => cells[feature].map(Value::Integer),
        Cells::Real(cells) => cells[feature].map(|value| Value::Float(ten_digits(value))),
        Cells::Text(cells) => cells[feature].clone().map(Value::Text),
        Cells::Boolean(cells) => cells[feature].map(Value::Boolean),
    };
    (layer.columns.iter())
        .map(|column| cell(column).unwrap_or(Value::Null))
        .collect()
}

/// The unit of a column, where programs look for what it means.
fn described(column: &Column) -> DataColumn {
    DataColumn {
        column_name: column.name.clone(),
        name: None,
        title: None,
        description: Some(column.unit.to_owned()),
        mime_type: None,
        constraint_name: None,
    }
}

/// How the layers were made: kernel, bandwidth, seed and the rest.
fn describe(file: &GeoPackage, layers: &[Styled], facts: &Json) -> geopackage::Result<()> {
    let scope = geopackage::MetadataScope::Dataset;
    let text = facts.to_string();
    let record =
        NewMetadata::new(scope, "https://www.json.org", text).mime_type("application/json");
    let record = file.add_metadata(&record)?;
    let time = DateTime::parse_strict(NO_TIME).map_err(|source| {
        geopackage::Error::InvalidDateTimeValue {
            column: "timestamp".to_owned(),
            text: NO_TIME.to_owned(),
            source,
        }
    })?;
    let whole = std::iter::once(MetadataTarget::GeoPackage);
    let tables = layers.iter().map(|styled| MetadataTarget::Table {
        table_name: styled.layer.name.clone(),
    });
    for target in whole.chain(tables) {
        file.add_metadata_reference(record, &target, time, None)?;
    }
    Ok(())
}

fn write_styles(file: &GeoPackage, layers: &[Styled]) -> geopackage::Result<()> {
    let connection = file.connection();
    connection.execute_batch(STYLES_TABLE)?;
    let mut statement = connection.prepare(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, \
         styleSLD, useAsDefault, description, owner, ui, update_time) \
         VALUES ('', '', ?1, ?2, ?1, ?3, '', 1, '', '', NULL, ?4)",
    )?;
    for styled in layers {
        statement.execute((&styled.layer.name, GEOMETRY, &styled.style, NO_TIME))?;
    }
    Ok(())
}

/// The format and the crate keep the time of each change; the same run shall give the same bytes.
fn forget_the_time(file: &GeoPackage) -> geopackage::Result<()> {
    let connection = file.connection();
    connection.execute("UPDATE gpkg_contents SET last_change = ?1", [NO_TIME])?;
    Ok(())
}

/// A disk that is full is said to be.
fn as_io(error: geopackage::Error) -> io::Error {
    let full = matches!(&error, geopackage::Error::Sqlite(inner)
        if inner.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull));
    if full {
        io::Error::new(io::ErrorKind::StorageFull, error)
    } else {
        io::Error::other(error)
    }
}

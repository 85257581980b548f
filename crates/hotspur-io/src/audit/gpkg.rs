//! The tables of a GeoPackage, read as plain SQLite.

use std::path::Path;

use geo::{Geometry, MultiPolygon};
use geo_traits::to_geo::ToGeoGeometry;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::AuditError;
use super::rows::{Field, Table};

/// Reads every table that is not part of the format itself, or the one that is asked for.
pub fn read_geopackage(
    path: &Path,
    file: &str,
    only: Option<&str>,
) -> Result<Vec<Table>, AuditError> {
    read(path, file, only).map_err(|error| AuditError::unreadable(path, &error.to_string()))
}

fn read(path: &Path, file: &str, only: Option<&str>) -> rusqlite::Result<Vec<Table>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let mut names = connection
        .prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")?;
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let own = |name: &&String| {
        let format = ["gpkg_", "rtree_", "sqlite_"];
        let known = format.iter().any(|prefix| name.starts_with(prefix)) || *name == "layer_styles";
        only.map_or(!known, |only| only == name.as_str())
    };
    names
        .iter()
        .filter(own)
        .map(|name| table(&connection, file, name))
        .collect()
}

fn table(connection: &Connection, file: &str, name: &str) -> rusqlite::Result<Table> {
    let quoted = name.replace('"', "\"\"");
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{quoted}\""))?;
    let columns: Vec<String> = statement
        .column_names()
        .iter()
        .map(|&name| name.to_owned())
        .collect();
    let (mut rows, mut shapes) = (Vec::new(), Vec::new());
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (mut fields, mut shape) = (Vec::new(), None);
        for at in 0..columns.len() {
            fields.push(match row.get_ref(at)? {
                ValueRef::Null => Field::Null,
                ValueRef::Integer(number) => Field::Number(number as f64),
                ValueRef::Real(number) => Field::Number(number),
                ValueRef::Text(text) => Field::Text(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Blob(bytes) => {
                    shape = shape.or_else(|| geometry(bytes));
                    Field::Null
                }
            });
        }
        rows.push(fields);
        shapes.push(shape);
    }
    Ok(Table {
        file: format!("{file}#{name}"),
        name: name.to_owned(),
        columns,
        rows,
        shapes,
        facts: serde_json::Value::Null,
    })
}

/// A geometry of the GeoPackage: a header of 8 bytes, an envelope and well-known binary.
fn geometry(bytes: &[u8]) -> Option<Geometry<f64>> {
    if bytes.get(..2)? != b"GP" {
        return None;
    }
    let envelope = match (bytes.get(3)? >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    let parsed = wkb::reader::read_wkb(bytes.get(8 + envelope..)?).ok()?;
    Some(match parsed.try_to_geometry()? {
        Geometry::Polygon(polygon) => Geometry::MultiPolygon(MultiPolygon(vec![polygon])),
        other => other,
    })
}

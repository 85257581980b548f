//! Areas from a GeoPackage, opened read-only and without touching its journal.

use std::path::Path;

use geo::{Coord, MultiPolygon};
use geo_traits::to_geo::ToGeoGeometry;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::bytes::hash_whole;
use super::{AreaError, Attribute, Content, Feature, Wanted};
use crate::crs::Crs;

/// A table of features: its name, its geometry column, its system.
struct Table {
    name: String,
    column: String,
    srs: i64,
}

pub(super) fn read(path: &Path, table: Option<&str>, wanted: Wanted) -> Result<Content, AreaError> {
    refuse_unfinished(path)?;
    let input = hash_whole(path)?;
    let broken = |error: rusqlite::Error| {
        malformed(path, format!("not a GeoPackage that can be read: {error}"))
    };
    let database = open(path).map_err(broken)?;
    for table in [
        "gpkg_geometry_columns",
        "gpkg_contents",
        "gpkg_spatial_ref_sys",
    ] {
        refuse_computed(path, &database, table)?;
    }
    let tables = feature_tables(&database).map_err(broken)?;
    let chosen = choose(path, tables, table)?;
    refuse_computed(path, &database, &chosen.name)?;
    let crs = system(path, &database, chosen.srs);
    let features = features(path, &database, &chosen, wanted)?;
    Ok(Content {
        crs,
        features,
        notes: Vec::new(),
        inputs: vec![input],
    })
}

/// More features than any nation has areas: a table that never ends is refused.
const MOST_FEATURES: usize = 2_000_000;

fn malformed(path: &Path, why: String) -> AreaError {
    AreaError::Malformed {
        path: path.to_owned(),
        why,
    }
}

/// Changes that another program has not yet written into the file stand in a journal beside it, which is not read: to
/// go on would be to analyse an older state in silence.
fn refuse_unfinished(path: &Path) -> Result<(), AreaError> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    match std::fs::metadata(&journal) {
        Ok(found) if found.len() > 0 => Err(malformed(
            path,
            "another program, such as QGIS, has it open with changes that are not yet in the file (there is a -wal file \
             beside it); close it there and run again"
                .into(),
        )),
        _ => Ok(()),
    }
}

/// A view or a virtual table runs what its author wrote, which may never end.
fn refuse_computed(path: &Path, database: &Connection, table: &str) -> Result<(), AreaError> {
    let found: Result<(String, Option<String>), rusqlite::Error> = database.query_row(
        "SELECT type, sql FROM sqlite_master WHERE lower(name) = lower(?1) AND type IN ('table', 'view')",
        [table],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    match found {
        Ok((kind, sql)) => {
            let start: String = sql.unwrap_or_default().chars().take(40).collect();
            let words: Vec<String> = start.split_whitespace().map(str::to_uppercase).collect();
            if kind == "table" && words.get(1).is_none_or(|word| word != "VIRTUAL") {
                return Ok(());
            }
            Err(malformed(
                path,
                format!(
                    "{table:?} is a view, not a table; export it as a layer of its own in QGIS"
                ),
            ))
        }
        Err(error) => Err(malformed(
            path,
            format!("not a GeoPackage: no table {table:?} ({error})"),
        )),
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    // `immutable` keeps SQLite from making a journal or lock beside an input, which must not be changed.
    let escaped: String = path
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            '\\' => "/".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let database = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?;
    // Functions that the schema of a hostile file calls are kept to harmless ones.
    database.pragma_update(None, "trusted_schema", false)?;
    Ok(database)
}

fn feature_tables(database: &Connection) -> rusqlite::Result<Vec<Table>> {
    let mut statement = database.prepare(
        "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g \
         JOIN gpkg_contents c ON lower(c.table_name) = lower(g.table_name) \
         WHERE c.data_type = 'features' ORDER BY g.table_name",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Table {
            name: row.get(0)?,
            column: row.get(1)?,
            srs: row.get(2)?,
        })
    })?;
    rows.collect()
}

fn choose(path: &Path, tables: Vec<Table>, asked: Option<&str>) -> Result<Table, AreaError> {
    let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
    let mut fitting: Vec<Table> = tables
        .into_iter()
        .filter(|table| asked.is_none_or(|asked| table.name.eq_ignore_ascii_case(asked)))
        .collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(table), true) => Ok(table),
        (None, _) if names.is_empty() => Err(AreaError::NoAreas(path.to_owned())),
        (None, _) => Err(malformed(
            path,
            format!(
                "there is no table {:?}; tables are: {}",
                asked.unwrap_or_default(),
                names.join(", ")
            ),
        )),
        (Some(_), false) => Err(malformed(
            path,
            format!(
                "there are several tables of features ({}); name one in [areas] table",
                names.join(", ")
            ),
        )),
    }
}

/// The system of the table; 0 and -1 stand for an undefined one.
fn system(path: &Path, database: &Connection, srs: i64) -> Result<Option<Crs>, AreaError> {
    if srs <= 0 {
        return Ok(None);
    }
    let found: (String, i64) = database
        .query_row(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
            [srs],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .map_err(|error| malformed(path, format!("its coordinate system {srs} is not in the table of systems: {error}")))?;
    if !found.0.eq_ignore_ascii_case("EPSG") {
        return Err(malformed(
            path,
            format!(
                "its coordinate system is {}:{}; give --areas-crs",
                found.0, found.1
            ),
        ));
    }
    let code = u32::try_from(found.1).unwrap_or(u32::MAX);
    Crs::from_code(code)
        .map(Some)
        .map_err(|source| AreaError::Crs {
            path: path.to_owned(),
            source,
        })
}

fn features(
    path: &Path,
    database: &Connection,
    table: &Table,
    wanted: Wanted,
) -> Result<Vec<Feature>, AreaError> {
    let broken = |error: rusqlite::Error| {
        malformed(
            path,
            format!("table {:?} cannot be read: {error}", table.name),
        )
    };
    let quoted = table.name.replace('"', "\"\"");
    let mut statement = database
        .prepare(&format!("SELECT * FROM \"{quoted}\" ORDER BY rowid"))
        .or_else(|_| database.prepare(&format!("SELECT * FROM \"{quoted}\"")))
        .map_err(broken)?;
    let columns: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut rows = statement.query([]).map_err(broken)?;
    let mut features = Vec::new();
    while let Some(row) = rows.next().map_err(broken)? {
        let number = features.len() + 1;
        if number > MOST_FEATURES {
            return Err(malformed(
                path,
                format!("it has more than {MOST_FEATURES} features"),
            ));
        }
        let (mut attributes, mut outline, mut point) = (Vec::new(), None, None);
        for (index, name) in columns.iter().enumerate() {
            let value = row.get_ref(index).map_err(broken)?;
            if name.eq_ignore_ascii_case(&table.column) {
                outline = Some(match wanted {
                    Wanted::Polygons => geometry(path, number, value)?,
                    Wanted::Points => {
                        point = place(path, number, value)?;
                        MultiPolygon::new(Vec::new())
                    }
                });
            } else if let Some(value) = attribute(value) {
                attributes.push((name.clone(), value));
            }
        }
        let outline = outline
            .ok_or_else(|| malformed(path, format!("there is no column {:?}", table.column)))?;
        features.push(Feature {
            number,
            attributes,
            outline,
            point,
        });
    }
    Ok(features)
}

fn attribute(value: ValueRef) -> Option<Attribute> {
    match value {
        ValueRef::Integer(number) => Some(Attribute::Number(number as f64)),
        ValueRef::Real(number) => Some(Attribute::Number(number)),
        ValueRef::Text(text) => Some(Attribute::Text(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Null | ValueRef::Blob(_) => None,
    }
}

fn geometry(path: &Path, feature: usize, value: ValueRef) -> Result<MultiPolygon<f64>, AreaError> {
    let kind = |kind: &str| AreaError::NotAnArea {
        path: path.to_owned(),
        feature,
        kind: kind.to_owned(),
    };
    let ValueRef::Blob(blob) = value else {
        return Err(kind("feature without geometry"));
    };
    let wkb = well_known_binary(blob).ok_or_else(|| {
        malformed(
            path,
            format!("feature {feature} has a geometry without a GeoPackage header"),
        )
    })?;
    // Collections may nest without bound; only polygons are looked into.
    match wkb_type(wkb) {
        Some(3 | 6) => {}
        Some(code) => return Err(kind(&format!("geometry of type {code}"))),
        None => {
            return Err(malformed(
                path,
                format!("feature {feature} has a geometry that is cut short"),
            ));
        }
    }
    let parsed = wkb::reader::read_wkb(wkb).map_err(|error| {
        malformed(
            path,
            format!("feature {feature} has a broken geometry: {error}"),
        )
    })?;
    match parsed.try_to_geometry() {
        Some(geo::Geometry::Polygon(polygon)) => Ok(MultiPolygon::new(vec![polygon])),
        Some(geo::Geometry::MultiPolygon(polygons)) => Ok(polygons),
        _ => Err(kind("geometry of another type")),
    }
}

/// The point of a feature; nothing where the geometry is missing or empty.
fn place(path: &Path, feature: usize, value: ValueRef) -> Result<Option<Coord<f64>>, AreaError> {
    let ValueRef::Blob(blob) = value else {
        return Ok(None);
    };
    let cut = || {
        malformed(
            path,
            format!("feature {feature} has a geometry that is cut short"),
        )
    };
    let wkb = well_known_binary(blob).ok_or_else(cut)?;
    match wkb_type(wkb) {
        Some(1) => {}
        Some(code) => {
            return Err(AreaError::NotAnArea {
                path: path.to_owned(),
                feature,
                kind: format!("geometry of type {code}"),
            });
        }
        None => return Err(cut()),
    }
    let number = |at: usize| -> Option<f64> {
        let bytes: [u8; 8] = wkb.get(at..at + 8)?.try_into().ok()?;
        Some(match wkb[0] {
            0 => f64::from_be_bytes(bytes),
            _ => f64::from_le_bytes(bytes),
        })
    };
    let (x, y) = (number(5).ok_or_else(cut)?, number(13).ok_or_else(cut)?);
    // Not a number is how an empty point is written.
    Ok((x.is_finite() && y.is_finite()).then_some(Coord { x, y }))
}

/// What follows the header: "GP", version, flags, system, and an envelope whose length the flags tell.
fn well_known_binary(blob: &[u8]) -> Option<&[u8]> {
    if blob.get(..2)? != b"GP" {
        return None;
    }
    let envelope = match (blob.get(3)? >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    blob.get(8 + envelope..)
}

/// The type of a geometry without its dimensions: 3 is a polygon, 6 a multipolygon.
fn wkb_type(wkb: &[u8]) -> Option<u32> {
    let word: [u8; 4] = wkb.get(1..5)?.try_into().ok()?;
    let code = match wkb[0] {
        0 => u32::from_be_bytes(word),
        1 => u32::from_le_bytes(word),
        _ => return None,
    };
    Some((code & 0x0fff_ffff) % 1_000)
}

//! Incidents as layers of points: each format gives what the same rows give as a table.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::incidents::{IncidentError, IncidentSource, IncidentTable, read_incidents};
use rusqlite::Connection;
use serde_json::{Value as Json, json};

use super::{content, themes, write};

/// Where, when, what and which; the third has no place.
const ROWS: [(Option<[f64; 2]>, &str, &str, &str); 4] = [
    (
        Some([421_000.25, 304_000.5]),
        "2025-01-03",
        "Burglary",
        "a1",
    ),
    (Some([421_000.25, 304_000.5]), "2025-02-04", "Drugs", "a2"),
    (None, "2025-02-05", "Drugs", "a \"3\""),
    (
        Some([420_123.456_789, 303_000.0]),
        "2025-03-06",
        "Anti-social behaviour",
        "a4",
    ),
];

fn csv() -> String {
    let mut text = "easting,northing,date,type,id\n".to_owned();
    for (at, when, kind, id) in ROWS {
        let [x, y] = at.map_or([String::new(), String::new()], |at| {
            at.map(|c| c.to_string())
        });
        text += &format!("{x},{y},{when},{kind},\"{}\"\n", id.replace('"', "\"\""));
    }
    text
}

fn geojson() -> Json {
    let features = ROWS.map(|(at, when, kind, id)| {
        let geometry = at.map(|at| json!({ "type": "Point", "coordinates": at }));
        json!({ "type": "Feature", "geometry": geometry, "properties": { "date": when, "type": kind, "id": id } })
    });
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
    json!({ "type": "FeatureCollection", "crs": crs, "features": features })
}

fn geopackage(path: &Path) {
    let database = Connection::open(path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
             CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
             INSERT INTO gpkg_spatial_ref_sys VALUES ('Grid', 27700, 'EPSG', 27700, '');
             CREATE TABLE points (fid INTEGER PRIMARY KEY, geom BLOB, date TEXT, type TEXT, id TEXT);
             INSERT INTO gpkg_contents VALUES ('points', 'features', 27700);
             INSERT INTO gpkg_geometry_columns VALUES ('points', 'geom', 'POINT', 27700);",
        )
        .unwrap();
    for (at, when, kind, id) in ROWS {
        let blob = at.map(|[x, y]| {
            let mut blob = b"GP\0\x01".to_vec();
            blob.extend(27_700_u32.to_le_bytes());
            blob.push(1);
            blob.extend(1_u32.to_le_bytes());
            blob.extend(x.to_le_bytes());
            blob.extend(y.to_le_bytes());
            blob
        });
        database
            .execute(
                "INSERT INTO points (geom, date, type, id) VALUES (?1, ?2, ?3, ?4)",
                rusqlite::params![blob, when, kind, id],
            )
            .unwrap();
    }
}

/// The bytes of a .shp of points, and of a null shape for the row without.
fn shapes() -> Vec<u8> {
    let mut body = Vec::new();
    for (number, (at, ..)) in ROWS.iter().enumerate() {
        let mut content = u32::from(at.is_some()).to_le_bytes().to_vec();
        for coordinate in at.iter().flatten() {
            content.extend(coordinate.to_le_bytes());
        }
        body.extend((number as u32 + 1).to_be_bytes());
        body.extend((content.len() as u32 / 2).to_be_bytes());
        body.extend(content);
    }
    let mut bytes = 9_994_u32.to_be_bytes().to_vec();
    bytes.extend([0; 20]);
    bytes.extend(((100 + body.len()) as u32 / 2).to_be_bytes());
    bytes.extend(1_000_u32.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend([0; 64]);
    bytes.extend(body);
    bytes
}

/// A .dbf of the texts: columns of 30 letters.
fn attributes() -> Vec<u8> {
    let mut bytes = vec![3, 126, 1, 1];
    bytes.extend((ROWS.len() as u32).to_le_bytes());
    bytes.extend((32_u16 + 3 * 32 + 1).to_le_bytes());
    bytes.extend(91_u16.to_le_bytes());
    bytes.extend([0; 20]);
    for name in ["date", "type", "id"] {
        let mut field = name.as_bytes().to_vec();
        field.resize(11, 0);
        field.extend(b"C\0\0\0\0");
        field.extend([30, 0]);
        field.resize(32, 0);
        bytes.extend(field);
    }
    bytes.push(13);
    for (_, when, kind, id) in ROWS {
        bytes.push(b' ');
        for text in [when, kind, id] {
            let mut field = text.as_bytes().to_vec();
            field.resize(30, b' ');
            bytes.extend(field);
        }
    }
    bytes.push(26);
    bytes
}

const GRID: &str = r#"PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]"#;

fn read(paths: &[PathBuf]) -> Result<IncidentTable, IncidentError> {
    let source = IncidentSource {
        inputs: paths.to_vec(),
        ..IncidentSource::default()
    };
    read_incidents(&source, &themes())
}

fn layers(folder: &Path) -> [PathBuf; 3] {
    let collection = write(folder, "points.geojson", geojson().to_string());
    let package = folder.join("points.gpkg");
    geopackage(&package);
    let shapefile = write(folder, "points.shp", shapes());
    write(folder, "points.dbf", attributes());
    write(folder, "points.prj", GRID);
    [collection, package, shapefile]
}

#[test]
fn a_layer_gives_what_its_rows_give_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = read(&[write(folder.path(), "points.csv", csv())]).unwrap();
    assert_eq!((table.files[0].located, table.files[0].unlocated), (3, 1));
    for layer in layers(folder.path()) {
        let found = read(std::slice::from_ref(&layer)).unwrap();
        assert_eq!(found.crs.unwrap().to_string(), "EPSG:27700", "{layer:?}");
        super::assert_every_row_is_in_one_bin(&found);
        let lines =
            |table: &IncidentTable| -> Vec<u64> { table.rows.iter().map(|row| row.line).collect() };
        assert_eq!(lines(&found), lines(&table), "{layer:?}");
        let found = IncidentTable {
            crs: None,
            ..content(&found)
        };
        assert_eq!(found, content(&table), "{layer:?}");
    }
    // All that makes a shapefile is on record.
    let shapefile = read(&[folder.path().join("points.shp")]).unwrap();
    assert_eq!(shapefile.inputs.len(), 3);
    assert!(shapefile.notes.iter().any(|note| note.contains("no .shx")));
}

#[test]
fn degrees_are_known_by_the_file_and_columns_of_coordinates_beside_the_points_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let feature = json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [-1.7, 52.6] },
        "properties": { "month": "2025-01", "crime_type": "Drugs", "Easting": 421_000, "lat": 52.6 } });
    let collection = json!({ "type": "FeatureCollection", "features": [feature] });
    let table = read(&[write(folder.path(), "a.geojson", collection.to_string())]).unwrap();
    assert!(table.degrees);
    assert_eq!(table.coordinates, [[-1.7, 52.6]]);
}

#[test]
fn layers_of_several_systems_and_tables_without_one_do_not_go_together() {
    let folder = tempfile::tempdir().unwrap();
    let [grid, ..] = layers(folder.path());
    let other = geojson().to_string().replace("EPSG::27700", "EPSG::32630");
    let other = write(folder.path(), "other.geojson", other);
    let table = write(folder.path(), "points.csv", csv());
    for second in [other, table] {
        let error = read(&[grid.clone(), second]).unwrap_err();
        assert!(
            matches!(error, IncidentError::MixedSystems { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("[incidents] crs"));
    }
}

#[test]
fn what_is_no_layer_of_points_is_refused_with_its_feature() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str, bytes: &[u8], words: &[&str]| {
        let said = read(&[write(folder.path(), name, bytes)])
            .unwrap_err()
            .to_string();
        for word in words {
            assert!(said.contains(word), "no {word:?} in {said}");
        }
    };
    let mut lines = geojson();
    lines["features"][1]["geometry"] =
        json!({ "type": "LineString", "coordinates": [[0, 0], [1, 1]] });
    refused(
        "a.geojson",
        lines.to_string().as_bytes(),
        &["feature 2", "LineString", "keep points alone"],
    );
    let mut short = geojson();
    short["features"][0]["geometry"]["coordinates"] = json!([1.0]);
    refused(
        "b.geojson",
        short.to_string().as_bytes(),
        &["b.geojson", "two or more"],
    );
    refused("c.geojson", b"{ not JSON", &["c.geojson"]);
    refused("d.gpkg", b"SQLite format 3\0 and no more", &["d.gpkg"]);
    let mut dateless = geojson();
    for feature in dateless["features"].as_array_mut().unwrap() {
        feature["properties"]
            .as_object_mut()
            .unwrap()
            .remove("date");
    }
    refused(
        "e.geojson",
        dateless.to_string().as_bytes(),
        &["when", "[incidents.columns]"],
    );
    // Several points of a record that are said and not there.
    let mut record = 8_u32.to_le_bytes().to_vec();
    record.extend([0; 32]);
    record.extend(u32::MAX.to_le_bytes());
    let mut bytes = shapes()[..100].to_vec();
    bytes.extend(1_u32.to_be_bytes());
    bytes.extend((record.len() as u32 / 2).to_be_bytes());
    bytes.extend(&record);
    let words = (bytes.len() as u32 / 2).to_be_bytes();
    bytes[24..28].copy_from_slice(&words);
    write(folder.path(), "f.dbf", attributes());
    refused("f.shp", &bytes, &["record 1", "fewer points"]);
}

#[test]
fn damaged_layers_end_in_an_error_or_a_table_and_never_in_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    for layer in layers(folder.path()) {
        let whole = fs::read(&layer).unwrap();
        for length in (0..whole.len()).step_by(whole.len() / 97 + 1) {
            fs::write(&layer, &whole[..length]).unwrap();
            let _ = read(std::slice::from_ref(&layer));
        }
        for at in (0..whole.len()).step_by(whole.len() / 211 + 1) {
            let mut changed = whole.clone();
            changed[at] ^= 0x5a;
            fs::write(&layer, &changed).unwrap();
            let _ = read(std::slice::from_ref(&layer));
        }
        fs::write(&layer, &whole).unwrap();
    }
}

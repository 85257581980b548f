//! Small GeoPackages, made here with SQLite.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::areas::{AreaOptions, read_areas};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{in_crs, refused, sizes};

const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined', -1, 'NONE', -1, 'undefined'), ('Grid', 27700, 'epsg', 27700, ''), ('Ours', 7, 'us', 7, 'undefined');
";

/// A square as a GeoPackage holds it, with as many dimensions as `kind` says.
fn geometry(x: f64, side: f64, kind: u32) -> Vec<u8> {
    let mut blob = b"GP\0\x01".to_vec();
    blob.extend(27_700_u32.to_le_bytes());
    blob.push(1);
    blob.extend(kind.to_le_bytes());
    blob.extend(1_u32.to_le_bytes());
    blob.extend(5_u32.to_le_bytes());
    for (dx, dy) in [
        (0.0, 0.0),
        (side, 0.0),
        (side, side),
        (0.0, side),
        (0.0, 0.0),
    ] {
        blob.extend((x + dx).to_le_bytes());
        blob.extend((300_000.0_f64 + dy).to_le_bytes());
        if kind > 1_000 {
            blob.extend(12.5_f64.to_le_bytes());
        }
    }
    blob
}

fn database(folder: &TempDir) -> (PathBuf, Connection) {
    let path = folder.path().join("a b#1%20.gpkg");
    let database = Connection::open(&path).unwrap();
    database.execute_batch(TABLES).unwrap();
    (path, database)
}

fn add_layer(database: &Connection, name: &str, srs: i64, rows: &[(&str, Vec<u8>)]) {
    database
        .execute_batch(&format!(
            "CREATE TABLE \"{name}\" (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, residents INTEGER);
             INSERT INTO gpkg_contents VALUES ('{name}', 'features', {srs});
             INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'POLYGON', {srs});"
        ))
        .unwrap();
    for (code, blob) in rows {
        database
            .execute(
                &format!("INSERT INTO \"{name}\" (geom, code, residents) VALUES (?1, ?2, 1500)"),
                rusqlite::params![blob, code],
            )
            .unwrap();
    }
}

fn two_wards() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("W1", geometry(420_000.0, 100.0, 3)),
        ("W2", geometry(420_100.0, 200.0, 1_003)),
    ]
}

fn message(path: &Path) -> String {
    refused(path, &AreaOptions::default())
}

#[test]
fn polygons_in_two_and_three_dimensions_are_read_from_a_path_with_odd_letters() {
    let folder = TempDir::new().unwrap();
    let (path, database) = database(&folder);
    add_layer(&database, "wards", 27_700, &two_wards());
    drop(database);
    let before = fs::read(&path).unwrap();
    let file = read_areas(&path, &AreaOptions::default()).unwrap();
    assert_eq!(file.crs.to_string(), "EPSG:27700");
    assert_eq!(sizes(&file), [10_000.0, 40_000.0]);
    assert_eq!(file.areas[1].code, "W2");
    assert_eq!(file.areas[1].numbers["residents"], 1_500.0);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn among_several_layers_one_must_be_named() {
    let folder = TempDir::new().unwrap();
    let (path, database) = database(&folder);
    add_layer(&database, "wards", 27_700, &two_wards());
    add_layer(&database, "beats", 27_700, &two_wards()[..1]);
    drop(database);
    let refusal = message(&path);
    assert!(
        refusal.contains("beats") && refusal.contains("wards"),
        "{refusal}"
    );
    let options = AreaOptions {
        table: Some("beats".into()),
        ..AreaOptions::default()
    };
    assert_eq!(read_areas(&path, &options).unwrap().areas.len(), 1);
}

#[test]
fn a_system_that_is_undefined_or_private_is_asked_for_and_then_believed() {
    for srs in [-1, 7, 8] {
        let folder = TempDir::new().unwrap();
        let (path, database) = database(&folder);
        add_layer(&database, "wards", srs, &two_wards());
        drop(database);
        message(&path);
        let file = read_areas(&path, &in_crs("EPSG:27700")).unwrap();
        assert_eq!(file.crs.to_string(), "EPSG:27700", "{srs}");
    }
}

#[test]
fn a_view_is_not_run() {
    let folder = TempDir::new().unwrap();
    let (path, database) = database(&folder);
    database
        .execute_batch(
            "CREATE VIEW endless AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) SELECT fid, NULL AS geom FROM n;
             INSERT INTO gpkg_contents VALUES ('endless', 'features', 27700);
             INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POLYGON', 27700);",
        )
        .unwrap();
    drop(database);
    assert!(message(&path).contains("view"));
}

#[test]
fn changes_that_are_not_yet_in_the_file_are_not_passed_over() {
    let folder = TempDir::new().unwrap();
    let (path, database) = database(&folder);
    database.pragma_update(None, "journal_mode", "wal").unwrap();
    add_layer(&database, "wards", 27_700, &two_wards());
    assert!(message(&path).contains("-wal"));
    drop(database);
    assert_eq!(
        read_areas(&path, &AreaOptions::default())
            .unwrap()
            .areas
            .len(),
        2
    );
}

#[test]
fn geometries_that_are_missing_or_cut_short_are_named() {
    let mut cut = geometry(420_000.0, 100.0, 3);
    cut.truncate(60);
    let mut many = geometry(420_000.0, 100.0, 3);
    many[13..17].copy_from_slice(&u32::MAX.to_le_bytes());
    let point = [b"GP\0\x01\0\0\0\0\x01\x01\0\0\0".as_slice(), &[0; 16]].concat();
    for blob in [Vec::new(), b"GP".to_vec(), cut, many, point] {
        let folder = TempDir::new().unwrap();
        let (path, database) = database(&folder);
        add_layer(&database, "wards", 27_700, &[("W1", blob)]);
        drop(database);
        assert!(message(&path).contains("feature 1"), "{}", message(&path));
    }
    let folder = TempDir::new().unwrap();
    let (path, database) = database(&folder);
    drop(database);
    assert!(message(&path).contains("no areas"));
}

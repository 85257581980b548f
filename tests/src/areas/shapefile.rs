//! Small shapefiles, written here byte by byte: encodings, rings in any order, rows marked as deleted, false counts.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::areas::{AreaOptions, read_areas};
use tempfile::TempDir;

use super::{in_crs, refused, sizes};

type Ring = Vec<(f64, f64)>;

/// A square with its south-western corner at (x, y), clockwise, as the format winds land.
fn square(x: f64, y: f64, side: f64) -> Ring {
    vec![
        (x, y),
        (x, y + side),
        (x + side, y + side),
        (x + side, y),
        (x, y),
    ]
}

fn reversed(ring: Ring) -> Ring {
    ring.into_iter().rev().collect()
}

fn polygon(rings: &[Ring]) -> Vec<u8> {
    let mut content = 5_u32.to_le_bytes().to_vec();
    content.extend([0; 32]);
    content.extend((rings.len() as u32).to_le_bytes());
    content.extend((rings.iter().map(Vec::len).sum::<usize>() as u32).to_le_bytes());
    let mut start = 0_u32;
    for ring in rings {
        content.extend(start.to_le_bytes());
        start += ring.len() as u32;
    }
    for (x, y) in rings.iter().flatten() {
        content.extend(x.to_le_bytes());
        content.extend(y.to_le_bytes());
    }
    content
}

fn shp(shapes: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (number, content) in shapes.iter().enumerate() {
        body.extend((number as u32 + 1).to_be_bytes());
        body.extend((content.len() as u32 / 2).to_be_bytes());
        body.extend(content);
    }
    let mut bytes = 9_994_u32.to_be_bytes().to_vec();
    bytes.extend([0; 20]);
    bytes.extend(((100 + body.len()) as u32 / 2).to_be_bytes());
    bytes.extend(1_000_u32.to_le_bytes());
    bytes.extend(5_u32.to_le_bytes());
    bytes.extend([0; 64]);
    bytes.extend(body);
    bytes
}

/// A table of one text column, `name`, whose rows may be marked as deleted.
fn dbf(rows: &[(&[u8], bool)]) -> Vec<u8> {
    let mut bytes = vec![3, 126, 1, 1];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend(65_u16.to_le_bytes());
    bytes.extend(21_u16.to_le_bytes());
    bytes.extend([0; 20]);
    bytes.extend(b"name\0\0\0\0\0\0\0C\0\0\0\0");
    bytes.extend([20, 0]);
    bytes.extend([0; 14]);
    bytes.push(0x0d);
    for (name, deleted) in rows {
        bytes.push(if *deleted { b'*' } else { b' ' });
        let mut value = name.to_vec();
        value.resize(20, b' ');
        bytes.extend(value);
    }
    bytes.push(0x1a);
    bytes
}

fn write(folder: &TempDir, shp: &[u8], dbf: &[u8], cpg: Option<&str>) -> PathBuf {
    let path = folder.path().join("wards.shp");
    fs::write(&path, shp).unwrap();
    fs::write(path.with_extension("dbf"), dbf).unwrap();
    if let Some(label) = cpg {
        fs::write(path.with_extension("cpg"), label).unwrap();
    }
    path
}

fn names(path: &Path) -> Vec<String> {
    let file = read_areas(path, &in_crs("EPSG:27700")).unwrap();
    file.areas.into_iter().map(|area| area.name).collect()
}

#[test]
fn names_are_read_by_the_label_of_the_encoding_or_without_one() {
    let shapes = shp(&[polygon(&[square(420_000.0, 300_000.0, 100.0)])]);
    let folder = TempDir::new().unwrap();
    for (label, bytes) in [
        (Some("LATIN1"), b"Ynys M\xf4n".as_slice()),
        (Some("ANSI 1252\r\n"), b"Ynys M\xf4n"),
        (Some("ISO-8859-1"), b"Ynys M\xf4n"),
        (Some("88591"), b"Ynys M\xf4n"),
        (Some("UTF-8"), "Ynys Môn".as_bytes()),
        (Some("65001"), "Ynys Môn".as_bytes()),
        (Some("no such label"), b"Ynys M\xf4n"),
    ] {
        let path = write(&folder, &shapes, &dbf(&[(bytes, false)]), label);
        assert_eq!(names(&path), ["Ynys Môn"], "{label:?}");
    }
    let bare = TempDir::new().unwrap();
    for bytes in [b"Ynys M\xf4n".as_slice(), "Ynys Môn".as_bytes()] {
        let path = write(&bare, &shapes, &dbf(&[(bytes, false)]), None);
        assert_eq!(names(&path), ["Ynys Môn"]);
    }
}

#[test]
fn holes_belong_to_the_land_around_them_in_any_order_and_however_wound() {
    let (west, east) = (
        square(420_000.0, 300_000.0, 100.0),
        square(420_200.0, 300_000.0, 100.0),
    );
    let hole = square(420_010.0, 300_010.0, 10.0);
    let island = square(420_012.0, 300_012.0, 2.0);
    let orders = [
        vec![
            west.clone(),
            east.clone(),
            reversed(hole.clone()),
            island.clone(),
        ],
        vec![
            reversed(hole.clone()),
            island.clone(),
            east.clone(),
            west.clone(),
        ],
        vec![reversed(west), hole, reversed(island), reversed(east)],
    ];
    for rings in orders {
        let folder = TempDir::new().unwrap();
        let path = write(
            &folder,
            &shp(&[polygon(&rings)]),
            &dbf(&[(b"A", false)]),
            None,
        );
        let file = read_areas(&path, &in_crs("EPSG:27700")).unwrap();
        assert_eq!(sizes(&file), [19_904.0]);
        assert_eq!(file.warnings, Vec::<String>::new());
    }
}

#[test]
fn a_deleted_row_takes_its_shape_along() {
    let shapes = shp(&[
        polygon(&[square(420_000.0, 300_000.0, 10.0)]),
        polygon(&[square(420_100.0, 300_000.0, 20.0)]),
        polygon(&[square(420_200.0, 300_000.0, 30.0)]),
    ]);
    let folder = TempDir::new().unwrap();
    let rows: [(&[u8], bool); 3] = [(b"A", false), (b"B", true), (b"C", false)];
    let path = write(&folder, &shapes, &dbf(&rows), None);
    let file = read_areas(&path, &in_crs("EPSG:27700")).unwrap();
    assert_eq!(names(&path), ["A", "C"]);
    assert_eq!(sizes(&file), [100.0, 900.0]);
    assert!(
        file.notes.iter().any(|note| note.contains("1 deleted row")),
        "{:?}",
        file.notes
    );
}

#[test]
fn counts_that_the_file_cannot_hold_are_refused_before_room_is_made_for_them() {
    let sound = shp(&[polygon(&[square(420_000.0, 300_000.0, 10.0)])]);
    // The number of points, of rings, the start of a ring, and the length of the record.
    for (at, value) in [
        (148, u32::MAX / 32),
        (144, u32::MAX / 8),
        (152, 3),
        (104, u32::MAX),
    ] {
        let mut broken = sound.clone();
        let bytes = if at == 104 {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        };
        broken[at..at + 4].copy_from_slice(&bytes);
        let folder = TempDir::new().unwrap();
        let path = write(&folder, &broken, &dbf(&[(b"A", false)]), None);
        let message = refused(&path, &in_crs("EPSG:27700"));
        assert!(message.contains("record 1"), "{at}: {message}");
    }
    let mut infinite = sound;
    infinite[156..164].copy_from_slice(&f64::NAN.to_le_bytes());
    let folder = TempDir::new().unwrap();
    let path = write(&folder, &infinite, &dbf(&[(b"A", false)]), None);
    assert!(refused(&path, &AreaOptions::default()).contains("not a number"));
}

#[test]
fn a_prj_that_is_not_known_is_refused_until_the_system_is_said() {
    let shapes = shp(&[polygon(&[square(420_000.0, 300_000.0, 10.0)])]);
    let folder = TempDir::new().unwrap();
    let path = write(&folder, &shapes, &dbf(&[(b"A", false)]), None);
    fs::write(path.with_extension("prj"), r#"PROJCS["Our own grid"]"#).unwrap();
    assert!(refused(&path, &AreaOptions::default()).contains("--areas-crs"));
    assert_eq!(names(&path), ["A"]);
}

//! Planted words, identifiers, hashes and positions, in the bytes of files.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use crate::binary::json;

use super::{add, good, sql};

/// Rewrites a member of the project for QGIS.
fn rewrite_project(folder: &Path, change: impl Fn(String) -> String) {
    let path = folder.join("map.qgz");
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let mut members = Vec::new();
    for number in 0..archive.len() {
        let mut member = archive.by_index(number).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut text = Vec::new();
        member.read_to_end(&mut text).unwrap();
        members.push((name, text));
    }
    drop(archive);
    let mut writer = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, text) in members {
        writer
            .start_file(&name, zip::write::SimpleFileOptions::default())
            .unwrap();
        let text = match String::from_utf8(text) {
            Ok(text) if name.ends_with(".qgs") => change(text).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(bytes) => bytes.into_bytes(),
        };
        writer.write_all(&text).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_place_in_a_style_is_caught() {
    let copy = good().copy();
    add(
        copy.path(),
        "wards.qml",
        "<!-- <mapTip>27 Upper Fallow Street</mapTip> -->\n",
    );
    good()
        .audit(&[copy.path()])
        .caught("name", &["wards.qml", "27 upper fallow street"]);
}

#[test]
fn a_place_inside_the_project_is_caught() {
    let copy = good().copy();
    rewrite_project(copy.path(), |text| text + "<!-- 27 UPPER Fallow Street -->");
    good()
        .audit(&[copy.path()])
        .caught("name", &["map.qgz!", "27 upper fallow street"]);
}

#[test]
fn a_hash_and_a_path_of_an_input_in_the_manifest_are_caught() {
    let copy = good().copy();
    let truth = json(&good().analyst().join("manifest.json"));
    let path = copy.path().join("manifest.json");
    let mut manifest = json(&path);
    manifest["inputs"] = truth["inputs"].clone();
    fs::write(&path, manifest.to_string()).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("hash", &["manifest.json", "the hash of an input"])
        .caught("hash", &["manifest.json", "incidents.csv"]);
}

#[test]
fn an_identifier_in_a_free_page_of_the_geopackage_is_caught() {
    let copy = good().copy();
    sql(
        copy.path(),
        "PRAGMA secure_delete = OFF; CREATE TABLE gone (id TEXT); INSERT INTO gone VALUES ('TW001697'); DROP TABLE gone;",
    );
    good()
        .audit(&[copy.path()])
        .caught("identifier", &["study.gpkg", "tw001697"]);
}

#[test]
fn an_exact_position_is_caught_in_text_and_in_binary() {
    let copy = good().copy();
    let incidents = json(&good().analyst().join("incidents.geojson"));
    let at = &incidents["features"][0]["geometry"]["coordinates"];
    add(
        copy.path(),
        "disclosure.md",
        &format!("\nat {}, {}\n", at[0], at[1]),
    );
    let file = rusqlite::Connection::open(good().analyst().join("study.gpkg")).unwrap();
    let shape: Vec<u8> = file
        .query_row("SELECT geom FROM incidents LIMIT 1", [], |row| row.get(0))
        .unwrap();
    fs::write(copy.path().join("left.bin"), shape).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("coordinate", &["disclosure.md"])
        .caught("coordinate", &["left.bin", "in binary"]);
}

#[test]
fn a_day_in_a_picture_is_caught() {
    let copy = good().copy();
    let path = copy.path().join("map.png");
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend_from_slice(b"tEXtComment\0on 2001-06-20 it was");
    fs::write(&path, bytes).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("date", &["map.png", "the day 2001-06-20"]);
}

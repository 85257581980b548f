//! Broken and odd boundary files, real and derived.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::areas::{AreaFile, AreaOptions, read_areas};

use super::{in_crs, refused, sizes};
use crate::shared_data::shared_data;

fn derived(data: &Path, name: &str) -> PathBuf {
    data.join("faults/derived/boundaries").join(name)
}

#[track_caller]
fn accepted(path: &Path) -> AreaFile {
    read_areas(path, &AreaOptions::default()).unwrap()
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_broken_file_ends_in_areas_or_in_a_message_that_names_it() {
    let Some(data) = shared_data() else { return };
    let mut files = Vec::new();
    for folder in [
        "derived/boundaries",
        "geojsonhint",
        "shapefile-rs",
        "topojson-server",
    ] {
        files_below(&data.join("faults").join(folder), &mut files);
    }
    assert!(files.len() > 100, "only {} files were found", files.len());
    for path in files {
        // The parts of a shapefile stand for the whole, whose .shp is what messages name.
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        match read_areas(&path, &AreaOptions::default()) {
            Ok(file) => assert!(sizes(&file).iter().all(|size| *size > 0.0), "{stem}"),
            Err(error) => assert!(error.to_string().contains(&stem), "{stem}: {error}"),
        }
    }
}

#[test]
fn what_other_files_hold_differently_is_accepted_with_the_same_wards() {
    let Some(data) = shared_data() else { return };
    let plain = accepted(&data.join("tamworth/electoral_wards_by_lad_E07000199.json"));
    let same = [
        "02_utf16le_bom.geojson",
        "10_crs_null.geojson",
        "16_null_name.geojson",
        "20_multipolygon_spital.geojson",
        "26_3d_coordinates.geojson",
        "28_repeated_vertices.geojson",
    ];
    for name in same {
        let file = accepted(&derived(&data, name));
        assert_eq!(file.areas.len(), 10, "{name}");
        for (found, expected) in sizes(&file).iter().zip(sizes(&plain)) {
            // The same vertices, of which some are written with fewer digits.
            assert!((found - expected).abs() <= 1e-9 * expected, "{name}");
        }
    }
    let notes = accepted(&derived(&data, "10_crs_null.geojson")).notes;
    assert!(notes.iter().any(|note| note.contains("WGS84")), "{notes:?}");
    let nameless = accepted(&derived(&data, "16_null_name.geojson"));
    assert!(nameless.areas.iter().any(|area| area.name == area.code));
    assert_eq!(
        accepted(&derived(&data, "32_ward_missing_castle.geojson"))
            .areas
            .len(),
        9
    );
    assert_eq!(accepted(&derived(&data, "36_no_shx.shp")).areas.len(), 10);
}

#[test]
fn what_cannot_be_trusted_is_refused_by_name_and_with_the_remedy() {
    let Some(data) = shared_data() else { return };
    let refusals: [(&str, &[&str]); 12] = [
        ("04_empty_file.geojson", &["empty"]),
        (
            "06_bng_metres_no_crs_member.geojson",
            &["424364.243", "--areas-crs EPSG:27700"],
        ),
        (
            "08_degrees_labelled_27700.geojson",
            &["--areas-crs EPSG:4326"],
        ),
        (
            "12_self_intersecting_belgrave.geojson",
            &["Belgrave", "crosses", "Fix geometries"],
        ),
        (
            "14_duplicate_feature_castle.geojson",
            &["Castle", "E05007069", "twice"],
        ),
        ("18_no_features.geojson", &["no areas"]),
        (
            "22_string_coordinates.geojson",
            &["features[7].geometry.coordinates[0][3][0]", "\"-1.65\""],
        ),
        (
            "24_linestring_trinity.geojson",
            &["feature 9", "LineString"],
        ),
        ("30_deep_nesting.json", &["not GeoJSON"]),
        ("34_no_prj.shp", &["--areas-crs"]),
        ("38_shp_truncated.shp", &["cut short", "7876", "5250"]),
        ("38_shp_truncated.dbf", &["cut short"]),
    ];
    for (name, words) in refusals {
        let message = refused(&derived(&data, name), &AreaOptions::default());
        for word in words {
            assert!(message.contains(word), "{name}: {message}");
        }
    }
}

#[test]
fn the_remedy_in_a_refusal_works() {
    let Some(data) = shared_data() else { return };
    for (name, code) in [
        ("06_bng_metres_no_crs_member.geojson", "EPSG:27700"),
        ("08_degrees_labelled_27700.geojson", "EPSG:4326"),
        ("34_no_prj.shp", "EPSG:27700"),
    ] {
        let file = read_areas(&derived(&data, name), &in_crs(code)).unwrap();
        assert_eq!(
            (file.areas.len(), file.crs.to_string().as_str()),
            (10, code)
        );
    }
}

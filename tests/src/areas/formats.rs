//! One set of wards in three formats and two coordinate systems.

use std::path::Path;

use geo::{Area, BoundingRect};
use hotspur_io::areas::{AreaOptions, ReadArea, project_areas, read_areas};
use hotspur_io::crs::Crs;

use crate::shared_data::shared_data;

fn in_metres(path: &Path) -> Vec<ReadArea> {
    let file = read_areas(path, &AreaOptions::default()).unwrap();
    assert_eq!(file.warnings, Vec::<String>::new());
    project_areas(path, file.areas, file.crs, Crs::british_national_grid()).unwrap()
}

/// The files in metres were projected by other software and rounded to the millimetre: wards of 1 km² and more, with
/// borders of some 10 km, may differ by 10 km times 1 mm, 1e-5 of the area; found is under 1e-6.
#[test]
fn degrees_shapefile_and_geopackage_give_the_same_wards() {
    let Some(data) = shared_data() else { return };
    let tamworth = data.join("tamworth");
    let degrees = in_metres(&tamworth.join("electoral_wards_by_lad_E07000199.json"));
    assert_eq!(degrees.len(), 10);
    for file in ["shp", "gpkg", "geojson"] {
        let path = tamworth.join(format!("derived_EPSG27700/tamworth_wards_27700.{file}"));
        let metres = in_metres(&path);
        assert_eq!(metres.len(), degrees.len(), "{file}");
        for (a, b) in degrees.iter().zip(&metres) {
            assert_eq!((&a.code, &a.name), (&b.code, &b.name));
            let (x, y) = (a.outline.unsigned_area(), b.outline.unsigned_area());
            assert!(
                (x - y).abs() <= 1e-6 * x,
                "{} in {file}: {x} and {y}",
                a.name
            );
            let (p, q) = (
                a.outline.bounding_rect().unwrap(),
                b.outline.bounding_rect().unwrap(),
            );
            let apart = (p.min().x - q.min().x)
                .abs()
                .max((p.max().y - q.max().y).abs());
            assert!(apart <= 0.002, "{} in {file} lies {apart} m apart", a.name);
        }
    }
}

#[test]
fn every_component_of_a_shapefile_is_an_input_with_its_hash() {
    let Some(data) = shared_data() else { return };
    let path = data.join("tamworth/derived_EPSG27700/tamworth_wards_27700.shp");
    let file = read_areas(&path, &AreaOptions::default()).unwrap();
    let mut parts: Vec<String> = file
        .inputs
        .iter()
        .map(|input| {
            input
                .path
                .extension()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    parts.sort();
    assert_eq!(parts, ["cpg", "dbf", "prj", "shp", "shx"]);
    for input in &file.inputs {
        assert_eq!(input.bytes, std::fs::metadata(&input.path).unwrap().len());
        assert_eq!(input.blake3.len(), 64);
    }
    let geopackage = path.with_extension("gpkg");
    let file = read_areas(&geopackage, &AreaOptions::default()).unwrap();
    assert_eq!(
        file.inputs[0].bytes,
        std::fs::metadata(&geopackage).unwrap().len()
    );
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("-shm"))
        .collect();
    assert!(left.is_empty(), "reading left {left:?} beside the input");
}

#[test]
fn one_district_is_kept_out_of_a_larger_file_by_the_beginning_of_its_codes() {
    let Some(data) = shared_data() else { return };
    let path = data.join("tamworth/electoral_wards_by_lad_E07000199.json");
    let options = AreaOptions {
        within_code: Some("E0500706".into()),
        ..AreaOptions::default()
    };
    let file = read_areas(&path, &options).unwrap();
    assert_eq!(file.areas.len(), 4);
    assert!(
        file.notes.iter().any(|note| note.starts_with("4 of 10")),
        "{:?}",
        file.notes
    );
    let options = AreaOptions {
        within_code: Some("E99".into()),
        ..AreaOptions::default()
    };
    assert!(super::refused(&path, &options).contains("--within-code"));
}

//! The whole job by the library: from files to a folder, on small fixtures and on the sample.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::job::{Outcome, prepare, publish};
use hotspur_io::study::Study;
use hotspur_io::write::read_manifest;
use serde_json::Value as Json;

use crate::shared_data::shared_data;

/// Two wards side by side in metres, sharing the edge x = 421000.
const WARDS: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[
{"type":"Feature","properties":{"code":"W1","name":"West"},"geometry":{"type":"Polygon","coordinates":[[[420000,300000],[421000,300000],[421000,301000],[420000,301000],[420000,300000]]]}},
{"type":"Feature","properties":{"code":"W2","name":"East"},"geometry":{"type":"Polygon","coordinates":[[[421000,300000],[422000,300000],[422000,301000],[421000,301000],[421000,300000]]]}}]}"#;

/// Inside West, on the shared edge, inside East, outside, without a location, with a bad date.
const ROWS: &str = "id,type,date,easting,northing\n\
a,Burglary,2025-01-05,420500,300500\n\
b,Burglary,2025-01-06,421000,300500\n\
c,Drugs,2025-02-07,421500,300500\n\
d,Burglary,2025-02-08,430000,300500\n\
e,Anti-social behaviour,2025-03-09,,\n\
f,Burglary,2025-02-31,420500,300500\n";

fn study(folder: &Path, rows: &str, wards: &str) -> Study {
    fs::write(folder.join("rows.csv"), rows).unwrap();
    fs::write(folder.join("wards.geojson"), wards).unwrap();
    let mut study = Study::default();
    study.incidents.files = vec![folder.join("rows.csv").to_string_lossy().into_owned()];
    study.areas.file = folder.join("wards.geojson").to_string_lossy().into_owned();
    study
}

fn run(study: Study, out: &Path) -> Outcome {
    publish(&prepare(study, &()).unwrap(), out, false, &()).unwrap()
}

fn layer(out: &Path, name: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(out.join("analyst").join(name)).unwrap()).unwrap()
}

fn of<'a>(layer: &'a Json, code: &str, field: &str) -> &'a Json {
    let features = layer["features"].as_array().unwrap();
    let feature = features
        .iter()
        .find(|f| f["properties"]["code"] == code)
        .unwrap();
    &feature["properties"][field]
}

fn bytes_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            (
                file.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&file).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_row_is_in_one_bin_and_a_shared_edge_counts_in_the_first_code() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let outcome = run(study(folder.path(), ROWS, WARDS), &out);
    let ledger = outcome.manifest.ledger;
    let bins = (
        ledger.in_area,
        ledger.outside,
        ledger.on_boundary,
        ledger.unlocated,
        ledger.rejected,
    );
    assert_eq!((ledger.rows_read, bins), (6, (2, 1, 1, 1, 1)));
    let wards = layer(&out, "wards.geojson");
    assert_eq!(of(&wards, "W1", "burglary_count"), 2);
    assert_eq!(of(&wards, "W2", "burglary_count"), 0);
    assert_eq!(of(&wards, "W2", "drugs_count"), 1);
    let rows = fs::read_to_string(out.join("analyst/ledger.csv")).unwrap();
    assert!(rows.contains(",3,on_boundary,on_boundary,W1,1"), "{rows}");
    assert!(rows.contains(",7,rejected,bad_date,2025-02-31,1"), "{rows}");
}

#[test]
fn without_an_exposure_the_run_succeeds_and_says_how_to_give_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let outcome = run(study(folder.path(), ROWS, WARDS), &out);
    let wards = layer(&out, "wards.geojson");
    assert!(of(&wards, "W1", "hotspot").is_null() && of(&wards, "W1", "burglary_smr").is_null());
    assert_eq!(of(&wards, "W1", "class"), "cannot say");
    let left_out: Vec<&str> = outcome.manifest.layers[0]
        .left_out
        .iter()
        .map(|left| left.name.as_str())
        .collect();
    assert!(
        left_out.contains(&"burglary_smr") && left_out.contains(&"hotspot"),
        "{left_out:?}"
    );
    assert!(
        outcome
            .manifest
            .warnings
            .iter()
            .any(|warning| warning.contains("--exposures FILE"))
    );
}

#[test]
fn overlapping_areas_count_in_each_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let wider = WARDS.replace("[421000,300000],[422000", "[420400,300000],[422000");
    let outcome = run(
        study(
            folder.path(),
            ROWS,
            &wider.replace(
                "[421000,301000],[421000,300000]]]}}]",
                "[420400,301000],[420400,300000]]]}}]",
            ),
        ),
        &out,
    );
    let wards = layer(&out, "wards.geojson");
    assert_eq!(
        (
            of(&wards, "W1", "located_count"),
            of(&wards, "W2", "located_count")
        ),
        (&1.into(), &3.into())
    );
    assert_eq!(outcome.manifest.ledger.in_area, 3);
    assert!(
        outcome
            .manifest
            .warnings
            .iter()
            .any(|warning| warning.contains("overlap")),
        "{:?}",
        outcome.manifest.warnings
    );
    let incidents = layer(&out, "incidents.geojson");
    assert_eq!(incidents["features"].as_array().unwrap().len(), 3);
}

#[test]
fn the_same_question_gives_the_same_bytes_on_one_thread_and_on_three_and_again_from_its_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/tamworth/study.toml");
    let study = hotspur_io::study::load_study(&root).unwrap();
    let runs: Vec<PathBuf> = (0..3)
        .map(|n| folder.path().join(format!("run{n}")))
        .collect();
    let threads = |n: usize| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(n)
            .build()
            .unwrap()
    };
    threads(1).install(|| run(study.clone(), &runs[0]));
    threads(3).install(|| run(study, &runs[1]));
    let manifest = read_manifest(&runs[0].join("analyst/manifest.json")).unwrap();
    run(manifest.request, &runs[2]);
    let first = bytes_below(&runs[0].join("analyst"));
    assert!(first.len() >= 10);
    assert_eq!(first, bytes_below(&runs[1].join("analyst")));
    assert_eq!(first, bytes_below(&runs[2].join("analyst")));
}

#[test]
fn the_order_of_rows_changes_no_layer() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<&str> = ROWS.trim_end().lines().collect();
    let outs = [folder.path().join("a"), folder.path().join("b")];
    run(study(folder.path(), ROWS, WARDS), &outs[0]);
    lines[1..].reverse();
    run(
        study(folder.path(), &(lines.join("\n") + "\n"), WARDS),
        &outs[1],
    );
    for name in [
        "wards.geojson",
        "wards.csv",
        "density.geojson",
        "incidents.geojson",
    ] {
        let read = |out: &PathBuf| fs::read(out.join("analyst").join(name)).unwrap();
        assert_eq!(read(&outs[0]), read(&outs[1]), "{name}");
    }
}

#[test]
fn an_existing_folder_is_refused_and_a_strangers_folder_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    run(study(folder.path(), ROWS, WARDS), &out);
    let again = |overwrite| {
        publish(
            &prepare(study(folder.path(), ROWS, WARDS), &()).unwrap(),
            &out,
            overwrite,
            &(),
        )
    };
    assert!(
        again(false)
            .unwrap_err()
            .to_string()
            .contains("--overwrite")
    );
    assert!(again(true).is_ok());
    fs::write(out.join("minutes.docx"), "mine").unwrap();
    assert!(
        again(true)
            .unwrap_err()
            .to_string()
            .contains("minutes.docx")
    );
    assert_eq!(
        fs::read_to_string(out.join("minutes.docx")).unwrap(),
        "mine"
    );
    let left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_three_boundary_formats_give_the_same_bytes_on_real_data() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut found = Vec::new();
    for (number, areas) in [
        "tamworth/electoral_wards_by_lad_E07000199.json",
        "tamworth/derived_EPSG27700/tamworth_wards_27700.shp",
        "tamworth/derived_EPSG27700/tamworth_wards_27700.gpkg",
    ]
    .into_iter()
    .enumerate()
    {
        let mut study = Study::default();
        study.incidents.files = (1..=6)
            .map(|month| {
                data.join(format!("street/2025-{month:02}-staffordshire-street.csv"))
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        study.areas.file = data.join(areas).to_string_lossy().into_owned();
        let out = folder.path().join(number.to_string());
        let outcome = run(study, &out);
        assert_eq!(
            (
                outcome.manifest.ledger.rows_read,
                outcome.manifest.ledger.in_area
            ),
            (50_104, 3_362)
        );
        // The first line names the coordinate system of the file.
        let features = |name: &str| {
            let layer = fs::read_to_string(out.join("analyst").join(name)).unwrap();
            layer.split_once('\n').unwrap().1.to_owned()
        };
        found.push((features("wards.geojson"), features("density.geojson")));
    }
    assert!(found[0] == found[1] && found[1] == found[2]);
}

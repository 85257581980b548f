//! The whole job on rows told as one, against the same on single rows: the folders are the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hotspur_io::job::{prepare, prepare_counts, prepare_single, publish};
use hotspur_io::study::{Study, load_study};

/// Every file below a folder with its bytes, by name.
fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The records of a ledger with their rows. Equal rows on a boundary stand on the line of the first, so they are added up.
fn ledger(bytes: &[u8]) -> BTreeMap<Vec<String>, u64> {
    let mut records = BTreeMap::new();
    for record in csv::Reader::from_reader(bytes).records() {
        let mut record: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let rows: u64 = record.pop().unwrap().parse().unwrap();
        if record[0] == "row" && record[3] == "on_boundary" {
            record[2].clear();
        }
        *records.entry(record).or_default() += rows;
    }
    records
}

fn assert_same_folders(study: &Study, folder: &Path) {
    let single = prepare_single(study.clone(), &()).unwrap();
    let merged = prepare(study.clone(), &()).unwrap();
    let (rows, runs) = (&single.incidents.incidents, &merged.incidents.incidents);
    assert!(runs.len() < rows.len(), "some rows are equal");
    assert_eq!(
        (runs.total(), rows.total()),
        (rows.len() as u64, rows.len() as u64)
    );
    let outs = [(&single, "single"), (&merged, "merged")].map(|(prepared, name)| {
        let out = folder.join(name);
        publish(prepared, &out, false, &()).unwrap();
        files_below(&out)
    });
    for (one, other) in outs[0].iter().zip(&outs[1]) {
        assert_eq!(one.0, other.0);
        if one.0.ends_with("ledger.csv") {
            assert_eq!(ledger(&one.1), ledger(&other.1));
        } else {
            assert!(one.1 == other.1, "{} differs", one.0);
        }
    }
    assert_eq!(outs[0].len(), outs[1].len());
    fs::remove_dir_all(folder.join("single")).unwrap();
    fs::remove_dir_all(folder.join("merged")).unwrap();
}

/// The sample study with twice its rows, the second time under other identifiers.
fn doubled(folder: &Path) -> Study {
    hotspur_seeds::write::folder(&hotspur_seeds::borough::generate(2_002), folder).unwrap();
    let mut study = load_study(&folder.join("study.toml")).unwrap();
    for (number, file) in study.incidents.files.clone().iter().enumerate() {
        let text = fs::read_to_string(file).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let path = folder.join(format!("doubled-{number}.csv"));
        fs::write(&path, format!("{header}\n{rows}{rows}")).unwrap();
        study.incidents.files[number] = path.to_string_lossy().into_owned();
    }
    study
}

#[test]
fn a_run_that_shows_no_single_row_writes_the_same_bytes_from_merged_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = doubled(folder.path());
    let write = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    study.write = write(&[
        "areas", "density", "contours", "hotspots", "cells", "report", "picture", "qgis", "gpkg",
        "tif", "geojson",
    ]);
    study.release.to = write(&["analyst", "public"]);
    assert_same_folders(&study, folder.path());
    study.write = write(&["areas", "density", "clusters", "moran"]);
    study.release.to = Vec::new();
    study.cells.permutations = Some(19);
    study.incidents.keep_repeats = true;
    study.density.edge = Some("jones-diggle".to_owned());
    assert_same_folders(&study, folder.path());
}

#[test]
fn rows_stay_single_where_an_output_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = doubled(folder.path());
    let rows = |study: &Study| {
        prepare(study.clone(), &())
            .unwrap()
            .incidents
            .incidents
            .len()
    };
    let all = prepare_single(study.clone(), &())
        .unwrap()
        .incidents
        .incidents
        .len();
    study.write = Vec::new();
    assert_eq!(rows(&study), all, "the layer of incidents");
    study.write = vec!["areas".to_owned()];
    assert!(rows(&study) < all);
    study.release.to = vec!["group".to_owned()];
    assert_eq!(rows(&study), all, "what a group is told");
    let counts = prepare_counts(study, &()).unwrap();
    assert!(counts.incidents.incidents.len() < all);
}

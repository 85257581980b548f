//! The layers of areas and focus groups by where their indicators stand.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::{rows, town, track};
use crate::binary::{json as read_json, names, sample};

/// The sample, followed, with the layers of areas.
fn run() -> &'static TempDir {
    static RUN: OnceLock<TempDir> = OnceLock::new();
    RUN.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let study = sample().join("study.toml");
        track(folder.path(), study.to_str().unwrap(), &[]).done();
        folder
    })
}

/// The rows of a layer, by name.
fn layer(file: &str) -> BTreeMap<String, Json> {
    let layer = read_json(&run().path().join("out/analyst").join(file));
    let features = layer["features"].as_array().unwrap().iter();
    let rows = features.map(|feature| feature["properties"].clone());
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row))
        .collect()
}

/// The parts of one kind in the answer: (key, part).
fn told(kind: &str) -> Vec<(String, Json)> {
    let targets = read_json(&run().path().join("out/analyst/targets.json"));
    let mut found = Vec::new();
    for indicator in targets["indicators"].as_array().unwrap() {
        let key = indicator["key"].as_str().unwrap();
        let parts = indicator["parts"].as_array().unwrap().iter();
        let of_kind = parts.filter(|part| part["part"] == kind);
        found.extend(of_kind.map(|part| (key.to_owned(), part.clone())));
    }
    found
}

fn agree(file: &str, kind: &str) -> usize {
    let rows = layer(file);
    let told = told(kind);
    for (key, part) in &told {
        let row = &rows[part["name"].as_str().unwrap()];
        assert_eq!(row[format!("{key}_status")], part["status"], "{key}: {row}");
        for (column, field) in [("chance", &part["chance"]), ("so_far", &part["so_far"])] {
            let expected = if field.is_number() {
                field
            } else {
                &Json::Null
            };
            let found = &row[format!("{key}_{column}")];
            assert_eq!(found.as_f64(), expected.as_f64(), "{key}_{column}");
        }
        let nested = [
            ("projection", &part["projection"]["estimate"]),
            ("target", &part["target"]["value"]),
        ];
        for (column, field) in nested {
            let found = &row[format!("{key}_{column}")];
            assert_eq!(found.as_f64(), field.as_f64(), "{key}_{column}");
        }
    }
    assert_eq!(told.len(), rows.len() * 15);
    rows.len()
}

#[test]
fn each_area_bears_the_words_and_figures_of_the_answer() {
    assert_eq!(agree("targets.geojson", "area"), 10);
}

#[test]
fn each_focus_group_does_too_over_the_ground_of_its_areas() {
    assert_eq!(agree("targets_groups.geojson", "group"), 2);
}

#[test]
fn an_area_is_coloured_by_the_worst_word_of_its_indicators_and_counts_them() {
    let order = [
        "off track",
        "too close to tell",
        "on track",
        "cannot say",
        "baseline year",
        "no target",
    ];
    let told = told("area");
    let mut seen = Vec::new();
    for (name, row) in layer("targets.geojson") {
        let words: Vec<&str> = (told.iter())
            .filter(|(_, part)| part["name"] == name.as_str())
            .map(|(_, part)| part["status"].as_str().unwrap())
            .collect();
        let worst = order.iter().find(|word| words.contains(word)).unwrap();
        assert_eq!(row["status"], json!(worst), "{name}");
        let many = |word: &str| json!(words.iter().filter(|found| **found == word).count());
        assert_eq!(row["off_track"], many("off track"));
        assert_eq!(row["too_close"], many("too close to tell"));
        assert_eq!(row["on_track"], many("on track"));
        assert_eq!(row["cannot_say"], many("cannot say"));
        seen.push(*worst);
    }
    assert!(seen.contains(&"off track"));
}

#[test]
fn no_layer_of_targets_is_there_where_none_are_followed_and_none_of_groups_without_groups() {
    let sections = r#"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
"#;
    let town = town(&rows(&[("2024-04", 40, 2)]), sections);
    track(town.path(), "study.toml", &[]).done();
    let out = town.path().join("out/analyst");
    let found = names(&out);
    assert!(found.contains(&"targets.geojson".to_owned()));
    assert!(!found.contains(&"targets_groups.geojson".to_owned()));
    let row = &read_json(&out.join("targets.geojson"))["features"][0]["properties"];
    assert_eq!(row["status"], "no target");
    assert_eq!(row["burglary_chance"], Json::Null);

    let args = ["map", "study.toml", "--out", "map", "--quiet"];
    crate::binary::run(town.path(), &args).done();
    assert!(!names(&town.path().join("map/analyst")).contains(&"targets.geojson".to_owned()));
}

#[test]
fn a_key_that_could_not_name_a_column_is_refused() {
    for key in ["Burglary", "a b", "", "_x", "é"] {
        let sections = format!(
            "[[indicator]]\nkey = {key:?}\ntitle = \"B\"\ntheme = \"burglary\"\nrecord = \"crime\"\nintended = \"down\"\n"
        );
        let town = town(&rows(&[("2024-04", 3, 2)]), &sections);
        track(town.path(), "study.toml", &[]).refused(&["names columns", key]);
    }
}

//! The sample: the page that the partners would have had on their table.

use std::sync::OnceLock;

use serde_json::{Value as Json, json};

use super::{indicator, part, track, whole};
use crate::binary::{files, json as read_json, sample};

/// What is answered on the sample, at its last month.
fn targets() -> &'static Json {
    static TARGETS: OnceLock<Json> = OnceLock::new();
    TARGETS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let study = sample().join("study.toml");
        track(folder.path(), study.to_str().unwrap(), &[]).done();
        read_json(&folder.path().join("out/analyst/targets.json"))
    })
}

#[test]
fn the_sample_stands_at_six_months_of_the_first_year_with_the_printed_targets() {
    let targets = targets();
    assert_eq!(
        (&targets["as_at"], &targets["year"]),
        (&json!("2002-09"), &json!("2002-03"))
    );
    let burglary = whole(targets, "burglary_of_homes");
    assert_eq!(burglary["target"]["value"], 430.0);
    assert_eq!(burglary["baseline"]["source"], "given, itself a prediction");
    // Every row counts, also those that nobody could place.
    assert_eq!(burglary["baseline_counted"], 459);
    assert_eq!(whole(targets, "youth_nuisance")["target"]["value"], 2050.0);
    assert_eq!(
        whole(targets, "youth_nuisance")["next_target"]["value"],
        1947.5
    );
}

#[test]
fn each_indicator_of_the_sample_has_the_word_that_its_figures_bear() {
    let word = |key: &str| {
        let found = whole(targets(), key);
        (found["status"].as_str().unwrap(), found["why"].as_str())
    };
    assert_eq!(
        word("violence_by_stranger"),
        ("no target", Some("target announced without a figure"))
    );
    assert_eq!(
        word("domestic_incidents"),
        ("no target", Some("no target on purpose"))
    );
    assert_eq!(
        word("domestic_incidents_repeat_victim"),
        ("off track", None)
    );
    assert_eq!(
        word("heard_of_partnership"),
        ("cannot say", Some("no figure of this year"))
    );
    for key in [
        "arson",
        "burglary_of_homes",
        "vehicle_crime",
        "youth_nuisance",
    ] {
        let found = whole(targets(), key);
        let (chance, status) = (
            found["chance"].as_f64().unwrap(),
            found["status"].as_str().unwrap(),
        );
        let expected = match chance {
            c if c >= 0.8 => "on track",
            c if c <= 0.2 => "off track",
            _ => "too close to tell",
        };
        assert_eq!(status, expected, "{key}");
    }
}

#[test]
fn the_ward_whose_burglaries_did_not_fall_is_not_on_track_while_the_borough_may_be() {
    let targets = targets();
    let alone = part(targets, "burglary_of_homes", "Stonydelph");
    assert_ne!(alone["status"], "on track");
    assert!(alone["chance"].as_f64() < whole(targets, "burglary_of_homes")["chance"].as_f64());
}

#[test]
fn the_break_of_april_2002_is_named_on_every_indicator_that_it_touches() {
    let targets = targets();
    assert_eq!(
        indicator(targets, "burglary_of_homes")["breaks"][0]["date"],
        "2002-04"
    );
    let cautions = targets["cautions"].to_string();
    assert!(
        cautions.contains("lies between the baseline year and now"),
        "{cautions}"
    );
}

#[test]
fn at_the_date_of_the_strategy_the_year_is_the_baseline_and_is_projected() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    track(
        folder.path(),
        study.to_str().unwrap(),
        &["--as-at", "2001-09"],
    )
    .done();
    let targets = read_json(&folder.path().join("out/analyst/targets.json"));
    let burglary = whole(&targets, "burglary_of_homes");
    assert_eq!(burglary["status"], "baseline year");
    let found = &burglary["projection"];
    // What was then predicted as 459 is a statement of probability, and 459 came.
    assert!(found["lower"].as_f64().unwrap() < 459.0 && found["upper"].as_f64().unwrap() > 459.0);
}

#[test]
fn the_same_question_again_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    track(folder.path(), study.to_str().unwrap(), &[]).done();
    let out = folder.path().join("out/analyst");
    let first = files(&out);
    let manifest = out.join("manifest.json");
    let args = [
        "map",
        "--again",
        manifest.to_str().unwrap(),
        "--out",
        "again",
        "--quiet",
    ];
    crate::binary::run(folder.path(), &args).done();
    let second = files(&folder.path().join("again/analyst"));
    let named = |files: &[(String, Vec<u8>)]| {
        files
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(named(&first), named(&second));
    for ((name, first), (_, second)) in first.iter().zip(&second) {
        assert!(first == second, "{name} differs");
    }
}

#[test]
fn a_browser_reads_the_page_of_targets() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    track(
        folder.path(),
        study.to_str().unwrap(),
        &["--write", "areas,report"],
    )
    .done();
    crate::browser::reads(
        &folder.path().join("out/analyst"),
        &[
            "on track for 2002-03",
            "Printed figures that do not follow",
            "Cannot meet its parent",
            "Who raised what",
        ],
    );
}

//! A run repeated from its manifest.

use crate::binary::{files, hotspur, names, run, run_with_input};
use crate::town::{Town, year};

#[test]
fn a_manifest_run_again_gives_the_same_bytes() {
    let town = Town::two_squares(&year());
    let flags = [
        "--cell", "100", "--themes", "all", "--from", "2024-02", "--seed", "5",
    ];
    let first = town.map("first", &flags).analyst;
    run(
        town.path(),
        &[
            "map",
            "--again",
            "first/analyst/manifest.json",
            "--out",
            "second",
        ],
    )
    .done();
    assert_eq!(files(&first), files(&town.path().join("second/analyst")));
}

#[test]
fn a_changed_input_is_refused_by_name() {
    let town = Town::two_squares(&year());
    town.map("first", &[]);
    let mut rows = year();
    rows += "J1,Burglary,2024-02-01,420500,303500,New\n";
    town.write("incidents.csv", &rows);
    let again = [
        "map",
        "--again",
        "first/analyst/manifest.json",
        "--out",
        "second",
    ];
    run(town.path(), &again).refused(&["incidents.csv", "BLAKE3"]);
    assert!(!names(town.path()).contains(&"second".to_owned()));
}

#[test]
fn standard_input_can_be_given_again() {
    let town = Town::two_squares(&year());
    town.study("", &["-"]);
    let map = ["map", "study.toml", "--out", "first"];
    run_with_input(town.path(), &map, year().as_bytes()).done();
    let again = [
        "map",
        "--again",
        "first/analyst/manifest.json",
        "--out",
        "second",
    ];
    run_with_input(town.path(), &again, year().as_bytes()).done();
    let [first, second] =
        ["first", "second"].map(|out| files(&town.path().join(out).join("analyst")));
    assert_eq!(first, second);
    let again = [
        "map",
        "--again",
        "first/analyst/manifest.json",
        "--out",
        "third",
    ];
    let shorter = year()
        .lines()
        .take(400)
        .map(|l| format!("{l}\n"))
        .collect::<String>();
    run_with_input(town.path(), &again, shorter.as_bytes()).refused(&["BLAKE3"]);
}

#[test]
fn what_is_no_manifest_is_refused() {
    let town = Town::two_squares(&year());
    let again = |file: &str| run(town.path(), &["map", "--again", file, "--out", "out"]);
    again("areas.geojson").refused(&["areas.geojson", "no manifest"]);
    again("nowhere.json").refused(&["nowhere.json"]);
    again(".").refused(&[]);
}

#[test]
fn help_and_version_are_answers_and_not_errors() {
    let folder = tempfile::tempdir().unwrap();
    for flag in ["--help", "--version", "-h", "-V"] {
        let output = hotspur(folder.path()).arg(flag).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{flag}");
        assert!(
            !output.stdout.is_empty() && output.stderr.is_empty(),
            "{flag}"
        );
    }
}

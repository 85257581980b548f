//! The command line: exit codes, what is said where, and every command from start to end.

mod again;
mod evidence;
mod evidence_refused;
mod new;
mod sample;
mod study;

use crate::binary::{names, run};
use crate::town::{Town, year};

#[test]
fn a_run_that_is_done_exits_with_0_and_says_what_it_did_on_standard_output() {
    let town = Town::two_squares(&year());
    let said = town.map("out", &[]).said;
    assert!(said.contains("Ward W") && said.contains("Ward X"), "{said}");
    let ledger: Vec<&str> = said.lines().filter(|l| l.starts_with("ledger: ")).collect();
    assert_eq!(
        ledger,
        [
            "ledger: 480 rows read = 480 in an area + 0 outside + 0 on a boundary + 0 unlocated + 0 rejected (0 repeated identifiers)"
        ]
    );
    let folder = ["out", "analyst"].join(std::path::MAIN_SEPARATOR_STR);
    let project = [folder.as_str(), "map.qgz"].join(std::path::MAIN_SEPARATOR_STR);
    let report = [folder.as_str(), "report.html"].join(std::path::MAIN_SEPARATOR_STR);
    let last: Vec<&str> = said.lines().rev().take(3).collect();
    assert_eq!(
        last,
        [
            format!("open {project} in QGIS"),
            format!("read this first: {report}"),
            format!("wrote {folder}"),
        ]
    );
    for parameter in [
        "quartic kernel",
        "bandwidth ",
        "cells of ",
        "q ≤ 0.05",
        "seed 1",
        "EPSG:27700",
    ] {
        assert!(said.contains(parameter), "no {parameter} in {said}");
    }
}

#[test]
fn wrong_usage_exits_with_2_and_writes_nothing() {
    let town = Town::two_squares(&year());
    let before = names(town.path());
    for args in [
        ["map", "study.toml", "--out", "out", "--blob"].as_slice(),
        &["map", "study.toml"],
        &["map", "study.toml", "--out", "out", "--cell", "wide"],
        &["map", "study.toml", "--out", "out", "--progress", "loud"],
        &[
            "map",
            "study.toml",
            "--out",
            "out",
            "--again",
            "manifest.json",
        ],
        &["conjure"],
        &[],
    ] {
        let said = run(town.path(), args);
        assert_eq!(
            (said.code, said.out.as_str()),
            (2, ""),
            "{args:?} {}",
            said.err
        );
        assert!(
            ["Usage: hotspur", "--help"]
                .iter()
                .any(|help| said.err.contains(help)),
            "{}",
            said.err
        );
    }
    assert_eq!(names(town.path()), before);
}

#[test]
fn a_refused_question_exits_with_1_and_names_the_value_and_the_remedy() {
    let town = Town::two_squares(&year());
    let before = names(town.path());
    let refused = |more: &[&str], words: &[&str]| {
        town.try_map("out", more).refused(words);
    };
    refused(
        &["--incidents", "nowhere.csv"],
        &["nowhere.csv", "check the path"],
    );
    refused(
        &["--areas", "nowhere.geojson"],
        &["nowhere.geojson", "check the path"],
    );
    refused(&["--exposures", "nowhere.csv"], &["nowhere.csv"]);
    refused(&["--kernel", "box"], &["\"box\"", "quartic", "gaussian"]);
    refused(&["--themes", "arson"], &["\"arson\"", "burglary, nuisance"]);
    refused(&["--cell", "-1"], &["-1 m", "positive number of metres"]);
    refused(
        &["--bandwidth", "-0.5"],
        &["-0.5 m", "positive number of metres"],
    );
    refused(&["--cell", "0"], &["0 m", "positive number of metres"]);
    refused(&["--cell", "nan"], &["NaN m", "positive number of metres"]);
    refused(&["--cell", "1e-9"], &["larger --cell"]);
    refused(
        &["--from", "2024-05", "--to", "2024-04"],
        &["2024-05", "2024-04", "earlier"],
    );
    refused(&["--from", "May"], &["\"May\"", "2025-01"]);
    refused(
        &["--code", "ward"],
        &[
            "areas.geojson",
            "\"ward\"",
            "code, households, name, residents",
        ],
    );
    refused(
        &["--name", "title"],
        &[
            "areas.geojson",
            "\"title\"",
            "code, households, name, residents",
        ],
    );
    refused(
        &["--within-code", "E07"],
        &["areas.geojson", "\"E07\"", "--within-code"],
    );
    refused(&["--crs", "EPSG:4326"], &["EPSG:4326", "EPSG:27700"]);
    refused(&["--crs", "metres"], &["metres"]);
    refused(
        &["--write", "maps"],
        &[
            "\"maps\"",
            "wards, density, contours, hotspots, cells, moran, clusters, incidents, the forms geojson, gpkg, tif, the pages qgis",
        ],
    );
    assert_eq!(names(town.path()), before);
}

#[test]
fn a_question_without_incidents_or_areas_is_refused_with_the_flag_that_gives_them() {
    let town = Town::two_squares(&year());
    run(town.path(), &["map", "--out", "out"]).refused(&["--incidents"]);
    run(town.path(), &["check", "--incidents", "incidents.csv"]).refused(&["--areas"]);
    run(town.path(), &["map", "nowhere.toml", "--out", "out"]).refused(&["nowhere.toml"]);
}

#[test]
fn the_words_of_the_system_are_said_once() {
    let town = Town::two_squares(&year());
    for flag in ["--incidents", "--areas"] {
        let said = town.try_map("out", &[flag, "nowhere.csv"]);
        assert_eq!(said.err.matches("os error").count(), 1, "{}", said.err);
    }
}

#[test]
fn a_quiet_run_prints_nothing_and_writes_everything() {
    let town = Town::two_squares(&year());
    let quiet = town.map("quiet", &["--quiet"]);
    assert_eq!(quiet.said, "");
    let loud = town.map("loud", &[]);
    assert_eq!(names(&quiet.analyst), names(&loud.analyst));
}

#[test]
fn a_quiet_run_still_says_why_it_was_refused() {
    let town = Town::two_squares(&year());
    town.try_map("out", &["--quiet", "--kernel", "box"])
        .refused(&["\"box\""]);
}

#[test]
fn progress_in_json_is_one_object_a_line_on_standard_error() {
    let town = Town::two_squares(&year());
    let said = town.try_map("out", &["--progress", "jsonl"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("ledger: "));
    let stages: Vec<String> = said
        .err
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["stage"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(stages.len() >= 3, "{stages:?}");
    assert!(
        stages.first().is_some_and(|s| s.starts_with("reading")),
        "{stages:?}"
    );
}

#[test]
fn check_prints_the_ledger_and_writes_nothing() {
    let mut rows = year();
    rows += "J1,Burglary,2024-02-01,,,Nowhere\nJ2,Burglary,soon,420010,303010,Somewhere\n";
    let town = Town::two_squares(&rows);
    let before = names(town.path());
    let said = run(town.path(), &["check", "study.toml"]).done();
    assert_eq!(names(town.path()), before);
    assert!(
        said.out.contains("482 rows read = 480 in an area"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("1 unlocated + 1 rejected"),
        "{}",
        said.out
    );
    // Two lines of the table come before: the header, and 480 incidents.
    assert!(
        said.out.contains("incidents.csv, line 483: rejected"),
        "{}",
        said.out
    );
    assert!(said.out.contains("\"soon\""), "{}", said.out);
}

#[test]
fn completions_for_each_shell_and_the_manual_page_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = run(folder.path(), &["completions", shell]).done();
        for word in ["hotspur", "map", "check", "sample", "new", "overwrite"] {
            assert!(said.out.contains(word), "{shell} does not complete {word}");
        }
    }
    let page = run(folder.path(), &["man"]).done().out;
    assert!(page.contains(".TH hotspur"), "{page}");
    for command in ["map", "check", "sample", "new"] {
        assert!(page.contains(command), "{command} is not in the manual");
    }
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = crate::binary::hotspur(folder.path())
        .args(["completions", "bash"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = crate::binary::Said::by(child.wait_with_output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

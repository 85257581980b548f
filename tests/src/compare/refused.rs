//! Bad questions are refused, each with what to do.

use super::{answer, try_compare, two_years};
use crate::binary::{names, run, sample};

#[test]
fn halves_of_one_year_have_no_like_months() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let args = ["compare", study.to_str().unwrap(), "--out", "out"];
    let halves = [
        "--before",
        "2001-04..2001-09",
        "--after",
        "2001-10..2002-03",
    ];
    run(folder.path(), &[&args[..], &halves].concat()).refused(&[
        "has its like in 2001-10..2002-03",
        "season",
        "no month of two years running",
    ]);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn periods_that_cannot_be_are_refused_by_their_flag() {
    let town = two_years();
    for (before, after, words) in [
        (
            "2024-13..2025-01",
            "2025-01..2025-06",
            ["--before", "neither a month nor a day"],
        ),
        (
            "2024-01..2024-06",
            "Jan 2025..2025-06",
            ["--after", "\"Jan 2025\""],
        ),
        (
            "2024-06..2024-01",
            "2025-01..2025-06",
            ["--before", "earlier end first"],
        ),
        (
            "2024-01-15..2024-06",
            "2025-01..2025-06",
            ["--before", "whole"],
        ),
        (
            "2024-01..2025-03",
            "2025-01..2025-06",
            ["share 2025-01..2025-03", "not both"],
        ),
        (
            "2025-01..2025-06",
            "2024-01..2024-06",
            ["comes after --after", "exchange"],
        ),
        (
            "2020-01..2020-06",
            "2025-01..2025-06",
            ["--before 2020-01..2020-06", "from 2024-01 to 2025-12"],
        ),
        (
            "2024-01..2024-03",
            "2025-04..2025-06",
            [
                "has its like",
                "such as 2024-01..2024-12 and 2025-01..2025-12",
            ],
        ),
    ] {
        try_compare(&town, before, after, &[]).refused(&words);
    }
    assert!(!names(town.path()).contains(&"out".to_owned()));
}

#[test]
fn flags_that_do_not_go_with_a_comparison_are_refused() {
    let town = two_years();
    let args = ["compare", "study.toml", "--out", "out"];
    run(town.path(), &args).refused(&["two periods", "--before", "--after"]);
    let one = ["--before", "2024-01..2024-06", "--period", "2025-01"];
    run(town.path(), &[&args[..], &one].concat()).refused(&["--after", "--period"]);
    let lookup = ["--before", "2024", "--after", "2025", "--lookup", "x.csv"];
    run(town.path(), &[&args[..], &lookup].concat()).refused(&["--lookup goes with --with"]);
}

const BREAK: &str = r#"
[[break]]
date = "2024-09"
theme = "burglary"
force = "Northshire Police"
note = "sheds are counted"
source = "Circular 7"
"#;

#[test]
fn a_break_of_the_study_is_not_crossed_in_silence() {
    let town = two_years();
    let tail = format!("{BREAK}{}", crate::town::THEMES);
    town.study_of("", &["incidents.csv"], &tail);
    let (before, after) = ("2024-01..2024-06", "2025-01..2025-06");
    try_compare(&town, before, after, &[]).refused(&[
        "1 break(s)",
        "2024-09",
        "sheds are counted",
        "Circular 7",
        "--across-breaks",
    ]);
    // It touches neither the other theme nor periods on one side of it.
    try_compare(&town, before, after, &["--theme", "nuisance"]).done();
    assert!(
        answer(&town)["breaks_crossed"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let across = ["--across-breaks", "--overwrite"];
    let said = try_compare(&town, before, after, &across).done();
    assert!(said.out.contains("crossed on purpose"), "{}", said.out);
    let found = answer(&town);
    assert_eq!(found["breaks_crossed"][0]["source"], "Circular 7");
    assert!(
        found["briefing"][1]
            .as_str()
            .unwrap()
            .starts_with("Across 1 break of the series")
    );
    let page = std::fs::read_to_string(town.path().join("out/analyst/report.html")).unwrap();
    assert!(page.contains("Across 1 break of the series: a change may be one of recording."));
    let layer = crate::binary::json(&town.path().join("out/analyst/change.geojson"));
    assert!(
        layer["title"].to_string().contains("ACROSS BREAKS")
            || layer.to_string().contains("ACROSS BREAKS")
    );
}

#[test]
fn a_break_of_another_force_or_publisher_is_no_break_here() {
    let town = two_years();
    let tail = format!("{BREAK}{}", crate::town::THEMES);
    town.study_of(
        "force = \"Southshire Constabulary\"",
        &["incidents.csv"],
        &tail,
    );
    try_compare(&town, "2024-01..2024-06", "2025-01..2025-06", &[]).done();
    let incomplete = BREAK.replace("Circular 7", "");
    let tail = format!("{incomplete}{}", crate::town::THEMES);
    town.study_of("", &["incidents.csv"], &tail);
    try_compare(
        &town,
        "2024-01..2024-06",
        "2025-01..2025-06",
        &["--overwrite"],
    )
    .refused(&["[[break]] number 1", "source is empty"]);
}

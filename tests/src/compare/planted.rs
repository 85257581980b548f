//! A planted rise, fall, new hotspot and gone one are found, and nothing else.

use serde_json::Value as Json;

use super::{answer, thing, try_compare, two_years, verdicts};
use crate::binary::{files, json, run};
use crate::browser::reads;

#[test]
fn a_planted_rise_and_fall_are_told_and_nothing_else_is() {
    let town = two_years();
    let said = try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &[]).done();
    let found = answer(&town);
    let same = "no evidence of change";
    assert_eq!(verdicts(&found, "burglary"), [same, "up", "down", same]);
    assert_eq!(verdicts(&found, "nuisance"), [same; 4]);
    let rise = &thing(&found, "burglary")["areas"][1];
    assert_eq!(
        (&rise["from"]["count"], &rise["to"]["count"]),
        (&240.into(), &480.into())
    );
    assert_eq!(rise["percent"], 100.0);
    assert_eq!(
        (&rise["a_month"]["before"], &rise["a_month"]["after"]),
        (&20.0.into(), &40.0.into())
    );
    // 480 a year among 2,000 residents are 20 a month per 1,000; the theme divides by 900 households.
    let rate = rise["per_1000_a_month"]["after"].as_f64().unwrap();
    assert!((rate - 40.0 / 0.9).abs() < 1e-6, "{rate}");
    assert_eq!(found["families"][1]["changes_tested"], 8);
    assert!(
        said.out
            .starts_with("The study area, Jan 2025 to Dec 2025 against"),
        "{}",
        said.out
    );
    assert!(said.out.contains("Rose: Ward B, "), "{}", said.out);
    assert!(said.out.contains("Fell: Ward C, "), "{}", said.out);
}

#[test]
fn what_became_of_hotspots_is_what_was_planted() {
    let town = two_years();
    try_compare(
        &town,
        "2024-01..2024-12",
        "2025-01..2025-12",
        &["--theme", "burglary"],
    )
    .done();
    let found = answer(&town);
    let places = found["places"][0]["places"].as_array().unwrap();
    let words: Vec<(&str, &str)> = (places.iter())
        .map(|place| {
            let text = |name: &str| place[name].as_str().unwrap();
            (text("area_name"), text("transition"))
        })
        .collect();
    assert_eq!(
        words,
        [
            ("Ward A", "new"),
            ("Ward A", "gone"),
            ("Ward D", "persistent")
        ]
    );
    let layer = json(
        &town
            .path()
            .join("out/analyst/change_places_burglary.geojson"),
    );
    let features = layer["features"].as_array().unwrap();
    let classes: Vec<&Json> = (features.iter())
        .map(|feature| &feature["properties"]["transition"])
        .collect();
    assert_eq!(classes, ["new", "gone", "persistent"]);
}

#[test]
fn a_part_of_the_study_area_is_compared_beside_the_whole() {
    let town = two_years();
    let more = ["--within", "Ward B", "--theme", "burglary"];
    try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &more).done();
    let found = answer(&town);
    assert_eq!(verdicts(&found, "burglary"), ["up"]);
    assert_eq!(
        thing(&found, "burglary")["study_area"]["to"]["count"],
        1_080
    );
    assert!(found["places"][0]["places"].as_array().unwrap().is_empty());
}

#[test]
fn a_circle_is_a_part_of_its_own() {
    let town = two_years();
    let near = [
        "--near",
        "420825,303175",
        "--metres",
        "100",
        "--theme",
        "burglary",
    ];
    try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &near).done();
    let found = answer(&town);
    let part = &thing(&found, "burglary")["areas"][0];
    assert_eq!(
        (&part["verdict"], part["code"].is_null()),
        (&"up".into(), true)
    );
    assert!(part["to"]["count"].as_u64().unwrap() >= 80, "{part}");
}

#[test]
fn periods_of_different_lengths_compare_as_rates_over_like_months() {
    let town = two_years();
    let mut rows = super::Rows::new(11);
    for year in [2024, 2025, 2026] {
        rows.year("Burglary", year, 240, (0.0, 0.0, 1_000.0));
    }
    town.write("incidents.csv", &rows.text);
    try_compare(&town, "2024-01..2025-12", "2026-01..2026-12", &[]).done();
    let found = answer(&town);
    let change = &thing(&found, "burglary")["areas"][0];
    assert_eq!(
        (&change["from"]["count"], &change["to"]["count"]),
        (&480.into(), &240.into())
    );
    assert_eq!((&change["ratio"], &change["p"]), (&1.0.into(), &1.0.into()));
    assert_eq!(change["from"]["exposure"], 24.0);
}

#[test]
fn months_without_a_like_are_left_out_and_said() {
    let town = two_years();
    let said = try_compare(&town, "2024-01..2024-06", "2025-03..2025-08", &[]).done();
    let found = answer(&town);
    assert_eq!(found["before"]["months"].as_array().unwrap().len(), 4);
    assert_eq!(found["after"]["last_month"], "2025-06");
    assert_eq!(found["left_out"].as_array().unwrap().len(), 4);
    assert!(said.out.contains("Left out: Jan 2024"), "{}", said.out);
    assert!(
        said.out
            .contains("4 month(s) are left out of the comparison"),
        "{}",
        said.out
    );
}

#[test]
fn a_month_without_rows_is_left_out_on_both_sides() {
    let town = two_years();
    let rows = super::planted_years();
    let kept: Vec<&str> = rows
        .lines()
        .filter(|row| !row.contains(",2024-02-"))
        .collect();
    town.write("incidents.csv", &(kept.join("\n") + "\n"));
    try_compare(&town, "2024-01..2024-04", "2025-01..2025-04", &[]).done();
    let found = answer(&town);
    assert_eq!(found["before"]["months"].as_array().unwrap().len(), 3);
    assert_eq!(found["after"]["months"].as_array().unwrap().len(), 3);
    let why: Vec<&str> = (found["left_out"].as_array().unwrap().iter())
        .map(|left| left["why"].as_str().unwrap())
        .collect();
    assert_eq!(
        why,
        ["no rows in the data", "no like month in the other period"]
    );
}

#[test]
fn a_comparison_run_again_gives_the_same_bytes() {
    let town = two_years();
    try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &[]).done();
    let manifest = "out/analyst/manifest.json";
    run(
        town.path(),
        &["map", "--again", manifest, "--out", "second"],
    )
    .done();
    let [first, second] =
        ["out", "second"].map(|out| files(&town.path().join(out).join("analyst")));
    assert_eq!(first, second);
}

#[test]
fn a_theme_that_is_located_too_rarely_in_one_period_is_not_compared() {
    let town = two_years();
    let rows = super::planted_years();
    // A fifth of the earlier burglaries lose their place; over both years together nine in ten keep it.
    let mut number = 0;
    let lines = rows.lines().map(|row| {
        number += 1;
        if row.contains("Burglary,2024") && number % 5 == 0 {
            let fields: Vec<&str> = row.split(',').collect();
            return format!("{},{},{},,,\n", fields[0], fields[1], fields[2]);
        }
        format!("{row}\n")
    });
    let text: String = lines.collect();
    town.write("incidents.csv", &text);
    let said = try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &[]).done();
    let found = answer(&town);
    assert_eq!(
        thing(&found, "burglary")["not_compared"],
        "located share too low"
    );
    assert!(thing(&found, "burglary")["study_area"].is_null());
    assert_eq!(verdicts(&found, "nuisance").len(), 4);
    let not: Vec<&str> = (found["not_compared"].as_array().unwrap().iter())
        .map(|thing| thing["key"].as_str().unwrap())
        .collect();
    assert_eq!(not, ["burglary"]);
    assert!(
        said.out
            .contains("Not compared: burglary (located 80 % before and 100 % after"),
        "{}",
        said.out
    );
}

#[test]
fn a_browser_reads_the_page_of_a_comparison() {
    let town = two_years();
    try_compare(&town, "2024-01..2024-12", "2025-01..2025-12", &[]).done();
    reads(
        &town.path().join("out/analyst"),
        &[
            "what has changed",
            "Ward B",
            "burglary",
            "not told from chance",
        ],
    );
}

//! What a study may not say: each is refused by the indicator, the value and the remedy.

use super::{BURGLARY, rows, town, track};

fn refused(wrong: &str, right: &str, words: &[&str]) {
    assert!(BURGLARY.contains(right), "{right}");
    let town = town(
        &rows(&[("2024-04", 30, 2)]),
        &BURGLARY.replace(right, wrong),
    );
    track(town.path(), "study.toml", &[]).refused(words);
    assert!(!town.path().join("out").exists());
}

#[test]
fn calls_and_recorded_crimes_are_not_mixed() {
    refused(
        "record = \"incident\"",
        "record = \"crime\"",
        &[
            "[[indicator]] burglary",
            "calls and recorded crimes are not one figure",
        ],
    );
}

#[test]
fn a_study_without_indicators_tracks_nothing() {
    let town = town(&rows(&[("2024-04", 30, 2)]), "");
    track(town.path(), "study.toml", &[]).refused(&["the study tracks nothing", "[[indicator]]"]);
}

#[test]
fn what_is_no_year_direction_target_or_attribute_is_named() {
    refused(
        "year = \"2024-26\"",
        "year = \"2024-25\"",
        &["\"2024-26\" is no year"],
    );
    refused(
        "baseline = \"2030-31\"",
        "baseline = \"2023-24\"",
        &["baseline = 2030-31", "later than the year"],
    );
    refused(
        "intended = \"sideways\"",
        "intended = \"down\"",
        &["\"sideways\"", "down, up, or watched"],
    );
    refused(
        "percent = -110",
        "percent = -10",
        &["its target of 2024-25"],
    );
    refused(
        "percent = -10, value = 3",
        "percent = -10",
        &["its target of 2024-25"],
    );
    refused("value = nan", "percent = -10", &["NaN cannot be"]);
    refused(
        "area = \"Nowhere\", percent = -10",
        "percent = -10",
        &["Nowhere"],
    );
    refused(
        "theme = \"arson\"",
        "theme = \"burglary\"",
        &["[[indicator]] burglary", "arson"],
    );
    refused(
        "attribute = \"weapon\"\nvalues = [\"knife\"]\nintended = \"down\"",
        "intended = \"down\"",
        &["weapon"],
    );
    refused(
        "measure = \"share\"\nintended = \"down\"",
        "intended = \"down\"",
        &["a share is of an attribute"],
    );
    refused(
        "level = 1.5\nbaseline = \"2023-24\"",
        "baseline = \"2023-24\"",
        &["level = 1.5", "below 1"],
    );
    refused(
        "year_starts = 13\nbaseline = \"2023-24\"",
        "baseline = \"2023-24\"",
        &["year_starts = 13"],
    );
}

#[test]
fn one_indicator_has_one_key_and_one_target_a_year() {
    refused(
        "target = [{ year = \"2024-25\", percent = -10 }, { year = \"2024-25\", value = 3 }]",
        "target = [{ year = \"2024-25\", percent = -10 }]",
        &["two targets of 2024-25"],
    );
    let twice = format!(
        "{BURGLARY}{}",
        &BURGLARY[BURGLARY.find("[[indicator]]").unwrap()..]
    );
    let town = town(&rows(&[("2024-04", 30, 2)]), &twice);
    track(town.path(), "study.toml", &[]).refused(&["its key stands twice"]);
}

#[test]
fn where_and_a_period_are_no_questions_of_it() {
    let town = town(&rows(&[("2024-04", 30, 2)]), BURGLARY);
    track(town.path(), "study.toml", &["--within", "Ward W"]).refused(&["--within"]);
    track(town.path(), "study.toml", &["--from", "2024-04"]).refused(&["--as-at"]);
    track(town.path(), "study.toml", &["--as-at", "spring"]).refused(&["spring"]);
}

//! Studies with gaps: each has a clear word, and no number comes out of nowhere.

use serde_json::json;

use super::{BURGLARY, indicator, month, part, rows, town, tracked, whole};

/// So many burglaries and two calls in each of the first months of 2023-24 and 2024-25.
fn two_years(first: usize, second: usize, months: usize) -> String {
    let names: Vec<(String, usize)> = (0..12 + months)
        .map(|place| (month(place), if place < 12 { first } else { second }))
        .collect();
    let list: Vec<(&str, usize, usize)> = names
        .iter()
        .map(|(name, many)| (name.as_str(), *many, 2))
        .collect();
    rows(&list)
}

#[test]
fn a_year_after_a_whole_one_is_measured_from_it_and_its_target_is_the_change() {
    let town = town(&two_years(20, 15, 6), BURGLARY);
    let targets = tracked(&town, &[]);
    assert_eq!(targets["year"], "2024-25");
    let found = whole(&targets, "burglary");
    assert_eq!(found["so_far"], 90.0);
    assert_eq!(
        found["baseline"],
        json!({"year": "2023-24", "value": 240.0, "of": null, "source": "counted"})
    );
    assert_eq!(found["target"]["value"], 216.0);
    assert_eq!(found["line"], 108.0);
    assert_eq!(found["projection"]["estimate"], 180.0);
    assert_eq!(found["change"]["estimate"], -0.25);
    assert_eq!(found["status"], "on track");
    assert_eq!(
        indicator(&targets, "burglary")["season"]["years"],
        json!(["2023-24"])
    );
    // All of it happened in the western square: the other one holds nothing, in no year.
    let east = part(&targets, "burglary", "Ward X");
    assert_eq!(east["so_far"], 0.0);
    assert_eq!(
        (&east["status"], &east["why"]),
        (&json!("cannot say"), &json!("baseline is zero"))
    );
    assert_eq!(east["target"]["undefined"], "baseline is zero");
}

#[test]
fn a_month_without_a_row_is_named_and_projected_and_not_counted_as_none() {
    let text = two_years(20, 20, 6);
    let gone = "2024-06";
    let text: String = text
        .lines()
        .filter(|line| !line.contains(gone))
        .map(|line| format!("{line}\n"))
        .collect();
    let targets = tracked(&town(&text, BURGLARY), &[]);
    assert_eq!(targets["months_missing"], json!([gone]));
    let cautions = targets["cautions"].to_string();
    assert!(cautions.contains("hold no row of Jun 2024"), "{cautions}");
    let found = whole(&targets, "burglary");
    assert_eq!(
        (found["so_far"].as_f64(), found["line"].as_f64()),
        (Some(100.0), Some(90.0))
    );
    assert_eq!(found["projection"]["estimate"], 240.0);
    assert_eq!(found["months"][2], json!({"month": gone, "count": null}));
    assert_eq!(found["change"]["estimate"], 0.0);
}

#[test]
fn one_month_of_data_is_projected_as_widely_as_so_little_tells() {
    let targets = tracked(
        &town(
            &rows(&[("2024-04", 30, 2)]),
            &BURGLARY.replace("percent = -10", "value = 300"),
        ),
        &[],
    );
    let found = whole(&targets, "burglary");
    assert_eq!(found["status"], "too close to tell");
    let width = found["projection"]["upper"].as_f64().unwrap()
        - found["projection"]["lower"].as_f64().unwrap();
    assert!(width > 240.0, "{found}");
    assert_eq!(
        found["change"]["undefined"],
        "baseline neither counted nor given"
    );
    let cautions = targets["cautions"].to_string();
    assert!(
        cautions.contains("each month is taken as a twelfth"),
        "{cautions}"
    );
}

#[test]
fn a_target_that_is_a_change_from_a_baseline_nobody_knows_is_no_figure() {
    let targets = tracked(&town(&rows(&[("2024-04", 30, 2)]), BURGLARY), &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(
        (&found["status"], &found["why"]),
        (
            &json!("cannot say"),
            &json!("baseline neither counted nor given")
        )
    );
    assert!(found["target"]["value"].is_null() && found["chance"]["value"].is_null());
}

#[test]
fn what_no_row_feeds_has_a_word_and_neither_figure_nor_projection() {
    let text: String = two_years(20, 15, 6)
        .lines()
        .filter(|line| !line.contains("Nuisance"))
        .map(|line| format!("{line}\n"))
        .collect();
    let sections = BURGLARY
        .replace("\"burglary\"", "\"nuisance\"")
        .replace("record = \"crime\"", "record = \"incident\"");
    let targets = tracked(&town(&text, &sections), &[]);
    let found = whole(&targets, "nuisance");
    assert_eq!(
        (&found["status"], &found["why"]),
        (&json!("cannot say"), &json!("no row of the data feeds it"))
    );
    for field in ["so_far", "projection", "baseline", "chance", "change"] {
        assert!(found[field]["undefined"].is_string(), "{field}: {found}");
    }
}

#[test]
fn a_date_in_a_year_without_any_month_has_a_word() {
    let targets = tracked(
        &town(&two_years(20, 15, 6), BURGLARY),
        &["--as-at", "2025-06"],
    );
    let found = whole(&targets, "burglary");
    assert_eq!(targets["year"], "2025-26");
    assert_eq!(
        (&found["status"], &found["why"]),
        (
            &json!("cannot say"),
            &json!("no month of the year in the data")
        )
    );
    assert!(
        found["so_far"]["undefined"].is_string() && found["projection"]["undefined"].is_string()
    );
}

#[test]
fn the_baseline_year_is_projected_and_measured_against_nothing() {
    let town = town(&two_years(20, 15, 6), BURGLARY);
    let targets = tracked(&town, &["--as-at", "2023-09"]);
    let found = whole(&targets, "burglary");
    assert_eq!(found["status"], "baseline year");
    assert_eq!(found["projection"]["estimate"], 240.0);
    assert_eq!(
        found["change"]["undefined"],
        "the year that changes are measured from"
    );
}

#[test]
fn a_year_that_is_over_meets_its_target_or_does_not() {
    let town = town(&two_years(20, 18, 12), BURGLARY);
    let found = tracked(&town, &[]);
    let found = whole(&found, "burglary");
    // 18 a month are 216: exactly ten per cent less than 240.
    assert_eq!(
        (found["so_far"].as_f64(), found["chance"].as_f64()),
        (Some(216.0), Some(1.0))
    );
    assert_eq!(found["status"], "on track");
    let town = self::town(&two_years(20, 19, 12), BURGLARY);
    let found = tracked(&town, &[]);
    let found = whole(&found, "burglary");
    assert_eq!(
        (&found["chance"], &found["status"]),
        (&json!(0.0), &json!("off track"))
    );
}

#[test]
fn no_word_is_given_across_a_break_of_the_series_unless_it_is_asked_for() {
    let broken = format!(
        "{BURGLARY}[[break]]\ndate = \"2024-04\"\ntheme = \"burglary\"\nnote = \"attempts are counted\"\nsource = \"the force\"\n"
    );
    let town = town(&two_years(20, 15, 6), &broken);
    let targets = tracked(&town, &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(
        (&found["status"], &found["why"]),
        (
            &json!("cannot say"),
            &json!("a break of the series lies between")
        )
    );
    assert!(found["change"]["undefined"].is_string());
    // The season is one of shares within a year, which the break leaves alone.
    assert_eq!(
        indicator(&targets, "burglary")["season"]["years"],
        json!(["2023-24"])
    );
    let targets = tracked(&town, &["--across-breaks"]);
    let found = whole(&targets, "burglary");
    assert_eq!(found["status"], "on track");
    assert_eq!(
        indicator(&targets, "burglary")["breaks"][0]["date"],
        "2024-04"
    );
    let cautions = targets["cautions"].to_string();
    assert!(
        cautions.contains("attempts are counted (the force)"),
        "{cautions}"
    );
}

#[test]
fn a_year_with_a_break_inside_is_no_season() {
    let broken = format!(
        "{BURGLARY}[[break]]\ndate = \"2023-10\"\ntheme = \"burglary\"\nnote = \"attempts are counted\"\nsource = \"the force\"\n"
    );
    let targets = tracked(&town(&two_years(20, 15, 6), &broken), &["--across-breaks"]);
    assert_eq!(
        indicator(&targets, "burglary")["season"]["years"],
        json!([])
    );
}

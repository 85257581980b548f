//! Faults that a reader found, each with the example that showed it.

use serde_json::json;

use super::{BURGLARY, month, rows, town, tracked, whole};

fn table(months: impl Iterator<Item = (usize, usize, usize)>) -> String {
    let names: Vec<(String, usize, usize)> = months
        .map(|(place, burglaries, calls)| (month(place), burglaries, calls))
        .collect();
    let list: Vec<(&str, usize, usize)> = (names.iter())
        .map(|(name, burglaries, calls)| (name.as_str(), *burglaries, *calls))
        .collect();
    rows(&list)
}

#[test]
fn months_that_never_had_an_event_do_not_end_the_year() {
    // No burglary from October to March in the year before.
    let text = table((0..18).map(|place| (place, if place % 12 < 6 { 5 } else { 0 }, 12)));
    let targets = tracked(&town(&text, BURGLARY), &[]);
    let found = whole(&targets, "burglary");
    let projection = &found["projection"];
    assert_eq!(found["so_far"], 30.0);
    assert!(projection["upper"].as_f64().unwrap() > 32.0, "{projection}");
    assert!(found["chance"].as_f64().unwrap() < 1.0);
}

#[test]
fn a_month_that_holds_the_other_kind_of_record_alone_is_a_hole_and_no_count_of_none() {
    let text = table((0..18).map(|place| (place, if place == 17 { 0 } else { 20 }, 12)));
    let targets = tracked(&town(&text, BURGLARY), &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(found["so_far"], 100.0);
    assert_eq!(found["projection"]["estimate"], 240.0);
    let cautions = targets["cautions"].to_string();
    assert!(cautions.contains("Sep 2024"), "{cautions}");
}

#[test]
fn a_change_that_comes_to_a_whole_number_is_met_by_that_number() {
    // 675 less 32 per cent are 459, and 458.99999999999994 in binary.
    let sections = BURGLARY.replace("percent = -10", "percent = -32").replace(
        "intended",
        "figure = [{ year = \"2023-24\", value = 675 }]\nintended",
    );
    let text = table((0..24).map(|place| (place, if place == 23 { 41 } else { 38 }, 12)));
    let targets = tracked(&town(&text, &sections), &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(
        (&found["so_far"], &found["target"]["value"]),
        (&json!(459.0), &json!(459.0))
    );
    assert_eq!(found["status"], "on track");
}

#[test]
fn no_chance_is_none_or_certain_before_the_year_is_over() {
    for (target, sure) in [(9_000.0, true), (101.0, false)] {
        let sections = BURGLARY.replace("percent = -10", &format!("value = {target}"));
        let text = table((0..17).map(|place| (place, 20, 12)));
        let targets = tracked(&town(&text, &sections), &[]);
        let found = whole(&targets, "burglary");
        let chance = found["chance"].as_f64().unwrap();
        assert!(chance > 0.0 && chance < 1.0, "{target}: {chance}");
        assert_eq!(found["status"], if sure { "on track" } else { "off track" });
        let said = found["said"].as_str().unwrap();
        assert!(
            !said.contains("can no longer be met") && !said.contains("it is met"),
            "{said}"
        );
    }
}

#[test]
fn across_a_break_there_is_no_chance_either_and_one_within_the_year_is_seen_without_a_baseline() {
    let broken = |sections: &str, date: &str| {
        format!(
            "{sections}[[break]]\ndate = \"{date}\"\nnote = \"attempts are counted\"\nsource = \"the force\"\n"
        )
    };
    let text = table((0..18).map(|place| (place, 20, 12)));
    let targets = tracked(&town(&text, &broken(BURGLARY, "2024-04")), &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(found["status"], "cannot say");
    assert!(found["chance"]["undefined"].is_string(), "{found}");
    let sections = BURGLARY
        .replace("baseline = \"2023-24\"", "")
        .replace("percent = -10", "value = 200");
    let targets = tracked(&town(&text, &broken(&sections, "2024-07")), &[]);
    let found = whole(&targets, "burglary");
    assert_eq!(
        (&found["status"], &found["why"]),
        (
            &json!("cannot say"),
            &json!("a break of the series lies between")
        )
    );
}

#[test]
fn two_figures_of_one_year_are_refused() {
    let sections = BURGLARY.replace(
        "intended",
        "figure = [{ year = \"2023-24\", value = 675 }, { year = \"2023-24\", value = 676 }]\nintended",
    );
    let town = town(&table((0..18).map(|place| (place, 20, 12))), &sections);
    super::track(town.path(), "study.toml", &[]).refused(&["[[indicator]] burglary", "2023-24"]);
}

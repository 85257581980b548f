//! Words that would tell of few, or of what is withheld, are kept back from the public.

use std::fs;

use super::released::{Row, release, table};
use crate::town::{HEADER, THEMES, Town, incident};

/// A town whose themes are not sensitive, with an attribute; and what it tracks.
fn small(burglaries: &[(&str, usize)], head: &str, target: &str) -> Vec<Row> {
    let mut text = HEADER.replace("place\n", "place,how\n");
    let mut number = 0;
    for (month, many) in burglaries {
        for at in 0..*many {
            number += 1;
            let east = 100.0 + 10.0 * (number % 70) as f64;
            let when = format!("{month}-{:02} 12:00", at % 28 + 1);
            let how = if number % 40 == 0 { "rare" } else { "usual" };
            let line = incident(number, "Burglary", &when, east, 500.0);
            text += &format!("{},{how}\n", line.trim_end());
        }
    }
    let town = Town::two_squares(&text);
    let themes = THEMES.replace("priority", "sensitive = false\npriority");
    town.study_of("", &["incidents.csv"], &format!("{themes}{head}{target}"));
    let study = fs::read_to_string(town.path().join("study.toml")).unwrap();
    let study = study.replace("[incidents]", "[incidents]\nattributes = [\"how\"]");
    fs::write(town.path().join("study.toml"), study).unwrap();
    release(town.path(), "study.toml", "analyst,public", "out");
    table(&town.path().join("out/public/targets.csv"))
}

const BURGLARY: &str = r#"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
"#;

fn word(rows: &[Row]) -> (&str, &str) {
    (rows[0]["status"].as_str(), rows[0]["why"].as_str())
}

#[test]
fn a_word_that_would_rest_on_few_is_kept_back() {
    let target = format!("{BURGLARY}target = [{{ year = \"2024-25\", value = 400 }}]\n");
    let few = small(&[("2024-04", 29)], "", &target);
    assert_eq!(
        word(&few),
        ("kept back", "too few, or its count is withheld")
    );
    let many = small(&[("2024-04", 30)], "", &target);
    assert_eq!(many[0]["so_far"], "30");
    assert_ne!(many[0]["status"], "kept back");
}

#[test]
fn a_word_that_would_tell_of_the_few_that_are_left_is_kept_back() {
    let target = format!(
        "{BURGLARY}attribute = \"how\"\nvalues = [\"usual\"]\ntarget = [{{ year = \"2024-25\", value = 100 }}]\n"
    );
    // 195 of 200: a word says on which side of a limit the others lie.
    let rows = small(&[("2024-04", 200)], "", &target);
    assert_eq!(
        word(&rows),
        ("kept back", "too few, or its count is withheld")
    );
    assert_eq!(rows[0]["so_far"], "");
}

#[test]
fn a_word_against_a_baseline_of_few_that_were_counted_is_kept_back() {
    let track = "[track]\nbaseline = \"2023-24\"\n";
    let target = format!("{BURGLARY}target = [{{ year = \"2024-25\", percent = -10 }}]\n");
    let mut months: Vec<(String, usize)> = (0..12).map(|at| (super::month(at), 1)).collect();
    months.push(("2024-04".to_owned(), 60));
    let months: Vec<(&str, usize)> = months.iter().map(|(m, n)| (m.as_str(), *n)).collect();
    let rows = small(&months, track, &target);
    assert_eq!(
        word(&rows),
        ("kept back", "too few, or its count is withheld")
    );
    assert_eq!(rows[0]["baseline"], "");
    // What the study declares as printed is told.
    let declared = target.replace(
        "target =",
        "figure = [{ year = \"2023-24\", value = 700 }]\ntarget =",
    );
    let rows = small(&months, track, &declared);
    assert_eq!(rows[0]["baseline"], "700");
    assert_ne!(rows[0]["status"], "kept back");
}

#[test]
fn no_word_of_true_counts_stands_beside_rounded_ones() {
    let target = format!(
        "{BURGLARY}target = [{{ year = \"2024-25\", value = 400 }}]\n[release.public]\nrounded = true\n"
    );
    let rows = small(&[("2024-04", 73)], "", &target);
    assert_eq!(word(&rows), ("kept back", "counts are rounded"));
    assert_eq!(rows[0]["so_far"], "75");
}

#[test]
fn whether_any_row_feeds_an_indicator_without_a_target_is_not_told() {
    let target = BURGLARY.replace(
        "theme = \"burglary\"\nrecord = \"crime\"",
        "theme = \"nuisance\"\nrecord = \"incident\"",
    );
    let rows = small(&[("2024-04", 40)], "", &target);
    assert_eq!(word(&rows), ("no target", "no target of this year"));
}

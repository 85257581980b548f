//! Targets: on track or not.

/// What stands beside targets: priorities, harm, perception, attributes.
mod beside;
mod calibration;
mod faulted;
mod gaps;
mod hostile;
mod kept_back;
mod layer;
mod real;
mod refused;
mod released;
mod sample;
/// Tables beside targets that do not read.
mod tables;
mod told;

use std::path::Path;

use serde_json::Value as Json;

use crate::binary::{Said, json, run};
use crate::town::{HEADER, THEMES, Town, incident};

/// A study of one indicator, whose target is a change from the year before.
const BURGLARY: &str = r#"
[track]
baseline = "2023-24"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
target = [{ year = "2024-25", percent = -10 }]
"#;

/// Burglaries and calls at the middle of the western square, so many in each month of `months`, which are given as "2023-04".
fn rows(months: &[(&str, usize, usize)]) -> String {
    let mut text = HEADER.to_owned();
    let mut number = 0;
    for (month, burglaries, calls) in months {
        for (kind, many) in [("Burglary", *burglaries), ("Nuisance", *calls)] {
            for at in 0..many {
                number += 1;
                let day = at % 28 + 1;
                let east = 100.0 + 10.0 * (number % 70) as f64;
                text += &incident(
                    number,
                    kind,
                    &format!("{month}-{day:02} 12:00"),
                    east,
                    500.0,
                );
            }
        }
    }
    text
}

/// A month of a year that begins in April 2023, by its place.
fn month(place: usize) -> String {
    let (year, of_year) = (2023 + (place + 3) / 12, (place + 3) % 12 + 1);
    format!("{year}-{of_year:02}")
}

/// A town of two squares whose study tracks what `sections` say.
fn town(rows: &str, sections: &str) -> Town {
    let town = Town::two_squares(rows);
    town.study_of("", &["incidents.csv"], &format!("{THEMES}{sections}"));
    town
}

/// Follows the indicators of a study in a folder.
fn track(folder: &Path, study: &str, more: &[&str]) -> Said {
    let args = [
        "track",
        study,
        "--out",
        "out",
        "--overwrite",
        "--write",
        "areas",
    ];
    run(folder, &[&args[..], more].concat())
}

/// The same, which must be done; what was answered.
fn tracked(town: &Town, more: &[&str]) -> Json {
    track(town.path(), "study.toml", more).done();
    json(&town.path().join("out/analyst/targets.json"))
}

/// An indicator by its key.
fn indicator<'a>(targets: &'a Json, key: &str) -> &'a Json {
    let list = targets["indicators"].as_array().unwrap();
    list.iter().find(|one| one["key"] == key).unwrap()
}

/// What is told of a part by its name.
fn part<'a>(targets: &'a Json, key: &str, name: &str) -> &'a Json {
    let parts = indicator(targets, key)["parts"].as_array().unwrap();
    parts.iter().find(|one| one["name"] == name).unwrap()
}

/// The study area's.
fn whole<'a>(targets: &'a Json, key: &str) -> &'a Json {
    part(targets, key, "The study area")
}

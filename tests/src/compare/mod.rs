//! Two periods compared: what is planted is found, what is not is not claimed, and what cannot be compared is refused.

mod chance;
mod planted;
mod real;
mod refused;
mod studies;

use hotspur_core::{Stream, stream};
use rand::RngExt;
use serde_json::Value as Json;

use crate::binary::{Said, json, run};
use crate::town::{HEADER, Town, area, incident, rectangle};

/// The squares of the town and their south-west corners.
const SQUARES: [(&str, f64, f64); 4] = [
    ("A", 0.0, 0.0),
    ("B", 1_000.0, 0.0),
    ("C", 0.0, 1_000.0),
    ("D", 1_000.0, 1_000.0),
];

/// The areas of the town, which may bear other codes.
fn squares(code: &dyn Fn(&str) -> String) -> Vec<Json> {
    let exposures = [("residents", 2_000), ("households", 900)];
    let area_of = |(name, west, south): &(&str, f64, f64)| {
        area(
            &code(name),
            &rectangle(*west, *south, 1_000.0, 1_000.0),
            &exposures,
        )
    };
    SQUARES.iter().map(area_of).collect()
}

/// A table of incidents in the making.
struct Rows {
    text: String,
    number: usize,
    random: Stream,
}

impl Rows {
    fn new(seed: u64) -> Self {
        Self {
            text: HEADER.to_owned(),
            number: 0,
            random: stream(seed, 0, 0),
        }
    }

    /// So many events of a year, as many in every month, anywhere in a rectangle.
    fn year(&mut self, kind: &str, year: i32, events: usize, (west, south, side): (f64, f64, f64)) {
        for event in 0..events {
            let (month, day) = (event % 12 + 1, event % 28 + 1);
            let mut along = || (self.random.random::<f64>() * side).floor() + 0.5;
            let (east, north) = (west + along(), south + along());
            self.number += 1;
            let when = format!("{year}-{month:02}-{day:02}");
            self.text += &incident(self.number, kind, &when, east, north);
        }
    }
}

/// Two years of a town in which burglary doubles in B, halves in C, and moves in A from one corner to another; in D a hot corner
/// stays, and nuisance stays everywhere.
fn planted_years() -> String {
    let mut rows = Rows::new(7);
    for year in [2024, 2025] {
        let later = year == 2025;
        for (name, west, south) in SQUARES {
            let (spread, hot) = match (name, later) {
                ("B", true) => (480, None),
                ("C", true) => (120, None),
                ("A", false) => (160, Some((150.0, 800.0))),
                ("A", true) => (160, Some((800.0, 150.0))),
                ("D", _) => (160, Some((500.0, 500.0))),
                _ => (240, None),
            };
            rows.year("Burglary", year, spread, (west, south, 1_000.0));
            if let Some((east, north)) = hot {
                rows.year("Burglary", year, 80, (west + east, south + north, 50.0));
            }
            rows.year("Nuisance", year, 120, (west, south, 1_000.0));
        }
    }
    rows.text
}

/// A town of two years.
fn two_years() -> Town {
    Town::of(&squares(&str::to_owned), &planted_years())
}

/// Compares two periods of a town's study, with further arguments, into `out`.
fn try_compare(town: &Town, before: &str, after: &str, more: &[&str]) -> Said {
    let mut args = vec!["compare", "study.toml", "--out", "out", "--cell", "50"];
    args.extend(["--before", before, "--after", after]);
    args.extend(more);
    run(town.path(), &args)
}

/// The answer of a run that was done.
fn answer(town: &Town) -> Json {
    json(&town.path().join("out/analyst/compare.json"))
}

/// What is found of a thing.
fn thing<'a>(answer: &'a Json, key: &str) -> &'a Json {
    let mut things = answer["things"].as_array().unwrap().iter();
    things.find(|thing| thing["key"] == key).unwrap()
}

/// The verdicts of a thing by area.
fn verdicts(answer: &Json, key: &str) -> Vec<String> {
    let areas = thing(answer, key)["areas"].as_array().unwrap();
    let verdict = |area: &Json| area["verdict"].as_str().unwrap().to_owned();
    areas.iter().map(verdict).collect()
}

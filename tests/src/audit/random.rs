//! Towns drawn at random, with few events and themes that hold one another: what is released of them is attacked.

use hotspur_core::stream;
use rand::RngExt;

use crate::binary::run;
use crate::town::{HEADER, Town, area, incident, rectangle};

/// Three themes that share offence types, one of them sensitive, and one of calls.
const THEMES: &str = r#"
[release]
to = ["analyst", "public", "group"]
[[release.group]]
areas = ["B"]
themes = ["harm", "theft"]
recipient = "Us"
purpose = "this"
delete_by = "2025-12-31"
[[release.group]]
areas = ["C", "D"]
themes = ["harm"]
recipient = "Them"
purpose = "that"
delete_by = "2025-12-31"
[[theme]]
key = "harm"
kind = "crime"
sensitive = false
priority = true
types = ["Assault", "Threat", "Abuse"]
[[theme]]
key = "abuse"
kind = "crime"
sensitive = true
types = ["Abuse"]
[[theme]]
key = "theft"
kind = "crime"
sensitive = false
priority = true
types = ["Theft", "Shoplifting"]
[[theme]]
key = "shoplifting"
kind = "crime"
sensitive = false
types = ["Shoplifting"]
[[theme]]
key = "noise"
kind = "incident"
sensitive = false
types = ["Noise"]
"#;

const TYPES: [&str; 7] = [
    "Assault",
    "Threat",
    "Abuse",
    "Theft",
    "Shoplifting",
    "Noise",
    "Something else",
];

fn town(seed: u64, events: usize) -> Town {
    let mut random = stream(seed, 0, 0);
    let mut rows = HEADER.to_owned();
    for number in 0..events {
        let kind = TYPES[random.random_range(0..TYPES.len())];
        let month = random.random_range(1..8);
        let when = format!("2024-{month:02}-05 12:30");
        // More in one area than in the others.
        let east = random.random_range(1.0..1999.0_f64).floor();
        let north = (random.random_range(0.0..1.0_f64).powi(2) * 1998.0 + 1.0).floor();
        rows += &incident(number, kind, &when, east, north);
    }
    let exposures = [("residents", 2000), ("households", 900)];
    let square =
        |code: &str, x: f64, y: f64| area(code, &rectangle(x, y, 1000.0, 1000.0), &exposures);
    let areas = [
        square("A", 0.0, 0.0),
        square("B", 1000.0, 0.0),
        square("C", 0.0, 1000.0),
        square("D", 1000.0, 1000.0),
    ];
    let town = Town::of(&areas, &rows);
    town.study_of("", &["incidents.csv"], THEMES);
    town
}

#[test]
fn releases_of_random_towns_give_nothing_away_and_show_something() {
    let mut shown = 0;
    for (seed, events) in [(1, 60), (2, 120), (3, 250), (4, 250), (5, 600), (6, 1200)] {
        let town = town(seed, events);
        town.map("out", &["--quiet"]);
        let args = ["audit", "out/public", "--truth", "out/analyst"];
        let said = run(town.path(), &args);
        assert_eq!(said.code, 0, "{seed}: {}{}", said.out, said.err);
        let table = std::fs::read_to_string(town.path().join("out/public/wards.csv")).unwrap();
        shown += table.matches(|c: char| c.is_ascii_digit()).count();
    }
    assert!(shown > 500, "{shown}");
}

/// Themes of which every two share a type that no theme holds alone: t1 + t2 - t3 is that type.
const OVERLAPPING: &str = r#"
[release]
to = ["analyst", "public"]
[[theme]]
key = "t1"
kind = "crime"
sensitive = false
types = ["Burglary", "Robbery"]
[[theme]]
key = "t2"
kind = "crime"
sensitive = false
types = ["Vehicle", "Robbery"]
[[theme]]
key = "t3"
kind = "crime"
sensitive = false
types = ["Burglary", "Vehicle", "Robbery"]
"#;

#[test]
fn what_two_themes_share_cannot_be_reckoned_from_a_third_that_holds_both() {
    let mut rows = HEADER.to_owned();
    let mut number = 0;
    let mut add = |kind: &str, month: usize, east: f64, north: f64| {
        number += 1;
        rows += &incident(
            number,
            kind,
            &format!("2024-{month:02}-05 12:30"),
            east,
            north,
        );
    };
    // Dense enough for safe cells; the three robberies lie in two of them.
    for event in 0..320_usize {
        let (east, north) = (
            10.0 + (event * 37 % 1980) as f64,
            10.0 + (event * 53 % 980) as f64,
        );
        add(
            ["Burglary", "Vehicle"][event % 2],
            event % 7 + 1,
            east,
            north,
        );
    }
    for (month, east) in [(1, 100.0), (1, 105.0), (1, 700.0)] {
        add("Robbery", month, east, 400.0);
    }
    let town = Town::two_squares(&rows);
    town.study_of("", &["incidents.csv"], OVERLAPPING);
    town.map("out", &["--quiet", "--themes", "all"]);
    let args = ["audit", "out/public", "--truth", "out/analyst"];
    let said = run(town.path(), &args);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

//! Answers against a plain count of the rows.

use serde_json::Value as Json;

use crate::binary::{files, json, run};
use crate::town::{CORNER, HEADER, Town, incident, rectangle};

/// Two years of the town: twice as many burglaries in the second, all in the west.
fn two_years() -> String {
    let mut rows = HEADER.to_owned();
    for number in 0..360 {
        let year = if number < 120 { 2023 } else { 2024 };
        let month = number % 12 + 1;
        let kind = if number % 4 == 0 {
            "Nuisance"
        } else {
            "Burglary"
        };
        let east = (number * 37 % 1990) as f64 + 5.0;
        let when = format!(
            "{year}-{month:02}-{:02} {:02}:30",
            number % 28 + 1,
            number % 24
        );
        rows += &incident(number, kind, &when, east, (number * 53 % 990) as f64 + 5.0);
    }
    rows
}

fn located(town: &Town, args: &[&str]) -> Json {
    let all = [
        &[
            "locate",
            "study.toml",
            "--out",
            "out",
            "--overwrite",
            "--quiet",
            "--write",
            "areas",
        ],
        args,
    ]
    .concat();
    run(town.path(), &all).done();
    json(&town.path().join("out/analyst/locate.json"))
}

fn thing<'a>(answer: &'a Json, key: &str) -> &'a Json {
    let things = answer["counted"].as_array().unwrap().iter();
    things.clone().find(|thing| thing["key"] == key).unwrap()
}

/// Burglaries of some years at places that a test holds for.
fn plain(years: &[&str], holds: impl Fn(f64, f64) -> bool) -> u64 {
    let rows = two_years();
    let rows = rows.lines().skip(1).filter(|row| {
        let fields: Vec<&str> = row.split(',').collect();
        let at = |field: usize| fields[field].parse::<f64>().unwrap();
        fields[1] == "Burglary"
            && years.contains(&&fields[2][..4])
            && holds(at(3) - CORNER[0], at(4) - CORNER[1])
    });
    rows.count() as u64
}

#[test]
fn an_area_a_circle_and_a_polygon_count_what_a_plain_loop_counts() {
    let town = Town::two_squares(&two_years());
    let west = located(
        &town,
        &["--within", "Ward W", "--from", "2024-01", "--to", "2024-12"],
    );
    let burglary = thing(&west, "burglary");
    assert_eq!(burglary["count"], plain(&["2024"], |x, _| x < 1000.0));
    assert_eq!(burglary["elsewhere"], plain(&["2024"], |x, _| x > 1000.0));
    assert_eq!(burglary["before"], plain(&["2023"], |x, _| x < 1000.0));
    assert_eq!(burglary["rate_per"]["name"], "households");
    assert_eq!(west["before"]["first_month"], "2023-01");

    let (x, y) = (CORNER[0] + 1000.0, CORNER[1] + 500.0);
    let near = format!("{x},{y}");
    let circle = located(&town, &["--near", &near, "--metres", "300"]);
    let inside = |x: f64, y: f64| (x - 1000.0).powi(2) + (y - 500.0).powi(2) <= 300.0 * 300.0;
    assert_eq!(
        thing(&circle, "burglary")["count"],
        plain(&["2023", "2024"], inside)
    );
    assert_eq!(
        thing(&circle, "burglary")["rate_per"]["name"],
        "square kilometres"
    );
    let ground = circle["area_km2"].as_f64().unwrap();
    assert!(
        (ground - 0.09 * std::f64::consts::PI).abs() < 1e-5,
        "{ground}"
    );
    let reached: Vec<&Json> = circle["borders"].as_array().unwrap().iter().collect();
    assert!(reached.len() == 2 && reached.iter().all(|area| area["holds_some"] == true));

    let shape = rectangle(200.0, 100.0, 900.0, 300.0);
    let crs = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}"#;
    let file = format!(
        r#"{{"type":"FeatureCollection","crs":{crs},"features":[{{"type":"Feature","properties":{{}},"geometry":{shape}}}]}}"#
    );
    town.write("shape.geojson", &file);
    let polygon = located(
        &town,
        &["--polygon", "shape.geojson", "--theme", "burglary"],
    );
    let inside = |x: f64, y: f64| (200.0..=1100.0).contains(&x) && (100.0..=400.0).contains(&y);
    assert_eq!(
        thing(&polygon, "burglary")["count"],
        plain(&["2023", "2024"], inside)
    );
    assert_eq!(
        polygon["counted"].as_array().unwrap().len(),
        3,
        "the totals and the theme asked"
    );

    let both = located(&town, &["--polygon", "shape.geojson", "--within", "W"]);
    let inside = |x: f64, y: f64| inside(x, y) && x < 1000.0;
    assert_eq!(
        thing(&both, "burglary")["count"],
        plain(&["2023", "2024"], inside)
    );
}

#[test]
fn the_span_before_is_that_of_the_year_before_or_the_one_just_before_or_none() {
    let town = Town::two_squares(&two_years());
    let spans = |from: &str, to: &str| {
        let answer = located(&town, &["--within", "W", "--from", from, "--to", to]);
        let before = &answer["before"];
        before["first_month"].as_str().map(|first| {
            (
                first.to_owned(),
                before["last_month"].as_str().unwrap().to_owned(),
            )
        })
    };
    let span = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
    assert_eq!(spans("2024-03", "2024-05"), span("2023-03", "2023-05"));
    assert_eq!(spans("2023-07", "2023-12"), span("2023-01", "2023-06"));
    assert_eq!(spans("2023-01", "2023-06"), None);
}

#[test]
fn places_months_and_hours_add_up_to_the_count() {
    let town = Town::two_squares(&two_years());
    let answer = located(&town, &["--within", "X"]);
    for thing in answer["counted"].as_array().unwrap() {
        let count = thing["count"].as_u64().unwrap();
        let sum = |key: &str| -> f64 {
            let list = thing[key].as_array().unwrap();
            list.iter().map(|n| n.as_f64().unwrap()).sum()
        };
        assert_eq!(sum("months") as u64, count);
        assert!((sum("hours_of_week") - count as f64).abs() < 1e-6);
        let places = thing["places"].as_array().unwrap();
        let counts: Vec<u64> = places
            .iter()
            .map(|p| p["count"].as_u64().unwrap())
            .collect();
        assert!(counts.is_sorted_by(|a, b| a >= b) && counts.len() <= 10);
    }
}

#[test]
fn a_question_is_repeated_from_its_manifest_byte_by_byte() {
    let town = Town::two_squares(&two_years());
    let question = [
        "locate",
        "study.toml",
        "--within",
        "W",
        "--period",
        "2024-01..2024-06",
        "--hours",
        "22-02",
    ];
    run(
        town.path(),
        &[&question[..], &["--out", "one", "--quiet"]].concat(),
    )
    .done();
    let again = [
        "map",
        "--again",
        "one/analyst/manifest.json",
        "--out",
        "two",
        "--quiet",
    ];
    run(town.path(), &again).done();
    assert_eq!(
        files(&town.path().join("one/analyst")),
        files(&town.path().join("two/analyst"))
    );
}

#[test]
fn near_repeats_and_repeats_are_told_of_a_part_too_and_bands_are_printed_with_their_brackets() {
    let town = Town::two_squares(&two_years());
    let args = [
        "repeats",
        "study.toml",
        "--within",
        "W",
        "--bands",
        "150,300",
        "--days",
        "10,20",
        "--knox",
        "99",
    ];
    run(
        town.path(),
        &[&args[..], &["--out", "out", "--quiet", "--write", "areas"]].concat(),
    )
    .done();
    let answer = json(&town.path().join("out/analyst/repeats.json"));
    let themes = answer["themes"].as_array().unwrap();
    let burglary = themes
        .iter()
        .find(|theme| theme["key"] == "burglary")
        .unwrap();
    let west = plain(&["2023", "2024"], |x, _| x < 1000.0);
    assert_eq!(burglary["same_place"]["events"], west);
    assert_eq!(burglary["near"]["events"], west);
    assert_eq!(
        burglary["near"]["space"],
        serde_json::json!(["[0 m, 0 m]", "(0 m, 150 m)", "[150 m, 300 m)"])
    );
    assert_eq!(
        burglary["near"]["time"],
        serde_json::json!(["[0 d, 10 d)", "[10 d, 20 d)"])
    );
    assert_eq!(burglary["near"]["permutations"], 99);
}

//! The release of an action group: its own areas in its own themes whole, the rest as the public's.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::runs::{rows as rows_of, sample_released};
use crate::binary::{files, json};
use crate::town::{HEADER, Town, incident};

const OWN: &str = "Glascote";
const THEMES: [&str; 4] = [
    "vehicle_crime",
    "theft_of_vehicle",
    "theft_from_vehicle",
    "anti_social_behaviour",
];

fn by_name(file: &std::path::Path) -> BTreeMap<String, BTreeMap<String, String>> {
    rows_of(file)
        .into_iter()
        .map(|row| (row["name"].clone(), row))
        .collect()
}

#[test]
fn its_own_counts_are_the_analysts_and_the_others_the_publics() {
    let released = sample_released();
    let table = |audience: &str| by_name(&released.of(audience).join("wards.csv"));
    let (analyst, group, public) = (table("analyst"), table("group"), table("public"));
    for (name, row) in &group {
        for (column, value) in row.iter().filter(|(column, _)| column.ends_with("_count")) {
            let own = name == OWN && THEMES.iter().any(|t| *column == format!("{t}_count"));
            let like = if own { &analyst } else { &public };
            assert_eq!(value, &like[name][column], "{name} {column}");
        }
    }
}

#[test]
fn its_points_lie_in_its_area_in_its_themes_and_bear_no_identifier() {
    let released = sample_released();
    let layer = json(&released.of("group").join("incidents.geojson"));
    let features = layer["features"].as_array().unwrap();
    let analyst = json(&released.of("analyst").join("incidents.geojson"));
    let expected = analyst["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|feature| {
            let of = &feature["properties"];
            let themes = of["themes"].as_str().unwrap();
            of["area_name"] == OWN && themes.split(' ').any(|theme| THEMES.contains(&theme))
        });
    assert_eq!(features.len(), expected.count());
    assert!(features.len() > 100);
    for feature in features {
        let of = &feature["properties"];
        assert_eq!(of["area_name"], OWN);
        assert!(of["id"].is_null() && of["source"].is_null());
        for theme in of["themes"].as_str().unwrap().split(' ') {
            assert!(THEMES.contains(&theme), "{theme}");
        }
    }
}

#[test]
fn a_sensitive_theme_of_its_own_has_counts_and_no_points() {
    let folder = tempfile::tempdir().unwrap();
    let study = crate::binary::sample().join("study.toml");
    let args = [
        "map",
        study.to_str().unwrap(),
        "--out",
        "out",
        "--quiet",
        "--release",
        "analyst,group",
        "--group-themes",
        "domestic_violence,violence",
    ];
    crate::binary::run(folder.path(), &args).done();
    let group = folder.path().join("out/group");
    let own = by_name(&group.join("wards.csv"));
    let analyst = by_name(&folder.path().join("out/analyst/wards.csv"));
    let column = "domestic_violence_count";
    assert_eq!(own[OWN][column], analyst[OWN][column]);
    let layer = json(&group.join("incidents.geojson"));
    let features = layer["features"].as_array().unwrap();
    assert!(!features.is_empty());
    for feature in features {
        assert_eq!(feature["properties"]["type"], "Violence, other");
    }
    let hotspots = files(&group).into_iter().map(|(name, _)| name);
    let places: Vec<String> = hotspots.filter(|name| name.contains("violence")).collect();
    assert_eq!(places, [""; 0], "no violence by place");
}

#[test]
fn what_binds_it_stands_in_every_file() {
    let released = sample_released();
    let group = released.of("group");
    let run = json(&group.join("manifest.json"))["binding"]["run"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(run.len(), 32);
    for (name, bytes) in files(&group) {
        let bytes = if name.ends_with(".qgz") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut inside = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_index(0).unwrap(), &mut inside).unwrap();
            inside
        } else {
            bytes
        };
        let text = String::from_utf8_lossy(&bytes);
        for word in [run.as_str(), "SENSITIVE", "Glascote Action Group", "2003"] {
            // The picture says it in pixels.
            assert!(
                text.contains(word) || name == "map.png",
                "{name} does not hold {word:?}"
            );
        }
    }
}

#[test]
fn the_rest_cannot_be_reckoned_by_taking_its_own_away() {
    // What the recipients know of their own months narrows no count of the others' below its threshold.
    let released = sample_released();
    let analyst = json(&released.of("analyst").join("incidents.geojson"));
    let mut own: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut all = own.clone();
    for feature in analyst["features"].as_array().unwrap() {
        let of: &Json = &feature["properties"];
        let month = of["happened_from"].as_str().unwrap()[..7].to_owned();
        for theme in of["themes"].as_str().unwrap().split(' ') {
            let key = (month.clone(), theme.to_owned());
            *all.entry(key.clone()).or_default() += 1;
            if of["area_name"] == OWN && THEMES.contains(&theme) {
                *own.entry(key).or_default() += 1;
            }
        }
    }
    let times = rows_of(&released.of("group").join("times.csv"));
    for row in times.iter().filter(|row| row["time"] != "period") {
        for theme in THEMES {
            let key = (row["time"].clone(), theme.to_owned());
            let Some(shown) = row[&format!("{theme}_count")].parse::<u64>().ok() else {
                continue;
            };
            assert_eq!(shown, all[&key]);
            let rest = shown - own.get(&key).copied().unwrap_or(0);
            assert!(rest == 0 || rest >= 5, "{key:?} leaves {rest}");
        }
    }
}

/// Two types in three themes, so that a month of both can be shown where a month of each is withheld.
const NESTED: &str = r#"
[release]
to = ["analyst", "group", "public"]
[release.group]
areas = ["W"]
themes = ["both", "first", "second"]
recipient = "Us"
purpose = "this"
delete_by = "2025-12-31"
[[theme]]
key = "both"
kind = "crime"
priority = true
sensitive = false
types = ["One", "Other"]
[[theme]]
key = "first"
kind = "crime"
sensitive = false
types = ["One"]
[[theme]]
key = "second"
kind = "crime"
sensitive = false
types = ["Other"]
"#;

#[test]
fn no_sum_of_the_others_follows_from_a_month_less_its_own() {
    let mut rows = HEADER.to_owned();
    let mut number = 0;
    for month in 1..7 {
        // In January two of each lie outside the group's own area, elsewhere two dozen.
        for (kind, east, events) in [
            ("One", 500.0, 20),
            ("Other", 500.0, 20),
            ("One", 1500.0, if month == 1 { 2 } else { 24 }),
            ("Other", 1500.0, if month == 1 { 2 } else { 24 }),
        ] {
            for event in 0..events {
                number += 1;
                let when = format!("2024-{month:02}-05 12:30");
                rows += &incident(number, kind, &when, east, 40.0 * f64::from(event) + 20.0);
            }
        }
    }
    let town = Town::two_squares(&rows);
    town.study_of("", &["incidents.csv"], NESTED);
    town.try_map("out", &["--quiet"]).done();
    let times = rows_of(&town.path().join("out/group/times.csv"));
    for row in times.iter().filter(|row| row["time"] != "period") {
        for (column, own) in [
            ("both_count", 40),
            ("all_crime_count", 40),
            ("first_count", 20),
            ("second_count", 20),
        ] {
            if let Ok(shown) = row[column].parse::<u64>() {
                let rest = shown - own;
                assert!(
                    rest == 0 || rest >= 5,
                    "{} {column} leaves {rest}",
                    row["time"]
                );
            }
        }
    }
    assert!(
        times.iter().any(|row| !row["both_count"].is_empty()),
        "something is shown"
    );
}

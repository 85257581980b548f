//! The public release: true totals, nothing beside what is withheld, only safe places.

use std::collections::BTreeMap;

use super::runs::{Released, half_year_released, rows, sample_released};
use crate::binary::{files, json};

type Row = BTreeMap<String, String>;

fn table(released: &Released, audience: &str, file: &str) -> Vec<Row> {
    rows(&released.of(audience).join(file))
}

fn shown_counts_are_true(released: &Released) {
    let (analyst, public) = (
        table(released, "analyst", "wards.csv"),
        table(released, "public", "wards.csv"),
    );
    let (mut shown, mut withheld) = (0, 0);
    for (truth, row) in analyst.iter().zip(&public) {
        for (column, value) in row.iter().filter(|(column, _)| column.ends_with("_count")) {
            let truth = &truth[column];
            if value.is_empty() {
                withheld += 1;
            } else {
                shown += 1;
                assert_eq!(value, truth, "{} {column}", row["name"]);
            }
        }
    }
    assert!(
        shown > 80 && withheld < shown,
        "{shown} shown, {withheld} withheld"
    );
}

#[test]
fn shown_counts_are_true_on_the_sample() {
    shown_counts_are_true(sample_released());
}

#[test]
fn shown_counts_are_true_on_real_data_and_no_small_one_is_shown() {
    let Some(released) = half_year_released() else {
        return;
    };
    shown_counts_are_true(released);
    let manifest = json(&released.of("public").join("manifest.json"));
    let themes = manifest["parameters"]["themes"].as_array().unwrap();
    let threshold = |column: &str| {
        let sensitive = themes.iter().any(|theme| {
            column == format!("{}_count", theme["key"].as_str().unwrap())
                && theme["sensitive"] == true
        });
        if sensitive { 10 } else { 5 }
    };
    for file in ["wards.csv", "times.csv"] {
        for row in table(released, "public", file) {
            for (column, value) in row.iter().filter(|(column, _)| column.ends_with("_count")) {
                let small = |count: u64| count > 0 && count < threshold(column);
                assert!(!value.parse().is_ok_and(small), "{file} {column} {value}");
            }
        }
    }
}

#[test]
fn nothing_stands_beside_a_count_that_is_withheld() {
    let Some(released) = half_year_released() else {
        return;
    };
    let mut seen = 0;
    for row in table(released, "public", "wards.csv") {
        for (column, value) in &row {
            let Some(key) = column.strip_suffix("_count") else {
                continue;
            };
            if value.is_empty() {
                seen += 1;
                for field in ["expected", "smr", "smr_lower", "smr_upper", "rate_per_1000"] {
                    let beside = row.get(&format!("{key}_{field}"));
                    assert!(beside.is_none_or(String::is_empty), "{key}_{field}");
                }
            }
        }
    }
    assert!(seen > 10);
}

#[test]
fn every_withheld_count_is_proven_to_be_anything_below_its_threshold() {
    let Some(released) = half_year_released() else {
        return;
    };
    let withheld = table(released, "analyst", "withheld.csv");
    let small: Vec<&Row> = (withheld.iter())
        .filter(|row| row["because"] == "below the threshold")
        .collect();
    assert!(small.len() > 20);
    for row in small {
        let most = if row["counted"] == "violence" { 9 } else { 4 };
        let number = |column: &str| row[column].parse::<u64>().unwrap();
        assert!(
            number("could_be_from") <= 1 && number("could_be_to") >= most,
            "{row:?}"
        );
    }
}

#[test]
fn sensitive_themes_and_those_that_share_their_types_are_on_no_map_of_places() {
    let released = sample_released();
    let named: Vec<String> = files(&released.of("public"))
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("density") || name.starts_with("hotspots"))
        .collect();
    assert!(
        named
            .iter()
            .any(|name| name == "density_vehicle_crime.geojson"),
        "{named:?}"
    );
    assert!(
        !named
            .iter()
            .any(|name| name.contains("violence") || name.contains("domestic"))
    );
    assert!(!named.iter().any(|name| name == "density.geojson"));
    let statement = json(&released.of("public").join("disclosure.json"));
    let kept: Vec<&str> = (statement["kept_off_maps"].as_array().unwrap().iter())
        .map(|kept| kept["theme"].as_str().unwrap())
        .collect();
    assert_eq!(
        kept,
        ["Violence", "Domestic violence", "Domestic incidents"]
    );
}

#[test]
fn every_public_micro_hotspot_holds_five_events_at_five_points() {
    let released = sample_released();
    let incidents = json(&released.of("analyst").join("incidents.geojson"));
    let mut seen = 0;
    for (name, _) in files(&released.of("public")) {
        let key = name
            .strip_prefix("hotspots_")
            .and_then(|n| n.strip_suffix(".geojson"));
        let Some(key) = key else { continue };
        let layer = json(&released.of("public").join(&name));
        for feature in layer["features"].as_array().unwrap() {
            seen += 1;
            let feature: geojson::Feature = serde_json::from_value(feature.clone()).unwrap();
            let shape: geo::Geometry<f64> = feature.geometry.unwrap().try_into().unwrap();
            let mut points = std::collections::BTreeSet::new();
            let mut events = 0;
            for incident in incidents["features"].as_array().unwrap() {
                let themes = incident["properties"]["themes"].as_str().unwrap();
                let at = &incident["geometry"]["coordinates"];
                let (x, y) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
                let inside = geo::Contains::contains(&shape, &geo::Point::new(x, y));
                if themes.split(' ').any(|theme| theme == key) && inside {
                    events += 1;
                    points.insert((x.to_bits(), y.to_bits()));
                }
            }
            assert!(
                events >= 5 && points.len() >= 5,
                "{name}: {events} at {}",
                points.len()
            );
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_public_density_is_the_sum_of_whole_cells_of_five_events_or_more() {
    // Far from everything else a cell shows its own kernel alone: the peak of one cell of five events is the least there can be.
    let released = sample_released();
    let manifest = json(&released.of("public").join("manifest.json"));
    let density = &manifest["parameters"]["density"];
    let (h, cell) = (
        density["bandwidth_m"].as_f64().unwrap(),
        density["cell_m"].as_f64().unwrap(),
    );
    assert!(cell >= 250.0 && h >= 2.0 * cell);
    let layer = json(&released.of("public").join("density_vehicle_crime.geojson"));
    let most = (layer["features"].as_array().unwrap().iter())
        .map(|cell| cell["properties"]["density_per_km2"].as_f64().unwrap())
        .fold(0.0, f64::max);
    let five = 5.0 * 3.0 / (std::f64::consts::PI * h * h) * 1e6;
    assert!(most >= five * (1.0 - 1e-9), "{most} {five}");
}

#[test]
fn times_are_no_finer_than_the_study_allows() {
    let folder = tempfile::tempdir().unwrap();
    let study = crate::binary::sample().join("study.toml");
    let text = std::fs::read_to_string(&study).unwrap();
    for (word, slots) in [
        (
            "quarter",
            vec!["2001-Q2", "2001-Q3", "2001-Q4", "2002-Q1", "period"],
        ),
        ("period", vec![]),
    ] {
        let path = |file: &str| crate::binary::sample().join(file);
        let text = text
            .replace("dates = \"month\"", &format!("dates = \"{word}\""))
            .replace("\"areas.geojson\"", &format!("{:?}", path("areas.geojson")))
            .replace("\"incidents.csv\"", &format!("{:?}", path("incidents.csv")));
        std::fs::write(folder.path().join("study.toml"), text).unwrap();
        let args = [
            "map",
            "study.toml",
            "--out",
            word,
            "--quiet",
            "--release",
            "public",
        ];
        crate::binary::run(folder.path(), &args).done();
        let public = folder.path().join(word).join("public");
        let times = public.join("times.csv");
        if slots.is_empty() {
            assert!(!times.exists());
        } else {
            let found: Vec<String> = rows(&times)
                .into_iter()
                .map(|row| row["time"].clone())
                .collect();
            assert_eq!(found, slots);
        }
        for (name, bytes) in files(&public) {
            let text = String::from_utf8_lossy(&bytes);
            // The name of the study is its author's to choose.
            let text = text.replace("2001-02 (synthetic", "");
            for month in ["2001-04", "2001-05", "2002-03", "April 2001", "March 2002"] {
                assert!(!text.contains(month), "{name} holds {month}");
            }
        }
    }
}

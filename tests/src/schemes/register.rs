//! Registers: several schemes, their stages, dates and columns.

use serde_json::{Value as Json, json};

use super::{NONE, Planted, answer, evaluate, gates, register, town, zone};
use crate::town::rectangle;

/// The zones of [`gates`] under another name, with further columns.
fn named(name: &str, more: &[(&str, &str)]) -> Vec<Json> {
    let mut zones = gates();
    for zone in &mut zones {
        zone["properties"]["name"] = json!(name);
        for (column, value) in more {
            zone["properties"][*column] = json!(value);
        }
    }
    zones
}

#[test]
fn each_scheme_of_a_register_is_answered_by_its_stage() {
    let halved = Planted {
        target: (20.0, 8.0),
        ..NONE
    };
    let town = town(&halved, 21);
    let mut zones = named("A plan", &[("stage", "planned"), ("start", "2025-03")]);
    zones.extend(named(
        "B runs",
        &[("stage", "running"), ("start", "2024-07-15")],
    ));
    zones.extend(named(
        "C ended",
        &[("stage", "ended"), ("end", "2024-06-30")],
    ));
    zones.extend(named("D too early", &[("start", "2019-01")]));
    register(&town, &zones);
    let found = answer(&town, &[]);
    let schemes = found["schemes"].as_array().unwrap();
    assert_eq!(schemes.len(), 4);
    assert_eq!(schemes[0]["stage"], "planned");
    assert_eq!(schemes[0]["counted"][0]["verdict"], "can be evaluated");
    assert_eq!(schemes[1]["stage"], "running");
    assert_eq!(schemes[1]["left_out_month"], "2024-07");
    assert_eq!(
        schemes[1]["counted"][0]["cumulative"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    assert_eq!(schemes[2]["after_months"].as_array().unwrap().len(), 6);
    let refused = schemes[3]["refused"].as_str().unwrap();
    assert!(
        refused.contains("2019-01") && refused.contains("2023-01"),
        "{refused}"
    );
    assert!(schemes[3]["counted"].as_array().unwrap().is_empty());
    let said = evaluate(&town, &[]).done().out;
    assert!(said.contains("D too early is not evaluated"), "{said}");
}

#[test]
fn the_last_point_of_a_running_scheme_is_its_difference_over_all_months() {
    let town = town(&NONE, 22);
    register(&town, &named("Lights", &[("stage", "running")]));
    let found = answer(&town, &[]);
    let counted = &found["schemes"][0]["counted"][0];
    let last = counted["cumulative"].as_array().unwrap().last().unwrap();
    let local = &counted["wdd"]["local"];
    for key in ["estimate", "lower", "upper"] {
        let (sum, month) = (last[key].as_f64().unwrap(), local[key].as_f64().unwrap());
        assert!((sum - 12.0 * month).abs() < 1e-6, "{key}");
    }
}

#[test]
fn themes_are_those_asked_else_the_scheme_s_else_the_totals() {
    let town = town(&NONE, 23);
    let keys = |more: &[&str]| -> Vec<String> {
        let found = answer(&town, more);
        let counted = found["schemes"][0]["counted"].as_array().unwrap().iter();
        counted
            .map(|one| one["key"].as_str().unwrap().to_owned())
            .collect()
    };
    register(&town, &gates());
    assert_eq!(keys(&[]), ["burglary"]);
    assert_eq!(keys(&["--theme", "nuisance"]), ["nuisance"]);
    register(&town, &named("Gates", &[("theme", "")]));
    assert_eq!(keys(&[]), ["all_crime", "all_incidents"]);
    register(
        &town,
        &named("Gates", &[("theme", "burglary; all_incidents")]),
    );
    assert_eq!(keys(&[]), ["burglary", "all_incidents"]);
}

#[test]
fn a_month_without_its_day_is_left_out() {
    let town = town(&NONE, 24);
    for (start, left_out) in [
        ("2024-01", json!("2024-01")),
        ("2024-01-01T00:00:00", json!(null)),
        ("2024-01-02", json!("2024-01")),
    ] {
        register(&town, &named("Gates", &[("start", start)]));
        assert_eq!(
            answer(&town, &[])["schemes"][0]["left_out_month"],
            left_out,
            "{start}"
        );
    }
}

#[test]
fn the_buffer_may_have_a_control_of_its_own() {
    let town = town(&NONE, 25);
    let mut zones = gates();
    zones.push(zone(
        json!({ "name": "Alley gates", "role": "Buffer Control" }),
        &rectangle(1000.0, 0.0, 400.0, 1000.0),
    ));
    register(&town, &zones);
    let found = answer(&town, &[]);
    let roles: Vec<&str> = found["schemes"][0]["zones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|zone| zone["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["target", "control", "buffer_control", "buffer"]);
    // It holds nothing: the buffer's change stands alone.
    let counted = &found["schemes"][0]["counted"][0];
    let buffer = counted["zones"].as_array().unwrap().last().unwrap();
    let change = (buffer["after"].as_f64().unwrap() - buffer["before"].as_f64().unwrap()) / 12.0;
    let moved = counted["wdd"]["displacement"]["estimate"].as_f64().unwrap();
    assert!((moved - change).abs() < 1e-9);
}

#[test]
fn a_change_of_counting_within_the_months_is_marked() {
    let mut rows = crate::town::HEADER.to_owned();
    for number in 0..2400 {
        let month = number % 24;
        let when = format!(
            "{}-{:02}-15 12:30",
            2001 + (month + 3) / 12,
            (month + 3) % 12 + 1
        );
        rows += &crate::town::incident(
            number,
            "Burglary",
            &when,
            (number * 37 % 1990) as f64 + 5.0,
            500.0,
        );
    }
    let town = crate::town::Town::two_squares(&rows);
    register(&town, &named("Gates", &[("start", "2002-04-01")]));
    let found = answer(&town, &[]);
    let breaks = found["schemes"][0]["breaks"].to_string();
    assert!(breaks.contains("2002-04"), "{breaks}");
    assert!(
        found["briefing"]
            .to_string()
            .contains("counting changed in")
    );
}

#[test]
fn a_register_may_be_a_geopackage() {
    let town = town(&NONE, 26);
    let path = town.path().join("schemes.gpkg");
    let database = rusqlite::Connection::open(path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
             CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
             INSERT INTO gpkg_spatial_ref_sys VALUES ('Grid', 27700, 'EPSG', 27700, '');
             CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom BLOB, Name TEXT, Role TEXT, Start DATE);
             INSERT INTO gpkg_contents VALUES ('zones', 'features', 27700);
             INSERT INTO gpkg_geometry_columns VALUES ('zones', 'geom', 'POLYGON', 27700);",
        )
        .unwrap();
    for (west, role) in [(0.0, "target"), (1400.0, "control")] {
        let mut blob = b"GP\0\x01".to_vec();
        blob.extend(27_700_u32.to_le_bytes());
        blob.push(1);
        blob.extend([3_u32, 1, 5].iter().flat_map(|n| n.to_le_bytes()));
        let ring = [
            (0.0, 0.0),
            (400.0, 0.0),
            (400.0, 1000.0),
            (0.0, 1000.0),
            (0.0, 0.0),
        ];
        for (x, y) in ring {
            blob.extend((420_000.0_f64 + west + x).to_le_bytes());
            blob.extend((303_000.0_f64 + y).to_le_bytes());
        }
        database
            .execute(
                "INSERT INTO zones (geom, Name, Role, Start) VALUES (?1, 'Gates', ?2, '2024-01-01')",
                rusqlite::params![blob, role],
            )
            .unwrap();
    }
    drop(database);
    let args = [
        "evaluate",
        "study.toml",
        "--scheme",
        "schemes.gpkg",
        "--out",
        "out",
        "--write",
        "wards",
    ];
    crate::binary::run(town.path(), &args).done();
    let found = crate::binary::json(&town.path().join("out/analyst/evaluate.json"));
    register(&town, &[gates()[0].clone(), gates()[2].clone()]);
    let same = answer(&town, &["--theme", "all_crime"]);
    assert_eq!(
        found["schemes"][0]["counted"][0]["wdd"],
        same["schemes"][0]["counted"][0]["wdd"]
    );
}

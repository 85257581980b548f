//! How zones lie to each other, and what is said of it.

use serde_json::json;

use super::{NONE, answer, gates, register, town, zone};
use crate::town::rectangle;

fn cautions(answer: &serde_json::Value) -> String {
    answer["schemes"][0]["cautions"].to_string()
}

#[test]
fn the_target_is_taken_out_of_a_buffer_that_is_drawn_with_it() {
    let town = town(&NONE, 11);
    register(&town, &gates());
    let scheme = answer(&town, &[]);
    let zones = scheme["schemes"][0]["zones"].as_array().unwrap();
    let size = |role: &str| {
        let zone = zones.iter().find(|zone| zone["role"] == role).unwrap();
        zone["area_km2"].as_f64().unwrap()
    };
    assert!((size("buffer") - 0.4).abs() < 1e-9 && (size("target") - 0.4).abs() < 1e-9);
    let manifest = crate::binary::json(&town.path().join("out/analyst/manifest.json"));
    assert!(manifest["warnings"].to_string().contains("taken out of it"));
}

#[test]
fn a_control_in_the_buffer_or_beside_the_target_is_warned_of() {
    let town = town(&NONE, 12);
    let mut zones = gates();
    zones[2]["geometry"] = rectangle(400.0, 0.0, 200.0, 1000.0);
    register(&town, &zones);
    let said = cautions(&answer(&town, &[]));
    assert!(said.contains("100 % of the control"), "{said}");
    assert!(said.contains("touches its target"), "{said}");
}

#[test]
fn without_a_control_before_and_after_are_told_and_nothing_is_judged() {
    let town = town(&NONE, 13);
    register(&town, &gates()[..2]);
    let found = answer(&town, &[]);
    let counted = &found["schemes"][0]["counted"][0];
    assert_eq!(counted["verdict"], "cannot be judged without a control");
    assert!(counted["wdd"].is_null() && counted["alone"]["p"].is_number());
    assert!(cautions(&found).contains("no control"));
}

#[test]
fn what_lies_outside_the_study_area_is_left_out_and_said() {
    let town = town(&NONE, 14);
    let mut zones = gates();
    zones[0]["geometry"] = rectangle(-400.0, 0.0, 800.0, 1000.0);
    register(&town, &zones);
    let said = cautions(&answer(&town, &[]));
    assert!(said.contains("50 % of the target"), "{said}");
}

#[test]
fn a_target_in_the_control_of_another_scheme_is_told_of() {
    let town = town(&NONE, 15);
    let mut zones = gates();
    zones.push(zone(
        json!({ "name": "Lights", "role": "target", "start": "2024-01-01" }),
        &rectangle(1500.0, 0.0, 100.0, 1000.0),
    ));
    register(&town, &zones);
    let said = cautions(&answer(&town, &[]));
    assert!(
        said.contains("one scheme may be taken for the other"),
        "{said}"
    );
}

#[test]
fn an_incident_on_a_shared_edge_is_counted_once() {
    let mut rows = crate::town::HEADER.to_owned();
    for number in 0..240 {
        let when = format!(
            "{}-{:02}-15 12:30",
            2023 + number % 24 / 12,
            number % 12 + 1
        );
        rows += &crate::town::incident(number, "Burglary", &when, 400.0, 5.0 + number as f64);
    }
    let town = crate::town::Town::two_squares(&rows);
    register(&town, &gates());
    let found = answer(&town, &[]);
    let zones = found["schemes"][0]["counted"][0]["zones"]
        .as_array()
        .unwrap();
    let total: u64 = zones
        .iter()
        .map(|zone| zone["before"].as_u64().unwrap() + zone["after"].as_u64().unwrap())
        .sum();
    assert_eq!(total, 240);
    assert_eq!(
        zones[0]["before"].as_u64().unwrap() + zones[0]["after"].as_u64().unwrap(),
        240
    );
}

//! Bad registers and bad questions, each refused with what to do.

use serde_json::{Value as Json, json};

use super::{NONE, evaluate, gates, register, town};
use crate::binary::run;
use crate::town::{Town, rectangle};

fn with(town: &Town, change: impl Fn(&mut Vec<Json>)) {
    let mut zones = gates();
    change(&mut zones);
    register(town, &zones);
}

fn all(column: &str, value: &Json) -> impl Fn(&mut Vec<Json>) {
    move |zones: &mut Vec<Json>| {
        for zone in zones {
            zone["properties"][column] = value.clone();
        }
    }
}

#[test]
fn every_fault_of_a_register_is_refused_with_its_place_and_remedy() {
    let town = town(&NONE, 31);
    let refused = |change: &dyn Fn(&mut Vec<Json>), words: &[&str]| {
        with(&town, change);
        evaluate(&town, &[]).refused(words);
    };
    refused(
        &|zones| zones[1]["properties"]["role"] = json!("bufer"),
        &["feature 2", "bufer", "buffer_control"],
    );
    refused(
        &|zones| zones[2]["properties"]["role"] = json!(null),
        &["feature 3", "role"],
    );
    for bad in [
        "March 2024",
        "2024-13",
        "2024-02-30",
        "24-01",
        "01-02-2024",
        "0000-01",
        "9999-01-01",
    ] {
        refused(
            &all("start", &json!(bad)),
            &["feature 1", bad, "2024-03-15"],
        );
    }
    refused(
        &|zones| zones[1]["properties"]["start"] = json!("2024-02-01"),
        &["2024-01-01", "2024-02-01", "start"],
    );
    refused(
        &all("end", &json!("2023-01-01")),
        &["2023-01-01", "before it starts"],
    );
    refused(
        &all("stage", &json!("someday")),
        &["someday", "planned, running or ended"],
    );
    refused(&all("theme", &json!("burglry")), &["burglry", "burglary"]);
    refused(&all("start", &json!("")), &["start is not given", "--plan"]);
    refused(
        &all("start", &json!("2023-01-01")),
        &["2023-01", "no whole month before"],
    );
    refused(&all("start", &json!("1999-06")), &["1999-06", "2023-01"]);
    refused(
        &all("start", &json!("2025-01-01")),
        &["2025-01", "2024-12", "--plan"],
    );
    refused(
        &|zones| {
            zones.remove(0);
        },
        &["no zone of the role target"],
    );
    refused(
        &|zones| zones[2]["geometry"] = rectangle(-90_000.0, 0.0, 400.0, 400.0),
        &["control", "no ground of the study area", "easting"],
    );
    refused(
        &|zones| zones[2]["geometry"] = rectangle(300.0, 0.0, 400.0, 400.0),
        &["target and the control", "40000 m²"],
    );
    refused(
        &|zones| zones[1]["geometry"] = rectangle(100.0, 0.0, 100.0, 100.0),
        &["buffer", "wholly in its other zones"],
    );
    refused(
        &|zones| {
            zones[1]["properties"]["name"] = json!(null);
            zones[2]["properties"]["name"] = json!("Another");
        },
        &["feature 2", "no name"],
    );
    refused(
        &|zones| {
            zones[1]["geometry"] = json!({ "type": "Point", "coordinates": [420_000.0, 303_000.0] })
        },
        &["Point"],
    );
}

#[test]
fn months_that_are_none_and_questions_of_elsewhere_are_refused() {
    let town = town(&NONE, 32);
    register(&town, &gates());
    evaluate(&town, &["--months", "0"]).refused(&["--months 0", "1 to 120"]);
    evaluate(&town, &["--months", "13"]).refused(&["13 months", "--months 12"]);
    evaluate(&town, &["--within", "W"]).refused(&["zones of the scheme", "--within"]);
    run(town.path(), &["evaluate", "study.toml", "--out", "out"]).refused(&["--scheme FILE"]);
    run(
        town.path(),
        &[
            "evaluate",
            "study.toml",
            "--scheme",
            "nowhere.geojson",
            "--out",
            "out",
        ],
    )
    .refused(&["nowhere.geojson"]);
    assert!(
        !town.path().join("out").exists(),
        "a refusal leaves nothing"
    );
}

//! Studies that are hardly any: no panic, nothing invented.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::binary::{files, json as read_json};
use crate::town::{CORNER, HEADER, Mapped, Town, area, incident, rectangle, year};

const ALL: [&str; 4] = ["--write", "all", "--permutations", "19"];

/// Everything asked of a town, with cells of 250 m; every file parses, and no event is lost or made.
fn everything(town: &Town, more: &[&str]) -> Mapped {
    let cell: &[&str] = if more.contains(&"--cell") {
        &[]
    } else {
        &["--cell", "250"]
    };
    let mapped = town.map("all", &[&ALL, cell, more].concat());
    for (name, bytes) in files(&mapped.analyst) {
        if name.ends_with("json") {
            let text = String::from_utf8(bytes).unwrap();
            let parsed: Json = serde_json::from_str(&text).unwrap();
            assert!(parsed.is_object(), "{name}");
        }
    }
    let counted: u64 = ["all_crime", "all_incidents"]
        .map(|key| total(&mapped, &format!("cells_{key}"), "count"))
        .iter()
        .sum();
    assert_eq!(
        counted,
        mapped.ledger("in_area") + mapped.ledger("on_boundary")
    );
    mapped
}

fn features(mapped: &Mapped, layer: &str) -> Vec<Json> {
    let layer = mapped.layer(layer);
    let features = layer["features"].as_array().unwrap();
    features.iter().map(|f| f["properties"].clone()).collect()
}

fn total(mapped: &Mapped, layer: &str, field: &str) -> u64 {
    let features = features(mapped, layer);
    features.iter().map(|f| f[field].as_u64().unwrap()).sum()
}

fn evidence(mapped: &Mapped) -> Json {
    read_json(&mapped.analyst.join("evidence.json"))
}

/// Nothing is flagged, no area has a kind, a rank or a re-run, and there is no micro-hotspot or cluster.
fn assert_nothing_found(mapped: &Mapped) {
    for ward in mapped.wards() {
        assert_ne!(ward["hotspot"], true, "{ward}");
        for field in [
            "hotspot_kind",
            "hotspot_rank",
            "variations",
            "variations_kept",
            "variations_lost",
        ] {
            assert!(ward[field].is_null(), "{field} of {ward}");
        }
    }
    for key in ["all_crime", "all_incidents"] {
        assert_eq!(
            features(mapped, &format!("hotspots_{key}")),
            Vec::<Json>::new()
        );
        assert_eq!(
            features(mapped, &format!("clusters_{key}")),
            Vec::<Json>::new()
        );
    }
    assert_eq!(evidence(mapped)["rule"]["re_runs"], json!([]));
}

/// Why a field of a layer is missing, by the manifest.
fn why(mapped: &Mapped, layer: &str, field: &str) -> String {
    let manifest = mapped.manifest();
    let layers = manifest["layers"].as_array().unwrap();
    let layer = layers.iter().find(|l| l["name"] == layer).unwrap();
    layer
        .to_string()
        .split(field)
        .nth(1)
        .map_or_else(String::new, |rest| rest.chars().take(200).collect())
}

#[test]
fn a_table_without_rows_finds_nothing() {
    let town = Town::two_squares(HEADER);
    let said = town.try_map("empty", &[]);
    if said.code != 0 {
        said.refused(&["incidents"]);
        return;
    }
    let mapped = everything(&town, &[]);
    assert_nothing_found(&mapped);
    for cell in features(&mapped, "cells_all_crime") {
        assert!(cell["q"].is_null() && cell["excess_p"].is_null(), "{cell}");
    }
    assert!(
        mapped.warnings().contains("0 month(s)"),
        "{}",
        mapped.warnings()
    );
}

#[test]
fn one_incident_is_no_hotspot_of_its_own_making() {
    let town = Town::two_squares(
        &(HEADER.to_owned() + &incident(1, "Burglary", "2024-05-01", 510.0, 510.0)),
    );
    let mapped = everything(&town, &[]);
    assert_eq!(total(&mapped, "cells_all_crime", "count"), 1);
    for ward in mapped.wards() {
        assert_eq!(ward["class"], "cannot say");
        assert!(
            ward["hotspot"].is_null() && ward["burglary_lq"].is_null(),
            "{ward}"
        );
    }
    let themes = &evidence(&mapped)["cells"]["themes"];
    assert_eq!(
        (&themes[0]["events"], &themes[1]["events"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(themes[1]["tests"], 0);
}

#[test]
fn one_cell_that_holds_the_study_area_tests_nothing() {
    let town = Town::two_squares(&year());
    for cell in ["10000", "50000"] {
        let mapped = everything(&town, &["--cell", cell, "--overwrite"]);
        let cells = features(&mapped, "cells_all_crime");
        assert_eq!(cells.len(), 1, "{cell}");
        assert_eq!(cells[0]["area_km2"], 2.0);
        assert!(
            cells[0]["gi_star_z"].is_null() && cells[0]["moran_i"].is_null(),
            "{}",
            cells[0]
        );
        assert_eq!(cells[0]["excess_p"], 1.0);
        assert_nothing_found(&mapped);
    }
}

#[test]
fn a_cell_that_reaches_beyond_the_coordinate_system_is_refused() {
    let town = Town::two_squares(&year());
    town.try_map("out", &["--cell", "1e9"])
        .refused(&["coordinate system"]);
}

#[test]
fn cells_that_are_all_equal_have_no_score_and_the_reason_says_so() {
    let mut rows = HEADER.to_owned();
    for number in 0..32 {
        let (east, north) = (
            125.0 + 250.0 * (number % 8) as f64,
            125.0 + 250.0 * (number / 8) as f64,
        );
        rows += &incident(number, "Burglary", "2024-05-01", east, north);
    }
    let town = Town::two_squares(&rows);
    let mapped = everything(&town, &[]);
    let cells = features(&mapped, "cells_all_crime");
    assert_eq!(cells.len(), 32);
    for cell in cells {
        assert_eq!(cell["count"], 1);
        assert!(
            cell["gi_star_z"].is_null() && cell["gi_bin"].is_null() && cell["moran_i"].is_null(),
            "{cell}"
        );
        assert!(cell["q"].as_f64().unwrap() > 0.05, "{cell}");
    }
    let reason = "values do not vary";
    assert!(why(&mapped, "cells_all_crime", "\"gi_star_z\"").contains(reason));
    assert_eq!(features(&mapped, "hotspots_all_crime"), Vec::<Json>::new());
    let moran = &evidence(&mapped)["cells"]["themes"][0]["global_moran"];
    assert_eq!(moran, &json!({"undefined": reason}));
}

#[test]
fn one_area_has_nothing_to_be_compared_with() {
    let exposures = [("residents", 2000), ("households", 900)];
    let town = Town::of(
        &[area("W", &rectangle(0.0, 0.0, 2000.0, 1000.0), &exposures)],
        &year(),
    );
    let mapped = everything(&town, &[]);
    let ward = &mapped.wards()[0];
    assert_eq!(ward["class"], "cannot say");
    assert!(ward["hotspot"].is_null() && ward["burglary_rr"].is_null());
    let found = evidence(&mapped);
    assert_eq!(
        (&found["areas"]["islands"], &found["areas"]["few_units"]),
        (&json!(["W"]), &json!(true))
    );
    assert!(
        found["areas"]["themes"][0]["global_moran"]["undefined"].is_string(),
        "{found}"
    );
}

#[test]
fn everything_at_one_place_is_one_micro_hotspot_of_one_place() {
    let mut rows = HEADER.to_owned();
    for number in 0..200 {
        rows += &incident(
            number,
            "Burglary",
            &format!("2024-{:02}-01", number % 12 + 1),
            510.0,
            510.0,
        );
    }
    let town = Town::two_squares(&rows);
    let mapped = everything(&town, &[]);
    let found = features(&mapped, "hotspots_all_crime");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["count"], &found[0]["places"]),
        (&json!(200), &json!(1))
    );
    assert_eq!(
        (&found[0]["area_code"], &found[0]["area_share"]),
        (&json!("W"), &json!(1.0))
    );
    let wards = mapped.wards();
    assert_eq!(wards[0]["all_crime_places_half"], 1);
    assert!(wards[1]["all_crime_gini"].is_null() && wards[1]["all_crime_places_half"].is_null());
    assert_ne!(wards[0]["hotspot"], true);
}

#[test]
fn two_hundred_thousand_rows_on_one_point_are_counted() {
    let mut rows = HEADER.to_owned();
    for number in 0..200_000 {
        writeln!(
            rows,
            "I{number},Burglary,2024-{:02}-01,{},{},P",
            number % 12 + 1,
            CORNER[0] + 510.0,
            CORNER[1] + 510.0
        )
        .unwrap();
    }
    let town = Town::two_squares(&rows);
    let mapped = town.map("out", &["--write", "areas,hotspots,cells"]);
    let found = features(&mapped, "hotspots_all_crime");
    assert_eq!((found.len(), &found[0]["count"]), (1, &json!(200_000)));
    assert_eq!(found[0]["q"], 0.0);
    assert!(
        mapped
            .warnings()
            .contains("200000 rows stand on 1 distinct points"),
        "{}",
        mapped.warnings()
    );
}

#[test]
fn without_exposures_the_cells_are_tested_and_the_rule_is_silent() {
    let areas = [
        area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &[]),
        area("X", &rectangle(1000.0, 0.0, 1000.0, 1000.0), &[]),
    ];
    let town = Town::of(&areas, &year());
    let mapped = everything(&town, &[]);
    for ward in mapped.wards() {
        assert_eq!(ward["class"], "cannot say");
        assert!(ward["all_crime_gini"].is_number(), "{ward}");
    }
    let found = evidence(&mapped);
    assert_eq!(found["rule"]["tests"], 0);
    assert!(found["areas"]["themes"][0]["global_moran"]["undefined"].is_string());
    assert_eq!(found["cells"]["themes"][0]["tests"], 32);
}

#[test]
fn overlapping_areas_and_one_that_is_outside_every_incident_lose_nothing() {
    let exposures = [("residents", 2000), ("households", 900)];
    let areas = [
        area("A", &rectangle(0.0, 0.0, 1200.0, 1000.0), &exposures),
        area("B", &rectangle(800.0, 0.0, 1200.0, 1000.0), &exposures),
        area("C", &rectangle(9000.0, 9000.0, 500.0, 500.0), &exposures),
    ];
    let town = Town::of(&areas, &year());
    let mapped = everything(&town, &[]);
    let wards = mapped.wards();
    assert_eq!(wards[2]["located_count"], 0);
    assert!(
        wards[2]["all_crime_gini"].is_null() && wards[2]["all_crime_top_cells_share"].is_null()
    );
    assert!(
        mapped.warnings().contains("overlap"),
        "{}",
        mapped.warnings()
    );
    let found = evidence(&mapped);
    assert_eq!(found["areas"]["islands"], json!(["C"]));
    assert_eq!(found["cells"]["study_area_km2"], 2.25);
}

#[test]
fn five_months_flag_nothing_and_are_tested_by_cell() {
    let town = Town::two_squares(&year());
    let mapped = everything(&town, &["--from", "2024-01", "--to", "2024-05"]);
    for ward in mapped.wards() {
        assert!(
            ward["hotspot"].is_null() && ward["variations"].is_null(),
            "{ward}"
        );
        assert!(
            ward["reasons"]
                .as_str()
                .unwrap()
                .contains("5 month(s) are too few"),
            "{ward}"
        );
    }
    assert_eq!(evidence(&mapped)["cells"]["themes"][0]["tests"], 32);
}

#[test]
fn every_incident_outside_is_said_and_finds_nothing() {
    let rows = HEADER.to_owned() + &incident(1, "Burglary", "2024-05-01", 50_000.0, 510.0);
    let town = Town::two_squares(&rows);
    let mapped = everything(&town, &[]);
    assert_nothing_found(&mapped);
    assert!(
        mapped.warnings().contains("none of 1 located rows"),
        "{}",
        mapped.warnings()
    );
}

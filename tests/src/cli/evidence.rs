//! The flags of the evidence inside areas: each done, and all of them again.

use serde_json::{Value as Json, json};

use crate::binary::{files, json as read_json, names, run};
use crate::town::{HEADER, Town, incident, year};

fn town() -> Town {
    Town::two_squares(&year())
}

fn evidence(town: &Town, out: &str) -> Json {
    read_json(&town.path().join(out).join("analyst/evidence.json"))
}

/// The layers in the folder, without what stands in every folder.
fn written(town: &Town, out: &str) -> Vec<String> {
    let mut found = names(&town.path().join(out).join("analyst"));
    found.retain(|name| !["evidence.json", "ledger.csv", "manifest.json"].contains(&name.as_str()));
    found
}

#[test]
fn write_asks_for_layers_one_by_one() {
    let town = town();
    let both = |kind: &str| -> Vec<String> {
        let names = ["all_crime", "all_incidents"];
        names.map(|key| format!("{kind}_{key}.geojson")).to_vec()
    };
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let expected: [(&str, Vec<String>); 10] = [
        ("areas", own(&["wards.csv", "wards.geojson"])),
        ("wards", own(&["wards.csv", "wards.geojson"])),
        ("density", own(&["density.geojson"])),
        ("hotspots", both("hotspots")),
        ("cells", both("cells")),
        ("moran", both("cells")),
        ("clusters", both("clusters")),
        ("incidents", own(&["incidents.geojson"])),
        ("report", own(&["report.html"])),
        ("picture", own(&["map.png"])),
    ];
    for (name, files) in expected {
        town.map(
            name,
            &["--write", name, "--cell", "250", "--permutations", "19"],
        );
        assert_eq!(written(&town, name), files, "{name}");
    }
    town.map(
        "all",
        &["--write", "all", "--cell", "250", "--permutations", "19"],
    );
    let all = [
        "contours.geojson",
        "density.geojson",
        "incidents.geojson",
        "map.png",
        "report.html",
        "wards.csv",
        "wards.geojson",
    ];
    let mut every = own(&all);
    for kind in ["cells", "clusters", "hotspots"] {
        every.extend(both(kind));
    }
    let styles: Vec<String> = every
        .iter()
        .filter_map(|name| Some(format!("{}.qml", name.strip_suffix(".geojson")?)))
        .collect();
    every.extend(styles);
    every.extend(own(&["density.tif", "map.qgz", "study.gpkg"]));
    every.sort();
    assert_eq!(written(&town, "all"), every);
}

#[test]
fn moran_adds_its_columns_to_the_cells_and_nothing_else_does() {
    let town = town();
    let cell = |out: &str, write: &str| {
        let mapped = town.map(
            out,
            &["--write", write, "--cell", "250", "--permutations", "99"],
        );
        let layer = mapped.layer("cells_all_crime");
        let cells = layer["features"].as_array().unwrap().iter();
        // A cell with the mean of ten neither agrees nor disagrees with its neighbours.
        let mut others = cells
            .map(|cell| &cell["properties"])
            .filter(|cell| cell["count"] != 10);
        others.next().unwrap().clone()
    };
    assert!(cell("plain", "cells").get("moran_i").is_none());
    let with = cell("moran", "moran");
    assert!(
        with["moran_i"].is_number() && with["moran_quadrant"].is_string(),
        "{with}"
    );
    // Two-sided, of 99 permutations: 2 (tail + 1) / 100.
    let p = with["moran_p"].as_f64().unwrap() * 50.0;
    assert!((p - p.round()).abs() < 1e-9 && p >= 1.0, "{with}");
    let cells = &evidence(&town, "moran")["cells"]["parameters"];
    assert_eq!(
        (&cells["moran_permutations"], &cells["moran_smallest_p"]),
        (&json!(99), &json!(0.02))
    );
    assert_eq!(
        evidence(&town, "plain")["cells"]["parameters"]["moran_permutations"],
        0
    );
}

#[test]
fn permutations_are_said_where_they_are_drawn() {
    let town = town();
    let flags = |write| ["--write", write, "--cell", "250", "--permutations", "49"];
    let drawn = town.map("drawn", &flags("clusters"));
    assert_eq!(drawn.manifest()["parameters"]["permutations"], 49);
    assert!(
        drawn.said.contains("Moran 0, clusters 49"),
        "{}",
        drawn.said
    );
    let none = town.map("none", &flags("cells"));
    assert_eq!(none.manifest()["parameters"]["permutations"], 0);
    assert!(none.said.contains("Moran 0, clusters 0"), "{}", none.said);
}

#[test]
fn a_bandwidth_is_given_or_chosen_by_each_rule_and_the_evidence_says_how() {
    let town = town();
    let of = |out: &str, asked: &str| {
        town.map(
            out,
            &["--write", "density", "--cell", "250", "--bandwidth", asked],
        );
        evidence(&town, out)["bandwidth"].clone()
    };
    let given = of("given", "300");
    assert_eq!(
        (&given["how"], &given["bandwidth_m"]),
        (&json!("given"), &json!(300.0))
    );
    for rule in ["scott", "nrd", "cv", "cvl"] {
        let chosen = of(rule, rule);
        assert_eq!(chosen["how"], rule);
        let tried = chosen["rules_tried"].as_array().unwrap();
        let own = tried.iter().find(|tried| tried["rule"] == rule).unwrap();
        assert_eq!(own["bandwidth_m"], chosen["bandwidth_m"]);
        assert!(own["bandwidth_m"].as_f64().unwrap() > 0.0, "{own}");
    }
    town.map("default", &["--write", "density"]);
    let default = &evidence(&town, "default")["bandwidth"];
    assert!(
        default["how"].as_str().unwrap().starts_with("default"),
        "{default}"
    );
}

#[test]
fn each_edge_correction_is_done_and_said() {
    let town = town();
    for (edge, words) in [
        ("none", "none"),
        ("uniform", "Diggle 1985"),
        ("jones-diggle", "Jones 1993"),
    ] {
        let mapped = town.map(
            edge,
            &["--write", "density", "--cell", "100", "--edge", edge],
        );
        let said = mapped.manifest()["parameters"]["density_edge_correction"].clone();
        assert!(said.as_str().unwrap().contains(words), "{said}");
    }
}

#[test]
fn cases_against_controls_are_a_layer_of_their_own() {
    let town = town();
    let mapped = town.map(
        "out",
        &[
            "--write",
            "density",
            "--cell",
            "100",
            "--relative",
            "burglary/all_incidents",
        ],
    );
    let layer = mapped.layer("relative_burglary_all_incidents");
    assert!(!layer["features"].as_array().unwrap().is_empty());
    assert_eq!(
        mapped.manifest()["parameters"]["relative"]["controls"],
        "all_incidents"
    );
    let same = town.map(
        "same",
        &[
            "--write",
            "density",
            "--cell",
            "100",
            "--relative",
            "burglary/burglary",
        ],
    );
    for cell in same.layer("relative_burglary_burglary")["features"]
        .as_array()
        .unwrap()
    {
        let ratio = &cell["properties"]["log_ratio"];
        assert!(ratio.is_null() || ratio.as_f64() == Some(0.0), "{ratio}");
    }
}

#[test]
fn a_manifest_with_every_flag_run_again_gives_the_same_bytes() {
    let town = town();
    let flags = [
        "--write",
        "areas,density,hotspots,cells,moran,clusters,incidents",
        "--cell",
        "125",
        "--bandwidth",
        "cvl",
        "--kernel",
        "gaussian",
        "--edge",
        "jones-diggle",
        "--relative",
        "burglary/all_crime",
        "--themes",
        "all",
        "--permutations",
        "39",
        "--seed",
        "7",
    ];
    let first = town.map("first", &flags).analyst;
    let again = [
        "map",
        "--again",
        "first/analyst/manifest.json",
        "--out",
        "second",
    ];
    run(town.path(), &again).done();
    let (first, second) = (files(&first), files(&town.path().join("second/analyst")));
    // Four counted by cells, hotspots and clusters; three densities and one relative; areas twice; incidents; three records.
    assert_eq!(first.len(), 22);
    for (a, b) in first.iter().zip(&second) {
        assert!(a == b, "{} differs", a.0);
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn the_evidence_holds_tests_autocorrelation_and_the_bandwidth() {
    let town = town();
    town.map(
        "out",
        &[
            "--write",
            "all",
            "--cell",
            "250",
            "--permutations",
            "19",
            "--bandwidth",
            "scott",
        ],
    );
    let found = evidence(&town, "out");
    // Two areas and two priority themes.
    assert_eq!(found["rule"]["tests"], 4);
    assert_eq!(found["bandwidth"]["how"], "scott");
    assert_eq!(found["seed"], 1);
    assert_eq!(
        (&found["areas"]["units"], &found["areas"]["few_units"]),
        (&json!(2), &json!(true))
    );
    let cells = &found["cells"];
    assert_eq!(
        (&cells["units"], &cells["study_area_km2"]),
        (&json!(32), &json!(2.0))
    );
    for theme in cells["themes"].as_array().unwrap() {
        assert_eq!(theme["tests"], 32);
        let moran = &theme["global_moran"];
        // −1 / (n − 1).
        let expected = moran["expected"].as_f64().unwrap();
        assert!((expected + 1.0 / 31.0).abs() < 1e-9, "{moran}");
        assert!(
            moran["i"].is_number() && moran["p_two_sided"].is_number(),
            "{moran}"
        );
        assert!(theme["clusters"].is_number(), "{theme}");
    }
    let events: Vec<&Json> = (0..2)
        .map(|theme| &cells["themes"][theme]["events"])
        .collect();
    assert_eq!(events, [&json!(320), &json!(160)]);
}

#[test]
fn an_empty_layer_of_clusters_says_whether_anything_was_searched() {
    let town = town();
    // Cells of 5 m: the neighbours of 80 000 cells take more memory than is allowed.
    let flags = ["--write", "clusters", "--permutations", "19"];
    let warnings = town
        .map("fine", &[&flags[..], &["--cell", "5"]].concat())
        .warnings();
    assert!(
        warnings.contains("no clusters were searched for in 2 theme(s)"),
        "{warnings}"
    );
    assert!(warnings.contains("larger --cell"), "{warnings}");
    let warnings = town
        .map("coarse", &[&flags[..], &["--cell", "250"]].concat())
        .warnings();
    assert!(!warnings.contains("searched"), "{warnings}");
}

#[test]
fn cases_against_controls_that_are_not_written_are_warned_of() {
    let town = town();
    let asked = [
        "--relative",
        "burglary/nuisance",
        "--cell",
        "250",
        "--write",
    ];
    let warnings = |out: &str, write| town.map(out, &[&asked[..], &[write]].concat()).warnings();
    assert!(warnings("areas", "areas").contains("add density to --write"));
    assert!(!warnings("density", "density").contains("add density"));
}

#[test]
fn each_rule_chooses_a_bandwidth_where_events_lie_on_the_rim() {
    let mut rows = HEADER.to_owned();
    for number in 0..121 {
        let (east, north) = (200.0 * (number % 11) as f64, 100.0 * (number / 11) as f64);
        rows += &incident(number, "Burglary", "2024-05-05", east, north);
    }
    let town = Town::two_squares(&rows);
    for rule in ["scott", "nrd", "cv", "cvl"] {
        let mapped = town.map(
            rule,
            &[
                "--bandwidth",
                rule,
                "--write",
                "density",
                "--cell",
                "250",
                "--edge",
                "uniform",
            ],
        );
        // Forty on the rim, nine on the edge between the two.
        assert_eq!(
            (mapped.ledger("in_area"), mapped.ledger("on_boundary")),
            (72, 49)
        );
        assert_eq!(evidence(&town, rule)["bandwidth"]["how"], rule);
    }
}

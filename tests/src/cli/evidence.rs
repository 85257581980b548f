//! The flags of the evidence inside areas: each done, each refused, all of them again.

use serde_json::{Value as Json, json};

use crate::binary::{files, json as read_json, names, run};
use crate::town::{THEMES, Town, incident, year};

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
    let expected: [(&str, Vec<String>); 8] = [
        ("areas", own(&["wards.csv", "wards.geojson"])),
        ("wards", own(&["wards.csv", "wards.geojson"])),
        ("density", own(&["density.geojson"])),
        ("hotspots", both("hotspots")),
        ("cells", both("cells")),
        ("moran", both("cells")),
        ("clusters", both("clusters")),
        ("incidents", own(&["incidents.geojson"])),
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
        "density.geojson",
        "incidents.geojson",
        "wards.csv",
        "wards.geojson",
    ];
    let mut every = own(&all);
    for kind in ["cells", "clusters", "hotspots"] {
        every.extend(both(kind));
    }
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
    assert!(!drawn.said.contains("no permutations"), "{}", drawn.said);
    let none = town.map("none", &flags("cells"));
    assert_eq!(none.manifest()["parameters"]["permutations"], 0);
    assert!(none.said.contains("no permutations"), "{}", none.said);
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
fn what_cannot_be_is_refused_with_the_remedy() {
    let town = town();
    let before = names(town.path());
    let refused = |more: &[&str], words: &[&str]| {
        town.try_map("out", more).refused(words);
    };
    refused(
        &["--bandwidth", "silverman"],
        &["\"silverman\"", "scott", "nrd", "cvl"],
    );
    refused(&["--bandwidth", "0"], &["0 m", "positive number of metres"]);
    refused(&["--bandwidth", "inf"], &["positive number of metres"]);
    refused(
        &["--edge", "torus"],
        &["\"torus\"", "uniform", "jones-diggle"],
    );
    refused(
        &["--relative", "burglary"],
        &["--relative burglary", "CASES/CONTROLS"],
    );
    refused(
        &["--relative", "burglary/arson"],
        &["\"arson\"", "all_crime", "nuisance"],
    );
    refused(&["--relative", "/burglary"], &["\"\"", "all_crime"]);
    refused(&["--relative", "burglary/nuisance/x"], &["\"nuisance/x\""]);
    refused(
        &["--themes", "burglary,arson"],
        &["\"arson\"", "burglary, nuisance"],
    );
    refused(&["--permutations", "18"], &["18", "from 19 to 99999"]);
    refused(
        &["--permutations", "100000"],
        &["100000", "from 19 to 99999"],
    );
    refused(
        &["--write", "hotspot"],
        &["\"hotspot\"", "hotspots, cells, moran, clusters"],
    );
    refused(&["--write", "cells,"], &["\"\"", "choose among"]);
    assert_eq!(names(town.path()), before);
}

#[test]
fn likelihood_is_refused_where_points_coincide_or_were_moved() {
    let mut rows = year();
    rows += &incident(1000, "Burglary", "2024-05-05", 5.0, 5.0);
    rows += &incident(1001, "Burglary", "2024-05-06", 5.0, 5.0);
    let asked = ["--bandwidth", "cv"];
    let remedy = ["choose another rule (scott, nrd, cvl), or give metres"];
    Town::two_squares(&rows)
        .try_map("out", &asked)
        .refused(&["several events at one place"])
        .refused(&remedy);
    let town = town();
    let study = std::fs::read_to_string(town.path().join("study.toml")).unwrap();
    town.write(
        "study.toml",
        &study.replace("[incidents]\n", "[incidents]\nsnapped = true\n"),
    );
    let said = town.try_map("out", &asked);
    said.refused(&["points moved by the publisher"])
        .refused(&remedy);
    let scott = town.map("scott", &["--bandwidth", "scott", "--write", "density"]);
    assert_eq!(scott.manifest()["parameters"]["bandwidth"]["how"], "scott");
}

#[test]
fn a_study_cannot_give_and_choose_a_bandwidth_but_a_flag_settles_it() {
    let town = town();
    let tail = format!("{THEMES}\n[density]\nbandwidth_m = 300.0\nbandwidth_by = \"scott\"\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["bandwidth_m", "bandwidth_by", "drop one"]);
    let flagged = town.map(
        "flagged",
        &["--bandwidth", "nrd", "--write", "density", "--cell", "250"],
    );
    assert_eq!(flagged.manifest()["parameters"]["bandwidth"]["how"], "nrd");
    let tail = format!("{THEMES}\n[density]\ncases = \"burglary\"\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["cases and controls", "both"]);
    let tail = format!("{THEMES}\n[cells]\ncluster_share = 0.6\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["cluster_share = 0.6", "at most 0.5"]);
}

#[test]
fn themes_whose_columns_of_concentration_would_share_a_name_are_refused() {
    let town = town();
    let themes = |key: &str, other: &str| {
        format!(
            "[[theme]]\nkey = {key:?}\nkind = \"crime\"\ntypes = [\"Burglary\"]\n[[theme]]\nkey = {other:?}\nkind = \"crime\"\ntypes = [\"Nuisance\"]\n"
        )
    };
    for (key, other) in [
        ("a", "a_top_cells"),
        ("a_top_places", "a"),
        ("a", "all_crime_top_cells"),
    ] {
        town.study_of("", &["incidents.csv"], &themes(key, other));
        town.try_map("out", &["--themes", "all"])
            .refused(&["share names of columns"]);
    }
    town.study_of("", &["incidents.csv"], &themes("a", "a_top"));
    town.map("out", &["--themes", "all", "--write", "areas"]);
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

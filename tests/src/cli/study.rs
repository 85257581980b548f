//! A study and the flags that override it.

use crate::binary::{names, run};
use crate::town::{Town, year};

#[test]
fn an_unknown_key_of_a_study_is_refused_with_its_line() {
    let town = Town::two_squares(&year());
    town.study("seed = 3\ncolour = \"red\"", &["incidents.csv"]);
    town.try_map("out", &[])
        .refused(&["study.toml", "`colour`", "line 2"]);
}

#[test]
fn flags_override_the_study() {
    let town = Town::two_squares(&year());
    town.study(
        "seed = 3\nfrom = \"2024-01\"\nto = \"2024-12\"",
        &["incidents.csv"],
    );
    let flags = [
        "--seed",
        "9",
        "--cell",
        "200",
        "--bandwidth",
        "450",
        "--kernel",
        "gaussian",
        "--themes",
        "burglary",
        "--from",
        "2024-03",
        "--to",
        "2024-10",
    ];
    let manifest = town.map("out", &flags).manifest();
    let parameters = &manifest["parameters"];
    assert_eq!(manifest["seed"], 9);
    let density =
        serde_json::json!({ "kernel": "gaussian", "bandwidth_m": 450.0, "cell_m": 200.0 });
    assert_eq!(parameters["density"], density);
    assert_eq!(
        parameters["density_themes"],
        serde_json::json!(["burglary"])
    );
    assert_eq!(parameters["period"]["first_month"], "2024-03");
    assert_eq!(parameters["period"]["last_month"], "2024-10");
    assert_eq!(parameters["period"]["months"], 8);
    assert_eq!(manifest["request"]["seed"], 9);
}

#[test]
fn only_the_layers_that_are_asked_for_are_written() {
    let town = Town::two_squares(&year());
    let common = ["evidence.json", "ledger.csv", "manifest.json"];
    for (asked, layers) in [
        ("wards", ["wards.csv", "wards.geojson"].as_slice()),
        ("density", &["density.geojson"]),
        ("incidents", &["incidents.geojson"]),
        (
            "hotspots",
            &[
                "hotspots_all_crime.geojson",
                "hotspots_all_incidents.geojson",
            ],
        ),
        (
            "clusters",
            &[
                "clusters_all_crime.geojson",
                "clusters_all_incidents.geojson",
            ],
        ),
        (
            "wards,density",
            &["density.geojson", "wards.csv", "wards.geojson"],
        ),
    ] {
        let out = asked.replace(',', "_");
        let mut expected: Vec<&str> = common.iter().chain(layers).copied().collect();
        expected.sort_unstable();
        let analyst = town.map(&out, &["--write", asked, "--cell", "50"]).analyst;
        assert_eq!(names(&analyst), expected, "{asked}");
    }
}

#[test]
fn a_theme_that_is_asked_for_has_a_density_of_its_own() {
    let town = Town::two_squares(&year());
    let names = names(&town.map("out", &["--themes", "nuisance"]).analyst);
    assert!(
        names.contains(&"density_nuisance.geojson".to_owned()),
        "{names:?}"
    );
    assert!(
        !names.contains(&"density_burglary.geojson".to_owned()),
        "{names:?}"
    );
}

#[test]
fn one_district_is_kept_out_of_a_national_file() {
    let town = Town::two_squares(&year());
    let mapped = town.map("out", &["--within-code", "X"]);
    let wards = mapped.wards();
    assert_eq!(wards.len(), 1);
    assert_eq!(wards[0]["code"], "X");
    assert_eq!(mapped.ledger("rows_read"), 480);
    assert_eq!(mapped.ledger("in_area") + mapped.ledger("outside"), 480);
    assert!(mapped.ledger("outside") > 0);
}

#[test]
fn the_code_column_may_be_named() {
    let town = Town::two_squares(&year());
    let wards = town
        .map("out", &["--code", "name", "--name", "code"])
        .wards();
    assert_eq!(
        (&wards[0]["code"], &wards[0]["name"]),
        (&"Ward W".into(), &"W".into())
    );
}

#[test]
fn repeated_identifiers_are_kept_and_counted_or_dropped_when_asked() {
    let mut rows = year();
    rows += "I0,Burglary,2024-05-05,420500,303500,Again\n";
    let town = Town::two_squares(&rows);
    let kept = town.map("kept", &[]);
    assert_eq!(kept.manifest()["repeated_ids"], 1);
    assert_eq!((kept.ledger("in_area"), kept.ledger("rejected")), (481, 0));
    assert!(
        kept.warnings().contains("--drop-repeats"),
        "{}",
        kept.warnings()
    );
    let dropped = town.map("dropped", &["--drop-repeats"]);
    assert_eq!(
        (dropped.ledger("in_area"), dropped.ledger("rejected")),
        (480, 1)
    );
    let unsought = town.map("unsought", &["--keep-repeats"]);
    assert!(unsought.manifest()["repeated_ids"].is_null());
    assert_eq!(unsought.ledger("in_area"), 481);
}

#[test]
fn the_paths_of_a_study_are_relative_to_it() {
    let town = Town::two_squares(&year());
    let elsewhere = tempfile::tempdir().unwrap();
    let study = town.path().join("study.toml");
    run(
        elsewhere.path(),
        &["map", study.to_str().unwrap(), "--out", "out"],
    )
    .done();
    assert_eq!(names(elsewhere.path()), ["out"]);
}

//! A first study for files that somebody just received.

use crate::binary::{json, names, run, sample};
use crate::town::{Town, area, rectangle, year};

/// Incidents as police.uk publishes them, around Tamworth.
fn police_uk() -> String {
    let mut rows = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n".to_owned();
    for number in 0..60 {
        let kind = if number % 2 == 0 {
            "Burglary"
        } else {
            "Anti-social behaviour"
        };
        let id = if number % 2 == 0 {
            format!("{number:064x}")
        } else {
            String::new()
        };
        let longitude = -1.7 + f64::from(number) * 1e-4;
        rows += &format!(
            "{id},2025-{:02},Staffordshire Police,Staffordshire Police,{longitude:.6},52.630000,On or near Church Street,E01,Tamworth 1A,{kind},,\n",
            number % 6 + 1
        );
    }
    rows
}

#[test]
fn the_study_of_the_sample_runs_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let (incidents, areas) = (
        sample().join("incidents.csv"),
        sample().join("areas.geojson"),
    );
    let (incidents, areas) = (incidents.to_str().unwrap(), areas.to_str().unwrap());
    let new = [
        "new",
        "--incidents",
        incidents,
        "--areas",
        areas,
        "--out",
        "mine.toml",
    ];
    run(folder.path(), &new).done();
    let text = std::fs::read_to_string(folder.path().join("mine.toml")).unwrap();
    for guess in [
        "EPSG:27700",
        "x = \"easting\"",
        "key = \"burglary_of_a_dwelling\"",
        "guessed",
    ] {
        assert!(text.contains(guess), "no {guess} in {text}");
    }
    run(folder.path(), &["map", "mine.toml", "--out", "out"]).done();
    let manifest = json(&folder.path().join("out/analyst/manifest.json"));
    assert_eq!(manifest["ledger"]["rows_read"], 7394);
    assert_eq!(manifest["ledger"]["in_area"], 7277);
}

#[test]
fn the_study_of_police_uk_files_takes_the_built_in_themes() {
    let degrees = serde_json::json!({ "type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": { "WD13CD": "E05000001", "WD13NM": "Castle" },
        "geometry": { "type": "Polygon", "coordinates":
            [[[-1.71, 52.62], [-1.68, 52.62], [-1.68, 52.64], [-1.71, 52.64], [-1.71, 52.62]]] },
    }]});
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(
        folder.path().join("data/2025-01-staffordshire-street.csv"),
        police_uk(),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("data/wards.geojson"),
        degrees.to_string(),
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("studies")).unwrap();
    let new = [
        "new",
        "--incidents",
        "data/2025-01-staffordshire-street.csv",
        "--areas",
        "data/wards.geojson",
    ];
    run(
        folder.path(),
        &[new.as_slice(), &["--out", "studies/mine.toml"]].concat(),
    )
    .done();
    run(folder.path(), &["map", "studies/mine.toml", "--out", "out"]).done();
    let manifest = json(&folder.path().join("out/analyst/manifest.json"));
    assert_eq!(manifest["ledger"]["in_area"], 60);
    assert_eq!(manifest["parameters"]["snapped"], true);
    let wards = json(&folder.path().join("out/analyst/wards.geojson"));
    assert_eq!(wards["features"][0]["properties"]["burglary_count"], 30);
    assert_eq!(
        wards["features"][0]["properties"]["anti_social_behaviour_count"],
        30
    );
    assert_eq!(wards["features"][0]["properties"]["name"], "Castle");
}

#[test]
fn without_a_file_to_write_the_study_goes_to_standard_output() {
    let town = Town::two_squares(&year());
    let before = names(town.path());
    let said = run(
        town.path(),
        &[
            "new",
            "--incidents",
            "incidents.csv",
            "--areas",
            "areas.geojson",
        ],
    )
    .done();
    assert!(said.out.contains("[incidents.columns]"), "{}", said.out);
    assert_eq!(names(town.path()), before);
}

#[test]
fn a_study_that_exists_is_not_replaced() {
    let town = Town::two_squares(&year());
    let before = std::fs::read(town.path().join("study.toml")).unwrap();
    let new = [
        "new",
        "--incidents",
        "incidents.csv",
        "--areas",
        "areas.geojson",
        "--out",
        "study.toml",
    ];
    run(town.path(), &new).refused(&["study.toml", "does not exist yet"]);
    assert_eq!(
        std::fs::read(town.path().join("study.toml")).unwrap(),
        before
    );
}

#[test]
fn hostile_names_of_types_and_files_still_make_a_study_that_runs() {
    let mut rows = year();
    let kinds = [
        "\"Say \"\"so\"\"\"",
        "back\\slash",
        "#[[theme]]",
        "other",
        "Été",
        "say-so",
        "say so",
        "42",
    ];
    for (number, kind) in kinds.iter().enumerate() {
        rows += &format!("J{number},{kind},2024-05-05,420500,30350{number},There\n");
    }
    let town = Town::of(
        &[area(
            "W",
            &rectangle(0.0, 0.0, 2000.0, 1000.0),
            &[("residents", 9)],
        )],
        "",
    );
    let name = "what's \\ \"this\" [1].csv";
    town.write(name, &rows);
    let new = [
        "new",
        "--incidents",
        name,
        "--areas",
        "areas.geojson",
        "--out",
        "mine.toml",
    ];
    run(town.path(), &new).done();
    run(town.path(), &["map", "mine.toml", "--out", "out"]).done();
    let manifest = json(&town.path().join("out/analyst/manifest.json"));
    assert_eq!(manifest["ledger"]["in_area"], 488);
}

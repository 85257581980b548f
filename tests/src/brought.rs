//! What groups bring, through the whole job: layers, downloads, several sources, and no coordinate system.

use std::fs::File;
use std::io::Write;

use serde_json::{Value as Json, json};

use crate::binary::{json as read_json, run};
use crate::town::{CORNER, HEADER, THEMES, Town, incident, year};

/// The incidents of a table as a layer of points on the plane of the town.
fn as_layer(table: &str) -> String {
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
    let rows = table.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let at: Vec<f64> = fields[3..5].iter().map(|c| c.parse().unwrap()).collect();
        let properties = json!({ "id": fields[0], "type": fields[1], "when": fields[2], "place": fields[5] });
        json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": at }, "properties": properties })
    });
    let features: Vec<Json> = rows.collect();
    json!({ "type": "FeatureCollection", "crs": crs, "features": features }).to_string()
}

#[test]
fn a_layer_of_points_gives_the_layers_that_its_table_gives() {
    let town = Town::two_squares(&year());
    town.write("incidents.geojson", &as_layer(&year()));
    let table = town.map("table", &["--cell", "50"]);
    town.study("", &["incidents.geojson"]);
    let layer = town.map("layer", &["--cell", "50"]);
    for name in ["wards", "incidents", "hotspots_all_crime"] {
        let features = |json: Json| json["features"].clone();
        assert_eq!(
            features(table.layer(name)),
            features(layer.layer(name)),
            "{name}"
        );
    }
    run(
        town.path(),
        &[
            "map",
            "--again",
            "layer/analyst/manifest.json",
            "--out",
            "again",
        ],
    )
    .done();
}

#[test]
fn a_zipped_table_gives_what_the_table_gives_and_is_repeated_by_its_manifest() {
    let town = Town::two_squares(&year());
    let table = town.map("table", &["--write", "wards,incidents"]);
    let mut zip = zip::ZipWriter::new(File::create(town.path().join("all.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("2024/incidents.csv", options).unwrap();
    zip.write_all(year().as_bytes()).unwrap();
    zip.finish().unwrap();
    town.study("", &["all.zip"]);
    let zipped = town.map("zipped", &["--write", "wards,incidents"]);
    for name in ["wards", "incidents"] {
        assert_eq!(
            table.layer(name)["features"],
            zipped.layer(name)["features"]
        );
    }
    let input = &zipped.manifest()["inputs"][0];
    assert!(
        input["path"]
            .as_str()
            .unwrap()
            .ends_with("all.zip/2024/incidents.csv")
    );
    run(
        town.path(),
        &[
            "map",
            "--again",
            "zipped/analyst/manifest.json",
            "--out",
            "again",
        ],
    )
    .done();
}

/// A table with sources: the council recorded every tenth burglary of the police again, 20 m off.
fn two_sources() -> String {
    let mut rows = HEADER.trim_end().to_owned() + ",source\n";
    for number in 0..240 {
        let when = format!("2024-{:02}-{:02} 12:30", number % 12 + 1, number % 28 + 1);
        let (east, north) = (
            5.0 + (number * 37 % 1900) as f64,
            5.0 + (number * 53 % 900) as f64,
        );
        let row = |number, east| incident(number, "Burglary", &when, east, north);
        rows += &(row(number, east).trim_end().to_owned() + ",Police\n");
        if number % 10 == 0 {
            rows += &(row(1_000 + number, east + 20.0).trim_end().to_owned() + ",Council\n");
        }
    }
    rows
}

#[test]
fn likely_duplicates_across_sources_are_told_and_one_source_is_kept_on_purpose() {
    let town = Town::two_squares(&two_sources());
    let columns = "[incidents.columns]\nx = \"easting\"\ny = \"northing\"\nwhen = \"when\"\n";
    let study = |sources: &str| {
        let text = format!(
            "[areas]\nfile = \"areas.geojson\"\n[incidents]\nfiles = [\"incidents.csv\"]\ncrs = \"EPSG:27700\"\n{sources}\n{columns}type = \"type\"\nid = \"id\"\nsource = \"source\"\n{THEMES}"
        );
        town.write("study.toml", &text);
    };
    study("");
    let both = town.map("both", &["--write", "wards"]);
    let warnings = both.warnings();
    assert!(
        warnings.contains("2 sources are counted together (Council 24, Police 240)"),
        "{warnings}"
    );
    assert!(
        warnings.contains("24 in Council and in Police"),
        "{warnings}"
    );
    let evidence = read_json(&both.analyst.join("evidence.json"));
    assert_eq!(evidence["sources"]["counts"][0]["themes"]["burglary"], 24);
    assert_eq!(evidence["sources"]["likely_duplicates"][0]["count"], 24);
    // Whatever is written, the same is told.
    let all = town.map("all", &["--cell", "50"]);
    assert!(all.warnings().contains("24 in Council and in Police"));
    study("sources = [\"police\"]");
    let police = town.map("police", &["--write", "wards"]);
    assert_eq!(
        (police.ledger("in_area"), police.ledger("rejected")),
        (240, 24)
    );
    assert!(!police.warnings().contains("sources are counted together"));
    study("sources = [\"fire\"]");
    town.try_map("fire", &["--write", "wards"]).done();
}

#[test]
fn a_study_elsewhere_runs_in_its_zone_and_says_so() {
    let square = |west: f64| {
        let ring = [
            [0.0, 0.0],
            [0.01, 0.0],
            [0.01, 0.01],
            [0.0, 0.01],
            [0.0, 0.0],
        ];
        let ring: Vec<Json> = (ring.iter())
            .map(|[x, y]| json!([-87.7 + west + x, 41.8 + y]))
            .collect();
        let properties = json!({ "code": format!("C{west}"), "name": "A beat", "residents": 3000, "households": 900 });
        json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": [ring] } })
    };
    let town = Town::two_squares(&year());
    let beats = json!({ "type": "FeatureCollection", "features": [square(0.0), square(0.01)] });
    town.write("areas.geojson", &beats.to_string());
    let mut rows = "longitude,latitude,when,type\n".to_owned();
    for number in 0..240 {
        let (x, y) = (number * 37 % 190, number * 53 % 95);
        rows += &format!(
            "{},{},2024-{:02},Burglary\n",
            -87.69995 + f64::from(x) / 10_000.0,
            41.80005 + f64::from(y) / 10_000.0,
            number % 12 + 1
        );
    }
    town.write("degrees.csv", &rows);
    let study = |file: &str| {
        town.write(
            "study.toml",
            &format!(
                "[areas]\nfile = \"areas.geojson\"\n[incidents]\nfiles = [{file:?}]\n{THEMES}"
            ),
        );
    };
    study("degrees.csv");
    let found = town.map("out", &["--write", "wards"]);
    assert_eq!(found.manifest()["parameters"]["crs"], "EPSG:32616");
    assert!(found.warnings().contains("UTM zone of the areas' middle"));
    assert_eq!(found.ledger("in_area") + found.ledger("on_boundary"), 240);
    // Metres that nobody says the system of are not taken for those of the zone.
    let metres = format!(
        "easting,northing,when,type\n{},{},2024-01,Burglary\n",
        CORNER[0], CORNER[1]
    );
    town.write("metres.csv", &metres);
    study("metres.csv");
    town.try_map("metres", &[]).refused(&["[incidents] crs"]);
}

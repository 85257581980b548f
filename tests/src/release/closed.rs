//! What no open release may hold, in whatever form: coordinates, identifiers, places and hours of incidents, hashes of inputs.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use super::runs::{Released, half_year_released, sample_released};
use crate::binary::{files, json};

/// Every file of a folder, archives unpacked too.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = files(folder);
    for (name, bytes) in found.clone() {
        if name.ends_with(".qgz") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for member in 0..archive.len() {
                let mut inside = Vec::new();
                archive
                    .by_index(member)
                    .unwrap()
                    .read_to_end(&mut inside)
                    .unwrap();
                found.push((format!("{name}/{member}"), inside));
            }
        }
    }
    found
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// The incidents of the analyst: identifiers, labels, days and points.
struct Secrets {
    texts: BTreeSet<String>,
    points: Vec<[f64; 2]>,
}

fn secrets(released: &Released) -> Secrets {
    let analyst = released.of("analyst");
    let layer = json(&analyst.join("incidents.geojson"));
    let manifest = json(&analyst.join("manifest.json"));
    let mut texts = BTreeSet::new();
    let areas = json(&analyst.join("wards.geojson"));
    let areas = areas["features"].as_array().unwrap();
    // Places that are named like an area are no secret.
    let known = |text: &str| {
        let mut names = areas
            .iter()
            .map(|area| area["properties"]["name"].as_str().unwrap());
        names.any(|name| name.contains(text))
    };
    for feature in layer["features"].as_array().unwrap() {
        let properties = &feature["properties"];
        for key in ["id", "place"] {
            let text = properties[key].as_str().unwrap_or_default();
            let text = text.trim_start_matches("On or near ");
            if text.len() > 6 && !known(text) {
                texts.insert(text.to_owned());
            }
        }
        let from = properties["happened_from"].as_str().unwrap();
        if from.len() > 7 {
            texts.insert(from[..10].to_owned());
        }
    }
    for input in manifest["inputs"].as_array().unwrap() {
        texts.insert(input["blake3"].as_str().unwrap().to_owned());
        texts.insert(input["path"].as_str().unwrap().to_owned());
    }
    // The sample has incidents at corners of its areas.
    let corners: BTreeSet<String> = (areas.iter())
        .flat_map(|area| {
            area["geometry"]["coordinates"]
                .to_string()
                .split("],[")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .map(|corner| corner.replace(['[', ']'], ""))
        .collect();
    let hidden = |at: &serde_json::Value| !corners.contains(&format!("{},{}", at[0], at[1]));
    let hidden: Vec<bool> = (layer["features"].as_array().unwrap().iter())
        .map(|feature| hidden(&feature["geometry"]["coordinates"]))
        .collect();
    let file = rusqlite::Connection::open(analyst.join("study.gpkg")).unwrap();
    let mut statement = file.prepare("SELECT geom FROM incidents").unwrap();
    let points = statement
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .unwrap()
        .map(|blob| {
            let blob = blob.unwrap();
            let end = blob.len();
            let number = |at: usize| f64::from_le_bytes(blob[at..at + 8].try_into().unwrap());
            [number(end - 16), number(end - 8)]
        })
        .zip(hidden)
        .filter(|(_, hidden)| *hidden)
        .map(|(point, _)| point)
        .collect();
    Secrets { texts, points }
}

fn step(texts: &BTreeSet<String>) -> usize {
    if texts.len() > 3000 { 10 } else { 1 }
}

fn nothing_of_an_incident_is_in(released: &Released, audience: &str) {
    let secrets = secrets(released);
    assert!(secrets.texts.len() > 100 && secrets.points.len() > 1000);
    let needles: BTreeSet<[u8; 16]> = (secrets.points.iter())
        .map(|[x, y]| {
            let mut both = [0; 16];
            both[..8].copy_from_slice(&x.to_le_bytes());
            both[8..].copy_from_slice(&y.to_le_bytes());
            both
        })
        .collect();
    for (name, bytes) in contents(&released.of(audience)) {
        let text = String::from_utf8_lossy(&bytes);
        // One in ten stands for all: they come from the same columns, and looking for each takes minutes.
        for secret in secrets.texts.iter().step_by(step(&secrets.texts)) {
            assert!(!text.contains(secret.as_str()), "{name} holds {secret:?}");
        }
        for window in bytes.windows(16) {
            let window: [u8; 16] = window.try_into().unwrap();
            assert!(!needles.contains(&window), "{name} holds a point");
        }
        assert!(!holds(&bytes, b"blake3"), "{name} speaks of a hash");
    }
}

#[test]
fn nothing_of_an_incident_of_the_sample_is_anywhere_in_the_public_folder() {
    nothing_of_an_incident_is_in(sample_released(), "public");
}

#[test]
fn nothing_of_a_real_incident_is_anywhere_in_the_public_folder() {
    if let Some(released) = half_year_released() {
        nothing_of_an_incident_is_in(released, "public");
    }
}

#[test]
fn the_public_manifest_says_nothing_of_inputs_rows_or_the_request() {
    let released = sample_released();
    let manifest = json(&released.of("public").join("manifest.json"));
    for key in [
        "inputs",
        "ledger",
        "request",
        "repeated_ids",
        "notes",
        "binding",
    ] {
        assert!(manifest[key].is_null(), "{key}");
    }
    assert_eq!(manifest["release"], "public");
}

#[test]
fn no_two_releases_share_a_file() {
    use std::collections::BTreeMap;
    let released = sample_released();
    let mut seen: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
    for audience in ["analyst", "group", "public"] {
        for (name, bytes) in files(&released.of(audience)) {
            // Styles hold no data, and an area of a style may be the same for all.
            if name.ends_with(".qml") || name == "times.csv" {
                continue;
            }
            if let Some(other) = seen.insert(bytes, audience) {
                assert_eq!(
                    other, audience,
                    "{name} is the same in {other} and {audience}"
                );
            }
        }
    }
}

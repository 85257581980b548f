//! Schemes: planted with and without effect, displacement and power; months, zones and registers, good and bad.

mod calibration;
mod ground;
mod planted;

mod refused;
mod register;
mod scaled;
mod spans;

use hotspur_core::stream;
use rand::RngExt;
use rand_distr::{Distribution, Poisson};
use serde_json::{Value as Json, json};

use crate::binary::{Said, run};
use crate::town::{HEADER, Town, incident, rectangle};

/// Events a month of the zones, before and after the first month of 2024.
#[derive(Clone, Copy)]
pub struct Planted {
    /// The target's, before and after.
    pub target: (f64, f64),
    /// The buffer's.
    pub buffer: (f64, f64),
    /// The control's, of the same size.
    pub control: (f64, f64),
}

/// Events a month that do not change.
pub const NONE: Planted = Planted {
    target: (20.0, 20.0),
    buffer: (20.0, 20.0),
    control: (20.0, 20.0),
};

/// Burglaries of 2023 and 2024 by known rates: target 0–400 m from the western edge, buffer 400–800, control 1400–1800.
pub fn town(planted: &Planted, seed: u64) -> Town {
    let mut rows = HEADER.to_owned();
    let mut random = stream(seed, 0, 0);
    let zones = [
        (0.0, planted.target),
        (400.0, planted.buffer),
        (1400.0, planted.control),
    ];
    let mut number = 0;
    for month in 0..24 {
        for (west, (before, after)) in zones {
            let mean = if month < 12 { before } else { after };
            let count = if mean > 0.0 {
                Poisson::new(mean).unwrap().sample(&mut random) as u64
            } else {
                0
            };
            for _ in 0..count {
                let (year, of_year) = (2023 + month / 12, month % 12 + 1);
                let when = format!(
                    "{year}-{of_year:02}-{:02} 12:30",
                    random.random_range(1..=28)
                );
                let east = west + random.random_range(5..395) as f64;
                let north = random.random_range(5..995) as f64;
                rows += &incident(number, "Burglary", &when, east, north);
                number += 1;
            }
        }
    }
    Town::two_squares(&rows)
}

/// A zone of a register.
pub fn zone(properties: Json, geometry: &Json) -> Json {
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

/// The three zones of [`town`], of a scheme that began with 2024; the buffer is drawn with its middle.
pub fn gates() -> Vec<Json> {
    let of = |role: &str| json!({ "name": "Alley gates", "role": role, "start": "2024-01-01", "theme": "burglary" });
    vec![
        zone(of("target"), &rectangle(0.0, 0.0, 400.0, 1000.0)),
        zone(of("buffer"), &rectangle(0.0, 0.0, 800.0, 1000.0)),
        zone(of("control"), &rectangle(1400.0, 0.0, 400.0, 1000.0)),
    ]
}

/// Writes a register on the plane of the town.
pub fn register(town: &Town, zones: &[Json]) {
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
    let collection = json!({ "type": "FeatureCollection", "crs": crs, "features": zones });
    town.write("schemes.geojson", &collection.to_string());
}

/// The evaluation of the register into the folder `out`.
pub const EVALUATE: [&str; 11] = [
    "evaluate",
    "study.toml",
    "--scheme",
    "schemes.geojson",
    "--out",
    "out",
    "--write",
    "wards,report",
    "--cell",
    "50",
    "--overwrite",
];

/// Runs the evaluation of the register into the folder `out`, with further arguments.
pub fn evaluate(town: &Town, more: &[&str]) -> Said {
    run(town.path(), &[&EVALUATE[..], more].concat())
}

/// The answer of a run that was done.
pub fn answer(town: &Town, more: &[&str]) -> Json {
    evaluate(town, more).done();
    crate::binary::json(&town.path().join("out/analyst/evaluate.json"))
}

//! Planted mistakes in densities and places.

use hotspur_core::density::Kernel;

use super::{good, sql};

/// Adds one event at an exact place to a density in a GeoPackage.
fn add_event(folder: &std::path::Path, theme: &str, (x, y): (f64, f64), bandwidth: f64) {
    let file = rusqlite::Connection::open(folder.join("study.gpkg")).unwrap();
    let cells: Vec<(i64, f64, f64)> = file
        .prepare(&format!(
            "SELECT id, (minx + maxx) / 2, (miny + maxy) / 2 FROM rtree_density_{theme}_geom"
        ))
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    drop(file);
    let kernel = Kernel::Quartic;
    let mut text = String::new();
    for (id, east, north) in cells {
        let d2 = (east - x).powi(2) + (north - y).powi(2);
        let more = kernel.peak(bandwidth) * kernel.shape(d2, bandwidth) * 1e6;
        text += &format!(
            "UPDATE density_{theme} SET density_per_km2 = density_per_km2 + {more:e} WHERE fid = {id};\n"
        );
    }
    sql(folder, &text);
}

/// The cell of a density with the least in it, and the bandwidth.
fn faintest(folder: &std::path::Path, theme: &str) -> ((f64, f64), f64) {
    let file = rusqlite::Connection::open(folder.join("study.gpkg")).unwrap();
    let place = file
        .query_row(
            &format!(
                "SELECT (minx + maxx) / 2, (miny + maxy) / 2 FROM rtree_density_{theme}_geom AS r \
                 JOIN density_{theme} AS d ON d.fid = r.id ORDER BY density_per_km2 LIMIT 1"
            ),
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let manifest = crate::binary::json(&folder.join("manifest.json"));
    (
        place,
        manifest["parameters"]["density"]["bandwidth_m"]
            .as_f64()
            .unwrap(),
    )
}

#[test]
fn a_density_with_one_event_at_its_exact_place_is_caught() {
    let copy = good().copy();
    let ((x, y), bandwidth) = faintest(copy.path(), "burglary");
    add_event(copy.path(), "burglary", (x + 31.0, y - 17.0), bandwidth);
    good().audit(&[copy.path()]).caught(
        "density",
        &[
            "study.gpkg#density_burglary",
            "more than all cells with 5 events",
        ],
    );
}

#[test]
fn a_density_with_one_event_at_the_centre_of_a_cell_is_turned_back() {
    let copy = good().copy();
    let ((x, y), bandwidth) = faintest(copy.path(), "burglary");
    let snap = |at: f64| (at * 2.0).round() / 2.0;
    add_event(copy.path(), "burglary", (snap(x), snap(y)), bandwidth);
    good().audit(&[copy.path()]).caught(
        "density",
        &[
            "study.gpkg#density_burglary",
            "turned back, it was made with 1.00 events",
        ],
    );
}

#[test]
fn a_density_of_a_theme_that_may_not_be_shown_by_place_is_caught() {
    let copy = good().copy();
    let from = copy.path().join("density_burglary.geojson");
    std::fs::copy(&from, copy.path().join("density_violence.geojson")).unwrap();
    let tif = copy.path().join("density_burglary.tif");
    std::fs::copy(&tif, copy.path().join("density_domestic_violence.tif")).unwrap();
    good()
        .audit(&[copy.path()])
        .caught(
            "density",
            &[
                "density_violence.geojson",
                "violence may not be shown by place",
            ],
        )
        .caught("density", &["a raster of domestic_violence"]);
}

#[test]
fn a_hotspot_that_holds_few_events_is_caught() {
    let copy = good().copy();
    let from = good().analyst().join("hotspots_burglary.geojson");
    let text = std::fs::read_to_string(from).unwrap();
    // Far from any incident of the town.
    let square = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[-1.60,52.70],[-1.59,52.70],[-1.59,52.71],[-1.60,52.71],[-1.60,52.70]]]},"properties":{"rank":99,"count":2}}"#;
    let text = text.replacen("\"features\":[", &format!("\"features\":[\n{square},"), 1);
    std::fs::write(copy.path().join("hotspots_burglary.geojson"), text).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("place", &["fewer than 5 events of burglary", "in truth 0"]);
}

#[test]
fn a_layer_of_incidents_is_caught() {
    let copy = good().copy();
    let from = good().analyst().join("incidents.geojson");
    std::fs::copy(from, copy.path().join("incidents.geojson")).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("place", &["cannot be judged"])
        .caught("coordinate", &["incidents.geojson"])
        .caught("identifier", &["incidents.geojson"])
        .caught("name", &["incidents.geojson"])
        .caught("date", &["the day 2001-"]);
}

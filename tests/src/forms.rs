//! The forms of a layer: GeoJSON, GeoPackage and GeoTIFF hold the same numbers, and large layers go without the first.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value as Json;

use crate::binary::{json, names, run, sample};
use crate::town::{CORNER, Town, year};

/// The sample, in a folder of its own.
fn sample_run() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let args = ["map", study.to_str().unwrap(), "--out", "out", "--quiet"];
    run(folder.path(), &args).done();
    let analyst = folder.path().join("out/analyst");
    (folder, analyst)
}

fn open(folder: &Path) -> Connection {
    Connection::open(folder.join("study.gpkg")).unwrap()
}

fn texts(file: &Connection, sql: &str) -> Vec<String> {
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn same(cell: &Cell, value: &Json) -> bool {
    match (cell, value) {
        (Cell::Null, Json::Null) => true,
        (Cell::Integer(a), Json::Bool(b)) => (*a != 0) == *b,
        (Cell::Integer(a), Json::Number(b)) => b.as_i64() == Some(*a),
        // The reader of JSON may be a last digit off.
        (Cell::Real(a), Json::Number(b)) => b
            .as_f64()
            .is_some_and(|b| (a - b).abs() <= f64::EPSILON * a.abs()),
        (Cell::Text(a), Json::String(b)) => a == b,
        _ => false,
    }
}

#[test]
fn every_table_of_the_geopackage_holds_what_the_geojson_of_its_name_holds() {
    let (_folder, analyst) = sample_run();
    let file = open(&analyst);
    let tables = texts(
        &file,
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'",
    );
    let layers: Vec<String> = (names(&analyst).into_iter())
        .filter_map(|name| name.strip_suffix(".geojson").map(str::to_owned))
        .collect();
    let mut sorted = tables.clone();
    sorted.sort();
    assert_eq!(sorted, layers);
    for table in tables {
        let layer = json(&analyst.join(format!("{table}.geojson")));
        let features = layer["features"].as_array().unwrap();
        let mut statement = file
            .prepare(&format!("SELECT * FROM \"{table}\" ORDER BY fid"))
            .unwrap();
        let columns: Vec<String> = (statement.column_names().into_iter())
            .map(str::to_owned)
            .collect();
        let mut rows = statement.query([]).unwrap();
        let mut count = 0;
        while let Some(row) = rows.next().unwrap() {
            let properties = features[count]["properties"].as_object().unwrap();
            assert_eq!(columns.len(), properties.len() + 2, "{table}: {columns:?}");
            for (name, value) in properties {
                let cell: Cell = row.get(name.as_str()).unwrap();
                assert!(same(&cell, value), "{table}.{name}: {cell:?} and {value}");
            }
            count += 1;
        }
        assert_eq!(count, features.len(), "{table}");
        let indexed: i64 = file
            .query_row(
                &format!("SELECT count(*) FROM \"rtree_{table}_geom\""),
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(indexed, count as i64, "the index of {table}");
    }
}

#[test]
fn the_geopackage_says_how_it_was_made_and_how_it_is_drawn_and_holds_no_time() {
    let town = Town::two_squares(&year());
    let analyst = town.map("out", &["--cell", "50"]).analyst;
    let file = open(&analyst);
    let styled = texts(
        &file,
        "SELECT f_table_name FROM layer_styles WHERE useAsDefault = 1 ORDER BY id",
    );
    let tables = texts(
        &file,
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY rowid",
    );
    assert_eq!(styled, tables);
    let facts = texts(&file, "SELECT metadata FROM gpkg_metadata");
    let facts: Json = serde_json::from_str(&facts[0]).unwrap();
    assert_eq!(facts["parameters"]["density"]["cell_m"], 50.0);
    let unit = texts(
        &file,
        "SELECT description FROM gpkg_data_columns WHERE table_name = 'density' AND column_name = 'density_per_km2'",
    );
    assert_eq!(unit, ["events per square kilometre, over the whole period"]);
    for (table, column) in [
        ("gpkg_contents", "last_change"),
        ("gpkg_metadata_reference", "timestamp"),
        ("layer_styles", "update_time"),
    ] {
        let times = texts(&file, &format!("SELECT DISTINCT {column} FROM {table}"));
        assert_eq!(times, ["1970-01-01T00:00:00.000Z"], "{table}");
    }
    let bytes = std::fs::read(analyst.join("study.gpkg")).unwrap();
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let year = format!("{}-", 1970 + since.as_secs() / 31_556_952);
    let today = bytes
        .windows(year.len())
        .any(|window| window == year.as_bytes());
    assert!(!today, "a time of {year} is left between the pages");
}

/// What GDAL says of a raster, or nothing where it is not installed.
fn gdal(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn gdal_reads_from_the_raster_the_density_of_each_cell_zero_inside_and_nothing_outside() {
    let (_folder, analyst) = sample_run();
    let raster = analyst.join("density_burglary.tif");
    let raster = raster.to_str().unwrap();
    let Some(info) = gdal("gdalinfo", &["-json", raster]) else {
        return;
    };
    let info: Json = serde_json::from_str(&info).unwrap();
    assert!(
        info["coordinateSystem"]["wkt"]
            .as_str()
            .unwrap()
            .contains("ID[\"EPSG\",27700]")
    );
    assert_eq!(info["bands"][0]["noDataValue"], -9999.0);
    assert_eq!(info["bands"][0]["type"], "Float32");
    assert_eq!(
        info["metadata"]["IMAGE_STRUCTURE"]["COMPRESSION"],
        "DEFLATE"
    );
    // The cells by their middle, from the table on the same plane.
    let file = open(&analyst);
    let mut statement = file
        .prepare("SELECT r.minx, r.miny, d.density_per_km2 FROM density_burglary d JOIN rtree_density_burglary_geom r ON r.id = d.fid")
        .unwrap();
    // The index keeps numbers of 32 bits, rounded outwards: cells of 100 m are still told apart.
    let cell = |x: f64, y: f64| ((x / 100.0).round() as i64, (y / 100.0).round() as i64);
    let mut known: BTreeMap<(i64, i64), f64> = (statement
        .query_map([], |row| Ok((cell(row.get(0)?, row.get(1)?), row.get(2)?)))
        .unwrap())
    .collect::<Result<_, _>>()
    .unwrap();
    let Some(pixels) = gdal(
        "gdal_translate",
        &["-q", "-of", "XYZ", raster, "/vsistdout/"],
    ) else {
        return;
    };
    let (mut zero, mut nothing) = (0, 0);
    for line in pixels.lines() {
        let at: Vec<f64> = line
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let found = known.remove(&cell(at[0] - 50.0, at[1] - 50.0));
        match found {
            // GDAL prints numbers of 32 bits.
            Some(density) => assert!(
                (at[2] - density).abs() <= 1e-6 * density,
                "{line}: {density}"
            ),
            None if at[2] == 0.0 => zero += 1,
            None => {
                assert_eq!(at[2], -9999.0, "{line}");
                nothing += 1;
            }
        }
    }
    assert!(known.is_empty(), "{} cells are in no pixel", known.len());
    assert!(zero > 0 && nothing > 0, "{zero} {nothing}");
}

#[test]
fn a_layer_of_many_cells_is_no_geojson_unless_it_is_asked_for_and_the_manifest_says_so() {
    let town = Town::two_squares(&year());
    // 2 km² in cells of 8 m: 31,250 of them.
    let cells = ["--cell", "8", "--bandwidth", "300"];
    let usual = town.map(
        "usual",
        &[&cells[..], &["--write", "density,wards"]].concat(),
    );
    let written = names(&usual.analyst);
    assert!(
        !written.contains(&"density.geojson".to_owned()),
        "{written:?}"
    );
    assert!(written.contains(&"study.gpkg".to_owned()));
    assert!(written.contains(&"wards.geojson".to_owned()));
    let record = |manifest: &Json, name: &str| {
        let layers = manifest["layers"].as_array().unwrap();
        layers
            .iter()
            .find(|layer| layer["name"] == name)
            .unwrap()
            .clone()
    };
    let density = record(&usual.manifest(), "density");
    assert!(
        density["note"]
            .as_str()
            .unwrap()
            .contains("more than 20000"),
        "{density}"
    );
    assert_eq!(density["files"], serde_json::json!(["study.gpkg"]));
    assert!(record(&usual.manifest(), "wards").get("note").is_none());
    let tables = texts(
        &open(&usual.analyst),
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'",
    );
    assert_eq!(tables, ["density"]);
    let asked = town.map(
        "asked",
        &[&cells[..], &["--write", "density,geojson"]].concat(),
    );
    assert_eq!(
        record(&asked.manifest(), "density")["files"],
        serde_json::json!(["density.geojson"])
    );
    let many = asked.layer("density")["features"].as_array().unwrap().len();
    assert_eq!(density["features"], many);
    assert!(many > 20_000);
}

#[test]
fn a_large_raster_has_overviews_and_a_small_one_has_none() {
    let town = Town::two_squares(&year());
    for (out, cell, overviews) in [("large", "3", 2), ("small", "50", 0)] {
        let analyst = town
            .map(out, &["--cell", cell, "--write", "density,tif"])
            .analyst;
        let raster = analyst.join("density.tif");
        let Some(info) = gdal("gdalinfo", &["-json", raster.to_str().unwrap()]) else {
            return;
        };
        let info: Json = serde_json::from_str(&info).unwrap();
        let found = info["bands"][0]["overviews"].as_array().map_or(0, Vec::len);
        assert_eq!(found, overviews, "{out}");
        // The corner lies on a multiple of the cell, at the north-west of the study area.
        let corner = info["cornerCoordinates"]["upperLeft"][0].as_f64().unwrap();
        assert!(corner <= CORNER[0] && CORNER[0] - corner < 50.0, "{corner}");
    }
}

#[test]
fn contours_stand_where_the_density_crosses_their_level_and_nowhere_outside() {
    // All events within centimetres of the middle of a square kilometre: every line is a circle around it.
    let rows = crate::town::HEADER.to_owned()
        + &(0..40)
            .map(|n| {
                let at = 500.0 + n as f64 * 0.001;
                crate::town::incident(n, "Burglary", "2024-03-05 12:30", at, at)
            })
            .collect::<String>();
    let town = Town::two_squares(&rows);
    let args = [
        "--cell",
        "10",
        "--bandwidth",
        "300",
        "--write",
        "contours,gpkg,geojson",
    ];
    let analyst = town.map("out", &args).analyst;
    let lines = json(&analyst.join("contours.geojson"));
    let features = lines["features"].as_array().unwrap();
    assert!(features.len() >= 3, "{}", features.len());
    let file = open(&analyst);
    let mut statement = file
        .prepare("SELECT c.density_per_km2, r.minx, r.maxx FROM contours c JOIN rtree_contours_geom r ON r.id = c.fid")
        .unwrap();
    let rows: Vec<(f64, f64, f64)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (level, west, east) in rows {
        // The quartic kernel: 40 events × 3 / (π h²) (1 − r²/h²)², in events per square kilometre.
        let peak = 40.0 * 3.0 / (std::f64::consts::PI * 0.3 * 0.3);
        let radius = 300.0 * (1.0 - (level / peak).sqrt()).sqrt();
        // Linear between centres 10 m apart, the line is off by less than a metre.
        assert!(
            ((east - west) / 2.0 - radius).abs() < 1.0,
            "{level}: {west} {east} {radius}"
        );
    }
}

#[test]
fn areas_cannot_take_the_name_of_another_table_and_may_have_letters_of_any_alphabet() {
    let town = Town::two_squares(&year());
    let study = std::fs::read_to_string(town.path().join("study.toml")).unwrap();
    let named = |name: &str| {
        let layer = format!("file = \"areas.geojson\"\nlayer = \"{name}\"");
        town.write(
            "study.toml",
            &study.replacen("file = \"areas.geojson\"", &layer, 1),
        );
    };
    for name in [
        "contours",
        "gpkg_contents",
        "rtree_wards_geom",
        "Layer_Styles",
    ] {
        named(name);
        let said = town.try_map("refused", &["--write", "gpkg"]);
        assert_eq!(said.code, 1, "{name}");
        assert!(!town.path().join("refused").exists(), "{name}");
    }
    named("Bezirke_Ö");
    let analyst = town
        .map("out", &["--cell", "50", "--write", "areas,gpkg,qgis"])
        .analyst;
    let tables = texts(
        &open(&analyst),
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'",
    );
    assert_eq!(tables, ["Bezirke_Ö"]);
}

//! The sample's output judged by real components, each skipped with a message where it is not installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hotspur_io::job::{prepare, publish};

/// The sample, run into a folder of its own.
fn sample() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/tamworth/study.toml");
    let prepared = prepare(hotspur_io::study::load_study(&study).unwrap(), &()).unwrap();
    publish(&prepared, &folder.path().join("out"), false, &()).unwrap();
    let mut layers: Vec<PathBuf> = std::fs::read_dir(folder.path().join("out/analyst"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "geojson")
        })
        .collect();
    layers.sort();
    // Areas, contours and incidents, six densities, and the cells and micro-hotspots of five themes and two totals.
    assert_eq!(layers.len(), 3 + 6 + 2 * 7);
    (folder, layers)
}

/// What a program says, or nothing where it is not installed.
fn ask(program: &Path, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(_) => {
            println!("skipped: {} is not installed", program.display());
            None
        }
    }
}

#[test]
fn gdal_opens_every_layer_with_the_right_geometry_and_types() {
    let (_folder, layers) = sample();
    for layer in layers {
        let Some(output) = ask(
            Path::new("ogrinfo"),
            &["-ro", "-al", "-so", &layer.to_string_lossy()],
        ) else {
            return;
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && text.contains("ID[\"EPSG\",4326]"),
            "{text}"
        );
        let name = layer.file_stem().unwrap().to_string_lossy().into_owned();
        let expected: &[&str] = match name.as_str() {
            "wards" => &[
                "Geometry: Polygon",
                "Feature Count: 10",
                "hotspot: Integer(Boolean)",
                "burglary_count: Integer",
                "burglary_smr: Real",
                "reasons: String",
            ],
            "incidents" => &["Geometry: Point", "id: String", "happened_from: DateTime"],
            "contours" => &["Geometry: Multi Line String", "density_per_km2: Real"],
            cells if cells.starts_with("cells_") => &[
                "Geometry: Polygon",
                "count: Integer",
                "gi_star_z: Real",
                "gi_bin: Integer",
                "q: Real",
            ],
            hotspots if hotspots.starts_with("hotspots_") => &[
                "Geometry: Polygon",
                "rank: Integer",
                "name: String",
                "in_flagged_area: Integer(Boolean)",
                "density_per_km2: Real",
            ],
            _ => &["Geometry: Polygon", "density_per_km2: Real"],
        };
        for wanted in expected {
            assert!(text.contains(wanted), "{name} lacks {wanted}: {text}");
        }
    }
}

/// `@mapbox/geojsonhint` 2.0.0, where `.ci/run` or the path has it.
#[test]
fn geojsonhint_finds_nothing_to_complain_of() {
    let (_folder, layers) = sample();
    let local = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../target/oracles/node_modules/.bin/geojsonhint");
    let program = if local.exists() {
        local
    } else {
        PathBuf::from("geojsonhint")
    };
    for layer in layers {
        let Some(output) = ask(&program, &[&layer.to_string_lossy()]) else {
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && said.trim().is_empty(),
            "{}: {said}",
            layer.display()
        );
    }
}

/// `geojson-validator` 0.7.0, where Python has it. It calls holes problematic; a micro-hotspot may well have one.
#[test]
fn geojson_validator_finds_every_geometry_valid() {
    const SCRIPT: &str = "import sys, json\ntry:\n    import geojson_validator as v\nexcept ImportError:\n    sys.exit(77)\nfor f in sys.argv[1:]:\n    d = json.load(open(f, encoding='utf8'))\n    s, g = v.validate_structure(d), v.validate_geometries(d)\n    assert not s and not g['invalid'] and not set(g['problematic']) - {'holes'}, (f, s, g)\n";
    let (_folder, layers) = sample();
    let mut arguments = vec!["-c".to_owned(), SCRIPT.to_owned()];
    arguments.extend(
        layers
            .iter()
            .map(|layer| layer.to_string_lossy().into_owned()),
    );
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(output) = ask(Path::new("python3"), &arguments) else {
        return;
    };
    if output.status.code() == Some(77) {
        println!("skipped: geojson-validator is not installed");
        return;
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

//! The styles and the project for QGIS: by their XML everywhere, and by QGIS where it is installed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use hotspur_core::breaks::skewed_breaks;
use roxmltree::{Document, ParsingOptions};

use crate::binary::{files, names, run, sample};
use crate::shared_data::mapped_half_year;
use crate::town::{THEMES, Town, area, rectangle, year};

/// Names that a careless writer of XML, HTML or expressions stumbles over.
pub const ODD: &str = "O'Brien & \"Søns\" <b>—é 🚓 [% 1 + 1 %] ]]>";

fn document(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap()
}

/// The project inside its archive.
fn project(folder: &Path) -> String {
    let file = fs::File::open(folder.join("map.qgz")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    assert_eq!(archive.len(), 1);
    let mut text = String::new();
    let mut inner = archive.by_name("map.qgs").unwrap();
    inner.read_to_string(&mut text).unwrap();
    text
}

/// The tables of features of the GeoPackage beside a project.
fn tables(folder: &Path) -> Vec<String> {
    let file = rusqlite::Connection::open(folder.join("study.gpkg")).unwrap();
    let mut statement = file
        .prepare("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")
        .unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

/// A town whose areas, places, themes, study and attribution have odd names.
pub fn odd_town() -> Town {
    let exposures = [("residents", 2000), ("households", 900)];
    let mut west = area("W\"<&>", &rectangle(0.0, 0.0, 1000.0, 1000.0), &exposures);
    let mut east = area("X'é", &rectangle(1000.0, 0.0, 1000.0, 1000.0), &exposures);
    west["properties"]["name"] = ODD.into();
    east["properties"]["name"] = "]]> <!-- 🚓".into();
    let rows = year().replace("Place ", "Saint-Éloi <Rue> & 🚓 ");
    let town = Town::of(&[west, east], &rows);
    let quoted = serde_json::to_string(ODD).unwrap();
    let themes = THEMES.replace(
        "key = \"burglary\"\n",
        &format!("key = \"burglary\"\ntitle = {quoted}\n"),
    );
    town.study_of(
        &format!("name = {quoted}\nattribution = {quoted}"),
        &["incidents.csv"],
        &themes,
    );
    town
}

#[test]
fn every_style_and_the_project_are_well_formed_whatever_things_are_called() {
    let town = odd_town();
    let analyst = town
        .map("out", &["--themes", "all", "--cell", "20"])
        .analyst;
    let styles: Vec<String> = names(&analyst)
        .into_iter()
        .filter(|name| name.ends_with(".qml"))
        .collect();
    let layers = names(&analyst)
        .into_iter()
        .filter(|name| name.ends_with(".geojson"))
        .map(|name| name.replace(".geojson", ".qml"));
    assert!(layers.eq(styles.iter().cloned()), "{styles:?}");
    for style in styles {
        let text = fs::read_to_string(analyst.join(&style)).unwrap();
        let parsed = document(&text);
        assert!(
            parsed.root_element().has_tag_name("qgis"),
            "{style}: {text}"
        );
        assert!(!text.contains("🚓"), "{style} holds a name of the data");
    }
    let text = project(&analyst);
    let parsed = document(&text);
    let title = parsed
        .root_element()
        .children()
        .find(|node| node.has_tag_name("title"))
        .unwrap();
    // The brackets in which QGIS would look for an expression are taken apart; all else is as it was typed.
    let expected = ODD.replace("[%", "[ %");
    assert_eq!(title.text().unwrap(), expected);
    let with = |tag: &str| {
        parsed
            .descendants()
            .find(|node| node.has_tag_name(tag) && node.text() == Some(&expected))
    };
    assert!(with("Label").is_some() && with("rights").is_some());
    let group = parsed
        .descendants()
        .find(|node| node.attribute("name") == Some(&expected));
    assert!(group.is_some_and(|group| group.has_tag_name("layer-tree-group")));
}

#[test]
fn every_node_of_the_tree_leads_to_a_layer_whose_file_lies_beside_the_project() {
    let town = Town::two_squares(&year());
    let analyst = town.map("out", &[]).analyst;
    let tables = tables(&analyst);
    let text = project(&analyst);
    let parsed = document(&text);
    let mut identifiers = BTreeSet::new();
    for layer in parsed
        .descendants()
        .filter(|node| node.has_tag_name("maplayer"))
    {
        let text = |tag: &str| {
            let child = layer.children().find(|node| node.has_tag_name(tag));
            child.unwrap().text().unwrap()
        };
        let id = text("id");
        assert!(id.len() > 10, "QGIS would give {id} another identifier");
        assert!(identifiers.insert(id), "{id} stands for two layers");
        let source = text("datasource").strip_prefix("./").unwrap();
        let file = match source.split_once("|layername=") {
            Some((file, table)) => {
                assert!(tables.contains(&table.to_owned()), "{table}");
                file
            }
            None => source,
        };
        assert!(analyst.join(file).exists(), "{file}");
    }
    let nodes: Vec<&str> = parsed
        .descendants()
        .filter(|node| node.has_tag_name("layer-tree-layer"))
        .map(|node| node.attribute("id").unwrap())
        .collect();
    assert_eq!(nodes.len(), identifiers.len());
    assert!(nodes.iter().all(|node| identifiers.contains(node)));
    assert!(!text.contains(analyst.to_str().unwrap()));
}

#[test]
fn the_same_study_gives_the_same_styles_and_project_byte_by_byte() {
    let town = odd_town();
    let (one, two) = (
        town.map("one", &["--cell", "20"]).analyst,
        town.map("two", &["--cell", "20"]).analyst,
    );
    assert!(files(&one) == files(&two));
    assert!(names(&one).contains(&"map.qgz".to_owned()));
}

#[test]
fn the_project_is_written_by_default_or_when_asked_for_and_the_end_names_it() {
    let town = Town::two_squares(&year());
    let mapped = town.map("default", &[]);
    let last = mapped.said.lines().last().unwrap();
    assert!(
        last.starts_with("open ") && last.ends_with("map.qgz in QGIS"),
        "{last}"
    );
    let tables = mapped.manifest()["tables"].clone();
    for file in ["map.qgz", "wards.qml", "density.qml", "incidents.qml"] {
        assert!(tables.as_array().unwrap().contains(&file.into()), "{file}");
    }
    // The project alone comes with the files that it opens, and no others but the records of the run.
    let alone = names(&town.map("alone", &["--write", "qgis"]).analyst);
    for file in ["map.qgz", "study.gpkg", "density.tif", "density.qml"] {
        assert!(alone.contains(&file.to_owned()), "{file}");
    }
    assert!(
        !alone
            .iter()
            .any(|file| file.ends_with("json") && file.contains("wards"))
    );
    let wards = town.map("wards", &["--write", "wards,qgis"]).analyst;
    let own: Vec<String> = names(&wards);
    assert!(own.contains(&"wards.qml".to_owned()) && !own.contains(&"density.qml".to_owned()));
    let without = town.map("without", &["--write", "wards"]);
    assert!(!without.analyst.join("map.qgz").exists());
    assert!(!without.said.contains("QGIS"), "{}", without.said);
}

#[test]
fn densities_fall_into_steps_that_grow() {
    let far = [3.0, 40.0, 47.0, 900.0, 12.0];
    assert_eq!(
        skewed_breaks(&far, 5),
        [0.0, 50.0, 100.0, 200.0, 500.0, 1000.0]
    );
    assert_eq!(
        skewed_breaks(&[30.0, 40.0], 5),
        [30.0, 32.0, 34.0, 36.0, 38.0, 40.0]
    );
    assert_eq!(skewed_breaks(&[0.0, 1e-9], 3), [0.0, 2e-10, 5e-10, 1e-9]);
    assert_eq!(skewed_breaks(&[7.0, 7.0], 5), [7.0, 7.0]);
    assert_eq!(skewed_breaks(&[0.0, 0.0], 5), [0.0, 0.0]);
    assert!(skewed_breaks(&[], 5).is_empty());
    assert!(skewed_breaks(&[f64::NAN], 5).is_empty());
}

#[test]
fn raster_contours_and_cells_of_a_density_share_their_classes() {
    let town = Town::two_squares(&year());
    let analyst = town.map("out", &["--cell", "20"]).analyst;
    let style = |file: &str| fs::read_to_string(analyst.join(file)).unwrap();
    let (density, contours) = (style("density.qml"), style("contours.qml"));
    let (density, contours) = (document(&density), document(&contours));
    // One file styles the GeoTIFF and the GeoJSON of its name.
    let steps: Vec<f64> = (density.descendants())
        .filter(|node| node.has_tag_name("item"))
        .map(|node| node.attribute("value").unwrap().parse().unwrap())
        .collect();
    let rules = |document: &Document| {
        let filters = document
            .descendants()
            .filter_map(|node| node.attribute("filter"));
        filters.map(str::to_owned).collect::<Vec<String>>()
    };
    let edges: Vec<f64> = rules(&density)
        .iter()
        .filter_map(|filter| filter.rsplit_once("< ")?.1.parse().ok())
        .collect();
    assert_eq!(steps[1..steps.len() - 1], edges);
    assert!(edges.len() >= 3, "{edges:?}");
    let lines = crate::binary::json(&analyst.join("contours.geojson"));
    let levels: Vec<f64> = (lines["features"].as_array().unwrap().iter())
        .map(|line| line["properties"]["density_per_km2"].as_f64().unwrap())
        .collect();
    assert!(!levels.is_empty() && levels.iter().all(|level| edges.contains(level)));
    assert_eq!(rules(&contours).len(), levels.len());
}

/// What QGIS says of a folder; nothing where it is not installed.
fn opens(folder: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/qgis_opens.py");
    let profile = tempfile::tempdir().unwrap();
    let done = Command::new("/usr/bin/python3")
        .arg(script)
        .arg(folder)
        .env("QT_QPA_PLATFORM", "offscreen")
        .env("QGIS_CUSTOM_CONFIG_PATH", profile.path())
        .output();
    let Ok(output) = done else {
        println!("skipped: there is no /usr/bin/python3");
        return;
    };
    if output.status.code() == Some(77) {
        println!("skipped: QGIS is not installed");
        return;
    }
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn qgis_opens_and_draws_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let args = ["map", study.to_str().unwrap(), "--out", "out", "--quiet"];
    run(folder.path(), &args).done();
    opens(&folder.path().join("out/analyst"));
}

#[test]
fn qgis_opens_and_draws_a_town_of_odd_names() {
    let town = odd_town();
    opens(
        &town
            .map("out", &["--themes", "all", "--cell", "20"])
            .analyst,
    );
}

#[test]
fn qgis_opens_and_draws_real_data() {
    let Some(folder) = mapped_half_year() else {
        return;
    };
    opens(&folder.path().join("out/analyst"));
}

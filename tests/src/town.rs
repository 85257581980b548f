//! A small town in metres that tests build for themselves: squares for areas, a table of incidents, a study.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::binary::{Said, json as read_json, run};

/// The south-west corner of the town on the British National Grid.
pub const CORNER: [f64; 2] = [420_000.0, 303_000.0];

/// The header of the incidents.
pub const HEADER: &str = "id,type,when,easting,northing,place\n";

/// The themes of the town: one of crime by household, one of incidents.
pub const THEMES: &str = r#"
[[theme]]
key = "burglary"
kind = "crime"
exposure = "households"
priority = true
types = ["Burglary"]
[[theme]]
key = "nuisance"
kind = "incident"
priority = true
types = ["Nuisance"]
"#;

/// The ring of a rectangle, given from the corner of the town, counter-clockwise.
pub fn ring(west: f64, south: f64, width: f64, height: f64) -> Json {
    let (x, y) = (CORNER[0] + west, CORNER[1] + south);
    json!([
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
        [x, y]
    ])
}

/// A polygon without holes.
pub fn rectangle(west: f64, south: f64, width: f64, height: f64) -> Json {
    json!({ "type": "Polygon", "coordinates": [ring(west, south, width, height)] })
}

/// An area as a feature, with the exposures that are given.
pub fn area(code: &str, geometry: &Json, exposures: &[(&str, u64)]) -> Json {
    let mut properties = json!({ "code": code, "name": format!("Ward {code}") });
    for (name, value) in exposures {
        properties[*name] = json!(value);
    }
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

/// One incident of the table; metres from the corner of the town.
pub fn incident(number: usize, kind: &str, when: &str, east: f64, north: f64) -> String {
    let (x, y) = (CORNER[0] + east, CORNER[1] + north);
    format!("I{number},{kind},{when},{x},{y},Place {x} {y}\n")
}

/// Incidents at distinct places in every month of 2024, in the western square kilometre and the eastern one.
pub fn year() -> String {
    let mut rows = HEADER.to_owned();
    for number in 0..480 {
        let month = number % 12 + 1;
        let kind = if number % 3 == 0 {
            "Nuisance"
        } else {
            "Burglary"
        };
        let east = 5.0 + (number * 37 % 1990) as f64;
        let north = 5.0 + (number * 53 % 990) as f64;
        let when = format!("2024-{month:02}-{:02} 12:30", number % 28 + 1);
        rows += &incident(number, kind, &when, east, north);
    }
    rows
}

/// A town in a folder of its own.
pub struct Town {
    folder: TempDir,
}

impl Town {
    /// Two square kilometres side by side, with residents and households.
    pub fn two_squares(incidents: &str) -> Self {
        let exposures = [("residents", 2000), ("households", 900)];
        Self::of(
            &[
                area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &exposures),
                area("X", &rectangle(1000.0, 0.0, 1000.0, 1000.0), &exposures),
            ],
            incidents,
        )
    }

    /// Areas and incidents, with a study of them.
    pub fn of(areas: &[Json], incidents: &str) -> Self {
        let town = Self {
            folder: TempDir::new().unwrap(),
        };
        let crs =
            json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
        let collection = json!({ "type": "FeatureCollection", "crs": crs, "features": areas });
        town.write("areas.geojson", &collection.to_string());
        town.write("incidents.csv", incidents);
        town.study("", &["incidents.csv"]);
        town
    }

    /// Writes the study again, with keys of the top level and other files of incidents.
    pub fn study(&self, head: &str, files: &[&str]) {
        self.study_of(head, files, THEMES);
    }

    /// The same with a tail of one's own: themes and other sections.
    pub fn study_of(&self, head: &str, files: &[&str], tail: &str) {
        let mut text = String::new();
        writeln!(text, "{head}\n[areas]\nfile = \"areas.geojson\"\n").unwrap();
        writeln!(
            text,
            "[incidents]\nfiles = {files:?}\ncrs = \"EPSG:27700\"\n"
        )
        .unwrap();
        text += "[incidents.columns]\nx = \"easting\"\ny = \"northing\"\nwhen = \"when\"\n";
        text += "type = \"type\"\nplace = \"place\"\nid = \"id\"\n";
        text += tail;
        self.write("study.toml", &text);
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Runs the main job on the study, with further arguments, into the folder `out`.
    pub fn try_map(&self, out: &str, more: &[&str]) -> Said {
        let mut args = vec!["map", "study.toml", "--out", out];
        args.extend(more);
        run(self.path(), &args)
    }

    /// The same, which must be done; the layers are read back.
    pub fn map(&self, out: &str, more: &[&str]) -> Mapped {
        let said = self.try_map(out, more).done();
        Mapped {
            said: said.out,
            analyst: self.path().join(out).join("analyst"),
        }
    }
}

/// What a run on a town wrote.
pub struct Mapped {
    /// Standard output.
    pub said: String,
    /// The folder of the analyst.
    pub analyst: std::path::PathBuf,
}

impl Mapped {
    /// The manifest.
    pub fn manifest(&self) -> Json {
        read_json(&self.analyst.join("manifest.json"))
    }

    /// A count of the ledger.
    pub fn ledger(&self, bin: &str) -> u64 {
        self.manifest()["ledger"][bin].as_u64().unwrap()
    }

    /// A layer.
    pub fn layer(&self, name: &str) -> Json {
        read_json(&self.analyst.join(format!("{name}.geojson")))
    }

    /// The properties of every area, in the order of the layer.
    pub fn wards(&self) -> Vec<Json> {
        let layer = self.layer("wards");
        let features = layer["features"].as_array().unwrap();
        features.iter().map(|f| f["properties"].clone()).collect()
    }

    /// The warnings of the manifest, one a line.
    pub fn warnings(&self) -> String {
        let manifest = self.manifest();
        let warnings = manifest["warnings"].as_array().unwrap();
        let lines: Vec<&str> = warnings.iter().map(|w| w.as_str().unwrap()).collect();
        lines.join("\n")
    }
}

//! Runs that write every release.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::binary::{run, sample};
use crate::shared_data::map_half_year;

/// A run in a folder that all tests read.
pub struct Released {
    folder: PathBuf,
}

impl Released {
    /// The folder of an audience.
    pub fn of(&self, audience: &str) -> PathBuf {
        self.folder.join("out").join(audience)
    }
}

/// An empty folder in the build's own, where no run's leftovers gather.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// All releases of the sample.
pub fn sample_released() -> &'static Released {
    static DONE: OnceLock<Released> = OnceLock::new();
    DONE.get_or_init(run_sample)
}

/// All releases of half a year of Tamworth's real crime, if there is any; with every theme by place.
pub fn half_year_released() -> Option<&'static Released> {
    static DONE: OnceLock<Option<Released>> = OnceLock::new();
    DONE.get_or_init(run_half_year).as_ref()
}

fn run_sample() -> Released {
    let folder = folder("released-sample");
    let study = sample().join("study.toml");
    let args = ["map", study.to_str().unwrap(), "--out", "out", "--quiet"];
    let all = ["--release", "analyst,group,public"];
    run(&folder, &[&args[..], &all].concat()).done();
    Released { folder }
}

fn run_half_year() -> Option<Released> {
    let folder = folder("released-half-year");
    let asked = [
        "--themes",
        "all",
        "--release",
        "analyst,group,public",
        "--group-areas",
        "Glascote,Amington",
        "--group-themes",
        "all",
        "--recipient",
        "Glascote and Amington",
        "--purpose",
        "cars and bicycles",
        "--delete-by",
        "2026-12-31",
    ];
    map_half_year(&folder, &asked)?;
    Some(Released { folder })
}

/// The rows of a CSV, by the names of its columns.
pub fn rows(file: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

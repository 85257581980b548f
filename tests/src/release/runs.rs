//! Runs that write every release.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::binary::{run, sample};
use crate::shared_data::shared_data;

/// A run in a folder of its own.
pub struct Released {
    folder: TempDir,
}

impl Released {
    /// The folder of an audience.
    pub fn of(&self, audience: &str) -> PathBuf {
        self.folder.path().join("out").join(audience)
    }
}

/// All releases of the sample.
pub fn sample_released() -> Released {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let args = ["map", study.to_str().unwrap(), "--out", "out", "--quiet"];
    let all = ["--release", "analyst,group,public"];
    run(folder.path(), &[&args[..], &all].concat()).done();
    Released { folder }
}

/// All releases of half a year of Tamworth's real crime, if there is any; with every theme by place.
pub fn half_year_released() -> Option<Released> {
    let data = shared_data()?;
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| data.join(file).to_str().unwrap().to_owned();
    let (street, areas, exposures) = (
        path("street"),
        path("tamworth/electoral_wards_by_lad_E07000199.json"),
        path("tamworth/ward_exposures.csv"),
    );
    let args = [
        "map",
        "--incidents",
        &street,
        "--from",
        "2025-01",
        "--to",
        "2025-06",
        "--areas",
        &areas,
        "--exposures",
        &exposures,
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
        "--out",
        "out",
        "--quiet",
    ];
    run(folder.path(), &args).done();
    Some(Released { folder })
}

/// The rows of a CSV, by the names of its columns.
pub fn rows(file: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

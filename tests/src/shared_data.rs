//! Real data that is not part of the project: tests that use it skip, and say so, where it is absent.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::binary::run;

/// The folder of real data beside the project, if there is one.
pub fn shared_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no real data beside the project");
    None
}

/// Half a year of Tamworth's real crime, mapped into the folder `out` of a folder of its own, if there is any.
pub fn mapped_half_year() -> Option<TempDir> {
    let data = shared_data()?;
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| data.join(file).to_str().unwrap().to_owned();
    let args = [
        "map",
        "--incidents",
        &path("street"),
        "--from",
        "2025-01",
        "--to",
        "2025-06",
        "--areas",
        &path("tamworth/electoral_wards_by_lad_E07000199.json"),
        "--exposures",
        &path("tamworth/ward_exposures.csv"),
        "--relative",
        "violence/all_crime",
        "--out",
        "out",
        "--quiet",
    ];
    run(folder.path(), &args).done();
    Some(folder)
}

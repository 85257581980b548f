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

/// Maps half a year of Tamworth's real crime into the folder `out` of this folder, with further arguments; whether there is any.
pub fn map_half_year(folder: &Path, more: &[&str]) -> Option<()> {
    let data = shared_data()?;
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
        "--out",
        "out",
        "--quiet",
    ];
    run(folder, &[&args[..], more].concat()).done();
    Some(())
}

/// The same in a folder of its own, with a density of violence against all crime.
pub fn mapped_half_year() -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    map_half_year(folder.path(), &["--relative", "violence/all_crime"])?;
    Some(folder)
}

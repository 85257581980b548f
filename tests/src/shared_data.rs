//! Real data that is not part of the project: tests that use it skip, and say so, where it is absent.

use std::path::{Path, PathBuf};

/// The folder of real data beside the project, if there is one.
pub fn shared_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no real data beside the project");
    None
}

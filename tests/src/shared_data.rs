//! Where real data lies, if it is there: it is never part of the project.

use std::path::{Path, PathBuf};

/// The folder of real data beside the project; `None`, with a message, where there is none.
pub fn shared_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no real data at {}", folder.display());
    None
}

<<<<<<< HEAD
//! Real data that is not part of the project: tests that use it skip, and say so, where it is absent.

use std::path::{Path, PathBuf};

/// The folder of real data beside the project, if there is one.
=======
//! Where real data lies, if it is there: it is never part of the project.

use std::path::{Path, PathBuf};

/// The folder of real data beside the project; `None`, with a message, where there is none.
>>>>>>> c1e0e84a1944a8a813ddae078e3a5f8cdd0dbb25
pub fn shared_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
<<<<<<< HEAD
    println!("skipped: there is no real data beside the project");
=======
    println!("skipped: no real data at {}", folder.display());
>>>>>>> c1e0e84a1944a8a813ddae078e3a5f8cdd0dbb25
    None
}

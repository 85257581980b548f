//! `hotspur sample`: the synthetic borough, as a study that runs at once.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The files of the sample, as `data/tamworth` holds them.
const FILES: [(&str, &[u8]); 5] = [
    (
        "study.toml",
        include_bytes!("../../../../data/tamworth/study.toml"),
    ),
    (
        "areas.geojson",
        include_bytes!("../../../../data/tamworth/areas.geojson"),
    ),
    (
        "incidents.csv",
        include_bytes!("../../../../data/tamworth/incidents.csv"),
    ),
    (
        "truth.json",
        include_bytes!("../../../../data/tamworth/truth.json"),
    ),
    (
        "README.md",
        include_bytes!("../../../../data/tamworth/README.md"),
    ),
];

/// Writes the sample into a folder that does not exist yet, or is empty.
pub fn run(folder: &Path) -> Result<()> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        bail!("{} exists already: name a new folder", folder.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, bytes) in FILES {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let study = folder.join("study.toml");
    writeln!(
        io::stdout(),
        "wrote {}\nnow run: hotspur map {} --out out",
        folder.display(),
        study.display()
    )?;
    Ok(())
}

//! `hotspur sample`: the synthetic borough, as a study that runs at once.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The files of the sample, as `data/tamworth` holds them.
const FILES: [(&str, &[u8]); 13] = [
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
        "incidents-2002.csv",
        include_bytes!("../../../../data/tamworth/incidents-2002.csv"),
    ),
    (
        "family.csv",
        include_bytes!("../../../../data/tamworth/family.csv"),
    ),
    (
        "parents.csv",
        include_bytes!("../../../../data/tamworth/parents.csv"),
    ),
    (
        "printed.csv",
        include_bytes!("../../../../data/tamworth/printed.csv"),
    ),
    (
        "priorities.csv",
        include_bytes!("../../../../data/tamworth/priorities.csv"),
    ),
    (
        "survey.csv",
        include_bytes!("../../../../data/tamworth/survey.csv"),
    ),
    (
        "harm.csv",
        include_bytes!("../../../../data/tamworth/harm.csv"),
    ),
    (
        "covariates.csv",
        include_bytes!("../../../../data/tamworth/covariates.csv"),
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
    let name = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let staged = folder.with_file_name(format!(".{name}.hotspur-sample"));
    let written = stage(&staged).and_then(|()| {
        // An empty folder may stand in the way of a rename.
        let _ = fs::remove_dir(folder);
        fs::rename(&staged, folder).with_context(|| format!("cannot write {}", folder.display()))
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&staged);
    }
    written?;
    let study = folder.join("study.toml");
    writeln!(
        io::stdout(),
        "wrote {}\nnow run: hotspur map {} --out out",
        folder.display(),
        study.display()
    )?;
    Ok(())
}

/// Writes the files into a folder beside the one that is asked for.
fn stage(staged: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(staged);
    fs::create_dir_all(staged).with_context(|| format!("cannot make {}", staged.display()))?;
    for (name, bytes) in FILES {
        let file = staged.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

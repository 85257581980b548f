//! `hotspur new`: a first study for files that somebody just received.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use hotspur_io::study::draft_study;

use crate::args::NewArgs;

/// Writes the study to its file, which must not exist yet, or prints it.
pub fn run(args: NewArgs) -> Result<()> {
    let text = draft_study(&args.incidents, &args.areas)?;
    let Some(out) = &args.out else {
        io::stdout().write_all(text.as_bytes())?;
        return Ok(());
    };
    let mut file = File::create_new(out).with_context(|| {
        format!(
            "cannot write {}: name a file that does not exist yet",
            out.display()
        )
    })?;
    let folder = out.parent().unwrap_or(Path::new(""));
    let mut rebased = text;
    for path in args.incidents.iter().chain([&args.areas]) {
        let quoted = format!("{path:?}");
        let moved = relative_to(folder, path).to_string_lossy().into_owned();
        rebased = rebased.replace(&quoted, &format!("{moved:?}"));
    }
    file.write_all(rebased.as_bytes())
        .with_context(|| format!("cannot write {}", out.display()))?;
    writeln!(
        io::stdout(),
        "wrote {}\nlook at its guesses, then run: hotspur map {} --out out",
        out.display(),
        out.display()
    )?;
    Ok(())
}

/// A path as the study's folder sees it: one level up for each level of that folder. Absolute paths stay.
fn relative_to(folder: &Path, path: &str) -> PathBuf {
    let path = Path::new(path);
    if path.is_absolute() || folder.is_absolute() {
        return std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    }
    let mut own: Vec<Component> = path
        .components()
        .filter(|c| *c != Component::CurDir)
        .collect();
    let mut base: Vec<Component> = folder
        .components()
        .filter(|c| *c != Component::CurDir)
        .collect();
    while !own.is_empty() && !base.is_empty() && own[0] == base[0] {
        own.remove(0);
        base.remove(0);
    }
    let up = base.iter().map(|_| Component::ParentDir);
    up.chain(own).collect()
}

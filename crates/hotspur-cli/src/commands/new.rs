//! `hotspur new`: a first study for files that somebody just received.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use hotspur_io::study::draft_study;

use crate::args::NewArgs;

/// Writes the study to its file, which must not exist yet, or prints it.
pub fn run(args: NewArgs) -> Result<()> {
    let Some(out) = &args.out else {
        let text = draft_study(&args.incidents, &args.areas, &str::to_owned)?;
        io::stdout().write_all(text.as_bytes())?;
        return Ok(());
    };
    let folder = out.parent().unwrap_or(Path::new(""));
    let moved = |path: &str| relative_to(folder, path).to_string_lossy().into_owned();
    let text = draft_study(&args.incidents, &args.areas, &moved)?;
    let mut file = File::create_new(out).with_context(|| {
        format!(
            "cannot write {}: name a file that does not exist yet",
            out.display()
        )
    })?;
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", out.display()))?;
    writeln!(
        io::stdout(),
        "wrote {}\nlook at its guesses, then run: hotspur map {} --out out",
        out.display(),
        out.display()
    )?;
    Ok(())
}

/// A path as the study's folder sees it: one level up for each level of that folder; absolute where either climbs or is
/// absolute itself.
fn relative_to(folder: &Path, path: &str) -> PathBuf {
    let path = Path::new(path);
    let plain = |path: &Path| {
        path.components()
            .all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
    };
    if !plain(path) || !plain(folder) {
        return std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    }
    let names = |path: &Path| -> Vec<OsString> {
        path.components()
            .filter(|c| *c != Component::CurDir)
            .map(|c| c.as_os_str().to_owned())
            .collect()
    };
    let (own, base) = (names(path), names(folder));
    let shared = own.iter().zip(&base).take_while(|(a, b)| a == b).count();
    let up = base[shared..].iter().map(|_| OsString::from(".."));
    up.chain(own[shared..].iter().cloned()).collect()
}

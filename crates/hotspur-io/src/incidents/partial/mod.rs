//! Partials: what files hold, counted and kept to be put together elsewhere or later.
//!
//! A partial is text: a line that says what it is, a line of JSON on how the rows were read, one on the files of folders that were set
//! aside, a line of JSON for each file with its places, times, offence types, labels, the counts of equal rows over these, and its
//! ledger, and a seal. What merges exactly is all of it: counts add up, and everything else is a set or a first of its kind.
//! Identifiers are not in it, so repeats cannot be looked for.

mod file;
mod sealed;
mod settings;
mod sound;

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use hotspur_core::Themes;
use serde::de::DeserializeOwned;

use super::error::IncidentError;
use super::file::FileRead;
use super::source::{IncidentSource, Repeats};
use super::{FilesRead, SetAside};
use file::PartialFile;
use sealed::{Line, Lines, Sealing};
use settings::Settings;
use sound::plain;

/// The first line of every partial.
pub const FIRST_LINE: &str = "hotspur tally 1";

/// The ending of the names of partials.
const ENDING: &str = "tally";

/// Whether a path names a partial.
pub fn is_partial(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// Writes a partial of files that were read so that equal rows are told as one, and of those that were set aside.
pub fn write_partial(
    files: &[FileRead],
    set_aside: &[SetAside],
    source: &IncidentSource,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = Sealing::new(out);
    writeln!(out, "{FIRST_LINE}")?;
    serde_json::to_writer(&mut out, &Settings::of(source))?;
    writeln!(out)?;
    let told = set_aside.iter();
    let told: Vec<_> = told
        .map(|(path, why)| (path.to_string_lossy(), why))
        .collect();
    serde_json::to_writer(&mut out, &told)?;
    writeln!(out)?;
    for file in files {
        serde_json::to_writer(&mut out, &PartialFile::of(file))?;
        writeln!(out)?;
    }
    out.seal()
}

/// Reads a partial that was made with the same settings.
///
/// # Errors
///
/// [`IncidentError::Partial`] where it is none, was read otherwise, contradicts itself, or the run needs what no partial holds.
pub fn read_partial(
    path: &Path,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<FilesRead, IncidentError> {
    let wrong = |line: u64, why: &str| IncidentError::Partial {
        path: path.to_owned(),
        line,
        why: why.to_owned(),
    };
    if source.repeats != Repeats::Ignore {
        return Err(wrong(
            1,
            "it holds no identifiers, so repeats cannot be looked for; add --keep-repeats, or keep_repeats = true under [incidents]",
        ));
    }
    if !source.merge_equal {
        return Err(wrong(
            1,
            "it holds counts and no single rows, which the layer of incidents and a group release need; name with --write what is wanted without incidents, for example areas,density,report",
        ));
    }
    if !source.attributes.is_empty() {
        return Err(wrong(
            1,
            "it holds no attributes, which this question asks for; give the files themselves, or leave [incidents] attributes out",
        ));
    }
    let file = File::open(path).map_err(|error| super::discover::cannot_open(path, error))?;
    let mut partial = Partial {
        path,
        lines: Lines::new(file),
    };
    let begin = partial.line()?;
    if begin.is_none_or(|line| line != FIRST_LINE.as_bytes()) {
        return Err(wrong(
            1,
            "it does not begin as a partial of this version does; make it again with `hotspur tally`",
        ));
    }
    let settings: Settings = partial.needed()?;
    settings
        .agrees(&Settings::of(source))
        .map_err(|why| wrong(2, &why))?;
    let set_aside: Vec<(PathBuf, String)> = partial.needed()?;
    if !plain(set_aside.iter().map(|(_, why)| why)) {
        return Err(partial.damaged("a text holds control characters"));
    }
    let set_aside = set_aside.into_iter().map(|(path, why)| (path, why.into()));
    let mut files = Vec::new();
    while let Some(line) = partial.line()? {
        let file: PartialFile = partial.parse(&line)?;
        let read = file.into_read(themes);
        files.push(read.map_err(|why| partial.damaged(why))?);
    }
    Ok((files, set_aside.collect()))
}

/// A partial while it is read.
struct Partial<'a> {
    path: &'a Path,
    lines: Lines,
}

impl Partial<'_> {
    /// The next line; nothing at the seal.
    fn line(&mut self) -> Result<Option<Vec<u8>>, IncidentError> {
        match self.lines.next() {
            Ok(Line::Content(line)) => Ok(Some(line)),
            Ok(Line::Sealed) => Ok(None),
            Ok(Line::Broken) => Err(self.damaged("its seal is not that of its lines")),
            Err(source) => Err(IncidentError::Read {
                path: self.path.to_owned(),
                line: self.lines.number,
                source,
            }),
        }
    }

    /// What the next line says.
    fn needed<T: DeserializeOwned>(&mut self) -> Result<T, IncidentError> {
        let line = self.line()?.unwrap_or_default();
        self.parse(&line)
    }

    fn parse<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T, IncidentError> {
        serde_json::from_slice(line).map_err(|error| {
            let column = error.column();
            self.damaged(&format!("column {column}: {}", reason(&error)))
        })
    }

    /// It contradicts itself, or is not whole.
    fn damaged(&self, why: &str) -> IncidentError {
        IncidentError::Partial {
            path: self.path.to_owned(),
            line: self.lines.number,
            why: format!(
                "it is damaged or was cut short ({why}): copy it again, or make it again with `hotspur tally`"
            ),
        }
    }
}

/// What is wrong with JSON, without the line that the library counts from where it began.
fn reason(error: &serde_json::Error) -> String {
    let told = error.to_string();
    match told.rsplit_once(" at line ") {
        Some((why, _)) => why.to_owned(),
        None => told,
    }
}

//! Partials: what files hold, counted and kept to be put together elsewhere or later.
//!
//! A partial is text: a line that says what it is, a line of JSON on how the rows were read, and a line of JSON for each file with its
//! places, times, offence types, labels, the counts of equal rows over these, and its ledger. What merges exactly is all of it: counts add
//! up, and everything else is a set or a first of its kind. Identifiers are not in it, so repeats cannot be looked for.

mod file;
mod settings;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use hotspur_core::Themes;

use super::error::IncidentError;
use super::file::FileRead;
use super::source::{IncidentSource, Repeats};
use file::PartialFile;
use settings::Settings;

/// The first line of every partial.
pub const FIRST_LINE: &str = "hotspur tally 1";

/// The ending of the names of partials.
const ENDING: &str = "tally";

/// The longest line that is read: the counts of one file.
const LONGEST: u64 = 4 << 30;

/// Whether a path names a partial.
pub fn is_partial(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// Writes a partial of files that were read so that equal rows are told as one.
pub fn write_partial(
    files: &[FileRead],
    source: &IncidentSource,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{FIRST_LINE}")?;
    serde_json::to_writer(&mut *out, &Settings::of(source))?;
    writeln!(out)?;
    for file in files {
        serde_json::to_writer(&mut *out, &PartialFile::of(file))?;
        writeln!(out)?;
    }
    out.flush()
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
) -> Result<Vec<FileRead>, IncidentError> {
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
    let mut lines = Lines {
        from: BufReader::with_capacity(1 << 20, file),
        number: 0,
    };
    let read = |error: io::Error| IncidentError::Read {
        path: path.to_owned(),
        line: 0,
        source: error,
    };
    if lines.next().map_err(read)?.as_deref() != Some(FIRST_LINE.as_bytes()) {
        return Err(wrong(
            1,
            "it does not begin as a partial of this version does; make it again with `hotspur tally`",
        ));
    }
    let settings = lines.next().map_err(read)?.unwrap_or_default();
    let settings: Settings =
        serde_json::from_slice(&settings).map_err(|error| wrong(2, &error.to_string()))?;
    settings
        .agrees(&Settings::of(source))
        .map_err(|why| wrong(2, &why))?;
    let mut files = Vec::new();
    while let Some(line) = lines.next().map_err(read)? {
        let at = lines.number;
        let file: PartialFile =
            serde_json::from_slice(&line).map_err(|error| wrong(at, &error.to_string()))?;
        files.push(file.into_read(themes).map_err(|why| wrong(at, why))?);
    }
    Ok(files)
}

struct Lines {
    from: BufReader<File>,
    number: u64,
}

impl Lines {
    /// The next line without its end; nothing after the last.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = self
            .from
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)?;
        self.number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        Ok((read > 0).then_some(line))
    }
}

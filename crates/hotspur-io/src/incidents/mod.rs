//! Incidents from CSV files into columns, in the coordinates of their source.
//!
//! police.uk street files are known by their header; any other CSV is read by a [`ColumnMapping`], or by names that
//! leave one choice. Every row ends located, unlocated or rejected with its line and a reason: `rows_read = located +
//! unlocated + rejected` in every file. Files are read side by side and put together in an order that depends on
//! content alone.
//!
//! The way of a byte: `stream` (hash, unpack, decode) → `line_ends` → `blocks` (cut at the ends of rows) → `side_by_side`, in
//! which each block goes through `split` → `row` → `gather`, and blocks are put together in the order of the file → `file` →
//! `merge`. The plain twin of `blocks` and `split` is `records`: the csv crate, one row after another.

mod archive;
mod attributes;
mod blocks;
mod coordinates;
mod date_reader;
mod dates;

pub(crate) use dates::MONTHS;
mod decode;
mod discover;
mod error;
mod fields;
mod file;
mod gather;
mod guess;
mod head;
mod header;
mod intern;
mod line_ends;
mod marks;
mod merge;
mod merged;
mod notes;
mod numbering;
mod partial;
mod points;
mod quoting;
mod records;
mod rejections;
mod repeats;
mod row;
mod side_by_side;
mod source;
mod split;
mod stream;
mod table;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use hotspur_core::Themes;
use rayon::prelude::*;

pub use discover::column_names;
pub use error::IncidentError;
pub use guess::{Guess, Role, guess_columns};
pub use hotspur_core::Texts;
pub use notes::months_in_words;
pub use source::{ColumnMapping, IncidentSource, Repeats, Way};
pub use table::{
    FileLedger, IncidentTable, InputFile, Profile, REJECTED_KEPT, RejectedRow, Rejection, Row,
    UNKNOWN_TYPES_KEPT,
};

use crate::areas::looks_like_points;
pub use archive::{MOST_RATIO, MOST_UNPACKED};
use archive::{Members, open_member};
use discover::{cannot_open, discover, is_stdin};
use file::{FileRead, read_file};
use merge::merge;
pub use partial::FIRST_LINE as PARTIAL_FIRST_LINE;
use partial::{is_partial, read_partial};

/// Reads every incident of `source`.
///
/// Takes time in proportion to the bytes and, to bring rows into order, n log n in the rows n.
///
/// # Errors
///
/// [`IncidentError`] where a file as a whole cannot be read or trusted. Single rows that cannot be used are in
/// [`IncidentTable::rejected`].
pub fn read_incidents(
    source: &IncidentSource,
    themes: &Themes,
) -> Result<IncidentTable, IncidentError> {
    let (files, ignored) = read_files(source, themes)?;
    merge(files, source, ignored, themes)
}

/// Reads every file of `source`, counts its equal rows and writes a partial: what [`read_incidents`] takes in the place of the
/// files. What it took of each.
///
/// # Errors
///
/// As [`read_incidents`].
pub fn tally_incidents(source: &IncidentSource, themes: &Themes) -> Result<Tallied, IncidentError> {
    let source = IncidentSource {
        merge_equal: true,
        repeats: Repeats::Ignore,
        keep_sources: false,
        ..source.clone()
    };
    let (files, set_aside) = read_files(&source, themes)?;
    if let Some(layer) = files.iter().find(|file| file.crs.is_some()) {
        return Err(IncidentError::Points {
            why: format!(
                "{}: a layer of points is not tallied, since a partial does not hold its coordinate system: name it beside the partials, or export it as CSV",
                layer.input.path.display()
            ),
        });
    }
    Ok(Tallied {
        files,
        set_aside,
        source,
    })
}

/// Files counted, to be written.
#[derive(Debug)]
pub struct Tallied {
    files: Vec<FileRead>,
    set_aside: Vec<SetAside>,
    source: IncidentSource,
}

impl Tallied {
    /// Writes the partial.
    ///
    /// # Errors
    ///
    /// Where `out` refuses.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        partial::write_partial(&self.files, &self.set_aside, &self.source, out)
    }

    /// The files, the rows read, those rejected, and the counts they became.
    #[must_use]
    pub fn sizes(&self) -> [u64; 4] {
        let sum = |of: &dyn Fn(&FileRead) -> u64| self.files.iter().map(of).sum();
        [
            self.files.len() as u64,
            sum(&|file| file.rows_read),
            sum(&|file| file.rejections.counts.values().sum()),
            sum(&|file| file.rows.len() as u64),
        ]
    }
}

/// A file of a folder that was not read, and why.
type SetAside = (PathBuf, Cow<'static, str>);

/// Files, and those of folders that were set aside.
type FilesRead = (Vec<FileRead>, Vec<SetAside>);

/// Every file, ascending by path, and those of folders that were set aside.
fn read_files(source: &IncidentSource, themes: &Themes) -> Result<FilesRead, IncidentError> {
    let found = discover(&source.inputs, source.columns.is_some())?;
    let results: Vec<Result<FilesRead, IncidentError>> = found
        .files
        .par_iter()
        .map(|path| read_path(path, &found.members, source, themes))
        .collect();
    let ignored = found.ignored.into_iter();
    let mut ignored: Vec<SetAside> = ignored.map(|(path, why)| (path, why.into())).collect();
    let mut files = Vec::with_capacity(results.len());
    // The first failure by path is told, not the first in time.
    for result in results {
        let (read, set_aside) = result?;
        files.extend(read);
        ignored.extend(set_aside);
    }
    ignored.sort();
    files.sort_by(|one, other| {
        let key = |file: &FileRead| (file.input.path.clone(), file.input.blake3.clone());
        key(one).cmp(&key(other))
    });
    Ok((files, ignored))
}

/// Reads incidents from an open reader, as from standard input; `path` names it, and the inputs of `source` are not
/// looked at.
///
/// ```
/// use std::path::{Path, PathBuf};
/// use hotspur_core::{Kind, Themes};
/// use hotspur_io::incidents::{IncidentSource, read_incidents_from};
/// let csv = "Ref,Easting,Northing,Date,Offence\nA1,421000,304000,31/01/2025,Arson\nA2,,,2025-02,Arson\n";
/// let themes = Themes::new(Vec::new(), Kind::Crime).unwrap();
/// let table = read_incidents_from(csv.as_bytes(), Path::new("-"), &IncidentSource::default(), &themes).unwrap();
/// assert_eq!(table.coordinates, [[421_000.0, 304_000.0]]);
/// assert_eq!((table.files[0].located, table.files[0].unlocated), (1, 1));
/// ```
///
/// # Errors
///
/// As [`read_incidents`].
pub fn read_incidents_from(
    reader: impl Read + Send,
    path: &Path,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<IncidentTable, IncidentError> {
    let file = read_file(path, reader, source, themes)?;
    merge(vec![file], source, Vec::new(), themes)
}

fn read_path(
    path: &Path,
    members: &Members,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<FilesRead, IncidentError> {
    if let Some(member) = members.get(path) {
        let unpacked = open_member(member).map_err(|error| cannot_open(path, error))?;
        return Ok((vec![read_file(path, unpacked, source, themes)?], Vec::new()));
    }
    if !is_stdin(path) && looks_like_points(path) {
        return Ok((vec![points::read_layer(path, source, themes)?], Vec::new()));
    }
    if is_partial(path) {
        return read_partial(path, source, themes);
    }
    if is_stdin(path) {
        let read = read_file(path, io::stdin(), source, themes)?;
        return Ok((vec![read], Vec::new()));
    }
    let file = File::open(path).map_err(|error| cannot_open(path, error))?;
    Ok((vec![read_file(path, file, source, themes)?], Vec::new()))
}

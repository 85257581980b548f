//! One file: from bytes to rows, and an account of every row.

use std::io::Read;
use std::path::Path;

use hotspur_core::{Month, Offence, Themes, When};

use super::attributes::columns_of;
use super::blocks::Blocks;
use super::coordinates::{Judgement, judge};
use super::decode::{listed, text};
use super::error::IncidentError;
use super::fields::Fields;
use super::gather::{Asked, Gathered};
use super::head::{delimiter, refuse_other_formats};
use super::header::{Header, understand};
use super::records::Records;
use super::rejections::Rejections;
use super::side_by_side::side_by_side;
use super::source::{IncidentSource, Way};
use super::stream::{Hashing, Text, open};
use super::table::InputFile;
use crate::crs::Crs;
use hotspur_core::Texts;

/// What one file holds, with numbers of its own for coordinates and texts.
#[derive(Debug)]
pub struct FileRead {
    /// Path, length and hash.
    pub input: InputFile,
    /// The files that go with it.
    pub beside: Vec<InputFile>,
    /// The coordinate system that it states.
    pub crs: Option<Crs>,
    /// How it was read, where that is worth a word.
    pub said: Vec<String>,
    /// Its header.
    pub header: Header,
    /// Rows after the header.
    pub rows_read: u64,
    /// Rows that can be used, in the order of the file.
    pub rows: Vec<FileRow>,
    /// Rows that cannot.
    pub rejections: Rejections,
    /// The distinct coordinates, in the order met.
    pub coordinates: Vec<[f64; 2]>,
    /// The distinct times, and the months that they are counted in.
    pub dated: Vec<(When, Month)>,
    /// What the coordinates are.
    pub judgement: Judgement,
    /// The distinct place labels and sources.
    pub texts: Vec<String>,
    /// The ids, one for each row that has one, in the order of the file.
    pub ids: Texts,
    /// The distinct offence types: how they are spelt, and their numbers if a theme knows them.
    pub types: Vec<OffenceType>,
    /// What is odd about it.
    pub oddities: Oddities,
}

impl FileRead {
    /// The offence type with this number: how it is spelt, and its number if a theme knows it.
    pub fn kind(&self, number: u32) -> Option<&OffenceType> {
        self.types.get(number as usize)
    }
}

/// How an offence type is spelt, and its number if a theme knows it.
pub type OffenceType = (String, Option<Offence>);

/// No coordinate, or no id.
pub const NONE: u32 = u32::MAX;

/// A row that can be used: numbers of its file.
#[derive(Debug, Clone, Copy)]
pub struct FileRow {
    /// Its coordinate; [`NONE`] if it is unlocated.
    pub coordinate: u32,
    /// Its offence type.
    pub kind: u32,
    /// When it happened.
    pub dated: u32,
    /// Its place label.
    pub label: u32,
    /// Its id, or [`NONE`].
    pub id: u32,
    /// Its source; [`NONE`] where rows are merged and nobody asks for it.
    pub source: u32,
    /// Its attributes in one text; [`NONE`] where none is asked for.
    pub attributes: u32,
    /// How many equal rows it stands for.
    pub count: u32,
    /// The line that it begins on, or the first of them.
    pub line: u64,
}

/// How many rows of a file are odd in a way that leaves them usable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Rows with empty fields beyond the last column.
    pub extra_fields: u64,
    /// Rows whose dates carry a time zone.
    pub zones: u64,
    /// Rows whose dates can only be day first.
    pub day_first: u64,
    /// Rows rejected for a date that can only be month first.
    pub month_first: u64,
    /// Rows whose latest time lies before the earliest.
    pub reversed: u64,
    /// Rows with an earliest time alone, where the file has a column for the latest.
    pub no_end: u64,
    /// Distinct texts that are Windows-1252, not UTF-8.
    pub legacy_texts: u64,
}

impl Oddities {
    /// Adds those of the rows that follow; texts are counted when all are there.
    pub fn add(&mut self, next: Self) {
        self.extra_fields += next.extra_fields;
        self.zones += next.zones;
        self.day_first += next.day_first;
        self.month_first += next.month_first;
        self.reversed += next.reversed;
        self.no_end += next.no_end;
    }
}

/// Reads one file. `path` names it in messages and in the table.
pub fn read_file(
    path: &Path,
    raw: impl Read + Send,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<FileRead, IncidentError> {
    let failed = |source| IncidentError::Read {
        path: path.to_owned(),
        line: 0,
        source,
    };
    let mut hashing = Hashing::new(raw);
    let text = open(&mut hashing).map_err(failed)?;
    refuse_other_formats(path, &text.head)?;
    let separator = delimiter(&text.head);
    let (header, gathered) = match source.way {
        Way::RowByRow => row_by_row(path, text, separator, source)?,
        Way::Blocks { bytes } => {
            let blocks = Blocks::new(path, text, separator, bytes);
            side_by_side(path, blocks, separator, source)?
        }
    };
    let (bytes, blake3) = hashing.finish().map_err(failed)?;
    let input = InputFile {
        path: path.to_owned(),
        bytes,
        blake3,
    };
    finish(input, header, gathered, source, themes)
}

fn row_by_row(
    path: &Path,
    text: Text,
    separator: u8,
    source: &IncidentSource,
) -> Result<(Header, Gathered), IncidentError> {
    let mut records = Records::new(path, text, separator);
    let (names, line) = read_names(path, &mut records)?;
    let mut header = understand(path, names, line, source.columns.as_ref())?;
    header.attributes = columns_of(path, &header.names, &source.attributes)?;
    let asked = Asked {
        header: &header,
        source,
    };
    let mut all = Gathered::default();
    while let Some(place) = records.advance()? {
        all.row(place, records.fields(), asked)?;
    }
    if source.merges() {
        let mut merged = Gathered::merging();
        merged.absorb(all)?;
        all = merged;
    }
    Ok((header, all))
}

/// The column names of `records` and the line that they stand on.
pub fn read_names(
    path: &Path,
    records: &mut Records<'_>,
) -> Result<(Vec<String>, u64), IncidentError> {
    let place = records.advance()?.ok_or_else(|| IncidentError::Empty {
        path: path.to_owned(),
    })?;
    Ok((column_names(records.fields()), place.line))
}

/// The fields of a header as text.
pub fn column_names(fields: &impl Fields) -> Vec<String> {
    let names = fields.iter();
    names.map(|name| text(name).0.into_owned()).collect()
}

/// Judges a file of which every row has been read.
fn finish(
    input: InputFile,
    header: Header,
    mut gathered: Gathered,
    source: &IncidentSource,
    themes: &Themes,
) -> Result<FileRead, IncidentError> {
    refuse_month_first(&input.path, &gathered)?;
    if !source.sources.is_empty() && header.columns.source.is_none() {
        return Err(IncidentError::NoSource {
            path: input.path,
            columns: listed(&header.names),
        });
    }
    let degrees = degrees(&input.path, &header, source)?;
    let judgement = judge(&input.path, &gathered.coordinates, degrees)?;
    gathered.reject_impossible(&judgement);
    let (texts, types) = gathered.decode(themes, !header.attributes.is_empty());
    Ok(FileRead {
        input,
        beside: Vec::new(),
        crs: None,
        said: Vec::new(),
        header,
        rows_read: gathered.rows_read,
        rows: gathered.rows,
        rejections: gathered.rejections,
        coordinates: gathered.coordinates.iter().map(|(at, _)| at).collect(),
        dated: gathered.dated.values,
        judgement,
        texts,
        ids: gathered.ids,
        types,
        oddities: gathered.oddities,
    })
}

/// A file with more dates that can only be month first than day first is month first throughout, and the dates
/// that could be either would be read wrongly without a sign.
fn refuse_month_first(path: &Path, gathered: &Gathered) -> Result<(), IncidentError> {
    let odd = &gathered.oddities;
    match &gathered.first_month_first {
        Some((line, value)) if odd.month_first > odd.day_first => Err(IncidentError::MonthFirst {
            path: path.to_owned(),
            line: *line,
            value: value.clone(),
            count: odd.month_first,
        }),
        _ => Ok(()),
    }
}

fn degrees(
    path: &Path,
    header: &Header,
    source: &IncidentSource,
) -> Result<Option<bool>, IncidentError> {
    match (header.degrees, source.degrees) {
        (Some(true), Some(false)) => Err(IncidentError::Degrees {
            path: path.to_owned(),
        }),
        (named, given) => Ok(given.or(named)),
    }
}

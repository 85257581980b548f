//! One file: from bytes to rows, and an account of every row.

use std::io::Read;
use std::path::Path;

use hotspur_core::{Month, Offence, Themes, When};

use super::coordinates::{Coordinates, Judgement, judge, written};
use super::decode::text;
use super::error::IncidentError;
use super::head::{delimiter, refuse_other_formats};
use super::header::{Header, understand};
use super::intern::Interner;
use super::records::{Place, Records};
use super::rejections::Rejections;
use super::row::{DateReader, Facts, Fault, field, read};
use super::source::IncidentSource;
use super::stream::{Hashing, open};
use super::table::InputFile;
use hotspur_core::Texts;

/// What one file holds, with numbers of its own for coordinates and texts.
#[derive(Debug)]
pub struct FileRead {
    /// Path, length and hash.
    pub input: InputFile,
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
    /// What the coordinates are.
    pub judgement: Judgement,
    /// The distinct place labels and sources.
    pub texts: Vec<String>,
    /// The ids, one for each row that has one, in the order of the file.
    pub ids: Texts,
    /// The distinct offence types: how they are spelt, and their numbers if a theme knows them.
    pub types: Vec<(String, Option<Offence>)>,
    /// What is odd about it.
    pub oddities: Oddities,
}

impl FileRead {
    /// The offence type with this number: how it is spelt, and its number if a theme knows it.
    pub fn kind(&self, number: u32) -> Option<&(String, Option<Offence>)> {
        self.types.get(usize::try_from(number).ok()?)
    }
}

/// A row that can be used.
#[derive(Debug, Clone, Copy)]
pub struct FileRow {
    /// The number of its coordinate; `None` if it is unlocated.
    pub coordinate: Option<u32>,
    /// The number of its offence type.
    pub kind: u32,
    /// When it happened.
    pub when: When,
    /// The month that it is counted in.
    pub month: Month,
    /// The number of its place label.
    pub label: u32,
    /// The number of its id.
    pub id: Option<u32>,
    /// The number of its source.
    pub source: u32,
    /// The line that it begins on.
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

/// Reads one file. `path` names it in messages and in the table.
pub fn read_file(
    path: &Path,
    raw: impl Read,
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
    let mut records = Records::new(path, text, separator);
    let header = read_header(path, &mut records, source)?;
    let mut reading = Reading::new(header, source);
    while let Some(place) = records.advance()? {
        reading.row(place, &records)?;
    }
    drop(records);
    let (bytes, blake3) = hashing.finish().map_err(failed)?;
    let input = InputFile {
        path: path.to_owned(),
        bytes,
        blake3,
    };
    reading.finish(input, themes)
}

/// The header of `records`, understood.
pub fn read_header(
    path: &Path,
    records: &mut Records<'_>,
    source: &IncidentSource,
) -> Result<Header, IncidentError> {
    let (names, line) = read_names(path, records)?;
    understand(path, names, line, source.columns.as_ref())
}

/// The column names of `records` and the line that they stand on.
pub fn read_names(
    path: &Path,
    records: &mut Records<'_>,
) -> Result<(Vec<String>, u64), IncidentError> {
    let place = records.advance()?.ok_or_else(|| IncidentError::Empty {
        path: path.to_owned(),
    })?;
    let names = records
        .fields()
        .iter()
        .map(|name| text(name).0.into_owned())
        .collect();
    Ok((names, place.line))
}

struct Reading<'a> {
    header: Header,
    source: &'a IncidentSource,
    dates: DateReader,
    rows_read: u64,
    rows: Vec<FileRow>,
    rejections: Rejections,
    coordinates: Coordinates,
    texts: Interner,
    types: Interner,
    ids: Texts,
    oddities: Oddities,
    first_month_first: Option<(u64, String)>,
}

impl<'a> Reading<'a> {
    fn new(header: Header, source: &'a IncidentSource) -> Self {
        Self {
            header,
            source,
            dates: DateReader::default(),
            rows_read: 0,
            rows: Vec::new(),
            rejections: Rejections::default(),
            coordinates: Coordinates::default(),
            texts: Interner::default(),
            types: Interner::default(),
            ids: Texts::default(),
            oddities: Oddities::default(),
            first_month_first: None,
        }
    }

    fn row(&mut self, place: Place, records: &Records<'_>) -> Result<(), IncidentError> {
        self.rows_read += 1;
        let fields = records.fields();
        match read(
            fields,
            place,
            &self.header,
            self.source.period,
            &mut self.dates,
        ) {
            Ok(facts) => self.keep(facts, place.line, fields)?,
            Err(fault) => self.reject(fault, place.line, fields),
        }
        Ok(())
    }

    fn keep(
        &mut self,
        facts: Facts,
        line: u64,
        fields: &csv::ByteRecord,
    ) -> Result<(), IncidentError> {
        let columns = &self.header.columns;
        let id = field(fields, columns.id);
        let row = FileRow {
            coordinate: facts.at.map(|at| self.coordinates.add(at)).transpose()?,
            kind: self.types.number(field(fields, columns.kind))?,
            when: facts.when,
            month: facts.month,
            label: self.texts.number(field(fields, columns.place))?,
            id: add_id(&mut self.ids, id)?,
            source: self.texts.number(field(fields, columns.source))?,
            line,
        };
        self.rows.push(row);
        let odd = &mut self.oddities;
        odd.extra_fields += u64::from(facts.marks.extra_fields);
        odd.zones += u64::from(facts.marks.zone);
        odd.day_first += u64::from(facts.marks.day_first);
        odd.reversed += u64::from(facts.marks.reversed);
        odd.no_end += u64::from(facts.marks.no_end);
        Ok(())
    }

    fn reject(&mut self, fault: Fault, line: u64, fields: &csv::ByteRecord) {
        if fault.month_first {
            self.oddities.month_first += 1;
            self.first_month_first
                .get_or_insert_with(|| (line, fault.value(fields)));
        }
        self.rejections
            .add(line, fault.reason, || fault.value(fields));
    }

    fn finish(mut self, input: InputFile, themes: &Themes) -> Result<FileRead, IncidentError> {
        self.refuse_month_first(&input.path)?;
        let degrees = self.degrees(&input.path)?;
        let judgement = judge(&input.path, &self.coordinates, degrees)?;
        self.reject_impossible(&judgement);
        let mut legacy_texts = 0;
        let mut decode = |bytes: &[u8]| {
            let (text, legacy) = text(bytes);
            legacy_texts += u64::from(legacy);
            text.into_owned()
        };
        let texts = self
            .texts
            .into_distinct()
            .iter()
            .map(|bytes| decode(bytes))
            .collect();
        let types = self.types.into_distinct();
        let types = types.iter().map(|bytes| {
            let name = decode(bytes);
            let offence = themes.offence(&name);
            (name, offence)
        });
        let types = types.collect();
        self.oddities.legacy_texts = legacy_texts;
        Ok(FileRead {
            input,
            header: self.header,
            rows_read: self.rows_read,
            rows: self.rows,
            rejections: self.rejections,
            coordinates: self.coordinates.distinct,
            judgement,
            texts,
            ids: self.ids,
            types,
            oddities: self.oddities,
        })
    }

    /// A file with more dates that can only be month first than day first is month first throughout, and the dates
    /// that could be either would be read wrongly without a sign.
    fn refuse_month_first(&self, path: &Path) -> Result<(), IncidentError> {
        match &self.first_month_first {
            Some((line, value)) if self.oddities.month_first > self.oddities.day_first => {
                Err(IncidentError::MonthFirst {
                    path: path.to_owned(),
                    line: *line,
                    value: value.clone(),
                    count: self.oddities.month_first,
                })
            }
            _ => Ok(()),
        }
    }

    fn degrees(&self, path: &Path) -> Result<Option<bool>, IncidentError> {
        match (self.header.degrees, self.source.degrees) {
            (Some(true), Some(false)) => Err(IncidentError::Degrees {
                path: path.to_owned(),
            }),
            (named, given) => Ok(given.or(named)),
        }
    }

    fn reject_impossible(&mut self, judgement: &Judgement) {
        if judgement.faults.iter().all(Option::is_none) {
            return;
        }
        let (distinct, rejections) = (&self.coordinates.distinct, &mut self.rejections);
        self.rows.retain(|row| {
            let Some(number) = row
                .coordinate
                .and_then(|number| usize::try_from(number).ok())
            else {
                return true;
            };
            let (fault, at) = (judgement.faults.get(number), distinct.get(number));
            let (Some(Some(reason)), Some(at)) = (fault, at) else {
                return true;
            };
            rejections.add(row.line, *reason, || written(*at));
            false
        });
    }
}

/// The number of an id; an empty one is none, as for every call about anti-social behaviour that police.uk publishes.
fn add_id(ids: &mut Texts, id: &[u8]) -> Result<Option<u32>, IncidentError> {
    let (id, _) = text(id);
    if id.is_empty() {
        return Ok(None);
    }
    let number = u32::try_from(ids.len()).map_err(|_| IncidentError::TooManyRows)?;
    ids.push(&id);
    Ok(Some(number))
}

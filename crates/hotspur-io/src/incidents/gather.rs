//! What a stretch of a file holds, row by row, and how stretches are put together in the order of the file.

use std::mem;

use hotspur_core::{Month, Texts, Themes, When};

use super::attributes::{apart, decoded, join};
use super::coordinates::{Coordinates, Judgement, written};
use super::date_reader::DateReader;
use super::decode::text;
use super::error::IncidentError;
use super::fields::Fields;
use super::file::{FileRow, NONE, Oddities};
use super::header::Header;
use super::intern::{Distinct, Interner, count};
use super::merged::Merged;
use super::records::Place;
use super::rejections::Rejections;
use super::row::{Facts, Fault, coordinate, field, read};
use super::source::{IncidentSource, Repeats};

/// What is asked of every row of a file.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The header.
    pub header: &'a Header,
    /// The source.
    pub source: &'a IncidentSource,
}

impl Asked<'_> {
    /// Whether ids are needed: to show them, or to tell whether they repeat.
    fn ids(&self) -> bool {
        !(self.source.merges() && self.source.repeats == Repeats::Ignore)
    }
}

/// What a stretch of a file holds, with numbers of its own for coordinates, dates and texts.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Its rows.
    pub rows_read: u64,
    /// Those that can be used, in their order.
    pub rows: Vec<FileRow>,
    /// Those that cannot.
    pub rejections: Rejections,
    /// The distinct coordinates.
    pub coordinates: Coordinates,
    /// The distinct times, and the months that they are counted in.
    pub dated: Distinct<(When, Month)>,
    /// The distinct place labels and sources.
    pub texts: Interner,
    /// The distinct offence types.
    pub types: Interner,
    /// The ids, one for each row that has one.
    pub ids: Texts,
    /// What is odd about it.
    pub oddities: Oddities,
    /// The first date that puts the month first, with its line.
    pub first_month_first: Option<(u64, String)>,
    merged: Option<Merged>,
    /// Coordinates with labels as they are written, each with the numbers of both: few, and again and again.
    written: Interner,
    spots: Vec<(u32, u32)>,
    dates: DateReader,
    joined: Vec<u8>,
}

impl Gathered {
    /// Nothing yet, and equal rows will be told as one.
    pub fn merging() -> Self {
        Self {
            merged: Some(Merged::default()),
            ..Self::default()
        }
    }

    /// Takes one row.
    pub fn row(
        &mut self,
        place: Place,
        fields: &impl Fields,
        asked: Asked,
    ) -> Result<(), IncidentError> {
        self.rows_read += 1;
        let kept = (asked.source.period, asked.source.sources.as_slice());
        match read(fields, place, asked.header, kept, &mut self.dates) {
            Ok(facts) => self.locate(facts, place.line, fields, asked),
            Err(fault) => {
                self.reject(fault, place.line, fields);
                Ok(())
            }
        }
    }

    /// Finds where a row is, by the bytes that say so if they were seen before.
    fn locate(
        &mut self,
        facts: Facts,
        line: u64,
        fields: &impl Fields,
        asked: Asked,
    ) -> Result<(), IncidentError> {
        let columns = &asked.header.columns;
        let spot = columns.spot();
        let written = spot.and_then(|(first, last)| fields.side_by_side(first, last));
        if let Some(written) = written
            && let Some(number) = self.written.find(written)
            && let Some((coordinate, label)) = self.spots.get(number as usize).copied()
        {
            self.coordinates.add_row(coordinate);
            return self.keep(facts, (coordinate, label), line, fields, asked);
        }
        let at = match coordinate(fields, asked.header) {
            Ok(at) => at,
            Err(fault) => {
                self.reject(fault, line, fields);
                return Ok(());
            }
        };
        let coordinate = match at {
            Some(at) => self.coordinates.add(at, 1)?,
            None => NONE,
        };
        let label = apart(field(fields, columns.place), &asked.header.attributes);
        let label = self.texts.number(&label)?;
        if let Some(written) = written {
            self.written.number(written)?;
            self.spots.push((coordinate, label));
        }
        self.keep(facts, (coordinate, label), line, fields, asked)
    }

    fn keep(
        &mut self,
        facts: Facts,
        (coordinate, label): (u32, u32),
        line: u64,
        fields: &impl Fields,
        asked: Asked,
    ) -> Result<(), IncidentError> {
        let columns = &asked.header.columns;
        let row = FileRow {
            coordinate,
            kind: self.types.number(field(fields, columns.kind))?,
            dated: self.dated.number((facts.when, facts.month))?,
            label,
            id: match columns.id {
                Some(id) if asked.ids() => add_id(&mut self.ids, field(fields, Some(id)))?,
                _ => NONE,
            },
            source: self.source(field(fields, columns.source), asked)?,
            attributes: self.attributes(fields, asked.header)?,
            count: 1,
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

    fn source(&mut self, source: &[u8], asked: Asked) -> Result<u32, IncidentError> {
        let plain = apart(source, &asked.header.attributes);
        if !asked.source.merges() || asked.source.keep_sources {
            return self.texts.number(&plain);
        }
        // What is not plain is looked at all the same: it tells how the file is encoded.
        if !source.is_ascii() {
            self.texts.number(&plain)?;
        }
        Ok(NONE)
    }

    fn attributes(&mut self, fields: &impl Fields, header: &Header) -> Result<u32, IncidentError> {
        if header.attributes.is_empty() {
            return Ok(NONE);
        }
        join(fields, &header.attributes, &mut self.joined);
        self.texts.number(&self.joined)
    }

    fn reject(&mut self, fault: Fault, line: u64, fields: &impl Fields) {
        if fault.month_first {
            self.oddities.month_first += 1;
            self.first_month_first
                .get_or_insert_with(|| (line, fault.value(fields)));
        }
        self.rejections
            .add(line, fault.reason, || fault.value(fields));
    }

    /// Adds the stretch that follows: the same as if its rows had been taken one by one.
    pub fn absorb(&mut self, next: Self) -> Result<(), IncidentError> {
        let coordinates = next.coordinates.iter();
        let coordinates = numbers(coordinates.map(|(at, rows)| self.coordinates.add(at, rows)))?;
        let dated = next.dated.values.iter();
        let dated = numbers(dated.map(|dated| self.dated.number(*dated)))?;
        let texts = numbers(next.texts.distinct().map(|text| self.texts.number(text)))?;
        let types = numbers(next.types.distinct().map(|kind| self.types.number(kind)))?;
        let ids = count(self.ids.len())?;
        self.ids.append(&next.ids);
        count(self.ids.len())?;
        let known = |numbers: &[u32], number: u32| {
            let number = numbers.get(number as usize);
            number.copied().unwrap_or(NONE)
        };
        let rows = next.rows.iter().map(|row| FileRow {
            coordinate: known(&coordinates, row.coordinate),
            kind: types[row.kind as usize],
            dated: dated[row.dated as usize],
            label: texts[row.label as usize],
            id: if row.id == NONE { NONE } else { ids + row.id },
            source: known(&texts, row.source),
            attributes: known(&texts, row.attributes),
            ..*row
        });
        match &mut self.merged {
            Some(merged) => {
                merged.doubt(rows.clone(), &next);
                merged.add(rows)?;
            }
            None => self.rows.extend(rows),
        }
        self.rows_read += next.rows_read;
        self.rejections.absorb(next.rejections);
        self.oddities.add(next.oddities);
        if self.first_month_first.is_none() {
            self.first_month_first = next.first_month_first;
        }
        Ok(())
    }

    /// Moves the rows whose coordinate has a fault to those that cannot be used.
    pub fn reject_impossible(&mut self, judgement: &Judgement) {
        let faults = &judgement.faults;
        let at: Vec<[f64; 2]> = self.coordinates.iter().map(|(at, _)| at).collect();
        let rejections = &mut self.rejections;
        if let Some(merged) = self.merged.take() {
            let degrees = judgement.degrees == Some(true);
            let ids = mem::take(&mut self.ids);
            (self.rows, self.ids) = merged.into_rows(degrees, faults, &at, ids, rejections);
            return;
        }
        if faults.iter().all(Option::is_none) {
            return;
        }
        self.rows.retain(|row| {
            let number = row.coordinate as usize;
            let (Some(Some(reason)), Some(at)) = (faults.get(number), at.get(number)) else {
                return true;
            };
            rejections.add(row.line, *reason, || written(*at));
            false
        });
    }

    /// The distinct place labels and sources as text, and the offence types with their numbers if a theme knows them; how many
    /// of them are Windows-1252 is counted.
    pub fn decode(
        &mut self,
        themes: &Themes,
        attributes: bool,
    ) -> (Vec<String>, Vec<super::file::OffenceType>) {
        let mut legacy_texts = 0;
        let mut plain = |bytes: &[u8]| {
            let (text, legacy) = text(bytes);
            legacy_texts += u64::from(legacy);
            text.into_owned()
        };
        let types = self.types.distinct().map(|bytes| {
            let name = plain(bytes);
            let offence = themes.offence(&name);
            (name, offence)
        });
        let types = types.collect();
        let texts = if attributes {
            let all = self.texts.distinct().map(decoded);
            all.map(|(text, legacy)| {
                legacy_texts += u64::from(legacy);
                text
            })
            .collect()
        } else {
            self.texts.distinct().map(plain).collect()
        };
        self.oddities.legacy_texts = legacy_texts;
        (texts, types)
    }
}

fn numbers(
    numbers: impl Iterator<Item = Result<u32, IncidentError>>,
) -> Result<Vec<u32>, IncidentError> {
    numbers.collect()
}

/// The number of an id; an empty one is none, as for every call about anti-social behaviour that police.uk publishes.
fn add_id(ids: &mut Texts, id: &[u8]) -> Result<u32, IncidentError> {
    let (id, _) = text(id);
    if id.is_empty() {
        return Ok(NONE);
    }
    let number = count(ids.len())?;
    ids.push(&id);
    Ok(number)
}

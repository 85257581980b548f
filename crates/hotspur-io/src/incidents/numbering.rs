//! Numbers common to all files for coordinates, texts and ids: their ranks among the distinct ones, so that numbers
//! compare as what they stand for.

use std::cmp::Ordering;

use hotspur_core::{Month, Offence, Themes};
use rayon::prelude::*;

use super::error::IncidentError;
use super::file::{FileRead, FileRow};
use super::table::Row;
use hotspur_core::Texts;

/// A usable row of any file, its numbers common to all files; unlocated where `row.coordinate` is [`NOWHERE`].
#[derive(Debug, Clone, Copy)]
pub struct Usable {
    /// The row.
    pub row: Row,
    /// The month that it is counted in.
    pub month: Month,
    /// The number of its offence type within its file.
    pub kind: u32,
    /// Whether it repeats the id of another row and the study drops such rows.
    pub dropped: bool,
}

/// The coordinate number of an unlocated row: after all others.
pub const NOWHERE: u32 = u32::MAX;

/// Everything that rows refer to by number.
#[derive(Debug)]
pub struct Numbers<'a> {
    /// The distinct coordinates, ascending.
    pub coordinates: Vec<[f64; 2]>,
    /// The distinct texts, ascending.
    pub texts: Vec<&'a str>,
    /// The distinct ids, ascending.
    pub ids: Texts,
    id_numbers: Vec<Vec<u32>>,
}

impl<'a> Numbers<'a> {
    /// The distinct coordinates, texts and ids of `files`.
    pub fn of(files: &'a [FileRead]) -> Result<Self, IncidentError> {
        let (ids, id_numbers) = distinct_ids(files)?;
        let numbers = Self {
            coordinates: distinct_coordinates(files),
            texts: distinct_texts(files),
            ids,
            id_numbers,
        };
        countable(numbers.coordinates.len())?;
        countable(numbers.texts.len())?;
        Ok(numbers)
    }

    /// The usable rows of `files`, in the order of the table: by content, and only among rows of equal content by
    /// where they stood.
    pub fn rows(&self, files: &[FileRead], themes: &Themes) -> Result<Vec<Usable>, IncidentError> {
        let mut rows = Vec::with_capacity(files.iter().map(|file| file.rows.len()).sum());
        for (number, (file, ids)) in (0..).zip(files.iter().zip(&self.id_numbers)) {
            let places = ranks(&file.coordinates, |at| {
                self.coordinates
                    .binary_search_by(|other| by_coordinate(other, at))
            });
            let texts = ranks(&file.texts, |text| self.texts.binary_search(&text.as_str()));
            rows.extend(file.rows.iter().map(|row| Usable {
                row: Row {
                    coordinate: row.coordinate.map_or(NOWHERE, |local| rank(&places, local)),
                    offence: offence(file, row, themes),
                    when: row.when,
                    label: rank(&texts, row.label),
                    id: row.id.map(|local| rank(ids, local)),
                    source: rank(&texts, row.source),
                    file: number,
                    line: row.line,
                },
                month: row.month,
                kind: row.kind,
                dropped: false,
            }));
        }
        countable(rows.len())?;
        rows.par_sort_unstable_by(|one, other| by_content(&one.row, &other.row));
        Ok(rows)
    }
}

fn distinct_coordinates(files: &[FileRead]) -> Vec<[f64; 2]> {
    let mut all: Vec<[f64; 2]> = files
        .iter()
        .flat_map(|file| file.coordinates.iter().copied())
        .collect();
    all.sort_unstable_by(by_coordinate);
    all.dedup();
    all
}

fn distinct_texts(files: &[FileRead]) -> Vec<&str> {
    let mut all: Vec<&str> = files
        .iter()
        .flat_map(|file| file.texts.iter().map(String::as_str))
        .chain([""])
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The distinct ids, and for each file the number of each of its ids.
fn distinct_ids(files: &[FileRead]) -> Result<(Texts, Vec<Vec<u32>>), IncidentError> {
    let mut all: Vec<(u64, &str, usize, usize)> = Vec::new();
    for (file, read) in files.iter().enumerate() {
        let ids = read.ids.iter().enumerate();
        all.extend(ids.map(|(local, id)| (first_bytes(id), id, file, local)));
    }
    all.par_sort_unstable();
    countable(all.len())?;
    let mut numbers: Vec<Vec<u32>> = files.iter().map(|file| vec![0; file.ids.len()]).collect();
    let (mut texts, mut number, mut last) = (Texts::default(), 0, None);
    for (_, id, file, local) in all {
        if last != Some(id) {
            number = u32::try_from(texts.len()).map_err(|_| IncidentError::TooManyRows)?;
            texts.push(id);
            last = Some(id);
        }
        if let Some(slot) = numbers.get_mut(file).and_then(|file| file.get_mut(local)) {
            *slot = number;
        }
    }
    Ok((texts, numbers))
}

/// The first eight bytes as a number that orders as they do: ids mostly differ there, and comparing whole ones means
/// a visit to memory for each.
fn first_bytes(text: &str) -> u64 {
    let mut first = [0; 8];
    for (slot, byte) in first.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(first)
}

fn by_coordinate(one: &[f64; 2], other: &[f64; 2]) -> Ordering {
    one[0]
        .total_cmp(&other[0])
        .then(one[1].total_cmp(&other[1]))
}

fn by_content(one: &Row, other: &Row) -> Ordering {
    one.coordinate
        .cmp(&other.coordinate)
        .then_with(|| one.when.cmp(&other.when))
        .then_with(|| one.offence.cmp(&other.offence))
        .then_with(|| one.id.cmp(&other.id))
        .then_with(|| one.label.cmp(&other.label))
        .then_with(|| one.source.cmp(&other.source))
        .then_with(|| (one.file, one.line).cmp(&(other.file, other.line)))
}

/// The rank of each item among the distinct ones, which hold it.
fn ranks<T>(items: &[T], find: impl Fn(&T) -> Result<usize, usize>) -> Vec<u32> {
    items
        .iter()
        .map(|item| u32::try_from(find(item).unwrap_or_default()).unwrap_or(NOWHERE))
        .collect()
}

fn rank(ranks: &[u32], local: u32) -> u32 {
    usize::try_from(local)
        .ok()
        .and_then(|local| ranks.get(local))
        .copied()
        .unwrap_or(0)
}

fn offence(file: &FileRead, row: &FileRow, themes: &Themes) -> Offence {
    file.kind(row.kind)
        .and_then(|(_, offence)| *offence)
        .unwrap_or_else(|| themes.other())
}

fn countable(count: usize) -> Result<(), IncidentError> {
    match u32::try_from(count) {
        Ok(count) if count < NOWHERE => Ok(()),
        _ => Err(IncidentError::TooManyRows),
    }
}

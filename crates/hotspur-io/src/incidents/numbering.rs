//! Numbers common to all files for coordinates, texts and ids: their ranks among the distinct ones, so that numbers
//! compare as what they stand for.

use std::cmp::Ordering;

use hotspur_core::{Month, Offence, Themes};
use rayon::prelude::*;

use super::error::IncidentError;
use super::file::{FileRead, FileRow, NONE};
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
    coordinate_ranks: Vec<Vec<u32>>,
    text_ranks: Vec<Vec<u32>>,
    id_ranks: Vec<Vec<u32>>,
}

impl<'a> Numbers<'a> {
    /// The distinct coordinates and texts of `files`, and the ids if rows still have theirs.
    pub fn of(files: &'a [FileRead], with_ids: bool) -> Result<Self, IncidentError> {
        let coordinates = files
            .iter()
            .map(|file| file.coordinates.iter().map(|at| Ordered(*at)));
        // The empty text is added, so that it is always there.
        let texts = files
            .iter()
            .map(|file| file.texts.iter().map(String::as_str).chain([""]));
        let ids = files.iter().map(|file| {
            let ids = file.ids.iter().take_while(|_| with_ids);
            ids.map(|id| (first_bytes(id), id))
        });
        let (coordinates, coordinate_ranks) = rank(coordinates)?;
        let (texts, text_ranks) = rank(texts)?;
        let (ids, id_ranks) = rank(ids)?;
        Ok(Self {
            coordinates: coordinates.into_iter().map(|Ordered(at)| at).collect(),
            texts,
            ids: ids.into_iter().map(|(_, id)| id).collect(),
            coordinate_ranks,
            text_ranks,
            id_ranks,
        })
    }

    /// The usable rows of `files`, in the order of the table: by content, and only among rows of equal content by
    /// where they stood.
    pub fn rows(
        &self,
        files: &[FileRead],
        of_files: Vec<Vec<FileRow>>,
        themes: &Themes,
    ) -> Result<Vec<Usable>, IncidentError> {
        let mut rows = Vec::with_capacity(of_files.iter().map(Vec::len).sum());
        let ranks = self
            .coordinate_ranks
            .iter()
            .zip(self.text_ranks.iter().zip(&self.id_ranks));
        let files = files.iter().zip(of_files).zip(ranks);
        for (number, ((file, rows_of_file), (places, (texts, ids)))) in (0..).zip(files) {
            rows.extend(rows_of_file.iter().map(|row| Usable {
                row: Row {
                    coordinate: match row.coordinate {
                        NONE => NOWHERE,
                        local => at(places, local),
                    },
                    offence: offence(file, row, themes),
                    when: file.dated[row.dated as usize].0,
                    label: at(texts, row.label),
                    id: (row.id != NONE).then(|| at(ids, row.id)),
                    source: at(texts, row.source),
                    attributes: at(texts, row.attributes),
                    count: row.count,
                    file: number,
                    line: row.line,
                },
                month: file.dated[row.dated as usize].1,
                kind: row.kind,
                dropped: false,
            }));
        }
        countable(rows.len())?;
        rows.par_sort_unstable_by(|one, other| by_content(&one.row, &other.row));
        Ok(rows)
    }
}

/// A coordinate that orders by x, then y.
#[derive(Debug, Clone, Copy)]
struct Ordered([f64; 2]);

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> Ordering {
        let ([x, y], [other_x, other_y]) = (self.0, other.0);
        x.total_cmp(&other_x).then(y.total_cmp(&other_y))
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

/// The distinct items of all files, ascending, and for each file the rank of each of its items among them.
fn rank<T: Ord + Copy + Send>(
    files: impl Iterator<Item = impl Iterator<Item = T>>,
) -> Result<(Vec<T>, Vec<Vec<u32>>), IncidentError> {
    let mut all: Vec<(T, u32, u32)> = Vec::new();
    let mut ranks: Vec<Vec<u32>> = Vec::new();
    for (file, items) in (0..).zip(files) {
        let before = all.len();
        all.extend((0..).zip(items).map(|(local, item)| (item, file, local)));
        countable(all.len())?;
        ranks.push(vec![0; all.len() - before]);
    }
    all.par_sort_unstable();
    let mut distinct: Vec<T> = Vec::new();
    let mut number = 0;
    for (item, file, local) in all {
        if distinct.last() != Some(&item) {
            number = countable(distinct.len())?;
            distinct.push(item);
        }
        let file = usize::try_from(file)
            .ok()
            .and_then(|file| ranks.get_mut(file));
        let slot = usize::try_from(local)
            .ok()
            .zip(file)
            .and_then(|(local, file)| file.get_mut(local));
        if let Some(slot) = slot {
            *slot = number;
        }
    }
    Ok((distinct, ranks))
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

fn by_content(one: &Row, other: &Row) -> Ordering {
    one.coordinate
        .cmp(&other.coordinate)
        .then_with(|| one.when.cmp(&other.when))
        .then_with(|| one.offence.cmp(&other.offence))
        .then_with(|| one.id.cmp(&other.id))
        .then_with(|| one.label.cmp(&other.label))
        .then_with(|| one.source.cmp(&other.source))
        .then_with(|| one.attributes.cmp(&other.attributes))
        .then_with(|| (one.file, one.line).cmp(&(other.file, other.line)))
}

fn at(ranks: &[u32], local: u32) -> u32 {
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

/// The count as a number that [`NOWHERE`] is above.
fn countable(count: usize) -> Result<u32, IncidentError> {
    match u32::try_from(count) {
        Ok(count) if count < NOWHERE => Ok(count),
        _ => Err(IncidentError::TooManyRows),
    }
}

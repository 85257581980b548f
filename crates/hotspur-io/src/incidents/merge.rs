//! Files put together into one table whose order depends on content alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use hotspur_core::{Offence, Themes};

use super::error::IncidentError;
use super::file::{FileRead, FileRow};
use super::notes::notes;
use super::repeats::mark_repeats;
use super::table::{
    FileLedger, IncidentTable, REJECTED_KEPT, RejectedRow, Rejection, Row, UNKNOWN_TYPES_KEPT,
};
use super::texts::Texts;

/// A usable row of any file, its numbers common to all files; unlocated where `row.coordinate` is [`NOWHERE`].
#[derive(Debug, Clone, Copy)]
pub struct Usable {
    /// The row.
    pub row: Row,
    /// The number of its offence type within its file.
    pub kind: u32,
    /// Whether it repeats the id of another row and the study drops such rows.
    pub dropped: bool,
}

/// The coordinate number of an unlocated row: after all others.
pub const NOWHERE: u32 = u32::MAX;

/// Puts files together. `files` are ascending by path.
///
/// # Errors
///
/// Where files cannot go together, or hold nothing.
pub fn merge(
    files: &[FileRead],
    drop_repeats: bool,
    ignored_files: Vec<(PathBuf, &'static str)>,
    themes: &Themes,
) -> Result<IncidentTable, IncidentError> {
    refuse_without_rows(files)?;
    refuse_same_content(files)?;
    let degrees = common_degrees(files)?;
    let coordinates = distinct_coordinates(files)?;
    let texts = distinct_texts(files)?;
    let ids = distinct_ids(files)?;
    let mut usable = renumber(files, &coordinates, &texts, &ids, themes)?;
    usable.sort_unstable_by_key(|one| key(&one.row));
    let repeated_ids = mark_repeats(&mut usable, drop_repeats);
    let mut table = IncidentTable {
        coordinates,
        degrees,
        rows: Vec::new(),
        texts: texts.iter().copied().collect(),
        ids: ids.texts,
        files: files.iter().map(ledger).collect(),
        rejected: Vec::new(),
        located_by_offence: vec![0; usize::from(themes.other().0) + 1],
        unlocated_by_offence: vec![0; usize::from(themes.other().0) + 1],
        months: BTreeMap::new(),
        repeated_ids,
        unknown_types: BTreeMap::new(),
        unknown_types_beyond: 0,
        inputs: files.iter().map(|file| file.input.clone()).collect(),
        ignored_files,
        publisher: files
            .iter()
            .any(|file| file.header.police)
            .then_some("police.uk"),
        notes: Vec::new(),
    };
    count(&mut table, &usable, files);
    table.rejected = rejected(files, &usable, &table.ids);
    forget_unused_coordinates(&mut table);
    table.notes = notes(&table, files);
    Ok(table)
}

fn refuse_without_rows(files: &[FileRead]) -> Result<(), IncidentError> {
    match files.first() {
        Some(first) if files.iter().all(|file| file.rows_read == 0) => Err(IncidentError::NoRows {
            path: first.input.path.clone(),
            files: files.len(),
        }),
        Some(_) => Ok(()),
        None => Err(IncidentError::NoInput),
    }
}

fn refuse_same_content(files: &[FileRead]) -> Result<(), IncidentError> {
    let mut seen: BTreeMap<&str, &FileRead> = BTreeMap::new();
    for file in files.iter().filter(|file| file.rows_read > 0) {
        if let Some(first) = seen.insert(&file.input.blake3, file) {
            return Err(IncidentError::SameContent {
                first: first.input.path.clone(),
                second: file.input.path.clone(),
            });
        }
    }
    Ok(())
}

fn common_degrees(files: &[FileRead]) -> Result<bool, IncidentError> {
    let of = |wanted| {
        files
            .iter()
            .find(|file| file.judgement.degrees == Some(wanted))
    };
    match (of(true), of(false)) {
        (Some(degrees), Some(metres)) => Err(IncidentError::MixedCoordinates {
            degrees: degrees.input.path.clone(),
            metres: metres.input.path.clone(),
        }),
        (degrees, _) => Ok(degrees.is_some()),
    }
}

fn distinct_coordinates(files: &[FileRead]) -> Result<Vec<[f64; 2]>, IncidentError> {
    let mut all: Vec<[f64; 2]> = files
        .iter()
        .flat_map(|file| file.coordinates.iter().copied())
        .collect();
    all.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    all.dedup();
    countable(all.len())?;
    Ok(all)
}

fn distinct_texts(files: &[FileRead]) -> Result<Vec<&str>, IncidentError> {
    let mut all: Vec<&str> = files
        .iter()
        .flat_map(|file| file.texts.iter().map(String::as_str))
        .collect();
    all.push("");
    all.sort_unstable();
    all.dedup();
    countable(all.len())?;
    Ok(all)
}

struct Ids {
    texts: Texts,
    /// For each file, the common number of each of its ids.
    numbers: Vec<Vec<u32>>,
}

fn distinct_ids(files: &[FileRead]) -> Result<Ids, IncidentError> {
    let mut all: Vec<(&str, usize, usize)> = Vec::new();
    for (file, read) in files.iter().enumerate() {
        all.extend(
            read.ids
                .iter()
                .enumerate()
                .map(|(local, id)| (id, file, local)),
        );
    }
    all.sort_unstable();
    countable(all.len())?;
    let mut numbers: Vec<Vec<u32>> = files.iter().map(|file| vec![0; file.ids.len()]).collect();
    let (mut texts, mut number, mut last) = (Texts::default(), 0, None);
    for (id, file, local) in all {
        if last != Some(id) {
            number = u32::try_from(texts.len()).map_err(|_| IncidentError::TooManyRows)?;
            texts.push(id);
            last = Some(id);
        }
        if let Some(slot) = numbers.get_mut(file).and_then(|file| file.get_mut(local)) {
            *slot = number;
        }
    }
    Ok(Ids { texts, numbers })
}

fn countable(count: usize) -> Result<(), IncidentError> {
    match u32::try_from(count) {
        Ok(count) if count < NOWHERE => Ok(()),
        _ => Err(IncidentError::TooManyRows),
    }
}

fn renumber(
    files: &[FileRead],
    coordinates: &[[f64; 2]],
    texts: &[&str],
    ids: &Ids,
    themes: &Themes,
) -> Result<Vec<Usable>, IncidentError> {
    let position = |found: Result<usize, usize>| {
        found
            .ok()
            .and_then(|at| u32::try_from(at).ok())
            .unwrap_or(NOWHERE)
    };
    let mut usable = Vec::with_capacity(files.iter().map(|file| file.rows.len()).sum());
    for (number, file) in files.iter().enumerate() {
        let file_number = u32::try_from(number).map_err(|_| IncidentError::TooManyRows)?;
        let places: Vec<u32> = file
            .coordinates
            .iter()
            .map(|at| {
                position(
                    coordinates
                        .binary_search_by(|c| c[0].total_cmp(&at[0]).then(c[1].total_cmp(&at[1]))),
                )
            })
            .collect();
        let words: Vec<u32> = file
            .texts
            .iter()
            .map(|text| position(texts.binary_search(&text.as_str())))
            .collect();
        let no_ids = Vec::new();
        let id_numbers = ids.numbers.get(number).unwrap_or(&no_ids);
        usable.extend(file.rows.iter().map(|row| Usable {
            row: Row {
                coordinate: row.coordinate.map_or(NOWHERE, |local| at(&places, local)),
                offence: offence(file, row, themes),
                when: row.when,
                label: at(&words, row.label),
                id: row.id.map(|local| at(id_numbers, local)),
                source: at(&words, row.source),
                file: file_number,
                line: row.line,
            },
            kind: row.kind,
            dropped: false,
        }));
    }
    countable(usable.len())?;
    Ok(usable)
}

fn at(numbers: &[u32], local: u32) -> u32 {
    usize::try_from(local)
        .ok()
        .and_then(|local| numbers.get(local))
        .copied()
        .unwrap_or(0)
}

fn offence(file: &FileRead, row: &FileRow, themes: &Themes) -> Offence {
    kind(file, row.kind)
        .and_then(|(_, offence)| *offence)
        .unwrap_or_else(|| themes.other())
}

fn kind(file: &FileRead, number: u32) -> Option<&(String, Option<Offence>)> {
    file.types.get(usize::try_from(number).ok()?)
}

/// The order of rows: by content, and only among rows of equal content by where they stood.
fn key(row: &Row) -> impl Ord + use<> {
    (
        (row.coordinate, row.when, row.offence),
        (row.id, row.label, row.source),
        (row.file, row.line),
    )
}

fn ledger(file: &FileRead) -> FileLedger {
    FileLedger {
        path: file.input.path.clone(),
        profile: file.header.profile,
        rows_read: file.rows_read,
        located: 0,
        unlocated: 0,
        rejected_by_reason: file.rejections.counts.clone(),
    }
}

fn count(table: &mut IncidentTable, usable: &[Usable], files: &[FileRead]) {
    for one in usable {
        let row = one.row;
        let number = usize::try_from(row.file).unwrap_or(usize::MAX);
        let (Some(ledger), Some(file)) = (table.files.get_mut(number), files.get(number)) else {
            continue;
        };
        if one.dropped {
            *ledger
                .rejected_by_reason
                .entry(Rejection::RepeatedId)
                .or_insert(0) += 1;
            continue;
        }
        *table.months.entry(row.when.counted_in()).or_insert(0) += 1;
        let by_offence = if row.coordinate == NOWHERE {
            ledger.unlocated += 1;
            &mut table.unlocated_by_offence
        } else {
            ledger.located += 1;
            table.rows.push(row);
            &mut table.located_by_offence
        };
        if let Some(rows) = by_offence.get_mut(usize::from(row.offence.0)) {
            *rows += 1;
        }
        if let Some((name, None)) =
            kind(file, one.kind).filter(|_| file.header.columns.kind.is_some())
        {
            count_unknown(table, name);
        }
    }
}

/// Keeps the first names by alphabet, so that the order of rows does not decide which are kept.
fn count_unknown(table: &mut IncidentTable, name: &str) {
    let name = if name.is_empty() { "(no type)" } else { name };
    match table.unknown_types.get_mut(name) {
        Some(rows) => *rows += 1,
        None => {
            table.unknown_types.insert(name.to_owned(), 1);
        }
    }
    if table.unknown_types.len() > UNKNOWN_TYPES_KEPT
        && let Some((_, rows)) = table.unknown_types.pop_last()
    {
        table.unknown_types_beyond += rows;
    }
}

fn rejected(files: &[FileRead], usable: &[Usable], ids: &Texts) -> Vec<RejectedRow> {
    let mut all: Vec<RejectedRow> = Vec::new();
    for (number, file) in (0..).zip(files) {
        all.extend(file.rejections.rows.iter().map(|row| RejectedRow {
            file: number,
            ..row.clone()
        }));
    }
    let mut dropped: Vec<&Row> = usable
        .iter()
        .filter(|one| one.dropped)
        .map(|one| &one.row)
        .collect();
    dropped.sort_unstable_by_key(|row| (row.file, row.line));
    all.extend(dropped.into_iter().take(REJECTED_KEPT).map(|row| {
        RejectedRow {
            file: row.file,
            line: row.line,
            reason: Rejection::RepeatedId,
            value: row
                .id
                .map(|id| super::text::shorten(ids.get(id)))
                .unwrap_or_default(),
        }
    }));
    all.sort_by_key(|row| (row.file, row.line));
    let mut kept: BTreeMap<Rejection, usize> = BTreeMap::new();
    all.retain(|row| {
        let count = kept.entry(row.reason).or_insert(0);
        *count += 1;
        *count <= REJECTED_KEPT
    });
    all
}

/// Coordinates of rows that were rejected after all would be places where nothing happened.
fn forget_unused_coordinates(table: &mut IncidentTable) {
    let used: BTreeSet<u32> = table.rows.iter().map(|row| row.coordinate).collect();
    if used.len() == table.coordinates.len() {
        return;
    }
    let mut numbers = vec![NOWHERE; table.coordinates.len()];
    let mut kept = Vec::with_capacity(used.len());
    for (new, old) in (0..).zip(used) {
        let old = usize::try_from(old).unwrap_or(usize::MAX);
        if let (Some(number), Some(at)) = (numbers.get_mut(old), table.coordinates.get(old)) {
            *number = new;
            kept.push(*at);
        }
    }
    for row in &mut table.rows {
        row.coordinate = at(&numbers, row.coordinate);
    }
    table.coordinates = kept;
}

//! Files put together into one table whose order depends on content alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::PathBuf;

use hotspur_core::{MonthCoverage, Themes};

use super::attributes::refuse_unknown;
use super::error::IncidentError;
use super::file::{FileRead, FileRow};
use super::notes::notes;
use super::numbering::{NOWHERE, Numbers, Usable};
use super::repeats::{count_repeats, mark_repeats};
use super::source::{IncidentSource, Repeats};
use super::table::{
    FileLedger, IncidentTable, REJECTED_KEPT, RejectedRow, Rejection, Row, UNKNOWN_TYPES_KEPT,
};
use crate::crs::Crs;
use hotspur_core::Texts;

/// Puts files together. `files` are ascending by path.
///
/// # Errors
///
/// Where files cannot go together, or hold nothing.
pub fn merge(
    mut files: Vec<FileRead>,
    source: &IncidentSource,
    ignored_files: Vec<(PathBuf, Cow<'static, str>)>,
    themes: &Themes,
) -> Result<IncidentTable, IncidentError> {
    refuse_without_rows(&files)?;
    refuse_same_content(&files)?;
    let degrees = common_degrees(&files)?;
    let crs = match source.crs {
        Some(_) => source.crs,
        None => stated_crs(&files)?,
    };
    refuse_unknown(&files, &source.attributes)?;
    let rows: Vec<Vec<FileRow>> = files
        .iter_mut()
        .map(|file| mem::take(&mut file.rows))
        .collect();
    let files = files.as_slice();
    let mut repeated_ids = None;
    if source.merges() && source.repeats == Repeats::Count {
        let ids: Vec<&Texts> = files.iter().map(|file| &file.ids).collect();
        repeated_ids = Some(count_repeats(&ids));
    }
    let numbers = Numbers::of(files, !source.merges())?;
    let mut usable = numbers.rows(files, rows, themes)?;
    if !source.merges() && source.repeats != Repeats::Ignore {
        let drop = source.repeats == Repeats::Drop;
        repeated_ids = Some(mark_repeats(&mut usable, drop));
    }
    let mut table = IncidentTable {
        coordinates: numbers.coordinates,
        degrees,
        crs,
        rows: Vec::with_capacity(usable.len()),
        texts: numbers.texts.iter().copied().collect(),
        ids: numbers.ids,
        files: files.iter().map(ledger).collect(),
        rejected: Vec::new(),
        located_by_offence: vec![0; usize::from(themes.other().0) + 1],
        unlocated_by_offence: vec![0; usize::from(themes.other().0) + 1],
        coverage_by_month: BTreeMap::new(),
        months: BTreeMap::new(),
        repeated_ids,
        unknown_types: BTreeMap::new(),
        unknown_types_beyond: 0,
        inputs: (files.iter())
            .flat_map(|file| std::iter::once(&file.input).chain(&file.beside))
            .cloned()
            .collect(),
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
    table
        .notes
        .extend(files.iter().flat_map(|file| file.said.iter().cloned()));
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

/// The system that layers state: one for all of them, and for tables in metres beside them none is known.
fn stated_crs(files: &[FileRead]) -> Result<Option<Crs>, IncidentError> {
    let Some((first, crs)) = files.iter().find_map(|file| Some((file, file.crs?))) else {
        return Ok(None);
    };
    let differs = |file: &&FileRead| match file.crs {
        Some(other) => other != crs,
        None => !crs.is_geographic() && file.judgement.degrees == Some(false),
    };
    match files.iter().find(differs) {
        None => Ok(Some(crs)),
        Some(other) => Err(IncidentError::MixedSystems {
            first: first.input.path.clone(),
            one: crs,
            second: other.input.path.clone(),
            other: other.crs.map_or_else(
                || "metres that no system is stated for".to_owned(),
                |crs| crs.to_string(),
            ),
        }),
    }
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
    let types = table.located_by_offence.len();
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
        let rows = u64::from(row.count);
        let of_month = table.coverage_by_month.entry(one.month);
        let of_month = of_month.or_insert_with(|| MonthCoverage {
            located: vec![0; types],
            unlocated: vec![0; types],
        });
        let (by_offence, of_month) = if row.coordinate == NOWHERE {
            ledger.unlocated += rows;
            (&mut table.unlocated_by_offence, &mut of_month.unlocated)
        } else {
            ledger.located += rows;
            table.rows.push(row);
            (&mut table.located_by_offence, &mut of_month.located)
        };
        for all in [by_offence, of_month] {
            if let Some(all) = all.get_mut(usize::from(row.offence.0)) {
                *all += rows;
            }
        }
        if let Some((name, None)) = file
            .kind(one.kind)
            .filter(|_| file.header.columns.kind.is_some())
        {
            count_unknown(table, name, rows);
        }
    }
    table.months = (table.coverage_by_month.iter())
        .map(|(month, of)| (*month, of.located.iter().chain(&of.unlocated).sum()))
        .collect();
}

/// Keeps the first names by alphabet, so that the order of rows does not decide which are kept.
fn count_unknown(table: &mut IncidentTable, name: &str, rows: u64) {
    let name = if name.is_empty() { "(no type)" } else { name };
    match table.unknown_types.get_mut(name) {
        Some(before) => *before += rows,
        None => {
            table.unknown_types.insert(name.to_owned(), rows);
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
                .map(|id| super::decode::shorten(ids.get(id)))
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
        let old = usize::try_from(row.coordinate).unwrap_or(usize::MAX);
        row.coordinate = numbers.get(old).copied().unwrap_or(row.coordinate);
    }
    table.coordinates = kept;
}

//! What else a reader of the results must know of the files, each with what it stands for.

use std::path::Path;

use hotspur_core::Month;

use super::file::{FileRead, Oddities};
use super::table::{IncidentTable, Profile};

/// The months that rows are counted in, with gaps: `2019-01..2025-06, gap 2019-02..2025-05`. Empty without rows.
#[must_use]
pub fn months_in_words(months: &[Month]) -> String {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return String::new();
    };
    let mut words = stretch(*first, *last);
    for (from, to) in gaps(months) {
        words.push_str(", gap ");
        words.push_str(&stretch(from, to));
    }
    words
}

fn gaps(months: &[Month]) -> Vec<(Month, Month)> {
    months
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] if one.next() < *other => Some((one.next(), Month(other.0 - 1))),
            _ => None,
        })
        .collect()
}

fn stretch(first: Month, last: Month) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}..{last}")
    }
}

/// The notes on a table that is otherwise complete.
pub fn notes(table: &IncidentTable, files: &[FileRead]) -> Vec<String> {
    let mut notes = Vec::new();
    months(table, &mut notes);
    row_notes(files, &mut notes);
    file_notes(files, &mut notes);
    if table.repeated_ids > 0 {
        let fate = if table.files.iter().any(|file| {
            file.rejected_by_reason
                .contains_key(&super::table::Rejection::RepeatedId)
        }) {
            "rejected"
        } else {
            "kept"
        };
        notes.push(format!(
            "{} have the id of another row: {fate}",
            rows(table.repeated_ids)
        ));
    }
    let unknown: u64 = table.unknown_types.values().sum();
    if unknown > 0 {
        let types = table.unknown_types.len();
        notes.push(format!(
            "{} of {types} offence types that no theme knows: counted as other",
            rows(unknown + table.unknown_types_beyond)
        ));
    }
    notes
}

fn months(table: &IncidentTable, notes: &mut Vec<String>) {
    let months: Vec<Month> = table.months.keys().copied().collect();
    let missing: i32 = gaps(&months)
        .iter()
        .map(|(from, to)| to.0 - from.0 + 1)
        .sum();
    if missing > 0 {
        notes.push(format!(
            "no rows in {missing} months between the first and the last: {}",
            months_in_words(&months)
        ));
    }
}

fn row_notes(files: &[FileRead], notes: &mut Vec<String>) {
    let total = |of: fn(&Oddities) -> u64| files.iter().map(|file| of(&file.oddities)).sum::<u64>();
    for (count, words) in [
        (
            total(|odd| odd.extra_fields),
            "have empty fields beyond the last column: let pass",
        ),
        (
            total(|odd| odd.zones),
            "have dates with a time zone: the clock time counts as written",
        ),
        (
            total(|odd| odd.reversed),
            "have a latest time before the earliest: both kept as given",
        ),
        (
            total(|odd| odd.no_end),
            "have no latest time: the earliest counts",
        ),
        (
            total(|odd| odd.month_first),
            "have a date that puts the month first: rejected, for dates are read day first",
        ),
        (
            files
                .iter()
                .map(|file| file.judgement.could_be_degrees)
                .sum(),
            "have coordinates in metres that look like degrees: check the coordinate system",
        ),
    ] {
        if count > 0 {
            notes.push(format!("{} {words}", rows(count)));
        }
    }
}

fn file_notes(files: &[FileRead], notes: &mut Vec<String>) {
    let mut note = |words: &str, holds: fn(&FileRead) -> bool| {
        let paths: Vec<&Path> = files
            .iter()
            .filter(|file| holds(file))
            .map(|file| file.input.path.as_path())
            .collect();
        if let [first, rest @ ..] = paths.as_slice() {
            let more = if rest.is_empty() {
                String::new()
            } else {
                format!(" and {} more", rest.len())
            };
            notes.push(format!(
                "{} {words}: {}{more}",
                counted(paths.len() as u64, "file"),
                first.display()
            ));
        }
    };
    note("with no rows below the header", |file| file.rows_read == 0);
    note("not in UTF-8, read as Windows-1252", |file| {
        file.oddities.legacy_texts > 0
    });
    note(
        "without a column for the offence type, every row counted as other",
        |file| file.header.columns.kind.is_none(),
    );
    note(
        "with columns found by their names, not by the study",
        |file| file.header.profile == Profile::Guessed,
    );
}

fn rows(count: u64) -> String {
    counted(count, "row")
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

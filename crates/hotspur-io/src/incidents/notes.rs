//! What else a reader of the results must know of the files, each with what it stands for.

use std::path::Path;

use hotspur_core::Month;

use super::file::FileRead;
use super::table::{FileLedger, IncidentTable, Profile, Rejection};

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
    note_gaps(table, &mut notes);
    note_rows(table, files, &mut notes);
    if table.repeated_ids.is_none() {
        notes.push("rows with the id of another row were not looked for: all are kept".to_owned());
    }
    note_files(files, &mut notes);
    notes
}

fn note_gaps(table: &IncidentTable, notes: &mut Vec<String>) {
    let months: Vec<Month> = table.months.keys().copied().collect();
    let missing: i32 = gaps(&months)
        .iter()
        .map(|(from, to)| to.0 - from.0 + 1)
        .sum();
    if missing > 0 {
        let words = months_in_words(&months);
        notes.push(format!(
            "months without a row between the first and the last: {missing} ({words})"
        ));
    }
}

fn note_rows(table: &IncidentTable, files: &[FileRead], notes: &mut Vec<String>) {
    let total = |of: fn(&FileRead) -> u64| files.iter().map(of).sum::<u64>();
    let unknown = table.unknown_types.values().sum::<u64>() + table.unknown_types_beyond;
    let dropped = |file: &FileLedger| file.rejected_by_reason.contains_key(&Rejection::RepeatedId);
    let repeats = if table.files.iter().any(dropped) {
        "rows with the id of another row, rejected"
    } else {
        "rows with the id of another row, kept"
    };
    for (words, count) in [
        (repeats, table.repeated_ids.unwrap_or(0)),
        (
            "rows of offence types that no theme knows, counted as other",
            unknown,
        ),
        (
            "rows with empty fields beyond the last column, let pass",
            total(|file| file.oddities.extra_fields),
        ),
        (
            "rows whose dates carry a time zone, the clock time counted as written",
            total(|file| file.oddities.zones),
        ),
        (
            "rows whose latest time lies before the earliest, both kept as given",
            total(|file| file.oddities.reversed),
        ),
        (
            "rows without a latest time, the earliest counted",
            total(|file| file.oddities.no_end),
        ),
        (
            "rows rejected for a date that puts the month first, for dates are read day first",
            total(|file| file.oddities.month_first),
        ),
        (
            "rows in metres that look like degrees, so check the coordinate system",
            total(|file| file.judgement.could_be_degrees),
        ),
    ] {
        if count > 0 {
            notes.push(format!("{words}: {count}"));
        }
    }
}

fn note_files(files: &[FileRead], notes: &mut Vec<String>) {
    let mut note = |words: &str, holds: fn(&FileRead) -> bool| {
        let paths: Vec<&Path> = files
            .iter()
            .filter(|file| holds(file))
            .map(|file| file.input.path.as_path())
            .collect();
        if let Some(first) = paths.first() {
            notes.push(format!(
                "{words}: {} (first {})",
                paths.len(),
                first.display()
            ));
        }
    };
    note("files with no row below the header", |file| {
        file.rows_read == 0
    });
    note("files not in UTF-8, read as Windows-1252", |file| {
        file.oddities.legacy_texts > 0
    });
    note(
        "files without a column for the offence type, every row counted as other",
        |file| file.header.columns.kind.is_none(),
    );
    note(
        "files with columns found by their names, not by the study",
        |file| file.header.profile == Profile::Guessed,
    );
}

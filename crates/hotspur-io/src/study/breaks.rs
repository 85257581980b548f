//! Breaks of series: the list that is shipped, and lists of the same form.

use std::io::Read;

use hotspur_core::change::Break;
use serde::Deserialize;

use super::period::{PeriodError, parse_period};

/// Facts about recording in England and Wales, each with its source; a study adds its own.
const SHIPPED: &str = include_str!("../../assets/breaks.csv");

/// Why a list of breaks could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BreaksError {
    /// A row is not of the form.
    #[error("the list of breaks does not read: {0}; its columns are date,force,theme,note,source")]
    Row(#[from] csv::Error),
    /// A date is no month.
    #[error("the list of breaks, line {line}: {why}")]
    Date {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        why: PeriodError,
    },
    /// A field that must say something is empty.
    #[error(
        "the list of breaks, line {line}: {field} is empty; write * for every force or theme, and who says so as the source"
    )]
    Empty {
        /// The line, from 1.
        line: u64,
        /// The field.
        field: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    date: String,
    force: String,
    theme: String,
    note: String,
    source: String,
}

/// The breaks that are shipped, in order of dates.
///
/// # Errors
///
/// None that a release can have: the list is part of the program, and a test reads it.
///
/// ```
/// let shipped = hotspur_io::study::shipped_breaks().unwrap();
/// assert!(shipped.iter().any(|broken| broken.date.to_string() == "2002-04"));
/// ```
pub fn shipped_breaks() -> Result<Vec<Break>, BreaksError> {
    read_breaks(SHIPPED.as_bytes())
}

/// Reads a list of breaks: CSV with the columns date (a month, or a day of it), force, theme, note and source.
///
/// # Errors
///
/// [`BreaksError`] names the line that is not of the form.
pub fn read_breaks(list: impl Read) -> Result<Vec<Break>, BreaksError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(list);
    let header = reader.headers()?.clone();
    let mut breaks = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        breaks.push(one(record.deserialize(Some(&header))?, line)?);
    }
    breaks.sort();
    Ok(breaks)
}

fn one(row: Row, line: u64) -> Result<Break, BreaksError> {
    let date = parse_period(Some(&row.date), None)
        .and_then(|period| period.ok_or_else(|| PeriodError::Unreadable(row.date.clone())))
        .map_err(|why| BreaksError::Date { line, why })?;
    let fields = [
        ("force", &row.force),
        ("theme", &row.theme),
        ("note", &row.note),
        ("source", &row.source),
    ];
    if let Some((field, _)) = fields.into_iter().find(|(_, text)| text.is_empty()) {
        return Err(BreaksError::Empty { line, field });
    }
    Ok(Break {
        date: date.first_month(),
        force: row.force,
        theme: row.theme,
        note: row.note,
        source: row.source,
    })
}

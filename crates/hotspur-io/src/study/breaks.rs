//! Breaks of series: the list that is shipped, and lists of the same form.

use std::io::Read;

use hotspur_core::change::{Break, EVERY};
use serde::{Deserialize, Serialize};

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
    /// A break that a study declares is not of the form.
    #[error("[[break]] number {number} of the study: {why}")]
    Declared {
        /// Its number, from 1.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// A break that a study declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakSection {
    /// The first month that is counted in the new way.
    pub date: String,
    /// The key of the theme; every one where it is not given.
    #[serde(default = "every")]
    pub theme: String,
    /// The force; every one where it is not given.
    #[serde(default = "every")]
    pub force: String,
    /// What changed.
    pub note: String,
    /// Who says so.
    pub source: String,
}

fn every() -> String {
    EVERY.to_owned()
}

/// The breaks that a study declares.
///
/// # Errors
///
/// [`BreaksError::Declared`] says which of them is not of the form, and why.
pub fn declared_breaks(sections: &[BreakSection]) -> Result<Vec<Break>, BreaksError> {
    let breaks = sections.iter().zip(1..).map(|(section, number)| {
        let row = Row {
            date: section.date.clone(),
            force: section.force.clone(),
            theme: section.theme.clone(),
            note: section.note.clone(),
            source: section.source.clone(),
        };
        one(row, 0).map_err(|error| BreaksError::Declared {
            number,
            why: match error {
                BreaksError::Date { why, .. } => why.to_string(),
                BreaksError::Empty { field, .. } => format!("{field} is empty"),
                other => other.to_string(),
            },
        })
    });
    breaks.collect()
}

/// Whether a break is of data that one publisher makes: its note begins with the publisher's name.
#[must_use]
pub fn is_of_publisher(broken: &Break, publisher: &str) -> bool {
    let begins = broken.note.strip_prefix(publisher);
    begins.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
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

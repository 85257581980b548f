//! Percentages of surveys, from a table of question, year, respondents and percent or yes, and, where they are there, code,
//! theme, worse and source.

use std::collections::{BTreeMap, BTreeSet};

use hotspur_core::Areas;
use hotspur_core::track::{Survey, SurveyRow, Worse};

use super::TrackError;
use super::table::{Table, TableRow};
use crate::write::InputRecord;

/// More people than any survey asks.
const MOST_RESPONDENTS: u64 = 1_000_000_000;

/// More questions than a page tells.
const MOST_QUESTIONS: usize = 200;

/// Reads a table of surveys.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn survey(file: &str, areas: &Areas) -> Result<(Survey, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "survey")?;
    let question = (table
        .column("question")
        .or_else(|| table.column("indicator")))
    .map_or_else(|| table.needed("question"), Ok)?;
    let (year, respondents) = (table.needed("year")?, table.needed("respondents")?);
    let (percent, yes) = (table.column("percent"), table.column("yes"));
    if percent.is_none() && yes.is_none() {
        let why = "it needs a column percent, or yes with how many said so";
        return Err(table.refused(1, why.to_owned()));
    }
    let [code, theme, worse, source] =
        ["code", "theme", "worse", "source"].map(|name| table.column(name));
    let numbers: BTreeMap<&str, u32> = (0_u32..)
        .zip(areas.list())
        .map(|(number, area)| (area.code.as_str(), number))
        .collect();
    let mut seen: BTreeMap<(String, String, Option<u32>), u64> = BTreeMap::new();
    let mut questions = BTreeSet::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        let refuse = |why: String| table.refused(row.line, why);
        let area = match row.optional(code) {
            "" => None,
            text => Some(*numbers.get(text).ok_or_else(|| {
                refuse(format!(
                    "there is no area {text:?}: give the code of one, or none for the study area"
                ))
            })?),
        };
        let asked = row.text(question).to_owned();
        if asked.is_empty() || row.text(year).is_empty() {
            return Err(refuse("question or year is empty: say both".to_owned()));
        }
        questions.insert(asked.clone());
        if questions.len() > MOST_QUESTIONS {
            return Err(refuse(format!(
                "more than {MOST_QUESTIONS} questions: keep those that are told"
            )));
        }
        let same = (asked.clone(), row.text(year).to_owned(), area);
        if let Some(line) = seen.insert(same, row.line) {
            return Err(refuse(format!(
                "line {line} answers it already: leave one of them out"
            )));
        }
        let people: Option<u64> = row.text(respondents).parse().ok();
        let people = people.filter(|people| (1..=MOST_RESPONDENTS).contains(people));
        let people = people.ok_or_else(|| {
            refuse(format!(
                "respondents {:?} is no whole number from 1 on",
                row.text(respondents)
            ))
        })?;
        rows.push(SurveyRow {
            question: asked,
            year: row.text(year).to_owned(),
            area,
            respondents: people,
            share: share(row, percent, yes, people).map_err(refuse)?,
            theme: Some(row.optional(theme)).filter(|key| !key.is_empty()).map(str::to_owned),
            worse: match row.optional(worse).to_lowercase().as_str() {
                "" => None,
                "high" => Some(Worse::High),
                "low" => Some(Worse::Low),
                other => {
                    return Err(refuse(format!(
                        "worse {other:?} is none: write high where a larger share is the worse one, low where it is the better one"
                    )));
                }
            },
            source: row.optional(source).to_owned(),
        });
    }
    agreed(&table, &rows)?;
    Ok((Survey { rows }, input))
}

/// The share who said yes, from how many did, else from the percentage.
fn share(
    row: &TableRow,
    percent: Option<usize>,
    yes: Option<usize>,
    people: u64,
) -> Result<f64, String> {
    let text = row.optional(yes);
    if !text.is_empty() {
        let said: Option<u64> = text.parse().ok().filter(|said| *said <= people);
        let said = said.ok_or_else(|| {
            format!("yes {text:?} is no whole number from 0 to the {people} respondents")
        })?;
        return Ok(said as f64 / people as f64);
    }
    let text = row.optional(percent);
    let number: Option<f64> = text.trim_end_matches('%').trim_end().parse().ok();
    let number = number.filter(|number| (0.0..=100.0).contains(number));
    number
        .map(|number| number / 100.0)
        .ok_or_else(|| format!("percent {text:?} is no number from 0 to 100"))
}

/// All rows of a question have one theme and one direction, where they say any.
fn agreed(table: &Table, rows: &[SurveyRow]) -> Result<(), TrackError> {
    let mut known: BTreeMap<&str, (Option<&str>, Option<Worse>)> = BTreeMap::new();
    for (row, read) in rows.iter().zip(&table.rows) {
        let kept = known.entry(&row.question).or_default();
        let theme = row.theme.as_deref();
        if kept.0.is_some() && theme.is_some() && kept.0 != theme
            || kept.1.is_some() && row.worse.is_some() && kept.1 != row.worse
        {
            let why = format!(
                "{:?} has another theme or another worse before: one question has one of each",
                row.question
            );
            return Err(table.refused(read.line, why));
        }
        *kept = (kept.0.or(theme), kept.1.or(row.worse));
    }
    Ok(())
}

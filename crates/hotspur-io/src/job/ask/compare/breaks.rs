//! The breaks of the series between two periods: those that ship, those of the studies.

use hotspur_core::change::{Break, crossed};
use hotspur_core::comparison::LikeMonths;
use hotspur_core::{Month, Period};

use super::earlier::OtherStudy;
use super::{CompareError, Read};
use crate::incidents::IncidentTable;
use crate::study::{Study, declared_breaks, is_of_publisher, shipped_breaks};

/// The publisher whose own breaks ship.
const PUBLISHER: &str = "police.uk";

/// The breaks between the periods that touch a theme compared, a force of the data and its publisher.
pub fn between(
    months: &LikeMonths,
    keys: &[&str],
    read: Read,
    other: Option<&OtherStudy>,
) -> Result<Vec<Break>, CompareError> {
    let mut sides: Vec<(&Study, &IncidentTable)> = vec![(read.study, &read.incidents.table)];
    sides.extend(other.map(|other| (&other.study, &other.table)));
    let published = (sides.iter()).any(|(_, table)| table.publisher == Some(PUBLISHER));
    let mut breaks = shipped_breaks()?;
    breaks.retain(|broken| published || !is_of_publisher(broken, PUBLISHER));
    let mut forces = Vec::new();
    let mut all_known = true;
    for (study, table) in sides {
        breaks.extend(declared_breaks(&study.breaks)?);
        let known = forces_of(study, table);
        all_known &= !known.is_empty();
        forces.extend(known);
    }
    breaks.sort();
    breaks.dedup();
    if !all_known {
        forces.clear();
    }
    let forces: Vec<&str> = forces.iter().map(String::as_str).collect();
    let (Some(before), Some(after)) = (span(&months.before), span(&months.after)) else {
        return Ok(Vec::new());
    };
    let found = crossed(&breaks, (before, after), &forces, keys);
    Ok(found.into_iter().cloned().collect())
}

/// The breaks within a span that may touch a study's data: those that ship of its forces and its publisher, and its own.
pub fn of_study(
    study: &Study,
    table: &IncidentTable,
    span: Period,
) -> Result<Vec<Break>, CompareError> {
    let mut breaks = shipped_breaks()?;
    let published = table.publisher == Some(PUBLISHER);
    breaks.retain(|broken| published || !is_of_publisher(broken, PUBLISHER));
    breaks.extend(declared_breaks(&study.breaks)?);
    breaks.sort();
    breaks.dedup();
    let forces = forces_of(study, table);
    let forces: Vec<&str> = forces.iter().map(String::as_str).collect();
    let themes: Vec<&str> = breaks.iter().map(|broken| broken.theme.trim()).collect();
    let found = crossed(&breaks, (span, span), &forces, &themes);
    Ok(found.into_iter().cloned().collect())
}

fn span(months: &[Month]) -> Option<Period> {
    Period::months(*months.first()?, *months.last()?)
}

/// The forces whose data these are: the one that the study names, or those that police.uk's names of files tell
/// (`2025-01-staffordshire-street.csv`); none where neither is there.
fn forces_of(study: &Study, table: &IncidentTable) -> Vec<String> {
    if let Some(force) = &study.force {
        return vec![force.clone()];
    }
    let mut forces = Vec::new();
    for file in &table.files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let force = name.strip_suffix("-street.csv").and_then(|name| {
            let (month, force) = name.split_at_checked("2025-01-".len())?;
            let dated = month.ends_with('-') && month.starts_with(|c: char| c.is_ascii_digit());
            dated.then(|| force.to_owned())
        });
        match force {
            Some(force) => forces.push(force),
            None => return Vec::new(),
        }
    }
    forces.sort();
    forces.dedup();
    forces
}

/// The refusal, which names each break.
pub fn refusal(breaks: &[Break]) -> CompareError {
    let named = breaks.iter().map(|broken| format!("\n  {}", words(broken)));
    CompareError::Breaks {
        count: breaks.len(),
        named: named.collect(),
    }
}

/// What is said where breaks are crossed on purpose.
pub fn crossed_words(breaks: &[Break]) -> Option<String> {
    let named: Vec<String> = breaks.iter().map(words).collect();
    (!named.is_empty()).then(|| {
        format!(
            "{} break(s) of the series lie between the periods and are crossed on purpose, so that a change may be one of recording: {}",
            breaks.len(),
            named.join("; ")
        )
    })
}

/// "2022-07, burglary: what changed (source)".
pub fn words(broken: &Break) -> String {
    let of: Vec<&str> = [broken.force.as_str(), broken.theme.as_str()]
        .into_iter()
        .filter(|of| *of != hotspur_core::change::EVERY)
        .collect();
    let of = match of.is_empty() {
        true => String::new(),
        false => format!(", {}", of.join(", ")),
    };
    format!("{}{of}: {} ({})", broken.date, broken.note, broken.source)
}

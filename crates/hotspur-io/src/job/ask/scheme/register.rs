//! From the features of a register to schemes: zones of one name together, and what their columns say.

use std::collections::BTreeMap;
use std::path::Path;

use geo::MultiPolygon;
use hotspur_core::scheme::Zone;
use hotspur_core::{Minute, Month};
use jiff::civil::Date;

use super::SchemeError;
use crate::areas::ReadArea;

/// What a register says of one scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What was done.
    pub kind: Option<String>,
    /// Keys of themes, as they are written.
    pub themes: Vec<String>,
    /// Its stage.
    pub stage: Option<Stage>,
    /// When it began.
    pub start: Option<Written>,
    /// When it ended.
    pub end: Option<Written>,
    /// The grounds of each role.
    pub grounds: BTreeMap<Zone, Vec<MultiPolygon<f64>>>,
}

/// How far a scheme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is done yet.
    Planned,
    /// It runs.
    Running,
    /// It is judged.
    Ended,
}

/// A month or day with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// As it stands in the register.
    pub text: String,
    /// Its month.
    pub month: Month,
    /// Its day of the month, where it is said.
    pub day: Option<i8>,
}

impl Written {
    /// Whether it is the last day of its month.
    pub fn ends_its_month(&self) -> bool {
        let first = self.month.next().start().map(Minute::to_civil);
        let days = first.and_then(|first| first.date().yesterday().ok());
        self.day.is_some() && self.day == days.map(Date::day)
    }
}

/// The schemes of a file, in the order of their names.
pub fn entries(file: &str, features: Vec<ReadArea>) -> Result<Vec<Entry>, SchemeError> {
    let mut names: Vec<String> = features
        .iter()
        .filter_map(|at| column(at, "name"))
        .collect();
    names.sort_unstable();
    names.dedup();
    let only = match names.as_slice() {
        [] => Path::new(file)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned()),
        [only] => Some(only.clone()),
        _ => None,
    };
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (feature, at) in features.into_iter().zip(1..) {
        let name = column(&feature, "name").or_else(|| only.clone());
        let name = name.ok_or_else(|| SchemeError::Nameless {
            file: file.to_owned(),
            feature: at,
        })?;
        let entry = entries.entry(name.clone()).or_insert_with(|| Entry {
            name,
            kind: None,
            themes: Vec::new(),
            stage: None,
            start: None,
            end: None,
            grounds: BTreeMap::new(),
        });
        add(file, at, entry, feature)?;
    }
    Ok(entries.into_values().collect())
}

fn column(feature: &ReadArea, name: &str) -> Option<String> {
    feature.texts.get(name).cloned()
}

fn add(file: &str, at: usize, entry: &mut Entry, feature: ReadArea) -> Result<(), SchemeError> {
    let zone = role(file, at, &feature)?;
    let date = |column_name: &'static str| {
        let text = column(&feature, column_name);
        text.map(|text| written(file, at, column_name, text))
            .transpose()
    };
    let (start, end) = (date("start")?, date("end")?);
    let stage = column(&feature, "stage");
    let stage = stage.map(|text| stage_of(file, at, &text)).transpose()?;
    let themes = column(&feature, "theme").or_else(|| column(&feature, "themes"));
    let themes: Vec<String> = themes
        .iter()
        .flat_map(|text| text.split([',', ';', '|']))
        .map(|key| key.trim().to_owned())
        .filter(|key| !key.is_empty())
        .collect();
    let scheme = entry.name.clone();
    let disagree = |column: &'static str, one: &str, other: &str| SchemeError::Disagree {
        file: file.to_owned(),
        scheme: scheme.clone(),
        column,
        one: one.to_owned(),
        other: other.to_owned(),
    };
    for (column, slot, given) in [
        ("start", &mut entry.start, start),
        ("end", &mut entry.end, end),
    ] {
        match (&slot, given) {
            (Some(one), Some(other)) if (one.month, one.day) != (other.month, other.day) => {
                return Err(disagree(column, &one.text, &other.text));
            }
            (None, Some(given)) => *slot = Some(given),
            _ => {}
        }
    }
    match (entry.stage, stage) {
        (Some(one), Some(other)) if one != other => {
            return Err(disagree(
                "stage",
                &format!("{one:?}"),
                &format!("{other:?}"),
            ));
        }
        (None, given) => entry.stage = given,
        _ => {}
    }
    if entry.kind.is_none() {
        entry.kind = column(&feature, "kind");
    }
    for theme in themes {
        if !entry.themes.contains(&theme) {
            entry.themes.push(theme);
        }
    }
    entry.grounds.entry(zone).or_default().push(feature.outline);
    Ok(())
}

/// The role of a zone: words are compared without case, and with any of blank, hyphen and underscore between them.
fn role(file: &str, feature: usize, zone: &ReadArea) -> Result<Zone, SchemeError> {
    let written = column(zone, "role").unwrap_or_default();
    let folded = written.to_lowercase().replace([' ', '-'], "_");
    // A shapefile cuts names of columns at ten letters.
    let marked = ["buffer_control", "buffer_con"].iter().any(|name| {
        let mark = column(zone, name).map(|text| text.to_lowercase());
        mark.is_some_and(|mark| matches!(mark.as_str(), "true" | "yes" | "y" | "t" | "1"))
    });
    match folded.as_str() {
        "target" | "treatment" | "treated" => Ok(Zone::Target),
        "control" if marked => Ok(Zone::BufferControl),
        "control" | "comparison" => Ok(Zone::Control),
        "buffer" | "displacement" | "displacement_zone" => Ok(Zone::Buffer),
        "buffer_control" | "control_buffer" => Ok(Zone::BufferControl),
        _ => Err(SchemeError::Role {
            file: file.to_owned(),
            feature,
            role: written,
        }),
    }
}

fn stage_of(file: &str, feature: usize, text: &str) -> Result<Stage, SchemeError> {
    match text.to_lowercase().as_str() {
        "planned" | "plan" | "planning" => Ok(Stage::Planned),
        "running" | "monitoring" => Ok(Stage::Running),
        "ended" | "evaluation" => Ok(Stage::Ended),
        _ => Err(SchemeError::Stage {
            file: file.to_owned(),
            feature,
            stage: text.to_owned(),
        }),
    }
}

/// A month, a day, or a day with a time of day that is not looked at.
fn written(
    file: &str,
    feature: usize,
    column: &'static str,
    text: String,
) -> Result<Written, SchemeError> {
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<i16>().ok();
    let found = match parts.as_slice() {
        [year, month] if year.len() == 4 => {
            day_of(number(year), number(month), Some(1)).map(|day| (day, false))
        }
        [year, month, day] if year.len() == 4 => {
            day_of(number(year), number(month), number(day)).map(|day| (day, true))
        }
        _ => None,
    };
    let known = |date: &Date| (1900..=2200).contains(&date.year());
    match found.filter(|(date, _)| known(date)) {
        Some((date, is_day)) => Ok(Written {
            month: Month::from_year_month(date.year(), date.month()),
            day: is_day.then(|| date.day()),
            text: date_text(date, is_day),
        }),
        None => Err(SchemeError::Date {
            file: file.to_owned(),
            feature,
            column,
            text,
        }),
    }
}

fn date_text(date: Date, is_day: bool) -> String {
    match is_day {
        true => date.to_string(),
        false => Month::from_year_month(date.year(), date.month()).to_string(),
    }
}

fn day_of(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Option<Date> {
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year?, small(month?)?, small(day?)?).ok()
}

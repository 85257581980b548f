//! How the rows of a partial were read: runs that differ in it read different rows.

use hotspur_core::Period;
use serde::{Deserialize, Serialize};

use super::super::source::{ColumnMapping, IncidentSource};

/// What decides which rows are read, and how.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    program: String,
    columns: Option<Vec<Option<String>>>,
    /// The first minute and the minute after the last, since 1970.
    period: Option<[i32; 2]>,
    degrees: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<String>,
}

impl Settings {
    /// Those of a source.
    pub fn of(source: &IncidentSource) -> Self {
        let minutes = |period: &Period| [period.from.0, period.until.0];
        Self {
            program: concat!("hotspur ", env!("CARGO_PKG_VERSION")).to_owned(),
            columns: source.columns.as_ref().map(columns),
            period: source.period.as_ref().map(minutes),
            degrees: source.degrees,
            sources: source.sources.clone(),
        }
    }

    /// What differs, in words.
    pub fn agrees(&self, run: &Self) -> Result<(), String> {
        let differs = [
            (
                self.program != run.program,
                "by another version of the program",
            ),
            (
                self.columns != run.columns,
                "with other [incidents.columns]",
            ),
            (self.period != run.period, "with another period"),
            (self.degrees != run.degrees, "with another [incidents] crs"),
            (self.sources != run.sources, "of other [incidents] sources"),
        ];
        match differs.iter().find(|(differs, _)| *differs) {
            None => Ok(()),
            Some((_, how)) => Err(format!(
                "its rows were read {how}: make it again with `hotspur tally` and the study of this run"
            )),
        }
    }
}

fn columns(mapping: &ColumnMapping) -> Vec<Option<String>> {
    let ColumnMapping {
        x,
        y,
        when,
        from,
        to,
        kind,
        place,
        id,
        source,
    } = mapping.clone();
    vec![Some(x), Some(y), when, from, to, kind, place, id, source]
}

//! From what a study tracks to what core is asked: years, indicators, targets, and the small tables beside them.

mod beside;
mod covariates;
mod error;
mod family;
mod groups;
mod harm;
mod indicators;
mod parents;
mod printed;
mod priorities;
mod settings;
mod survey;
mod table;

pub use error::TrackError;
pub use parents::read_parents;
pub use printed::read_printed;

use hotspur_core::Period;
use hotspur_core::focus::Spans;
use hotspur_core::track::Track;
use hotspur_core::track::printed::PrintedAsk;

use super::super::JobError;
use super::AskError;
use super::compare::{Read, of_study};
use crate::job::SEED;
use crate::write::InputRecord;
use beside::beside;
use settings::{Settings, settings};

/// What is tracked, and the period that the rest of the run is about: the year so far.
pub struct Resolved {
    /// The year up to its date.
    pub spans: Spans,
    /// What is tracked.
    pub track: Track,
}

/// Resolves what a study tracks; what was understood otherwise than it was written is said.
pub fn track(
    read: Read,
    said: &mut Vec<String>,
    inputs: &mut Vec<InputRecord>,
) -> Result<Resolved, JobError> {
    if read.study.indicators.is_empty() {
        return Err(AskError::from(TrackError::NoIndicators).into());
    }
    let Settings {
        starts,
        year,
        as_at,
        baseline,
        level,
        confident,
        noted,
    } = settings(read)?;
    let groups = groups::groups(read, said)?;
    let coarse = read.incidents.table.publisher.is_some();
    let beside =
        beside(&read.study.track, &read.areas.areas, coarse, inputs).map_err(AskError::from)?;
    let survey = beside.survey.as_ref();
    let indicators = indicators::indicators(read, &groups, survey, starts, said)?;
    let all_held: std::collections::BTreeSet<_> = (read.incidents.coverage.months.keys())
        .copied()
        .filter(|month| *month <= as_at)
        .collect();
    let first = (all_held.first().copied().into_iter())
        .chain(baseline.map(|baseline| baseline.0))
        .chain([year.0])
        .min()
        .unwrap_or(as_at);
    let family = match &read.study.track.family {
        None => None,
        Some(file) => {
            let (family, input) = family::family(file).map_err(AskError::from)?;
            inputs.push(input);
            Some(family)
        }
    };
    let breaks = match Period::months(first, as_at) {
        Some(span) => of_study(read.study, &read.incidents.table, span)?,
        None => Vec::new(),
    };
    Ok(Resolved {
        spans: Spans {
            period: Period::months(year.0, as_at),
            before: None,
        },
        track: Track {
            year,
            as_at,
            baseline,
            held: (all_held.iter().copied())
                .filter(|month| year.place(*month).is_some())
                .collect(),
            all_held,
            breaks,
            across_breaks: read.study.track.across_breaks,
            level,
            confident,
            noted,
            indicators,
            groups,
            seed: read.study.seed.unwrap_or(SEED),
            family,
            beside,
            printed: printed_ask(read, inputs).map_err(AskError::from)?,
        },
    })
}

/// The printed figures and the targets above them, as far as the study names tables of them.
fn printed_ask(read: Read, inputs: &mut Vec<InputRecord>) -> Result<PrintedAsk, TrackError> {
    let mut ask = PrintedAsk::default();
    if let Some(file) = &read.study.track.printed {
        let (figures, input) = read_printed(file)?;
        ask.figures = figures;
        inputs.push(input);
    }
    if let Some(file) = &read.study.track.parents {
        let (parents, input) = read_parents(file)?;
        ask.parents = parents;
        inputs.push(input);
    }
    Ok(ask)
}

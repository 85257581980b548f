//! Two periods to compare: the months that are alike, the breaks between them, and the study that holds the earlier one.

mod breaks;
mod earlier;
mod error;
mod lookup;
mod months;

pub use breaks::of_study;
pub(in crate::job) use breaks::words as break_words;
pub use error::CompareError;

use std::sync::Arc;

use hotspur_core::comparison::{Compare, LikeMonths, like_months};
use hotspur_core::focus::Spans;
use hotspur_core::{Counted, Period, Themes};

use super::super::areas::ReadAreas;
use super::super::incidents::ReadIncidents;
use super::super::themes::counted_of;
use super::super::{JobError, ThemesError};
use crate::study::{CompareSection, Study};
use crate::write::InputRecord;
use earlier::OtherStudy;
use months::{asked_months, refuse_disorder};

/// What was read of the study that asks.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its themes.
    pub themes: &'a Themes,
    /// Its areas.
    pub areas: &'a ReadAreas,
    /// Its incidents.
    pub incidents: &'a ReadIncidents,
}

/// What is compared, and the spans that the rest of the run is about.
pub struct Resolved {
    /// The later period, and the earlier one where it is in the same data.
    pub spans: Spans,
    /// What is compared.
    pub compare: Compare,
}

/// Resolves what a study asks to compare; what was left out or crossed on purpose is said.
pub fn compare(
    asked: &CompareSection,
    read: Read,
    said: &mut Vec<String>,
    inputs: &mut Vec<InputRecord>,
) -> Result<Resolved, JobError> {
    let other = match &asked.with {
        Some(file) => {
            let lookup = asked.lookup.as_deref();
            Some(earlier::read(file, lookup, read.areas, said, inputs)?)
        }
        None if asked.lookup.is_some() => return Err(CompareError::LookupAlone.into()),
        None => None,
    };
    let months = like(asked, read.incidents, other.as_ref(), said)?;
    let things = things(read)?;
    let keys: Vec<&str> = things.iter().map(|thing| thing.key(read.themes)).collect();
    let breaks = breaks::between(&months, &keys, read, other.as_ref())?;
    if !breaks.is_empty() && !asked.across_breaks {
        return Err(breaks::refusal(&breaks).into());
    }
    said.extend(breaks::crossed_words(&breaks));
    let span = |months: &[hotspur_core::Month]| {
        let ends = months.first().zip(months.last());
        ends.and_then(|(first, last)| Period::months(*first, *last))
    };
    Ok(Resolved {
        spans: Spans {
            period: span(&months.after),
            before: span(&months.before).filter(|_| other.is_none()),
        },
        compare: Compare {
            months,
            things,
            breaks,
            earlier: other.map(|other| Arc::new(other.earlier)),
            ..Compare::default()
        },
    })
}

/// The months that are alike; those left out are said.
fn like(
    asked: &CompareSection,
    incidents: &ReadIncidents,
    other: Option<&OtherStudy>,
    said: &mut Vec<String>,
) -> Result<LikeMonths, CompareError> {
    let held = incidents.coverage.months.keys().copied().collect();
    let held_before = match other {
        Some(other) => other.earlier.coverage.months.keys().copied().collect(),
        None => std::collections::BTreeSet::clone(&held),
    };
    let alone = other.is_none();
    let before = asked_months("--before", asked.before.as_deref(), &held_before, alone)?;
    let after = asked_months("--after", asked.after.as_deref(), &held, alone)?;
    refuse_disorder(&before, &after)?;
    let months = like_months((&before, &held_before), (&after, &held));
    if months.before.is_empty() {
        return Err(months::no_like(&before, &after, &held_before, &held));
    }
    said.extend(months::left_out_words(&months));
    Ok(months)
}

/// What is counted: the themes asked, or everything.
fn things(read: Read) -> Result<Vec<Counted>, ThemesError> {
    let keys = &read.study.ask.themes;
    if keys.is_empty() || keys.iter().any(|key| key == "all") {
        let themes = (0..read.themes.list().len()).map(Counted::Theme);
        let totals = [Counted::AllCrime, Counted::AllIncidents];
        return Ok(totals.into_iter().chain(themes).collect());
    }
    let mut things = Vec::new();
    for key in keys {
        let thing = counted_of(key, read.themes)?;
        if !things.contains(&thing) {
            things.push(thing);
        }
    }
    Ok(things)
}

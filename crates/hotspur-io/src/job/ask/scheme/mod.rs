//! From a register of schemes to what is asked of each: its zones on the plane, its months, its themes.

mod error;
mod ground;
mod register;

pub use error::SchemeError;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hotspur_core::change::{Break, crossed};
use hotspur_core::scheme::{
    SchemeAsked, SchemeEnds, SchemeWhen, SpansError, Zone, Zones, latest_months, running_spans,
    scheme_spans,
};
use hotspur_core::{Counted, Incidents, Month, Period, Themes};

use super::super::JobError;
use super::super::areas::{ReadAreas, record};
use super::super::incidents::ReadIncidents;
use super::super::themes::counted_of;
use super::AskError;
use crate::areas::{AreaOptions, project_areas, read_areas};
use crate::study::{AskSection, EvaluateSection, parse_period, shipped_breaks};
use crate::write::InputRecord;
use register::{Entry, Stage, entries};

/// A plan is over as many months before and after, where nothing is asked.
const YEAR: u32 = 12;

/// Of months with so many incidents on average, one in a thousand is empty by chance: one that is was not recorded.
const NEVER_EMPTY: f64 = 7.0;

/// More months are a slip of the pen.
const MOST_MONTHS: u32 = 120;

/// The schemes of the register that a study asks about, and the files read.
pub fn schemes(
    section: &AskSection,
    themes: &Themes,
    areas: &ReadAreas,
    incidents: &ReadIncidents,
    said: &mut Vec<String>,
) -> Result<(Vec<SchemeAsked>, Vec<InputRecord>), JobError> {
    let Some(asked) = &section.evaluate else {
        return Ok((Vec::new(), Vec::new()));
    };
    if let Some(months) = asked
        .months
        .filter(|months| !(1..=MOST_MONTHS).contains(months))
    {
        return Err(AskError::from(SchemeError::LengthOfSpan(months)).into());
    }
    let file = asked.scheme.as_str();
    let path = Path::new(file);
    let options = AreaOptions {
        zones: true,
        ..AreaOptions::default()
    };
    let read = read_areas(path, &options)?;
    said.extend(read.warnings);
    let inputs = read.inputs.iter().map(|input| record(input, "scheme"));
    let inputs = inputs.collect();
    let features = project_areas(path, read.areas, read.crs, areas.crs)?;
    let entries = entries(file, features).map_err(AskError::from)?;
    let held = months_held(section, &incidents.incidents)?;
    let breaks = shipped_breaks().map_err(|error| JobError::Missing(error.to_string()))?;
    let forces = forces(&incidents.incidents);
    let mut found = Vec::new();
    for entry in entries {
        let things = things(section, &entry, themes)?;
        let (scheme, notes) = scheme(asked, entry, areas, &held).map_err(AskError::from)?;
        said.extend(notes);
        let keys: Vec<&str> = things.iter().map(|thing| thing.key(themes)).collect();
        let breaks = broken(&scheme, &breaks, &forces, &keys);
        found.push(SchemeAsked {
            things,
            breaks,
            ..scheme
        });
    }
    let zones: Vec<(String, Zones)> = (found.iter())
        .map(|scheme| (scheme.name.clone(), scheme.zones.clone()))
        .collect();
    for (scheme, caution) in ground::elsewhere(&zones) {
        found[scheme].cautions.push(caution);
    }
    refuse_all(file, &found)?;
    Ok((found, inputs))
}

/// Where no scheme of the register can be answered for, the first says why; where some can, the others are told of beside them.
fn refuse_all(file: &str, found: &[SchemeAsked]) -> Result<(), AskError> {
    match found.first().map(|first| (first, &first.when)) {
        Some((first, Err(why))) if found.iter().all(|scheme| scheme.when.is_err()) => {
            Err(SchemeError::Months {
                file: file.to_owned(),
                scheme: first.name.clone(),
                why: why.clone(),
            }
            .into())
        }
        _ => Ok(()),
    }
}

/// The months that the data hold, within the period that is asked about: all from the first incident to the last, but those
/// without any where a month holds so many that chance leaves none empty.
fn months_held(section: &AskSection, incidents: &Incidents) -> Result<BTreeSet<Month>, JobError> {
    let period = parse_period(section.from.as_deref(), section.to.as_deref())?;
    let mut counts: BTreeMap<Month, u64> = BTreeMap::new();
    for (when, count) in incidents.when().iter().zip(incidents.count()) {
        if period.is_none_or(|period| period.holds(*when)) {
            *counts.entry(when.counted_in()).or_default() += u64::from(*count);
        }
    }
    let total: u64 = counts.values().sum();
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Ok(BTreeSet::new());
    };
    let all = first.0..=last.0;
    let quiet = (total as f64) < NEVER_EMPTY * (last.0 - first.0 + 1) as f64;
    let held = all.map(Month);
    Ok(held
        .filter(|month| quiet || counts.contains_key(month))
        .collect())
}

/// Who recorded the incidents.
fn forces(incidents: &Incidents) -> Vec<String> {
    let named = (0..incidents.len()).map(|row| incidents.source(row));
    let named: BTreeSet<&str> = named.filter(|source| !source.is_empty()).collect();
    named.into_iter().map(str::to_owned).collect()
}

/// Those asked for, else the scheme's own, else all crime and all incidents.
fn things(section: &AskSection, entry: &Entry, themes: &Themes) -> Result<Vec<Counted>, JobError> {
    let keys = if section.themes.is_empty() {
        &entry.themes
    } else {
        &section.themes
    };
    if keys.is_empty() {
        return Ok(vec![Counted::AllCrime, Counted::AllIncidents]);
    }
    let mut things = Vec::new();
    for key in keys {
        if key == "all" {
            things.extend((0..themes.list().len()).map(Counted::Theme));
        } else {
            things.push(counted_of(key, themes)?);
        }
    }
    let mut seen = BTreeSet::new();
    things.retain(|thing| seen.insert(*thing));
    Ok(things)
}

fn scheme(
    asked: &EvaluateSection,
    entry: Entry,
    areas: &ReadAreas,
    held: &BTreeSet<Month>,
) -> Result<(SchemeAsked, Vec<String>), SchemeError> {
    let file = asked.scheme.as_str();
    if let (Some(start), Some(end)) = (&entry.start, &entry.end)
        && (end.month, end.day.unwrap_or(31)) < (start.month, start.day.unwrap_or(1))
    {
        return Err(SchemeError::Reversed {
            file: file.to_owned(),
            scheme: entry.name,
            start: start.text.clone(),
            end: end.text.clone(),
        });
    }
    let when = when(asked, &entry, held);
    let (zones, mut lie) = ground::zones(file, &entry.name, entry.grounds, &areas.areas)?;
    lie.cautions.extend(no_control(&entry.name, &zones, &when));
    let scheme = SchemeAsked {
        name: entry.name,
        kind: entry.kind,
        start: entry.start.map(|start| start.text),
        end: entry.end.map(|end| end.text),
        zones,
        things: Vec::new(),
        when,
        breaks: Vec::new(),
        cautions: lie.cautions,
    };
    Ok((scheme, lie.notes))
}

fn when(
    asked: &EvaluateSection,
    entry: &Entry,
    held: &BTreeSet<Month>,
) -> Result<SchemeWhen, SpansError> {
    if asked.plan || entry.stage == Some(Stage::Planned) {
        // What it has changed already is not what a plan expects.
        let start = entry.start.as_ref().map(|start| start.month);
        let before: BTreeSet<Month> = match start {
            Some(start) => held.range(..start).copied().collect(),
            None => held.clone(),
        };
        return match (before.is_empty(), start, held.first()) {
            (true, Some(start), Some(first)) => Err(SpansError::BeforeData {
                start,
                first: *first,
            }),
            _ => Ok(SchemeWhen::Planned {
                latest: latest_months(&before),
                months: asked.months.unwrap_or(YEAR),
            }),
        };
    }
    let start = entry.start.as_ref().ok_or(SpansError::NoStart)?;
    let ends = SchemeEnds {
        start: start.month,
        from_the_first: start.day == Some(1),
        last: entry.end.as_ref().map(|end| match end.ends_its_month() {
            true => end.month,
            false => Month(end.month.0 - 1),
        }),
    };
    match entry.stage {
        Some(Stage::Running) => running_spans(held, ends, asked.months).map(SchemeWhen::Running),
        _ => scheme_spans(held, ends, asked.months).map(SchemeWhen::Ended),
    }
}

fn no_control(
    scheme: &str,
    zones: &Zones,
    when: &Result<SchemeWhen, SpansError>,
) -> Option<String> {
    if zones.position(Zone::Control).is_some() || when.is_err() {
        return None;
    }
    Some(match when {
        Ok(SchemeWhen::Planned { .. }) => format!(
            "{scheme:?} has no control: one as busy as the target is assumed; draw one before it begins, for without it the scheme cannot be judged"
        ),
        _ => format!(
            "{scheme:?} has no control, so nothing says what would have happened anyway: a change of the whole borough, a season or a good month is taken for an effect; draw a zone of the role control"
        ),
    })
}

/// The breaks of recording within the months that are compared.
fn broken(scheme: &SchemeAsked, breaks: &[Break], forces: &[String], keys: &[&str]) -> Vec<Break> {
    let spans = scheme.when.as_ref().ok().and_then(SchemeWhen::spans);
    let period = |months: &[Month]| Period::months(*months.first()?, *months.last()?);
    let periods = spans.and_then(|spans| Some((period(&spans.before)?, period(&spans.after)?)));
    let forces: Vec<&str> = forces.iter().map(String::as_str).collect();
    let found = periods.map(|periods| crossed(breaks, periods, &forces, keys));
    found.into_iter().flatten().cloned().collect()
}

//! From what is asked beyond the map to where and when it is asked: names, circles, polygons and periods resolved.

mod compare;
mod hours;
mod names;
mod near;
mod polygon;
mod repeats;
mod scheme;
mod spans;
mod stock;
mod track;

pub use compare::CompareError;
pub(in crate::job) use compare::break_words;
pub use names::{Named, named};
pub use scheme::SchemeError;
pub use track::{TrackError, read_parents, read_printed};

use near::near;

use geo::Area as _;
use hotspur_core::answer::{ProfileAsk, RepeatAsk};
use hotspur_core::focus::{Circle, Focus};
use hotspur_core::{Ask, Metres};

use super::areas::{ReadAreas, record};
use super::incidents::ReadIncidents;
use super::themes::{ThemesError, chosen};
use super::{JobError, Themes};
use crate::study::{AskSection, ProfileSection, Study};
use crate::write::InputRecord;

/// What is wrong with what is asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AskError {
    /// No area bears the name, or one like it.
    #[error("there is no area {asked:?}, nor one spelt like it: choose among {known}")]
    Area {
        /// The name asked for.
        asked: String,
        /// The names there are.
        known: String,
    },
    /// Several areas may be meant.
    #[error("{asked:?} may mean {candidates}: write the one that is meant")]
    Ambiguous {
        /// The name asked for.
        asked: String,
        /// The names it may mean.
        candidates: String,
    },
    /// The middle of a circle cannot be read.
    #[error(
        "--near {asked:?}: {why}; write latitude,longitude as 52.63,-1.69, or easting,northing as 421000,303000"
    )]
    Near {
        /// The text.
        asked: String,
        /// Why.
        why: String,
    },
    /// A circle lacks its radius, or a radius its circle.
    #[error("a circle takes both: --near with its middle and --metres with its radius")]
    HalfCircle,
    /// The radius is none.
    #[error("--metres {0} is no radius: give a number of metres above 0 and at most 100000")]
    Radius(f64),
    /// What is asked about covers nothing of the study area.
    #[error("{what} covers no ground of the study area: {remedy}")]
    Nowhere {
        /// What is asked about.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// The period holds no row.
    #[error(
        "no located incident is dated {asked}: the data run from {first} to {last}, so ask for a period that holds some of them"
    )]
    OutsideData {
        /// The period asked for.
        asked: String,
        /// The first month of the data.
        first: String,
        /// The last.
        last: String,
    },
    /// The period cuts a month, and rows are known by month.
    #[error(
        "{asked} cuts a month, and {months_only} of the {rows} rows of the months it touches are known by month alone: ask for whole months, as {whole}"
    )]
    CutsMonths {
        /// The period asked for.
        asked: String,
        /// Rows of its months that are known by month alone.
        months_only: usize,
        /// All rows of its months.
        rows: usize,
        /// The whole months that it touches.
        whole: String,
    },
    /// Bands cannot be.
    #[error("{which}: {why}")]
    Bands {
        /// The flag.
        which: &'static str,
        /// Why.
        why: String,
    },
    /// The metric is unknown.
    #[error("--metric {0:?} is none: choose euclidean or manhattan")]
    Metric(String),
    /// Too many permutations, or none.
    #[error("--permutations {asked} cannot be drawn: ask for 1 to {most}")]
    Permutations {
        /// How many are asked for.
        asked: u32,
        /// The most.
        most: u32,
    },
    /// Hours cannot be read.
    #[error("--hours {0:?} cannot be read: write 12-17, or 22-02, or \"fri-sun 18-02\"")]
    Hours(String),
    /// A table of stock cannot be read.
    #[error("{file}, line {line}: {why}")]
    Stock {
        /// The file.
        file: String,
        /// The line, 0 where none was reached.
        line: u64,
        /// Why.
        why: String,
    },
    /// A profile is asked for, and no attribute is named.
    #[error(
        "no attribute is named: give --columns, or attributes = [\"…\"] under [incidents] in the study; the columns of a file stand in `hotspur check`"
    )]
    NoAttributes,
    /// There are no located incidents.
    #[error("no incident has a location in the data: there is nothing to ask about")]
    NoData,
    /// A register of schemes.
    #[error(transparent)]
    Scheme(#[from] SchemeError),
    /// What is tracked.
    #[error(transparent)]
    Track(#[from] TrackError),
}

/// What is asked, resolved.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is asked beyond the map; nothing where that is all.
    pub ask: Option<Ask>,
    /// What was understood otherwise than it was written, or must be known of the answer.
    pub said: Vec<String>,
    /// The files read for it.
    pub inputs: Vec<InputRecord>,
}

/// Resolves what a study asks beyond the map.
pub fn asked(
    study: &Study,
    all_themes: &Themes,
    areas: &ReadAreas,
    incidents: &ReadIncidents,
) -> Result<Asked, JobError> {
    let section = &study.ask;
    if !section.asks() {
        return Ok(Asked::default());
    }
    let (mut said, mut inputs) = (Vec::new(), Vec::new());
    let focus = focus(section, areas, &mut said, &mut inputs)?;
    refuse_nowhere(&focus, section, areas)?;
    let (schemes, read) = scheme::schemes(section, all_themes, areas, incidents, &mut said)?;
    inputs.extend(read);
    let themes = match section.themes.is_empty() {
        true => Vec::new(),
        false => chosen_or_total(&section.themes, all_themes)?,
    };
    let read = compare::Read {
        study,
        themes: all_themes,
        areas,
        incidents,
    };
    let mut track = None;
    let (spans, compare) = match &section.compare {
        None if section.track => {
            let found = track::track(read, &mut said, &mut inputs)?;
            track = Some(found.track);
            (found.spans, None)
        }
        None => (spans::spans(section, incidents, &mut said)?, None),
        Some(asked) => {
            let found = compare::compare(asked, read, &mut said, &mut inputs)?;
            (found.spans, Some(found.compare))
        }
    };
    let attributes = !incidents.incidents.attribute_names().is_empty();
    let repeats = match &section.repeats {
        Some(asked) => Some(repeats::repeats(asked, study)?),
        None => section.locate.then_some(RepeatAsk { near: None }),
    };
    let profile = match &section.profile {
        Some(_) if !attributes => return Err(AskError::NoAttributes.into()),
        Some(asked) => Some(profile(asked, areas, &mut inputs)?),
        None => (section.locate && attributes).then(ProfileAsk::default),
    };
    let ask = Ask {
        focus,
        spans,
        themes,
        window: section.hours.as_deref().map(hours::window).transpose()?,
        locate: section.locate,
        compare,
        repeats,
        profile,
        schemes,
        track,
    };
    Ok(Asked {
        ask: Some(ask),
        said,
        inputs,
    })
}

fn profile(
    section: &ProfileSection,
    areas: &ReadAreas,
    inputs: &mut Vec<InputRecord>,
) -> Result<ProfileAsk, AskError> {
    let Some(file) = &section.stock else {
        return Ok(ProfileAsk::default());
    };
    let (stock, input) = stock::stock(file, &areas.areas)?;
    inputs.push(record(&input, "stock"));
    Ok(ProfileAsk { stock })
}

/// Themes by key; asking for all crime and incidents as well changes nothing, since they are always told.
fn chosen_or_total(keys: &[String], themes: &Themes) -> Result<Vec<usize>, ThemesError> {
    let own: Vec<String> = keys
        .iter()
        .filter(|key| !matches!(key.as_str(), "all_crime" | "all_incidents"))
        .cloned()
        .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    chosen(&own, themes)
}

fn focus(
    section: &AskSection,
    areas: &ReadAreas,
    said: &mut Vec<String>,
    inputs: &mut Vec<InputRecord>,
) -> Result<Focus, JobError> {
    let mut focus = Focus::default();
    for name in &section.within {
        let found = named(name, &areas.areas)?;
        focus.areas.extend(found.areas);
        said.extend(found.said);
    }
    focus.areas.sort_unstable();
    focus.areas.dedup();
    if focus.areas.len() == areas.areas.len() {
        // Every area is no part of them: there is no rest to set it against.
        focus.areas.clear();
    }
    focus.circle = match (&section.near, section.metres) {
        (None, None) => None,
        (Some(_), Some(metres)) if !(metres > 0.0 && metres <= 100_000.0) => {
            return Err(AskError::Radius(metres).into());
        }
        (Some(middle), Some(metres)) => Some(Circle {
            centre: near(middle, areas.crs)?,
            radius: Metres(metres),
        }),
        _ => return Err(AskError::HalfCircle.into()),
    };
    if let Some(file) = &section.polygon {
        let (polygon, read) = polygon::polygon(file, areas.crs)?;
        focus.polygon = Some(polygon);
        inputs.extend(read);
    }
    Ok(focus)
}

fn refuse_nowhere(focus: &Focus, section: &AskSection, areas: &ReadAreas) -> Result<(), AskError> {
    if focus.is_of_areas() || focus.ground(&areas.areas).unsigned_area() > 0.0 {
        return Ok(());
    }
    let mut parts = Vec::new();
    if let Some(file) = &section.polygon {
        parts.push(format!("the polygon of {file}"));
    }
    if let (Some(near), Some(metres)) = (&section.near, section.metres) {
        parts.push(format!("the circle of {metres} m about {near}"));
    }
    if !section.within.is_empty() {
        parts.push(section.within.join(", "));
    }
    let bounds = areas.areas.bounds();
    Err(AskError::Nowhere {
        what: parts.join(" with "),
        remedy: format!(
            "it lies between easting {:.0} and {:.0}, northing {:.0} and {:.0}; latitude comes before longitude",
            bounds.min().x,
            bounds.max().x,
            bounds.min().y,
            bounds.max().y
        ),
    })
}

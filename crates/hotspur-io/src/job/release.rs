//! From the section on releases to audiences, policy and binding. What is missing is taken at its stricter.

use hotspur_core::{Dates, Metres, Own, PlacePolicy, Policy, may_show_places};
use serde_json::{Value as Json, json};

use super::groups::{Served, groups};
use super::themes::chosen;
use super::{JobError, Prepared};
use crate::study::PublicSection;

/// What is wrong with a release that is asked for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReleaseError {
    /// An audience is unknown.
    #[error("there is no release {0:?}: choose among analyst, group, public")]
    Audience(String),
    /// A table is unknown.
    #[error(
        "[release.public] tables: {0:?} is no table: choose among \"area x theme\" and \"theme x time\""
    )]
    Table(String),
    /// A table has three ways.
    #[error(
        "[release.public] tables: {0:?} is a table of three ways and is refused: most of its cells would hold a handful of events, and each can be reckoned from the two-way tables and a few of the others; publish \"area x theme\" and \"theme x time\" apart"
    )]
    ThreeWays(String),
    /// A word for the finest time is unknown.
    #[error("[release.public] dates = {0:?}: write \"month\", \"quarter\" or \"period\"")]
    Dates(String),
    /// A number is out of bounds.
    #[error("[release.public] {name} = {value} is out of bounds: it must be {bound}")]
    Number {
        /// Which.
        name: &'static str,
        /// The value.
        value: f64,
        /// What it must be.
        bound: &'static str,
    },
    /// A group release does not say to whom, for what or until when.
    #[error(
        "a group release is bound to a question, and {missing} is missing{of}: give {flag}, or [release.group] {key} in the study"
    )]
    Unbound {
        /// Whose, where there are several.
        of: String,
        /// What.
        missing: &'static str,
        /// The flag.
        flag: &'static str,
        /// The key.
        key: &'static str,
    },
    /// An area of the group is unknown.
    #[error("[release.group] areas: no area has the code or name {asked:?}: choose among {known}")]
    Area {
        /// What was asked for.
        asked: String,
        /// The names there are.
        known: String,
    },
    /// Two groups are one.
    #[error(
        "[release.group] recipient = {0:?} is named twice: give each group a recipient of its own, which names its folder"
    )]
    Twice(String),
    /// A day is none.
    #[error("[release.group] delete_by = {0:?} is no day: write it as 2026-03-31")]
    Day(String),
    /// A theme is asked for by place that may not be shown so.
    #[error(
        "[release.public] themes: {theme:?} cannot be shown by place: it is sensitive, or shares an offence type with a sensitive theme"
    )]
    SensitivePlace {
        /// The theme.
        theme: String,
    },
}

/// The audiences, and what they may see.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasePlan {
    /// Whether the analyst's folder is written.
    pub analyst: bool,
    /// The group releases that are written.
    pub groups: Vec<Served>,
    /// What each group that the study names is given whole, whether it is written now or another day: the public release is
    /// the same.
    pub own: Vec<Own>,
    /// Whether the public folder is written.
    pub public: bool,
    /// What may leave the analyst's desk.
    pub policy: Policy,
}

impl ReleasePlan {
    /// Resolves what a study asks for.
    pub fn of(prepared: &Prepared, density_themes: &[usize]) -> Result<Self, JobError> {
        let section = &prepared.study.release;
        let (mut analyst, mut group, mut public) = (section.to.is_empty(), false, false);
        for audience in &section.to {
            match audience.as_str() {
                "analyst" => analyst = true,
                "group" => group = true,
                "public" => public = true,
                other => return Err(ReleaseError::Audience(other.to_owned()).into()),
            }
        }
        let policy = policy(&section.public, prepared, density_themes)?;
        let (groups, own) = groups(&section.group.0, prepared, group)?;
        Ok(Self {
            analyst,
            groups,
            own,
            public,
            policy,
        })
    }

    /// Whether disclosure control is needed.
    #[must_use]
    pub const fn controls(&self) -> bool {
        self.public || !self.groups.is_empty()
    }
}

fn policy(
    section: &PublicSection,
    prepared: &Prepared,
    density_themes: &[usize],
) -> Result<Policy, JobError> {
    let default = Policy::default();
    let dates = match section.dates.as_deref() {
        None | Some("month") => Dates::Month,
        Some("quarter") => Dates::Quarter,
        Some("period") => Dates::Period,
        Some(other) => return Err(ReleaseError::Dates(other.to_owned()).into()),
    };
    let (mut area_theme, mut theme_time) = (section.tables.is_empty(), section.tables.is_empty());
    for table in &section.tables {
        match ways(table).as_slice() {
            ["area", "theme"] => area_theme = true,
            ["month" | "quarter" | "time", "theme"] | ["theme", "month" | "quarter" | "time"] => {
                theme_time = true;
            }
            [_, _, _, ..] => return Err(ReleaseError::ThreeWays(table.clone()).into()),
            _ => return Err(ReleaseError::Table(table.clone()).into()),
        }
    }
    let themes = if section.themes.is_empty() {
        let allowed = density_themes.iter().copied();
        allowed
            .filter(|theme| may_show_places(*theme, &prepared.themes))
            .collect()
    } else {
        let asked = chosen(&section.themes, &prepared.themes)?;
        if let Some(theme) = asked
            .iter()
            .find(|theme| !may_show_places(**theme, &prepared.themes))
        {
            let theme = prepared.themes.list()[*theme].key.clone();
            return Err(ReleaseError::SensitivePlace { theme }.into());
        }
        asked
    };
    let policy = Policy {
        threshold: section.threshold.unwrap_or(default.threshold),
        sensitive_threshold: section
            .sensitive_threshold
            .unwrap_or(default.sensitive_threshold),
        rounded: section.rounded,
        dates,
        area_theme,
        theme_time,
        places: PlacePolicy {
            themes,
            cell: Metres(section.min_cell_m.unwrap_or(default.places.cell.0)),
            min_events: section.min_events.unwrap_or(default.places.min_events),
            min_places: section.min_places.unwrap_or(default.places.min_places),
            min_households: section
                .min_households
                .unwrap_or(default.places.min_households),
        },
    };
    checked(policy)
}

/// The ways of a table, in alphabetical order: "theme x area" is "area x theme".
fn ways(table: &str) -> Vec<&str> {
    let mut ways: Vec<&str> = table.split(['x', '×', '*']).map(str::trim).collect();
    ways.sort_unstable();
    ways
}

/// Floors below these protect nobody, whoever asks for them.
fn checked(policy: Policy) -> Result<Policy, JobError> {
    let (places, count) = (&policy.places, |n: u64| n as f64);
    let bounds = [
        (
            "threshold",
            count(policy.threshold),
            policy.threshold >= 3 && policy.threshold <= 1000,
            "from 3 to 1000: below 3 every withheld count is known to be 1",
        ),
        (
            "sensitive_threshold",
            count(policy.sensitive_threshold),
            policy.sensitive_threshold >= policy.threshold && policy.sensitive_threshold <= 1000,
            "at least the threshold, and at most 1000",
        ),
        (
            "min_cell_m",
            places.cell.0,
            places.cell.0 >= 100.0 && places.cell.0 <= 100_000.0,
            "from 100 to 100000",
        ),
        (
            "min_events",
            count(places.min_events),
            places.min_events >= policy.threshold,
            "at least the threshold",
        ),
        (
            "min_places",
            count(places.min_places as u64),
            places.min_places >= 3,
            "3 or more",
        ),
        (
            "min_households",
            places.min_households,
            places.min_households >= 0.0 && places.min_households.is_finite(),
            "0 or more",
        ),
    ];
    for (name, value, sound, bound) in bounds {
        if !sound {
            return Err(ReleaseError::Number { name, value, bound }.into());
        }
    }
    Ok(policy)
}

/// The policy as every open release states it.
#[must_use]
pub fn policy_record(policy: &Policy, keys: &[String]) -> Json {
    let tables = [
        (policy.area_theme, "area x theme, for the whole period"),
        (policy.theme_time, "theme x time, for the whole study area"),
    ];
    json!({
        "threshold": policy.threshold,
        "sensitive_threshold": policy.sensitive_threshold,
        "method": if policy.rounded { "rounding to the threshold" } else { "primary and complementary withholding" },
        "dates": policy.dates.as_str(),
        "tables": tables.iter().filter(|(there, _)| *there).map(|(_, name)| *name).collect::<Vec<_>>(),
        "places": {
            "themes": policy.places.themes.iter().filter_map(|theme| keys.get(*theme)).collect::<Vec<_>>(),
            "min_cell_m": policy.places.cell.0,
            "min_events": policy.places.min_events,
            "min_places": policy.places.min_places,
            "min_households": policy.places.min_households,
        },
    })
}

//! The plain data of the page: what the template is told, and nothing else.

use hotspur_core::{Analyst, Layer, Precision, Release, Role};
use serde::Serialize;
use serde_json::Value as Json;

use super::comparison::{ComparisonView, comparison};
use super::evaluate::{SchemesView, schemes};
use super::forest::{Forest, forest};
use super::hours::{Hours, hours};
use super::location::{LocationView, location};
use super::map::{Frame, Map, ThemeMap, map, theme_map};
use super::months::{Chart, of_study_area, of_wards, words};
use super::sheets::{Places, places};
use super::targets::{TargetsView, targets};
use super::wards::{Ward, wards};
use crate::job::{Answer, PROFILE_FILE, REPEATS_FILE};
use crate::write::Manifest;

/// Wards of the picture of problems at most; the tables hold all of them.
const MOST_ROWS: usize = 60;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<'a> {
    pub manifest: &'a Manifest,
    pub unit: Unit,
    pub wards: Vec<Ward>,
    pub flagged: usize,
    pub map: Option<Map>,
    pub theme_maps: Vec<ThemeMap>,
    pub forest: Forest,
    pub rows_left_out: usize,
    /// Keys of the themes that have no location quotient anywhere.
    pub without_quotient: Vec<String>,
    pub places: Places,
    pub when: When,
    pub trust: Trust,
    pub attribution: Vec<String>,
    /// The location analysis, where it was asked for.
    pub location: Option<LocationView>,
    /// Repeats, as their file holds them.
    pub repeats: Option<&'a Json>,
    /// Profiles, as their file holds them.
    pub profile: Option<&'a Json>,
    /// Two periods compared, where they were asked for.
    pub comparison: Option<ComparisonView>,
    /// What is tracked, as its file holds it.
    pub targets: Option<TargetsView>,
    /// The schemes, where any was asked about.
    pub schemes: Option<SchemesView>,
}

/// The word for an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    pub one: &'static str,
    pub many: &'static str,
}

/// When.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct When {
    pub first: Option<String>,
    pub last: Option<String>,
    pub months: Vec<String>,
    pub months_only: bool,
    /// How many rows are known how finely.
    pub precision: Vec<(&'static str, u64)>,
    pub study_area: Vec<Chart>,
    pub wards: Vec<Chart>,
    /// Hour by weekday; nothing where no row has an hour.
    pub hours: Option<Hours>,
}

/// How far the figures carry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trust {
    pub months: usize,
    /// The share of usable rows that have a location.
    pub located: Option<f64>,
    /// The priority theme that is located worst, with its share.
    pub worst_theme: Option<(String, f64)>,
    pub snapped: bool,
}

impl<'a> Page<'a> {
    /// The page of a release; nothing where it holds no areas.
    pub fn of(
        release: &Release<Analyst>,
        manifest: &'a Manifest,
        answers: &'a [Answer],
    ) -> Option<Self> {
        let layers = release.layers();
        let areas = layers.iter().find(|layer| layer.role == Role::Areas)?;
        let parameters = &manifest.parameters;
        let wards = wards(areas, parameters);
        let frame = Frame::of(areas);
        let shown = &wards[..wards.len().min(MOST_ROWS)];
        Some(Self {
            unit: unit(areas),
            flagged: wards.iter().filter(|ward| ward.class == "hotspot").count(),
            map: frame.map(|frame| map(areas, &wards, frame)),
            theme_maps: theme_maps(areas, &wards, parameters),
            forest: forest(shown),
            without_quotient: without_quotient(&wards),
            rows_left_out: wards.len() - shown.len(),
            places: frame.map_or_else(Places::default, |frame| {
                places(release, &keys(parameters, "visitors"), frame)
            }),
            when: when(release, &wards, parameters),
            trust: trust(manifest, release),
            repeats: record_of(answers, REPEATS_FILE),
            profile: record_of(answers, PROFILE_FILE),
            comparison: comparison(release, areas, answers),
            location: location(release, areas, parameters, answers),
            targets: targets(answers),
            schemes: schemes(release, answers),
            attribution: manifest.request.attribution.iter().cloned().collect(),
            manifest,
            wards,
        })
    }
}

/// What the file of an answer holds, if it was given.
fn record_of<'a>(answers: &'a [Answer], file: &str) -> Option<&'a Json> {
    let answer = answers.iter().find(|answer| answer.file == file)?;
    Some(&answer.record)
}

fn without_quotient(wards: &[Ward]) -> Vec<String> {
    let themes = wards.first().map_or(&[][..], |ward| &ward.themes);
    let nowhere = |at: usize| {
        let mut all = wards.iter();
        all.all(|ward| ward.themes[at].quotient.is_none())
    };
    (themes.iter().enumerate())
        .filter(|(at, _)| nowhere(*at))
        .map(|(_, theme)| theme.key.clone())
        .collect()
}

/// The word for the areas of a layer.
pub fn unit(areas: &Layer) -> Unit {
    unit_of(&areas.name)
}

/// The word for the areas of a layer of this name.
pub fn unit_of(layer: &str) -> Unit {
    match layer.to_lowercase().as_str() {
        "wards" => Unit {
            one: "ward",
            many: "wards",
        },
        "beats" => Unit {
            one: "beat",
            many: "beats",
        },
        "lsoas" => Unit {
            one: "LSOA",
            many: "LSOAs",
        },
        _ => Unit {
            one: "area",
            many: "areas",
        },
    }
}

fn themes(parameters: &Json) -> impl Iterator<Item = &Json> {
    parameters["themes"].as_array().into_iter().flatten()
}

/// The keys of the themes that are marked so.
fn keys(parameters: &Json, mark: &str) -> Vec<String> {
    themes(parameters)
        .filter(|theme| theme[mark] == Json::Bool(true))
        .filter_map(|theme| theme["key"].as_str().map(str::to_owned))
        .collect()
}

fn theme_maps(areas: &Layer, wards: &[Ward], parameters: &Json) -> Vec<ThemeMap> {
    themes(parameters)
        .enumerate()
        .filter(|(_, theme)| theme["priority"] == Json::Bool(true))
        .filter_map(|(number, theme)| theme_map(areas, wards, number, theme["exposure"].as_str()?))
        .collect()
}

fn when(release: &Release<Analyst>, wards: &[Ward], parameters: &Json) -> When {
    let months = release.months();
    When {
        first: months.list.first().map(|month| words(*month)),
        last: months.list.last().map(|month| words(*month)),
        months: months.list.iter().map(|month| words(*month)).collect(),
        months_only: months.only(Precision::Month),
        precision: (months.precision.iter())
            .map(|(precision, rows)| (precision.as_str(), *rows))
            .collect(),
        study_area: of_study_area(months, parameters),
        wards: of_wards(months, wards, parameters),
        hours: hours(release.weeks(), wards, parameters),
    }
}

fn trust(manifest: &Manifest, release: &Release<Analyst>) -> Trust {
    let ledger = &manifest.ledger;
    let usable = ledger.rows_read.saturating_sub(ledger.rejected);
    let parameters = &manifest.parameters;
    let shares = themes(parameters).filter(|theme| theme["priority"] == Json::Bool(true));
    let shares = shares.filter_map(|theme| {
        let title = theme["title"].as_str()?.to_owned();
        Some((title, theme["located_share"].as_f64()?))
    });
    Trust {
        months: release.months().list.len(),
        located: (usable > 0).then(|| 1.0 - ledger.unlocated as f64 / usable as f64),
        worst_theme: shares.min_by(|a, b| a.1.total_cmp(&b.1)),
        snapped: parameters["snapped"] == Json::Bool(true),
    }
}

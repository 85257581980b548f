//! The plain data of the open page: what the templates are told, and nothing else.

use hotspur_core::{Controlled, Dates, Layer, Role};
use serde::Serialize;

use super::areas::{AreaRow, Rates, rates, rows};
use super::asked::{Asked, asked};
use super::counts::{Cell, Counts};
use super::numbers::{Spot, spots};
use super::own::Yours;
use super::places::{Places, places};
use super::targets::OpenTargetsView;
use super::times::{Times, period_words, times};
use super::{OpenAbout, Opened};
use crate::report::map::{Frame, Map, map};
use crate::report::model::{Unit, unit_of};
use crate::report::wards::{Ward, wards};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<'a> {
    pub study: &'a str,
    pub attribution: Option<&'a str>,
    pub version: &'static str,
    pub unit: Unit,
    /// The first and the last time of the data, as fine as the policy allows.
    pub first: Option<String>,
    pub last: Option<String>,
    /// The areas, in the order in which a meeting takes them.
    pub areas: Vec<AreaRow>,
    pub counted: Vec<Counted>,
    /// The study area's counts of the whole period.
    pub study_area: Vec<Cell>,
    pub rates: Option<Rates>,
    pub map: Option<Map>,
    pub spots: Vec<Spot>,
    pub times: Times,
    pub places: Places,
    pub policy: Policy,
    /// What was asked of a part of the study area.
    pub asked: Option<Asked>,
    /// Where targets are followed, what may be told of them.
    pub targets: Option<OpenTargetsView>,
    /// What is the recipients' own, in a group release.
    pub yours: Option<Yours>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    pub title: String,
    pub sensitive: bool,
    /// Whether it is the recipients' own theme.
    pub own: bool,
}

/// The policy in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Policy {
    pub threshold: u64,
    pub sensitive_threshold: u64,
    pub rounded: bool,
    /// `month`, `quarter` or `period`.
    pub dates: &'static str,
    pub area_theme: bool,
    pub theme_time: bool,
    pub cell: f64,
    pub min_events: u64,
    pub min_places: usize,
    pub min_households: f64,
}

impl<'a> Page<'a> {
    /// The page of a release, with a group's own where it is one.
    pub fn of(
        counts: &Counts,
        release: &dyn Opened,
        about: &OpenAbout<'a>,
        mut yours: Option<Yours>,
    ) -> Self {
        let controlled = release.controlled();
        let mut layers = release.layers().iter();
        let layer = layers.find(|layer| layer.role == Role::Areas);
        let wards = layer.map_or_else(Vec::new, |layer| ordered(layer, controlled));
        let frame = layer.and_then(Frame::of);
        let map = (layer.zip(frame)).map(|(layer, frame)| map(layer, &wards, frame));
        let period = controlled.period();
        let (first, last) = period
            .map(|(first, last)| period_words(first, last))
            .unzip();
        let places = places(controlled);
        let spots = match (frame, &map) {
            (Some(frame), Some(map)) => spots(release.layers(), controlled, &places, map, frame),
            _ => Vec::new(),
        };
        if let Some(yours) = &mut yours {
            yours.number(places.shown());
        }
        Self {
            study: about.study,
            attribution: about.attribution,
            version: env!("CARGO_PKG_VERSION"),
            unit: unit_of(about.areas_layer),
            first,
            last,
            areas: rows(&wards, layer, controlled, counts),
            counted: (controlled.counted().iter().enumerate())
                .map(|(number, counted)| Counted {
                    title: counted.title.clone(),
                    sensitive: counted.sensitive,
                    own: yours
                        .as_ref()
                        .is_some_and(|yours| yours.themes.contains(&number)),
                })
                .collect(),
            study_area: (0..controlled.counted().len())
                .map(|counted| Cell::open(Some(controlled.of_study_area(counted))))
                .collect(),
            rates: layer.and_then(|layer| rates(&wards, layer, controlled, counts)),
            map,
            spots,
            times: times(controlled),
            places,
            policy: policy(controlled),
            asked: (about.question.as_ref())
                .and_then(|question| asked(question, controlled, counts)),
            targets: None,
            yours,
        }
    }
}

/// The areas of a layer; one whose verdict is withheld says so in the place of a class.
fn ordered(layer: &Layer, controlled: &Controlled) -> Vec<Ward> {
    let mut wards = wards(layer, &serde_json::Value::Null);
    for ward in &mut wards {
        let open = controlled.areas().get(ward.number);
        let closed = open.is_none_or(|area| area.verdict.is_none());
        // What is said of an area begins with its class, also where it is said to its group alone.
        let said = ward.reasons.starts_with(&ward.class);
        if closed && ward.class == "cannot say" && !said {
            ward.class = "withheld".to_owned();
        }
    }
    wards
}

fn policy(controlled: &Controlled) -> Policy {
    let policy = controlled.policy();
    // The cells that are used may be larger than the policy asks for.
    let cell = controlled
        .density()
        .map_or(policy.places.cell, |density| density.cell);
    Policy {
        threshold: policy.threshold_if(false),
        sensitive_threshold: policy.threshold_if(true),
        rounded: policy.rounded,
        dates: policy.dates.as_str(),
        area_theme: policy.area_theme,
        theme_time: policy.theme_time && policy.dates != Dates::Period,
        cell: cell.0,
        min_events: policy.places.min_events,
        min_places: policy.places.min_places,
        min_households: policy.places.min_households,
    }
}

//! The location analysis on the page: its map, months and hours; its words and figures come from the answer's record.

use geo::{BooleanOps, BoundingRect, MultiPolygon, Rect};
use hotspur_core::focus::{Location, LocationCounted};
use hotspur_core::{Analyst, Counted, HOTSPOTS, Layer, Release, Role};
use serde::Serialize;
use serde_json::Value as Json;

use super::hours::{Few, Grid, of_parts};
use super::map::{Frame, PAGE, Scale, outline};
use super::months::{Chart, of_part};
use crate::job::{Answer, LOCATION_FILE};

/// How much is shown around the part, as a share of its longer side.
const AROUND: f64 = 0.12;

/// The first number of the hour grids, beyond those of the page.
const GRIDS: usize = 1_000;

/// Things whose months and hours are drawn at most.
const DRAWN: usize = 12;

/// The location analysis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocationView {
    /// The answer as its file holds it.
    pub record: Json,
    pub map: Option<LocalMap>,
    pub charts: Vec<Chart>,
    pub grids: Vec<Grid>,
    pub few: Vec<Few>,
}

/// The part and what is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocalMap {
    pub width: f64,
    pub height: f64,
    pub part: String,
    /// Outlines of the areas.
    pub areas: Vec<String>,
    /// Micro-hotspots.
    pub patches: Vec<String>,
    /// What the numbered places count.
    pub title: String,
    /// What the micro-hotspots are of.
    pub shaded: String,
    pub spots: Vec<Spot>,
    pub scale: Option<Scale>,
}

/// A place that holds much.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spot {
    pub number: usize,
    pub name: String,
    pub count: u64,
    pub x: f64,
    pub y: f64,
    /// The radius of its circle: its area grows with the count.
    pub radius: f64,
}

/// The location analysis of a release, if it was asked for.
pub fn location(
    release: &Release<Analyst>,
    areas: &Layer,
    parameters: &Json,
    answers: &[Answer],
) -> Option<LocationView> {
    let answer = answers.iter().find(|answer| answer.file == LOCATION_FILE)?;
    let found = release.answers().location.as_ref()?;
    let drawn: Vec<(&LocationCounted, &str)> = (found.counted.iter())
        .zip(answer.record["counted"].as_array()?)
        .filter(|(counted, _)| counted.counts.inside > 0)
        .filter_map(|(counted, record)| Some((counted, record["title"].as_str()?)))
        .take(DRAWN)
        .collect();
    let charts = drawn.iter().zip(&answer.record["counted"].as_array()?[..]);
    let charts = charts.filter_map(|((counted, title), _)| {
        let key = key_of(counted, parameters)?;
        of_part(release.months(), &key, title, &counted.months, parameters)
    });
    let parts: Vec<(&str, &_)> = (drawn.iter())
        .map(|(counted, title)| (*title, &counted.week))
        .collect();
    let (grids, few) = of_parts(&parts, GRIDS);
    Some(LocationView {
        map: local_map(release, areas, found, &answer.record),
        charts: charts.collect(),
        grids,
        few,
        record: answer.record.clone(),
    })
}

/// The key of a thing, as the parameters list themes.
fn key_of(counted: &LocationCounted, parameters: &Json) -> Option<String> {
    match counted.counted {
        Counted::AllCrime => Some("all_crime".to_owned()),
        Counted::AllIncidents => Some("all_incidents".to_owned()),
        Counted::Theme(theme) => parameters["themes"][theme]["key"]
            .as_str()
            .map(str::to_owned),
    }
}

fn local_map(
    release: &Release<Analyst>,
    areas: &Layer,
    found: &Location,
    record: &Json,
) -> Option<LocalMap> {
    let window = wider(found.ground.bounding_rect()?);
    let frame = Frame::around(window, PAGE)?;
    let window = window.to_polygon();
    // What lies beyond the picture would widen the page.
    let cut = |shape: &MultiPolygon<f64>| frame.path(&shape.intersection(&window));
    let (number, counted) = main_thing(found)?;
    let thing = &record["counted"][number];
    let title = thing["title"].as_str()?.to_owned();
    // The numbers and the shading are of the same theme where one alone is asked about.
    let (shaded, keys) = match counted.counted {
        Counted::Theme(_) => (title.clone(), vec![thing["key"].as_str()?]),
        _ => (
            "all crime and all incidents".to_owned(),
            vec!["all_crime", "all_incidents"],
        ),
    };
    let layers = release.layers().iter();
    let patches = layers
        .filter(|layer| layer.role == Role::Hotspots)
        .filter(|layer| {
            let of = layer
                .name
                .strip_prefix(HOTSPOTS)
                .and_then(|rest| rest.strip_prefix('_'));
            of.is_some_and(|key| keys.contains(&key))
        })
        .flat_map(|layer| (0..layer.shapes.len()).filter_map(move |at| outline(layer, at)))
        .map(cut)
        .filter(|path| !path.is_empty());
    let most = counted.places.first().map_or(1, |place| place.count).max(1);
    let spots = counted.places.iter().enumerate().map(|(at, place)| {
        let (x, y) = frame.place(place.position.x(), place.position.y());
        Spot {
            number: at + 1,
            name: place.label.clone(),
            count: place.count,
            x,
            y,
            radius: super::map::tenth(9.0 + 12.0 * (place.count as f64 / most as f64).sqrt()),
        }
    });
    Some(LocalMap {
        width: frame.width,
        height: frame.height,
        part: frame.path(&found.ground),
        areas: (0..areas.shapes.len())
            .filter_map(|at| outline(areas, at))
            .map(cut)
            .filter(|path| !path.is_empty())
            .collect(),
        patches: patches.collect(),
        title,
        shaded,
        spots: spots.collect(),
        scale: frame.bar(),
    })
}

/// What the numbered places count: a theme that is the only one asked, else all crime, else all incidents.
fn main_thing(found: &Location) -> Option<(usize, &LocationCounted)> {
    let themes = found.counted.iter().enumerate();
    let mut themes = themes.filter(|(_, counted)| matches!(counted.counted, Counted::Theme(_)));
    if let (Some(only), None) = (themes.next(), themes.next()) {
        return Some(only);
    }
    let all = found.counted.iter().enumerate();
    all.take(2).find(|(_, counted)| counted.counts.inside > 0)
}

fn wider(bounds: Rect<f64>) -> Rect<f64> {
    let more = AROUND * bounds.width().max(bounds.height());
    Rect::new(
        (bounds.min().x - more, bounds.min().y - more),
        (bounds.max().x + more, bounds.max().y + more),
    )
}

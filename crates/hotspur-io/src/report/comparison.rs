//! Two periods compared on the page: the map of what became of hotspots; its words and figures come from the answer's record.

use geo::Centroid;
use hotspur_core::change::Transition;
use hotspur_core::comparison::{Comparison, ThingPlaces};
use hotspur_core::{Analyst, Layer, Release};
use serde::Serialize;
use serde_json::Value as Json;

use super::map::{Frame, Scale, outline, tenth};
use crate::job::{Answer, COMPARISON_FILE};

/// Places that are numbered on the map at most.
const NUMBERED: usize = 12;

/// Two periods compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonView {
    /// The answer as its file holds it.
    pub record: Json,
    pub map: Option<ChangeMap>,
}

/// What became of the hotspots of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeMap {
    pub width: f64,
    pub height: f64,
    /// What is counted.
    pub title: String,
    /// Its key.
    pub key: String,
    /// Outlines of the areas.
    pub areas: Vec<String>,
    pub places: Vec<Became>,
    pub scale: Option<Scale>,
}

/// A place of the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Became {
    /// Its number in the list; nothing for one that is only drawn.
    pub number: Option<usize>,
    pub name: String,
    /// `new`, `gone`, `persistent` or `untold`.
    pub look: &'static str,
    pub path: String,
    pub x: f64,
    pub y: f64,
}

/// The comparison of a release, if it was asked for.
pub fn comparison(
    release: &Release<Analyst>,
    areas: &Layer,
    answers: &[Answer],
) -> Option<ComparisonView> {
    let answer = answers
        .iter()
        .find(|answer| answer.file == COMPARISON_FILE)?;
    let found = release.answers().comparison.as_ref()?;
    Some(ComparisonView {
        map: change_map(areas, found, &answer.record),
        record: answer.record.clone(),
    })
}

/// The map of the first thing that has places.
fn change_map(areas: &Layer, found: &Comparison, record: &Json) -> Option<ChangeMap> {
    let frame = Frame::of(areas)?;
    let (at, of) = (found.places.iter().enumerate()).find(|(_, of)| !of.places.is_empty())?;
    let said = &record["places"][at];
    Some(ChangeMap {
        width: frame.width,
        height: frame.height,
        title: said["title"].as_str()?.to_owned(),
        key: said["key"].as_str()?.to_owned(),
        areas: (0..areas.shapes.len())
            .filter_map(|at| outline(areas, at))
            .map(|shape| frame.path(shape))
            .collect(),
        places: drawn(of, &frame),
        scale: frame.bar(),
    })
}

fn drawn(of: &ThingPlaces, frame: &Frame) -> Vec<Became> {
    let became = of.places.iter().enumerate().filter_map(|(at, place)| {
        let middle = place.outline.centroid()?;
        let (x, y) = frame.place(middle.x(), middle.y());
        let told = matches!(place.transition, Transition::New | Transition::Gone);
        Some(Became {
            number: (told && at < NUMBERED).then_some(at + 1),
            name: place.name.clone(),
            look: look(place.transition),
            path: frame.path(&place.outline),
            x: tenth(x),
            y: tenth(y),
        })
    });
    // What is told is drawn over what is not.
    let mut became: Vec<Became> = became.collect();
    became.reverse();
    became
}

const fn look(transition: Transition) -> &'static str {
    match transition {
        Transition::New => "new",
        Transition::Gone => "gone",
        Transition::Persistent => "persistent",
        Transition::NotToldApart | Transition::TooFew | Transition::NeverHot => "untold",
    }
}

//! Micro-hotspots, and the sheet of each place for a meeting: what is known, what is not, and what to ask.

use geo::{BoundingRect, Intersects, MultiPolygon, Relate};
use hotspur_core::{Analyst, Layer, Month, Release, Role};
use serde::Serialize;

use super::columns::Columns;
use super::detectable::detectable_fall;
use super::map::{Frame, outline};
use super::months::words;

/// Sheets at most; the layers hold every micro-hotspot.
const MOST_SHEETS: usize = 60;

/// A micro-hotspot, as its layer has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// The title of what is counted.
    pub counted: String,
    pub key: String,
    pub visitors: bool,
    pub rank: u64,
    pub name: String,
    pub area: String,
    pub street: Option<String>,
    pub flagged: Option<bool>,
    pub count: u64,
    pub expected: f64,
    pub area_share: Option<f64>,
    pub land_share: Option<f64>,
    pub square_km: f64,
    pub points: u64,
    pub months: Option<String>,
    /// The least fall that says more than chance.
    pub detectable: Option<u64>,
    /// The number of its sheet.
    pub sheet: Option<usize>,
}

/// One place for a meeting: a micro-hotspot with those of other themes that share ground with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    pub number: usize,
    pub place: Place,
    pub others: Vec<Place>,
    pub path: String,
    pub x: f64,
    pub y: f64,
    /// The lines of the blank boxes.
    pub boxes: [&'static str; 4],
}

/// Micro-hotspots by what is counted, and the sheets.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Places {
    pub groups: Vec<Group>,
    pub sheets: Vec<Sheet>,
    /// Places beyond the last sheet.
    pub without_sheet: usize,
}

/// The micro-hotspots of one theme, or of all crime or all incidents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    pub counted: String,
    pub key: String,
    pub events: u64,
    pub events_inside: u64,
    pub square_km: f64,
    pub unflagged: usize,
    pub places: Vec<Place>,
}

struct Shaped<'a> {
    place: Place,
    shape: &'a MultiPolygon<f64>,
    group: usize,
}

/// Gathers the micro-hotspots of a release. All crime and all incidents come first, and take their sheets first; one
/// that shares ground with a sheet's place stands on that sheet.
pub fn places(release: &Release<Analyst>, visitors: &[String], frame: Frame) -> Places {
    let layers = release.layers().iter();
    let (mut groups, mut shaped) = (Vec::new(), Vec::new());
    for layer in layers.filter(|layer| layer.role == Role::Hotspots) {
        let key = layer
            .name
            .strip_prefix(hotspur_core::HOTSPOTS)
            .unwrap_or(&layer.name)
            .trim_start_matches('_');
        let series = release.months().of_key(key);
        let title = series.map_or(key, |series| series.title.as_str());
        let found: Vec<Place> = (0..layer.shapes.len())
            .map(|feature| place(layer, feature, key, title, visitors))
            .collect();
        for (feature, place) in found.iter().enumerate() {
            shaped.extend(outline(layer, feature).map(|shape| Shaped {
                place: place.clone(),
                shape,
                group: groups.len(),
            }));
        }
        groups.push(Group {
            counted: title.to_owned(),
            key: key.to_owned(),
            events: series.map_or(0, |series| series.study_area.iter().sum()),
            events_inside: found.iter().map(|place| place.count).sum(),
            square_km: found.iter().map(|place| place.square_km).sum(),
            unflagged: found
                .iter()
                .filter(|place| place.flagged != Some(true))
                .count(),
            places: found,
        });
    }
    let (sheets, without_sheet) = sheets(&shaped, &mut groups, frame);
    Places {
        groups,
        sheets,
        without_sheet,
    }
}

fn place(layer: &Layer, feature: usize, key: &str, title: &str, visitors: &[String]) -> Place {
    let columns = Columns(layer);
    let count = columns.count("count", feature).unwrap_or(0);
    Place {
        counted: title.to_owned(),
        key: key.to_owned(),
        visitors: visitors.iter().any(|theme| theme == key),
        rank: columns.count("rank", feature).unwrap_or(0),
        name: columns.owned("name", feature),
        area: columns.owned("area_name", feature),
        street: columns.text("place", feature).map(str::to_owned),
        flagged: columns.truth("in_flagged_area", feature),
        count,
        expected: columns.number("expected", feature).unwrap_or(0.0),
        area_share: columns.number("area_share", feature),
        land_share: columns.number("area_land_share", feature),
        square_km: columns.number("area_km2", feature).unwrap_or(0.0),
        points: columns.count("places", feature).unwrap_or(0),
        months: columns.text("peak_months", feature).map(peaks),
        detectable: detectable_fall(count),
        sheet: None,
    }
}

/// "2001-05 (11)" as "May 2001 (11)".
fn peaks(text: &str) -> String {
    let month = |peak: &str| -> Option<String> {
        let (year, rest) = peak.split_once('-')?;
        let (month, count) = rest.split_once(' ')?;
        let month = Month::from_year_month(year.parse().ok()?, month.parse().ok()?);
        Some(format!("{} {count}", words(month)))
    };
    let peaks = text
        .split(", ")
        .map(|peak| month(peak).unwrap_or_else(|| peak.to_owned()));
    peaks.collect::<Vec<_>>().join(", ")
}

fn sheets(shaped: &[Shaped], groups: &mut [Group], frame: Frame) -> (Vec<Sheet>, usize) {
    let mut leaders: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, candidate) in shaped.iter().enumerate() {
        let on: Vec<usize> = (0..leaders.len())
            .filter(|leader| {
                let leading = &shaped[leaders[*leader].0];
                leading.group != candidate.group && share_ground(leading.shape, candidate.shape)
            })
            .collect();
        if on.is_empty() {
            leaders.push((at, Vec::new()));
        }
        for leader in on {
            leaders[leader].1.push(at);
        }
    }
    let beyond = leaders.len().saturating_sub(MOST_SHEETS);
    leaders.truncate(MOST_SHEETS);
    let mut sheets = Vec::new();
    for (number, (leader, others)) in (1..).zip(&leaders) {
        for at in std::iter::once(leader).chain(others) {
            let (group, rank) = (shaped[*at].group, shaped[*at].place.rank);
            let named = groups[group].places.iter_mut();
            for place in named.filter(|place| place.rank == rank) {
                place.sheet = place.sheet.or(Some(number));
            }
        }
        let leading = &shaped[*leader];
        let (x, y) = frame.middle(leading.shape).unwrap_or_default();
        sheets.push(Sheet {
            number,
            place: leading.place.clone(),
            others: others.iter().map(|at| shaped[*at].place.clone()).collect(),
            path: frame.path(leading.shape),
            x,
            y,
            boxes: ["Hypothesis", "Owner", "Action", "Review date"],
        });
    }
    (sheets, beyond)
}

/// Whether two shapes share more than an edge or a corner.
fn share_ground(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    let near = match (a.bounding_rect(), b.bounding_rect()) {
        (Some(a), Some(b)) => a.intersects(&b),
        _ => false,
    };
    near && {
        let relation = a.relate(b);
        relation.is_intersects() && !relation.is_touches()
    }
}

//! Micro-hotspots: significant cells dissolved, named, ranked and described.

use std::collections::{BTreeMap, BTreeSet};

use geo::MultiPolygon;

use crate::analysis::Question;
use crate::locate::Standing;
use crate::value::{Reason, Value};
use crate::when::Month;

use super::cells::ThemeCells;
use super::dissolve::{outline, patches};
use super::label::street;
use super::study_cells::{StudyCells, rows_at};

/// Months that are named as peaks at most.
const PEAKS: usize = 3;

/// Streets that name a micro-hotspot at most.
const STREETS: usize = 2;

/// One micro-hotspot.
#[derive(Debug, Clone, PartialEq)]
pub struct MicroHotspot {
    /// Its outline, along the edges of its cells.
    pub outline: MultiPolygon<f64>,
    /// The area that holds most of its events, with its number there and the place, where the publisher labels it.
    pub name: String,
    /// That area.
    pub area: u32,
    /// Whether the rule flags that area; `None` where it cannot say.
    pub in_flagged_area: Option<bool>,
    /// The one or two streets with most of its events, as the publisher labels them; empty where it labels none.
    pub place: String,
    /// How many cells it has.
    pub cells: usize,
    /// Its ground inside the study area.
    pub square_metres: f64,
    /// Its events.
    pub count: u64,
    /// The events that would fall on its ground if they fell anywhere alike.
    pub expected: f64,
    /// Its share of that area's events, counting those in the area alone.
    pub area_share: Value<f64>,
    /// The share of that area's land on which they lie.
    pub area_land_share: Value<f64>,
    /// Its distinct places with an event.
    pub places: usize,
    /// The busiest months above its monthly mean with their events, at most three.
    pub peak_months: Vec<(Month, u64)>,
    /// The smallest q of its cells.
    pub q: f64,
}

/// What micro-hotspots are found in.
#[derive(Debug, Clone, Copy)]
pub struct InStudyArea<'a> {
    /// The standing of each place.
    pub standings: &'a [Standing],
    /// The months of data.
    pub months: &'a [Month],
    /// Which areas the rule flags.
    pub flags: &'a [Option<bool>],
    /// The tested cells.
    pub cells: &'a StudyCells,
    /// Labels that name a kind of place and not one: see [`super::general_labels`].
    pub general: &'a BTreeSet<String>,
}

/// The micro-hotspots of one theme, those with most events beyond the expected first.
///
/// Cells that are hot ([`super::CellEvidence::is_hot`]) and share an edge are one micro-hotspot, if it holds enough events: q
/// speaks of a cell with its neighbours, so a hot cell at the rim may itself hold none.
/// Time O(cells log cells + rows).
#[must_use]
pub fn micro_hotspots(
    question: &Question,
    within: &InStudyArea,
    theme: &ThemeCells,
) -> Vec<MicroHotspot> {
    let params = &question.params.micro;
    let InStudyArea {
        standings,
        months,
        flags,
        cells,
        general,
    } = *within;
    let hot: Vec<usize> = (0..cells.len())
        .filter(|cell| theme.cells[*cell].is_hot(params))
        .map(|cell| cells.cells[cell])
        .collect();
    let groups = patches(&cells.grid, &hot);
    let members: Vec<Vec<u32>> = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .filter_map(|cell| cells.tested(*cell))
                .collect()
        })
        .collect();
    let mut group_of: Vec<Option<usize>> = vec![None; cells.len()];
    for (number, members) in members.iter().enumerate() {
        for cell in members {
            group_of[*cell as usize] = Some(number);
        }
    }
    let mut gathered: Vec<Gathered> = groups.iter().map(|_| Gathered::default()).collect();
    let mut area_events = vec![0_u64; question.areas.len()];
    for (place, cell) in cells.of_place.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let rows: Vec<usize> = rows_at(question, place, theme.counted).collect();
        for area in standings[place].areas() {
            area_events[*area as usize] += question.incidents.events(rows.iter().copied());
        }
        if let (Some(group), false) = (group_of[*cell as usize], rows.is_empty()) {
            gathered[group].add(question, place, standings[place].areas(), &rows);
        }
    }
    let total = cells.total_ground();
    let mut found: Vec<MicroHotspot> = groups
        .iter()
        .zip(&members)
        .zip(&gathered)
        .filter(|(_, gathered)| gathered.count >= params.min_events.max(1))
        .map(|((group, members), gathered)| {
            let area = gathered.main_area(cells, members);
            let square_metres: f64 = members
                .iter()
                .map(|cell| cells.ground[*cell as usize])
                .sum();
            let inside = gathered.by_area.get(&area).copied().unwrap_or(0);
            let (here, all) = land(cells, area, members);
            MicroHotspot {
                outline: outline(&cells.grid, group),
                name: String::new(),
                area,
                in_flagged_area: flags[area as usize],
                place: gathered.label(general),
                cells: group.len(),
                square_metres,
                count: gathered.count,
                expected: theme.events as f64 * square_metres / total,
                area_share: Value::ratio(
                    inside as f64,
                    area_events[area as usize] as f64,
                    Reason::NoEvents,
                ),
                area_land_share: Value::ratio(here, all, Reason::NoGround),
                places: gathered.places,
                peak_months: gathered.peaks(months.len()),
                q: members
                    .iter()
                    .filter_map(|cell| theme.cells[*cell as usize].q.known())
                    .fold(1.0, f64::min),
            }
        })
        .collect();
    found.sort_by(|a, b| {
        let excess = |hotspot: &MicroHotspot| hotspot.count as f64 - hotspot.expected;
        excess(b).total_cmp(&excess(a))
    });
    name_all(question, &mut found);
    found
}

/// The square metres of an area on these cells, and in all.
fn land(cells: &StudyCells, area: u32, members: &[u32]) -> (f64, f64) {
    let of_area = &cells.by_area[area as usize];
    let all = of_area.iter().map(|(_, metres)| metres).sum();
    let here = of_area
        .iter()
        .filter(|(cell, _)| members.binary_search(cell).is_ok())
        .map(|(_, metres)| metres)
        .sum();
    (here, all)
}

/// "Castle 1: around Church Street": the area, the number among its micro-hotspots, the place.
fn name_all(question: &Question, hotspots: &mut [MicroHotspot]) {
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    for hotspot in hotspots {
        let number = numbers.entry(hotspot.area).or_default();
        *number += 1;
        let area = &question.areas.list()[hotspot.area as usize].name;
        hotspot.name = if hotspot.place.is_empty() {
            format!("{area} {number}")
        } else {
            format!("{area} {number}: around {}", hotspot.place)
        };
    }
}

/// What is gathered of one group of cells on the pass over the places.
#[derive(Debug, Default)]
struct Gathered {
    count: u64,
    places: usize,
    by_area: BTreeMap<u32, u64>,
    by_label: BTreeMap<String, u64>,
    by_month: BTreeMap<Month, u64>,
}

impl Gathered {
    fn add(&mut self, question: &Question, place: usize, areas: &[u32], rows: &[usize]) {
        let count = question.incidents.events(rows.iter().copied());
        self.count += count;
        self.places += 1;
        for area in areas {
            *self.by_area.entry(*area).or_default() += count;
        }
        let label = street(question.incidents.label_of(place));
        if !label.is_empty() {
            *self.by_label.entry(label.to_owned()).or_default() += count;
        }
        for row in rows {
            let month = question.incidents.when()[*row].counted_in();
            let events = u64::from(question.incidents.count()[*row]);
            *self.by_month.entry(month).or_default() += events;
        }
    }

    /// The area with most of the events; of equals the one with more of the ground, then the first by code.
    fn main_area(&self, cells: &StudyCells, members: &[u32]) -> u32 {
        let most = self.by_area.values().copied().max().unwrap_or(0);
        let mut best = (f64::NEG_INFINITY, 0);
        for (area, _) in self.by_area.iter().filter(|(_, events)| **events == most) {
            let (metres, _) = land(cells, *area, members);
            if metres > best.0 {
                best = (metres, *area);
            }
        }
        best.1
    }

    /// The two labels with most of the events, of equals the first in the alphabet; labels of a kind of place only where
    /// there is no other.
    fn label(&self, general: &BTreeSet<String>) -> String {
        let (kinds, mut streets): (Vec<_>, Vec<_>) = self
            .by_label
            .iter()
            .partition(|(label, _)| general.contains(*label));
        if streets.is_empty() {
            streets = kinds;
        }
        streets.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let named: Vec<&str> = streets
            .iter()
            .take(STREETS)
            .map(|(label, _)| label.as_str())
            .collect();
        named.join(" and ")
    }

    fn peaks(&self, months: usize) -> Vec<(Month, u64)> {
        let mean = self.count as f64 / months.max(1) as f64;
        let mut peaks: Vec<(Month, u64)> = self
            .by_month
            .iter()
            .filter(|(_, count)| **count as f64 > mean)
            .map(|(month, count)| (*month, *count))
            .collect();
        peaks.sort_by_key(|(month, count)| (std::cmp::Reverse(*count), *month));
        peaks.truncate(PEAKS);
        peaks
    }
}

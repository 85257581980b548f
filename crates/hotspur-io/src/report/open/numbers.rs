//! Micro-hotspots on the map: outlines, and numbers that keep clear of one another and of the names of areas.

use geo::MultiPolygon;
use hotspur_core::{Controlled, Kind, Layer};
use serde::Serialize;

use super::own::in_detail;
use super::places::Places;
use crate::report::columns::Columns;
use crate::report::map::{Frame, Map, outline, tenth};

/// How near the middles of two numbers may be; their rings are wider on a phone, where the map is half as wide.
const APART: f64 = 26.0;
/// How far from its place a number may go, in half so many each way.
const REACH: i32 = 5;
/// More than so many numbers hide the map; the table holds every place.
const MOST: usize = 60;

/// A micro-hotspot on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spot {
    pub number: usize,
    pub anchor: String,
    pub name: String,
    pub title: String,
    pub count: u64,
    /// Whether it is of incidents, or the recipients' own.
    pub dashed: bool,
    pub path: String,
    #[serde(flatten)]
    pub seat: Seat,
}

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Seat {
    pub x: f64,
    pub y: f64,
    /// The middle of its ground, from which it may have had to move.
    pub from_x: f64,
    pub from_y: f64,
    pub moved: bool,
}

/// Everybody's micro-hotspots, and after them those of a group in detail.
pub fn spots(
    layers: &[Layer],
    controlled: &Controlled,
    places: &Places,
    map: &Map,
    frame: Frame,
) -> Vec<Spot> {
    let mut room = Room::of(map, frame);
    let mut found = Vec::new();
    for (theme, open) in places.themes.iter().zip(controlled.places()) {
        let dashed = controlled.counted()[open.counted].kind == Kind::Incident;
        for (hotspot, shape) in theme.hotspots.iter().zip(&open.hotspots) {
            let Some(seat) = room.take(&shape.outline) else {
                continue;
            };
            found.push(Spot {
                number: hotspot.number,
                anchor: format!("place-{}", hotspot.number),
                name: hotspot.name.clone(),
                title: theme.title.clone(),
                count: hotspot.count,
                dashed,
                path: frame.path(&shape.outline),
                seat,
            });
        }
    }
    let mut number = places.shown();
    for (layer, what) in in_detail(layers, controlled) {
        let columns = Columns(layer);
        for feature in 0..layer.shapes.len() {
            number += 1;
            let shape = outline(layer, feature);
            let count = columns.count("count", feature);
            let (Some(shape), Some(count)) = (shape, count) else {
                continue;
            };
            let Some(seat) = room.take(shape) else {
                continue;
            };
            found.push(Spot {
                number,
                anchor: format!("place-{number}"),
                name: columns.owned("name", feature),
                title: what.title.clone(),
                count,
                dashed: true,
                path: frame.path(shape),
                seat,
            });
        }
    }
    found.truncate(MOST);
    found
}

/// What is taken on the map.
struct Room {
    frame: Frame,
    /// The middles and half the sides of names.
    names: Vec<[f64; 4]>,
    numbers: Vec<(f64, f64)>,
}

impl Room {
    fn of(map: &Map, frame: Frame) -> Self {
        let size = frame.room.label;
        let names = map.areas.iter().filter_map(|area| {
            let label = area.label.as_ref()?;
            let half = (frame.room.wide)(&label.text, false) * size / 2.0;
            Some([
                label.x,
                label.y,
                half + APART / 2.0,
                size * 0.5 + APART / 2.0,
            ])
        });
        Self {
            frame,
            names: names.collect(),
            numbers: Vec::new(),
        }
    }

    /// The place of a number: the middle of its ground or as near as is free; the middle where nothing is.
    fn take(&mut self, shape: &MultiPolygon<f64>) -> Option<Seat> {
        let (from_x, from_y) = self.frame.middle(shape)?;
        let mut steps: Vec<(i32, i32)> = (-REACH..=REACH)
            .flat_map(|right| (-REACH..=REACH).map(move |down| (right, down)))
            .collect();
        steps.sort_by_key(|(right, down)| (right * right + down * down, *down, *right));
        let at = |(right, down): &(i32, i32)| {
            let step = APART / 2.0;
            (
                tenth(from_x + f64::from(*right) * step),
                tenth(from_y + f64::from(*down) * step),
            )
        };
        let mut free = steps.iter().map(at).filter(|place| self.is_free(*place));
        let first = free.next();
        let clear = first
            .into_iter()
            .chain(free)
            .find(|place| self.is_off_names(*place));
        let (x, y) = clear.or(first).unwrap_or((from_x, from_y));
        self.numbers.push((x, y));
        Some(Seat {
            x,
            y,
            from_x,
            from_y,
            moved: (x - from_x).hypot(y - from_y) > APART / 4.0,
        })
    }

    fn is_free(&self, (x, y): (f64, f64)) -> bool {
        let edge = APART / 2.0;
        let inside = (edge..=self.frame.width - edge).contains(&x)
            && (edge..=self.frame.height - edge).contains(&y);
        inside
            && self
                .numbers
                .iter()
                .all(|other| (x - other.0).hypot(y - other.1) >= APART)
    }

    fn is_off_names(&self, (x, y): (f64, f64)) -> bool {
        let off =
            |name: &[f64; 4]| (x - name[0]).abs() >= name[2] || (y - name[1]).abs() >= name[3];
        self.names.iter().all(off)
    }
}

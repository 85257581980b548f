//! The map as SVG: the plane of the study, a tenth of a point fine.

use geo::{BoundingRect, Centroid, Contains, InteriorPoint, MultiPolygon, Point};
use hotspur_core::{Layer, Shapes};
use serde::Serialize;

use super::columns::Columns;
use super::labels::{Label, Labels};
use super::wards::Ward;
use crate::style::{ATTRACTOR, Colour, FLAGGED, HOTSPOT_LINE, NO_VALUE, RAISED, Style, style_of};

/// What a map must fit into.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// The longest sides.
    pub width: f64,
    pub height: f64,
    pub margin: f64,
    /// The size of labels.
    pub label: f64,
    /// The width of a label as a multiple of its size; those of flagged areas are bold.
    pub wide: fn(&str, bool) -> f64,
}

/// The room in the page, whose fonts are the reader's: letters have a mean width.
pub const PAGE: Room = Room {
    width: 640.0,
    height: 700.0,
    margin: 14.0,
    label: 15.0,
    wide: |text, _| text.chars().count() as f64 * 0.56,
};

/// A map that both the page and the picture draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    pub width: f64,
    pub height: f64,
    pub areas: Vec<MapArea>,
    pub scale: Option<Scale>,
    pub colours: Colours,
}

/// The colours that the QGIS styles have too.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Colours {
    pub flagged: String,
    pub attractor: String,
    pub raised: String,
    pub none: String,
    pub place: String,
}

/// An area of the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapArea {
    pub number: usize,
    pub name: String,
    /// `resident`, `mixed`, `attractor`, `raised`, `plain`, `few`, `unsaid` or `withheld`.
    pub look: &'static str,
    pub crimes: Option<u64>,
    pub incidents: Option<u64>,
    pub path: String,
    pub label: Option<Label>,
}

/// A bar of so many metres.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scale {
    pub length: f64,
    pub words: String,
}

/// Where metres fall in the picture.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    pub room: Room,
    west: f64,
    north: f64,
    /// Points of the picture a metre.
    pub scale: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    /// The frame of the areas in the page; `None` where they have no extent.
    pub fn of(areas: &Layer) -> Option<Self> {
        Self::within(areas, PAGE)
    }

    /// The frame of the areas in some room.
    pub fn within(areas: &Layer, room: Room) -> Option<Self> {
        let bounds = (0..areas.shapes.len())
            .filter_map(|area| outline(areas, area)?.bounding_rect())
            .reduce(|a, b| {
                geo::Rect::new(
                    (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                    (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
                )
            })?;
        Self::around(bounds, room)
    }

    /// The frame of a rectangle of the plane in some room.
    pub fn around(bounds: geo::Rect<f64>, room: Room) -> Option<Self> {
        let margins = 2.0 * room.margin;
        let scale = ((room.width - margins) / bounds.width())
            .min((room.height - margins) / bounds.height());
        (scale.is_finite() && scale > 0.0).then(|| Self {
            room,
            west: bounds.min().x,
            north: bounds.max().y,
            scale,
            width: tenth(bounds.width() * scale + margins),
            height: tenth(bounds.height() * scale + margins),
        })
    }

    /// Where a place of the plane falls.
    pub fn place(self, x: f64, y: f64) -> (f64, f64) {
        (
            tenth((x - self.west) * self.scale + self.room.margin),
            tenth((self.north - y) * self.scale + self.room.margin),
        )
    }

    /// A shape as the path of an SVG; vertices that fall on the one before are left out.
    pub fn path(self, shape: &MultiPolygon<f64>) -> String {
        let rings = shape
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let mut path = String::new();
        for ring in rings {
            let mut points: Vec<(f64, f64)> = ring
                .coords()
                .map(|coord| self.place(coord.x, coord.y))
                .collect();
            points.dedup();
            if points.len() < 4 {
                continue;
            }
            points.pop();
            for (at, (x, y)) in points.iter().enumerate() {
                path.push_str(&format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
            }
            path.push('Z');
        }
        path
    }

    /// The middle of a shape: its centroid, or a point inside where that is outside.
    pub fn middle(self, shape: &MultiPolygon<f64>) -> Option<(f64, f64)> {
        let point = self.middle_point(shape)?;
        Some(self.place(point.x(), point.y()))
    }

    /// The same on the plane.
    pub fn middle_point(self, shape: &MultiPolygon<f64>) -> Option<Point> {
        let inside = shape.centroid().filter(|point| shape.contains(point));
        inside.or_else(|| shape.interior_point())
    }

    /// The longest bar of 1, 2 or 5 times a power of ten that is at most a fifth of the width.
    pub fn bar(self) -> Option<Scale> {
        let most = self.width / 5.0 / self.scale;
        let power = 10_f64.powi(most.log10().floor() as i32);
        let mut metres = [5.0, 2.0, 1.0].map(|times| times * power).into_iter();
        let metres = metres.find(|metres| *metres <= most)?;
        Some(Scale {
            length: tenth(metres * self.scale),
            words: if metres < 1_000.0 {
                format!("{metres} m")
            } else {
                format!("{} km", metres / 1_000.0)
            },
        })
    }
}

/// The outline of an area of a layer.
pub fn outline(layer: &Layer, feature: usize) -> Option<&MultiPolygon<f64>> {
    match &layer.shapes {
        Shapes::Areas(shapes) => shapes.get(feature),
        _ => None,
    }
}

/// The map of the areas by class; `wards` are in the order of importance, in which labels find their room.
pub fn map(layer: &Layer, wards: &[Ward], frame: Frame) -> Map {
    let mut labels = Labels::new(frame);
    let mut areas: Vec<MapArea> = wards
        .iter()
        .filter_map(|ward| {
            let shape = outline(layer, ward.number)?;
            Some(MapArea {
                number: ward.number,
                name: ward.name.clone(),
                look: look(ward),
                crimes: ward.crimes,
                incidents: ward.incidents,
                path: frame.path(shape),
                label: labels.label(ward, shape),
            })
        })
        .collect();
    // Flagged areas are drawn last, so that no neighbour covers their outline.
    areas.reverse();
    Map {
        width: frame.width,
        height: frame.height,
        areas,
        scale: frame.bar(),
        colours: Colours {
            flagged: FLAGGED.hex(),
            attractor: ATTRACTOR.hex(),
            raised: RAISED.hex(),
            none: NO_VALUE.hex(),
            place: HOTSPOT_LINE.hex(),
        },
    }
}

fn look(ward: &Ward) -> &'static str {
    match (ward.class.as_str(), ward.kind.as_deref()) {
        ("hotspot", Some("attractor")) => "attractor",
        ("hotspot", Some("mixed")) => "mixed",
        ("hotspot", _) => "resident",
        ("raised", _) => "raised",
        ("not raised", _) => "plain",
        ("too few", _) => "few",
        ("withheld", _) => "withheld",
        _ => "unsaid",
    }
}

/// A small map of one theme: the classes and colours that QGIS has for its rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeMap {
    pub title: String,
    pub exposure: String,
    pub fills: Vec<Fill>,
    pub legend: Vec<(String, String)>,
    /// Whether an area has no rate.
    pub gaps: bool,
}

/// The colour of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fill {
    pub number: usize,
    pub colour: String,
    pub raised: bool,
}

/// The map of a theme's rates; nothing where no area has one.
pub fn theme_map(layer: &Layer, wards: &[Ward], theme: usize, exposure: &str) -> Option<ThemeMap> {
    let declared = wards.first()?.themes.get(theme)?;
    let field = format!("{}_rate_per_1000", declared.key);
    layer.column(&field)?;
    let Style::Graduated { classes, .. } = style_of(layer, theme, Some(&field)) else {
        return None;
    };
    let columns = Columns(layer);
    let rate = |ward: &Ward| columns.number(&field, ward.number);
    let colour = |ward: &Ward| -> Colour {
        let found = rate(ward).and_then(|rate| classes.iter().find(|class| rate <= class.upper));
        found.map_or(NO_VALUE, |class| class.colour)
    };
    Some(ThemeMap {
        title: declared.title.clone(),
        exposure: exposure.to_owned(),
        // Areas that are raised come last, so that their outline is on top.
        fills: {
            let mut fills: Vec<Fill> = wards
                .iter()
                .map(|ward| Fill {
                    number: ward.number,
                    colour: colour(ward).hex(),
                    raised: ward.themes[theme].raised,
                })
                .collect();
            fills.sort_by_key(|fill| fill.raised);
            fills
        },
        legend: (classes.iter())
            .map(|class| (class.colour.hex(), class.label.clone()))
            .collect(),
        gaps: wards.iter().any(|ward| rate(ward).is_none()),
    })
}

/// Rounded to a tenth.
pub fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

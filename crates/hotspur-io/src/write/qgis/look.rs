//! What a template is told of one layer: rules over its fields, colours, labels. It never holds a value of the data but
//! the edges of classes.

use hotspur_core::{
    CELLS, CHANGE_PLACES, CLUSTERS, Cells, DENSITY, HOTSPOTS, IN_DETAIL, Layer, Role, Theme,
};
use serde::Serialize;

use super::answered::{standings, zones};
use super::outlined::{categories, outlines};
use crate::style::{
    ATTRACTOR, CONTOUR_LINE, Class, Colour, FLAGGED, NO_VALUE, POINT, POINT_INCIDENT, Style,
    style_of,
};
use crate::write::number::ten_digits;

/// How one layer looks.
#[derive(Debug, Clone, Serialize)]
pub struct Look {
    /// The template that draws it.
    pub template: &'static str,
    /// What is measured: the heading of the legend.
    pub title: String,
    /// The classes; each feature is in one of them.
    pub classes: Vec<ClassLook>,
    /// What marks flagged areas, over their class.
    pub flags: Vec<Flag>,
    /// The expression of the labels; none where it is empty.
    pub label: String,
    /// The colour of the labels.
    pub label_colour: String,
    /// What is shown when the pointer rests on a feature.
    pub tip: String,
    /// The opacity of the whole layer.
    pub opacity: &'static str,
    /// QGIS's number of the type of geometry: 0 points, 1 lines, 2 polygons.
    pub geometry: Option<u8>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            template: "grid.qml",
            title: String::new(),
            classes: Vec::new(),
            flags: Vec::new(),
            label: String::new(),
            label_colour: rgba(POINT, 255),
            tip: String::new(),
            opacity: "1",
            geometry: Some(2),
        }
    }
}

/// A class and its symbol.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClassLook {
    /// The features of the class, as an expression; all of them where it is empty.
    pub filter: String,
    /// The words of the legend.
    pub label: String,
    /// The fill.
    pub colour: String,
    /// Whether there is a fill: `solid` or `no`.
    pub style: &'static str,
    /// The outline.
    pub edge: String,
    /// Its width in millimetres.
    pub width: String,
    /// Its style: `solid`, `dash` or `no`.
    pub edge_style: &'static str,
}

/// What marks one kind of flagged areas.
#[derive(Debug, Clone, Serialize)]
pub struct Flag {
    /// The areas.
    pub filter: String,
    /// The words of the legend.
    pub label: String,
    /// The colour of hatching and outline.
    pub colour: String,
    /// The angles of the hatching, in degrees.
    pub angles: Vec<u16>,
}

/// The place of a layer's theme among the study's; `None` for layers of all crime, all incidents or no theme.
pub fn theme_of(layer: &Layer, themes: &[Theme]) -> Option<usize> {
    let key = key_of(layer)?;
    themes.iter().position(|theme| theme.key == key)
}

/// What a layer counts, by the end of its name.
pub fn key_of(layer: &Layer) -> Option<&str> {
    let begin = match layer.role {
        Role::Density => DENSITY,
        Role::Cells => CELLS,
        Role::Hotspots => HOTSPOTS,
        Role::Clusters => CLUSTERS,
        Role::Areas
        | Role::Contours
        | Role::Relative
        | Role::Incidents
        | Role::Outlines
        | Role::Places
        | Role::Changes
        | Role::Targets => return None,
        Role::Transitions => CHANGE_PLACES,
    };
    let key = layer.name.strip_prefix(begin)?.strip_prefix('_')?;
    Some(key.strip_suffix(IN_DETAIL).unwrap_or(key))
}

/// How a layer looks; areas are filled by `field`, or by their first rate.
pub fn look_of(layer: &Layer, theme: usize, field: Option<&str>) -> Look {
    match style_of(layer, theme, field) {
        Style::Graduated {
            field,
            title,
            classes,
        } => graduated(layer, &field, title, &classes),
        Style::Outline(_) if layer.role == Role::Outlines => zones(layer),
        Style::Outline(_) => outlines(layer),
        Style::Lines {
            field,
            title,
            classes,
        } => contours(&field, title, &classes),
        Style::Categories { field, classes } if layer.role == Role::Targets => {
            standings(layer, &field, &classes)
        }
        Style::Categories { field, classes } => categories(layer, &field, &classes),
        Style::Points(_) => points(layer),
    }
}

/// Areas by the verdict alone, without fill.
pub fn verdict_of(layer: &Layer) -> Look {
    let class = |filter: &str, label: &str, edge: Colour, width: &str, edge_style| ClassLook {
        filter: filter.to_owned(),
        label: label.to_owned(),
        colour: rgba(NO_VALUE, 110),
        style: "no",
        edge: rgba(edge, 255),
        width: width.to_owned(),
        edge_style,
    };
    let grey = Colour(0x70, 0x70, 0x70);
    let unknown = ClassLook {
        style: "solid",
        ..class(
            "\"class\" IN ('too few', 'cannot say')",
            "too few, or cannot say",
            grey,
            "0.2",
            "solid",
        )
    };
    Look {
        template: "verdict.qml",
        classes: vec![
            class(
                "\"class\" = 'raised'",
                "raised in one priority theme",
                grey,
                "0.7",
                "solid",
            ),
            class(
                "\"class\" = 'not raised'",
                "not raised",
                grey,
                "0.2",
                "solid",
            ),
            unknown,
        ],
        flags: flags(layer),
        ..named(layer)
    }
}

fn graduated(layer: &Layer, field: &str, title: String, classes: &[Class]) -> Look {
    let known = layer.column(field).is_some();
    let column = quoted(field);
    let mut shown = classes_of(&column, classes);
    let missing = layer
        .column(field)
        .is_none_or(|column| column.cells.has_null());
    if missing {
        shown.push(ClassLook {
            filter: if known {
                format!("{column} IS NULL")
            } else {
                String::new()
            },
            label: "no value".to_owned(),
            ..filled(NO_VALUE)
        });
    }
    let labelled = layer.role == Role::Changes && layer.column("name").is_some();
    if layer.role == Role::Areas || labelled {
        return Look {
            template: "areas.qml",
            title,
            classes: shown,
            flags: flags(layer),
            ..named(layer)
        };
    }
    if layer.role == Role::Density
        && let [first, _, ..] = &mut shown[..]
        && let [lowest, ..] = classes
    {
        first.colour = rgba(lowest.colour, 70);
        first.edge_style = "no";
    }
    Look {
        title,
        classes: shown,
        opacity: "0.8",
        ..Look::default()
    }
}

/// A rule for each class, open at both ends of the scale, so that rounding leaves no value out. Edges are rounded as the
/// values of the files are.
fn classes_of(column: &str, classes: &[Class]) -> Vec<ClassLook> {
    let last = classes.len().saturating_sub(1);
    classes
        .iter()
        .enumerate()
        .map(|(at, class)| {
            let (lower, upper) = (ten_digits(class.lower), ten_digits(class.upper));
            let filter = match (at == 0, at == last) {
                (true, true) => format!("{column} IS NOT NULL"),
                (true, false) => format!("{column} < {upper}"),
                (false, true) => format!("{column} >= {lower}"),
                (false, false) => format!("{column} >= {lower} AND {column} < {upper}"),
            };
            ClassLook {
                filter,
                label: class.label.clone(),
                ..filled(class.colour)
            }
        })
        .collect()
}

fn filled(colour: Colour) -> ClassLook {
    ClassLook {
        colour: rgba(colour, 255),
        style: "solid",
        edge: rgba(colour, 255),
        width: "0".to_owned(),
        edge_style: "solid",
        ..ClassLook::default()
    }
}

/// The kinds of flagged areas that there are, each with its own angle, so that they differ without colours too.
fn flags(layer: &Layer) -> Vec<Flag> {
    let Some(Cells::Text(kinds)) = layer.column("hotspot_kind").map(|column| &column.cells) else {
        return Vec::new();
    };
    [
        ("resident", "hotspot", FLAGGED, vec![45]),
        ("mixed", "hotspot, also of visitors", FLAGGED, vec![45, 135]),
        ("attractor", "hotspot of visitors", ATTRACTOR, vec![135]),
    ]
    .into_iter()
    .filter(|(kind, ..)| kinds.iter().flatten().any(|found| found == kind))
    .map(|(kind, label, colour, angles)| Flag {
        filter: format!("\"hotspot_kind\" = '{kind}'"),
        label: label.to_owned(),
        colour: rgba(colour, 255),
        angles,
    })
    .collect()
}

/// Labels by name; the reasons where the pointer rests.
fn named(layer: &Layer) -> Look {
    let reasons = layer
        .column("reasons")
        .map_or_else(String::new, |_| format!("<br>{}", in_html("\"reasons\"")));
    Look {
        label: "\"name\"".to_owned(),
        tip: format!("<b>{}</b>{reasons}", in_html("\"name\"")),
        ..Look::default()
    }
}

/// Lines of equal density, labelled with their level and wider as it rises.
fn contours(field: &str, title: String, levels: &[Class]) -> Look {
    const WIDTHS: [&str; 6] = ["0.18", "0.26", "0.36", "0.48", "0.6", "0.75"];
    let field = quoted(field);
    let classes = classes_of(&field, levels).into_iter().enumerate();
    Look {
        template: "contours.qml",
        title,
        classes: classes
            .map(|(at, class)| ClassLook {
                width: WIDTHS[at.min(WIDTHS.len() - 1)].to_owned(),
                ..class
            })
            .collect(),
        label: field,
        label_colour: rgba(CONTOUR_LINE, 255),
        geometry: Some(1),
        ..Look::default()
    }
}

/// Incidents: crimes and calls apart.
fn points(layer: &Layer) -> Look {
    let class = |filter: &str, label: &str, colour| ClassLook {
        filter: filter.to_owned(),
        label: label.to_owned(),
        ..filled(colour)
    };
    let classes = if layer.column("kind").is_some() {
        vec![
            class("\"kind\" = 'crime'", "crime", POINT),
            class("\"kind\" = 'incident'", "incident", POINT_INCIDENT),
        ]
    } else {
        vec![class("", "incident", POINT)]
    };
    Look {
        template: "points.qml",
        classes,
        opacity: "0.6",
        geometry: Some(0),
        ..Look::default()
    }
}

/// A column in an expression.
pub fn quoted(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}

/// An expression inside HTML: what its text holds of markup is shown, not obeyed.
pub fn in_html(expression: &str) -> String {
    format!("[% replace(replace({expression}, '&', '&amp;'), '<', '&lt;') %]")
}

pub fn rgba(colour: Colour, alpha: u8) -> String {
    format!("{},{},{},{alpha}", colour.0, colour.1, colour.2)
}

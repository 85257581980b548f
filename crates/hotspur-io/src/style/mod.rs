//! How layers look: classes computed from the data, colours by theme. One style serves QGIS, the picture and the report.

mod palette;

pub use palette::{
    ATTRACTOR, BASELINE_YEAR, CLUSTER_LINE, CONTOUR_LINE, Colour, FLAGGED, FOCUS_LINE, GONE,
    HOTSPOT_LINE, NO_VALUE, OFF_TRACK, ON_TRACK, POINT, POINT_INCIDENT, RAISED, Ramp, SURFACE,
    SURFACE_BELOW, TOO_CLOSE, UNTOLD, ramp_of,
};

use hotspur_core::breaks::{CLASSES, pretty_breaks, quantile_breaks, skewed_breaks};
use hotspur_core::{Cells, Layer, Role};

/// A class of a legend: values from `lower` to `upper`, both included at the ends of the scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// The least value.
    pub lower: f64,
    /// The largest value.
    pub upper: f64,
    /// The words of the legend.
    pub label: String,
    /// The fill.
    pub colour: Colour,
}

/// Columns of changes end with this.
pub const LOG_RATIO: &str = "log_ratio";

/// What became of places, as the legend tells it.
pub const TRANSITIONS: [Category; 5] = [
    category("new", "new", FLAGGED),
    category("persistent", "persistent", HOTSPOT_LINE),
    category("gone", "gone", GONE),
    category(
        "not told apart",
        "hot in one period, change not told from chance",
        UNTOLD,
    ),
    category("too few to tell", "too few to tell", NO_VALUE),
];

/// The column of the worst word of all indicators.
pub const WORST: &str = "status";

/// Where the indicators of an area stand, as the legend tells it: the first of these that any of them bears.
pub const STANDINGS: [Category; 6] = [
    category("off track", "off track in any indicator", OFF_TRACK),
    category(
        "too close to tell",
        "else too close to tell in any",
        TOO_CLOSE,
    ),
    category("on track", "else on track in any", ON_TRACK),
    category("cannot say", "else cannot say of any", UNTOLD),
    category("baseline year", "else the baseline year", BASELINE_YEAR),
    category("no target", "no target in any", NO_VALUE),
];

const fn category(value: &'static str, label: &'static str, colour: Colour) -> Category {
    Category {
        value,
        label,
        colour,
    }
}

/// A class of a legend of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// The word.
    pub value: &'static str,
    /// The words of the legend.
    pub label: &'static str,
    /// The fill and the outline.
    pub colour: Colour,
}

/// How the features of a layer are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Style {
    /// Filled by a number, in classes, with a class of its own for what has none.
    Graduated {
        /// The column.
        field: String,
        /// The title of the legend.
        title: String,
        /// The classes, ascending.
        classes: Vec<Class>,
    },
    /// An outline without fill.
    Outline(Colour),
    /// Lines, the wider the larger the number of `field`.
    Lines {
        /// The column.
        field: String,
        /// The title of the legend.
        title: String,
        /// A class for each line, which begins at its number, and ascends.
        classes: Vec<Class>,
    },
    /// Filled by a word.
    Categories {
        /// The column.
        field: String,
        /// The classes, in the order of the legend.
        classes: Vec<Category>,
    },
    /// One symbol for every point.
    Points(Colour),
}

/// The style of a layer. `theme` is the place of its theme among the study's, which gives its hue; 0 for what has none.
///
/// Areas are filled by `field` if they have it, and else by the first rate that they hold, in quantiles; densities
/// in steps that grow, cells in even ones; micro-hotspots and clusters are outlines, and incidents points.
#[must_use]
pub fn style_of(layer: &Layer, theme: usize, field: Option<&str>) -> Style {
    match layer.role {
        Role::Areas => {
            let rate = |name: &str| {
                name.ends_with("_rate_per_1000") && !name.ends_with("_eb_rate_per_1000")
            };
            let asked = field.filter(|field| layer.column(field).is_some());
            let first = layer
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .find(|name| rate(name));
            let chosen = asked.or(first).unwrap_or("all_crime_count");
            graduated(layer, chosen, ramp_of(theme), &quantile_breaks)
        }
        Role::Density => graduated(layer, "density_per_km2", SURFACE, &skewed_breaks),
        Role::Contours => lines(layer, "density_per_km2"),
        Role::Relative => diverging(graduated(layer, "log_ratio", SURFACE, &pretty_breaks)),
        Role::Cells => graduated(layer, "gi_star_z", ramp_of(theme), &pretty_breaks),
        Role::Hotspots | Role::Clusters => Style::Outline(HOTSPOT_LINE),
        Role::Outlines => Style::Outline(FOCUS_LINE),
        Role::Incidents | Role::Places => Style::Points(POINT),
        Role::Changes => {
            let asked = field.filter(|field| layer.column(field).is_some());
            let first = || {
                let mut names = layer.columns.iter().map(|column| column.name.as_str());
                names.find(|name| name.ends_with(LOG_RATIO))
            };
            let chosen = asked.or_else(first).unwrap_or(LOG_RATIO);
            diverging(graduated(layer, chosen, SURFACE, &pretty_breaks))
        }
        Role::Targets => Style::Categories {
            field: field
                .filter(|field| layer.column(field).is_some())
                .unwrap_or(WORST)
                .to_owned(),
            classes: STANDINGS.to_vec(),
        },
        Role::Transitions => Style::Categories {
            field: "transition".to_owned(),
            classes: TRANSITIONS.to_vec(),
        },
    }
}

fn graduated(
    layer: &Layer,
    field: &str,
    ramp: Ramp,
    breaks: &dyn Fn(&[f64], usize) -> Vec<f64>,
) -> Style {
    let column = layer.column(field);
    let values: Vec<f64> = column.map_or_else(Vec::new, |column| numbers(&column.cells));
    let edges = breaks(&values, CLASSES);
    let count = edges.len().saturating_sub(1);
    let classes = edges
        .windows(2)
        .enumerate()
        .map(|(at, pair)| Class {
            lower: pair[0],
            upper: pair[1],
            label: format!("{} to {}", shown(pair[0]), shown(pair[1])),
            colour: ramp.at(at, count),
        })
        .collect();
    Style::Graduated {
        field: field.to_owned(),
        title: column.map_or_else(|| field.to_owned(), |column| column.unit.to_owned()),
        classes,
    }
}

/// A class for each line: between its number and the next one's.
fn lines(layer: &Layer, field: &str) -> Style {
    let column = layer.column(field);
    let levels = column.map_or_else(Vec::new, |column| numbers(&column.cells));
    let upper = |at: usize| levels.get(at + 1).copied().unwrap_or(f64::INFINITY);
    Style::Lines {
        field: field.to_owned(),
        title: column.map_or_else(|| field.to_owned(), |column| column.unit.to_owned()),
        classes: (levels.iter().enumerate())
            .map(|(at, level)| Class {
                lower: *level,
                upper: upper(at),
                label: shown(*level),
                colour: CONTOUR_LINE,
            })
            .collect(),
    }
}

/// The same classes in two hues, which meet at zero.
fn diverging(style: Style) -> Style {
    let Style::Graduated {
        field,
        title,
        mut classes,
    } = style
    else {
        return style;
    };
    let below = classes.iter().filter(|class| class.upper <= 0.0).count();
    // One span for both sides, so that a step away from zero looks the same on either.
    let span = below.max(classes.len() - below).max(2);
    for (at, class) in classes.iter_mut().enumerate() {
        class.colour = if at < below {
            SURFACE_BELOW.at(below - 1 - at, span)
        } else {
            SURFACE.at(at - below, span)
        };
    }
    Style::Graduated {
        field,
        title,
        classes,
    }
}

/// The known numbers of a column.
fn numbers(cells: &Cells) -> Vec<f64> {
    match cells {
        Cells::Real(cells) => cells.iter().copied().flatten().collect(),
        Cells::Integer(cells) => cells.iter().copied().flatten().map(|n| n as f64).collect(),
        Cells::Text(_) | Cells::Boolean(_) => Vec::new(),
    }
}

/// A number of a legend: three significant digits, without trailing zeros.
#[must_use]
pub fn shown(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = (2 - value.abs().log10().floor() as i32).max(0) as usize;
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

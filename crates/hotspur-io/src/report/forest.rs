//! Wards × themes as dots and intervals of the rate ratio on a log axis.

use serde::Serialize;

use super::wards::{Ward, WardTheme};

/// The width of a cell of the picture.
pub const WIDTH: f64 = 140.0;
const EDGE: f64 = 10.0;

/// The axis, and a dot for every ward and priority theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forest {
    pub width: f64,
    /// Where ratio 1 lies.
    pub one: f64,
    pub ticks: Vec<Tick>,
    pub themes: Vec<String>,
    pub rows: Vec<Row>,
}

/// A mark of the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// A ward.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    pub number: usize,
    pub name: String,
    pub class: String,
    pub dots: Vec<Dot>,
}

/// A dot with its interval; nothing is drawn where there is no ratio.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    pub at: Option<f64>,
    pub from: f64,
    pub to: f64,
    pub ratio: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    pub count: u64,
    pub few: bool,
    pub raised: bool,
}

/// The picture of all wards and the priority themes.
pub fn forest(wards: &[Ward]) -> Forest {
    let themes = || {
        let all = wards.iter().flat_map(|ward| &ward.themes);
        all.filter(|theme| theme.priority && !theme.few)
    };
    let lowest = themes().filter_map(|theme| theme.lower).fold(0.5, f64::min);
    let highest = themes().filter_map(|theme| theme.upper).fold(2.0, f64::max);
    // Whole powers of two, so that the marks are ½, 1, 2, 4; what lies beyond is cut at the edge.
    let low = lowest.log2().floor().max(-3.0);
    let high = highest.log2().ceil().min(5.0);
    let place = |ratio: f64| {
        let along = (ratio.max(1e-9).log2().clamp(low, high) - low) / (high - low);
        tenth(EDGE + along * (WIDTH - 2.0 * EDGE))
    };
    let marks = (low as i32)..=(high as i32);
    Forest {
        width: WIDTH,
        one: place(1.0),
        ticks: marks
            .map(|power| Tick {
                at: place(2_f64.powi(power)),
                label: crate::style::shown(2_f64.powi(power)),
            })
            .collect(),
        themes: wards.first().map_or_else(Vec::new, |ward| {
            let priority = ward.themes.iter().filter(|theme| theme.priority);
            priority.map(|theme| theme.title.clone()).collect()
        }),
        rows: wards.iter().map(|ward| row(ward, &place)).collect(),
    }
}

fn row(ward: &Ward, place: &dyn Fn(f64) -> f64) -> Row {
    let dot = |theme: &WardTheme| Dot {
        at: theme.ratio.map(place),
        from: theme.lower.map_or(0.0, place),
        to: theme.upper.map_or(0.0, place),
        ratio: theme.ratio,
        lower: theme.lower,
        upper: theme.upper,
        count: theme.count,
        few: theme.few,
        raised: theme.raised,
    };
    Row {
        number: ward.number,
        name: ward.name.clone(),
        class: ward.class.clone(),
        dots: (ward.themes.iter())
            .filter(|theme| theme.priority)
            .map(dot)
            .collect(),
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

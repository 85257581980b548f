//! When: counts month by month beside the band in which chance alone would leave them.

use hotspur_core::{Month, MonthSeries, Months};
use serde::Serialize;
use serde_json::Value as Json;

use super::wards::Ward;

const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 84.0;
/// Half the width of the band in standard deviations: 19 of 20 counts of a normal law.
const DEVIATIONS: f64 = 1.96;
/// Charts of flagged wards at most.
const MOST_CHARTS: usize = 24;

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    pub title: String,
    pub ward: Option<String>,
    pub width: f64,
    pub height: f64,
    pub total: u64,
    pub highest: u64,
    /// The count at the top of the picture.
    pub top: f64,
    pub bars: Vec<Bar>,
}

/// A month of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub month: String,
    pub label: Option<String>,
    pub count: u64,
    pub expected: f64,
    pub x: f64,
    pub width: f64,
    pub y: f64,
    pub height: f64,
    pub band_y: f64,
    pub band_height: f64,
    pub middle: f64,
    /// `above` or `below` the band, or `within` it.
    pub standing: &'static str,
}

/// The study area, one chart a priority theme: the band is that of equal days.
pub fn of_study_area(months: &Months, parameters: &Json) -> Vec<Chart> {
    let days: Vec<f64> = months.list.iter().map(|month| days(*month)).collect();
    priority(months, parameters)
        .map(|(series, dispersion)| {
            chart(None, series, &series.study_area, &days, dispersion, months)
        })
        .collect()
}

/// The flagged wards in the themes that raised them: the band follows the study area's own months.
pub fn of_wards(months: &Months, wards: &[Ward], parameters: &Json) -> Vec<Chart> {
    let mut charts = Vec::new();
    for ward in wards.iter().filter(|ward| ward.class == "hotspot") {
        for theme in ward.themes.iter().filter(|theme| theme.raised) {
            let found = priority(months, parameters).find(|(series, _)| series.key == theme.key);
            let Some((series, dispersion)) = found else {
                continue;
            };
            let season: Vec<f64> = series.study_area.iter().map(|n| *n as f64).collect();
            let counts = &series.areas[ward.number];
            let name = Some(ward.name.clone());
            charts.push(chart(name, series, counts, &season, dispersion, months));
        }
    }
    charts.truncate(MOST_CHARTS);
    charts
}

/// A part of the study area in one thing counted: the band follows the study area's own months.
pub fn of_part(
    months: &Months,
    key: &str,
    title: &str,
    counts: &[u64],
    parameters: &Json,
) -> Option<Chart> {
    let series = months.of_key(key)?;
    let dispersion = priority(months, parameters)
        .find(|(series, _)| series.key == key)
        .map_or(1.0, |(_, dispersion)| dispersion);
    let season: Vec<f64> = series.study_area.iter().map(|n| *n as f64).collect();
    let chart = chart(None, series, counts, &season, dispersion, months);
    Some(Chart {
        title: title.to_owned(),
        ..chart
    })
}

/// The priority themes with the dispersion of their months.
fn priority<'a>(
    months: &'a Months,
    parameters: &'a Json,
) -> impl Iterator<Item = (&'a MonthSeries, f64)> {
    let themes = parameters["themes"].as_array().into_iter().flatten();
    themes
        .filter(|theme| theme["priority"] == Json::Bool(true))
        .filter_map(|theme| {
            let series = months.of_key(theme["key"].as_str()?)?;
            Some((series, theme["dispersion_used"].as_f64().unwrap_or(1.0)))
        })
}

fn chart(
    ward: Option<String>,
    series: &MonthSeries,
    counts: &[u64],
    weights: &[f64],
    dispersion: f64,
    months: &Months,
) -> Chart {
    let total: u64 = counts.iter().sum();
    let all: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let band = |weight: &f64| {
        let expected = total as f64 * weight / all;
        let half = DEVIATIONS * (dispersion.max(1.0) * expected).sqrt();
        (expected, (expected - half).max(0.0), expected + half)
    };
    let bands: Vec<(f64, f64, f64)> = weights.iter().map(band).collect();
    let highest = counts.iter().copied().max().unwrap_or(0);
    let top = bands
        .iter()
        .fold(highest as f64, |top, band| top.max(band.2))
        .max(1.0);
    let step = WIDTH / counts.len().max(1) as f64;
    // As many labels as stay legible.
    let every = counts.len().div_ceil(6).max(1);
    let bars = counts
        .iter()
        .zip(&bands)
        .enumerate()
        .map(|(at, (count, (expected, lower, upper)))| {
            let y = |value: f64| tenth(HEIGHT - value / top * HEIGHT);
            let month = months.list[at];
            Bar {
                month: words(month),
                label: at.is_multiple_of(every).then(|| short(month)),
                count: *count,
                expected: *expected,
                x: tenth(at as f64 * step + step * 0.14),
                width: tenth(step * 0.72),
                y: y(*count as f64),
                height: tenth(HEIGHT - y(*count as f64)),
                band_y: y(*upper),
                band_height: tenth(y(*lower) - y(*upper)),
                middle: y(*expected),
                standing: if (*count as f64) > *upper {
                    "above"
                } else if (*count as f64) < *lower {
                    "below"
                } else {
                    "within"
                },
            }
        })
        .collect();
    Chart {
        title: series.title.clone(),
        ward,
        width: WIDTH,
        height: HEIGHT,
        total,
        highest,
        top,
        bars,
    }
}

fn days(month: Month) -> f64 {
    match (month.start(), month.next().start()) {
        (Some(start), Some(end)) => f64::from(end.0 - start.0) / 1_440.0,
        _ => 30.0,
    }
}

const NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// "Apr".
pub fn name(month: Month) -> &'static str {
    let number = usize::try_from(month.of_year() - 1).unwrap_or(0);
    NAMES.get(number).copied().unwrap_or("")
}

/// "Apr 2001".
pub fn words(month: Month) -> String {
    format!("{} {}", name(month), month.year())
}

/// "Apr 01".
pub fn short(month: Month) -> String {
    format!("{} {:02}", name(month), month.year().rem_euclid(100))
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

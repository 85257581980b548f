//! Schemes on the page: the difference of target and control as it adds up month by month; words and figures come from the record.

use hotspur_core::change::Difference;
use hotspur_core::scheme::{Evaluation, SchemeCounted, SchemeWhen};
use hotspur_core::{Analyst, Month, Release};
use serde::Serialize;
use serde_json::Value as Json;

use super::map::tenth;
use super::months::words;
use crate::job::{Answer, EVALUATE_FILE};

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 120.0;

/// The schemes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchemesView {
    /// The answer as its file holds it.
    pub record: Json,
    /// The charts of each scheme.
    pub charts: Vec<Vec<SoFar>>,
}

/// The difference so far, month by month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SoFar {
    pub title: String,
    pub width: f64,
    pub height: f64,
    /// The band of the 95 % interval.
    pub band: String,
    pub line: String,
    /// Where nothing is won or lost.
    pub zero: f64,
    pub top: f64,
    pub bottom: f64,
    pub points: Vec<Point>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    pub month: String,
    pub x: f64,
    pub y: f64,
    pub estimate: f64,
    pub lower: f64,
    pub upper: f64,
}

/// The schemes of a release, if any was asked about.
pub fn schemes(release: &Release<Analyst>, answers: &[Answer]) -> Option<SchemesView> {
    let answer = answers.iter().find(|answer| answer.file == EVALUATE_FILE)?;
    let records = answer.record["schemes"].as_array()?;
    let found = release.answers().schemes.iter().zip(records);
    Some(SchemesView {
        charts: found.map(|(one, record)| charts(one, record)).collect(),
        record: answer.record.clone(),
    })
}

fn charts(one: &Evaluation, record: &Json) -> Vec<SoFar> {
    let spans = one.scheme.when.as_ref().ok().and_then(SchemeWhen::spans);
    let Some(spans) = spans else {
        return Vec::new();
    };
    let records = record["counted"].as_array().into_iter().flatten();
    let drawn = one.counted.iter().zip(records);
    drawn
        .filter_map(|(counted, record)| so_far(counted, record["title"].as_str()?, &spans.after))
        .collect()
}

fn so_far(counted: &SchemeCounted, title: &str, months: &[Month]) -> Option<SoFar> {
    let effect = counted.effect.as_ref()?;
    let known: Vec<(Month, Difference)> = (months.iter().copied())
        .zip(&effect.cumulative)
        .filter_map(|(month, found)| Some((month, found.known()?)))
        .collect();
    if known.is_empty() {
        return None;
    }
    let limits = known.iter().map(|(_, found)| found.limits);
    let (bottom, top) = limits.fold((0.0_f64, 0.0_f64), |(low, high), limits| {
        (low.min(limits.lower), high.max(limits.upper))
    });
    let y = |value: f64| tenth(HEIGHT * (top - value) / (top - bottom).max(f64::MIN_POSITIVE));
    let step = WIDTH / known.len() as f64;
    let points: Vec<Point> = (known.iter().enumerate())
        .map(|(at, (month, found))| Point {
            month: words(*month),
            x: tenth((at as f64 + 0.5) * step),
            y: y(found.estimate),
            estimate: found.estimate,
            lower: found.limits.lower,
            upper: found.limits.upper,
        })
        .collect();
    let upper = points.iter().map(|point| (point.x, y(point.upper)));
    let lower = points.iter().rev().map(|point| (point.x, y(point.lower)));
    Some(SoFar {
        title: title.to_owned(),
        width: WIDTH,
        height: HEIGHT,
        band: format!("{}z", path(upper.chain(lower))),
        line: path(points.iter().map(|point| (point.x, point.y))),
        zero: y(0.0),
        top,
        bottom,
        points,
    })
}

/// Lines from point to point.
fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let steps = points.enumerate().map(|(at, (x, y))| {
        let letter = if at == 0 { 'M' } else { 'L' };
        format!("{letter}{x} {y}")
    });
    steps.collect()
}

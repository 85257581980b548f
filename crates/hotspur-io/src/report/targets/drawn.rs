//! Months as a sparkline and a year as a bullet: where lines, bars and marks lie. Words and figures come from the record.

use hotspur_core::Value;
use hotspur_core::track::{MONTHS, Measure, Part, Targets, Tracked, Whose};
use serde::Serialize;

use super::super::map::tenth;
use super::super::words;

const SPARK_WIDTH: f64 = 108.0;
const SPARK_HEIGHT: f64 = 30.0;
const BULLET_WIDTH: f64 = 210.0;
/// What is drawn leaves so much of the width free, for an end that is open.
const FREE: f64 = 10.0;

/// An indicator in the study area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorView {
    /// The months of the year, and the year before; nothing for a survey.
    pub spark: Option<Spark>,
    /// The year against its target; nothing where there is no figure.
    pub bullet: Option<Bullet>,
}

/// Months.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spark {
    pub width: f64,
    pub height: f64,
    /// The last whole year before, as a line.
    pub before: Option<String>,
    pub bars: Vec<Bar>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub month: String,
    /// Nothing for a month that the data do not hold.
    pub count: Option<u64>,
}

/// A year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bullet {
    pub width: f64,
    /// What is counted so far.
    pub so_far: f64,
    /// Where the year will probably end.
    pub from: Option<f64>,
    pub to: Option<f64>,
    /// Whether the interval has no upper end.
    pub open: bool,
    pub estimate: Option<f64>,
    pub target: Option<f64>,
    pub baseline: Option<f64>,
}

/// The pictures of every indicator.
pub fn drawn(found: &Targets) -> Vec<IndicatorView> {
    found.indicators.iter().map(indicator).collect()
}

fn indicator(tracked: &Tracked) -> IndicatorView {
    let whole = (tracked.parts.iter()).find(|part| part.whose == Whose::StudyArea);
    let counts = !matches!(tracked.indicator.measure, Measure::Survey);
    IndicatorView {
        spark: whole.filter(|_| counts).and_then(spark),
        bullet: whole.and_then(bullet),
    }
}

fn spark(part: &Part) -> Option<Spark> {
    let before = part.earlier.last();
    let now = part.months.iter().filter_map(|(_, count)| *count);
    let top = (before.into_iter())
        .flat_map(|(_, counts)| counts.iter().copied())
        .chain(now)
        .max()
        .filter(|top| *top > 0)?;
    let step = SPARK_WIDTH / MONTHS as f64;
    let y = |count: u64| tenth(SPARK_HEIGHT * (1.0 - count as f64 / top as f64));
    let line = before.map(|(_, counts)| {
        let points = counts.iter().enumerate().map(|(place, count)| {
            let letter = if place == 0 { 'M' } else { 'L' };
            format!(
                "{letter}{} {}",
                tenth((place as f64 + 0.5) * step),
                y(*count)
            )
        });
        points.collect()
    });
    let bars = part
        .months
        .iter()
        .enumerate()
        .map(|(place, (month, count))| {
            let top = y(count.unwrap_or(0));
            Bar {
                x: tenth(place as f64 * step + step * 0.14),
                y: top,
                width: tenth(step * 0.72),
                height: tenth(SPARK_HEIGHT - top),
                month: words(*month),
                count: *count,
            }
        });
    Some(Spark {
        width: SPARK_WIDTH,
        height: SPARK_HEIGHT,
        before: line,
        bars: bars.collect(),
    })
}

fn bullet(part: &Part) -> Option<Bullet> {
    let so_far = part.so_far.known()?;
    let projection = part.projection.known();
    // A survey has no projection: its interval is that of the share.
    let limits = part.limits.known();
    let lower = projection
        .map(|year| year.lower)
        .or(limits.map(|found| found.lower));
    let upper = match projection {
        Some(year) => year.upper.known(),
        None => limits.map(|found| found.upper),
    };
    let target = part.target.known().map(|aim| aim.value);
    let baseline = part.baseline.known().map(|baseline| baseline.value);
    let estimate = projection.map(|year| year.estimate);
    let top = [upper, target, baseline, estimate, Some(so_far)]
        .into_iter()
        .flatten()
        .fold(0.0, f64::max);
    if !(top > 0.0) {
        return None;
    }
    let x = |value: f64| tenth((BULLET_WIDTH - FREE) * value / top);
    let open = matches!(projection, Some(year) if matches!(year.upper, Value::Undefined(_)));
    Some(Bullet {
        width: BULLET_WIDTH,
        so_far: x(so_far),
        from: lower.map(x),
        to: upper.map(x).or(open.then_some(BULLET_WIDTH)),
        open,
        estimate: estimate.map(x),
        target: target.map(x),
        baseline: baseline.map(x),
    })
}

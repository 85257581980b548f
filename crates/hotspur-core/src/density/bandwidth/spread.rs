//! How far events spread along each axis.

use crate::metres::Position;
use crate::value::{Reason, Value};

/// The spread of one coordinate.
pub(super) struct Spread {
    /// Standard deviation, with m − 1.
    pub(super) deviation: f64,
    /// Interquartile range, quantiles of type 7 (linear; Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566).
    pub(super) quartiles: f64,
}

/// Why no rule has an answer: no events, one event, or all in one place.
pub(super) fn refusal(events: &[Position]) -> Option<Reason> {
    match events {
        [] => Some(Reason::NoEvents),
        [_] => Some(Reason::TooFewEvents),
        [first, rest @ ..] => rest
            .iter()
            .all(|event| event == first)
            .then_some(Reason::NoVariation),
    }
}

/// The spread of eastings and northings; undefined where [`refusal`] says so, or where an axis does not vary, since a
/// rule in the plane cannot be had from one axis. Time O(m log m).
pub(super) fn spreads(events: &[Position]) -> Value<[Spread; 2]> {
    if let Some(reason) = refusal(events) {
        return Value::Undefined(reason);
    }
    let axes = [
        spread(events.iter().map(|event| event.x()).collect()),
        spread(events.iter().map(|event| event.y()).collect()),
    ];
    if axes.iter().any(|axis| !(axis.deviation > 0.0)) {
        return Value::Undefined(Reason::NoVariation);
    }
    Value::Known(axes)
}

fn spread(mut values: Vec<f64>) -> Spread {
    // In order of size, so that the sum does not depend on the order of the rows.
    values.sort_unstable_by(f64::total_cmp);
    let m = values.len() as f64;
    let last = values[values.len() - 1];
    // Equal values differ from their rounded mean: compare them, not the deviation.
    if values[0] == last {
        return Spread {
            deviation: 0.0,
            quartiles: 0.0,
        };
    }
    let mean = values.iter().sum::<f64>() / m;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Spread {
        deviation: (squares / (m - 1.0)).sqrt(),
        quartiles: quantile(&values, 0.75) - quantile(&values, 0.25),
    }
}

/// The quantile of type 7 of sorted values, of which there is at least one.
pub(super) fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = (sorted.len() - 1) as f64 * p;
    let (below, above) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    below + (at - at.floor()) * (above - below)
}

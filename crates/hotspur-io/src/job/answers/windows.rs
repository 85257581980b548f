//! Shares of hours as JSON, and in plain words.

use hotspur_core::answer::WindowAnswer;
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use super::location::value;
use super::profiles::share;
use super::words::grouped;

/// Things that are told of at most.
const TOLD: usize = 6;

/// The share of each thing counted in the hours asked about.
pub fn record(question: &Question, found: &[WindowAnswer]) -> Vec<Json> {
    found
        .iter()
        .map(|answer| {
            let found = &answer.share;
            let bound = |of: fn(&hotspur_core::rate::Limits) -> f64| {
                value(found.bounds.map(|bounds| of(&bounds)))
            };
            json!({
                "key": answer.counted.key(question.themes),
                "title": answer.counted.title(question.themes),
                "share": value(found.share),
                "lower": value(found.limits.map(|limits| limits.lower)),
                "upper": value(found.limits.map(|limits| limits.upper)),
                "least": bound(|bounds| bounds.lower),
                "most": bound(|bounds| bounds.upper),
                "inside": found.inside,
                "unsure": found.unsure,
                "outside": found.outside,
                "without_hour": found.without_hour,
                "share_of_week": found.even,
                "p": value(found.p),
            })
        })
        .collect()
}

/// A sentence for each thing with an hour, or why there is none.
pub fn sentences(question: &Question, found: &[WindowAnswer], hours: &str) -> Vec<String> {
    let timed: Vec<&WindowAnswer> = found
        .iter()
        .filter(|answer| matches!(answer.share.share, Value::Known(_)))
        .collect();
    if timed.is_empty() && !found.is_empty() {
        return vec![format!(
            "What share falls in the hours {hours} cannot be said: no row has an hour."
        )];
    }
    timed
        .iter()
        .take(TOLD)
        .map(|answer| {
            let found = &answer.share;
            let mut sentence = format!(
                "{}: {} fall in the hours {hours}, of {} with an hour",
                answer.counted.title(question.themes),
                share(found.share, found.limits),
                grouped(found.inside + found.unsure + found.outside),
            );
            if let (true, Some(bounds)) = (found.unsure > 0, found.bounds.known()) {
                sentence += &format!(
                    "; between {:.0} % and {:.0} % however spans are read",
                    100.0 * bounds.lower,
                    100.0 * bounds.upper
                );
            }
            sentence + "."
        })
        .collect()
}

//! One part of the study area in the record.

use hotspur_core::track::{Aimed, Baseline, Change, Part, Projection, Targets, Tracked, Whose};
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use super::{brief, title};
use crate::write::ten_digits;

/// What is told of it.
pub fn record(question: &Question, found: &Targets, tracked: &Tracked, part: &Part) -> Json {
    let months: Vec<Json> = (part.months.iter())
        .map(|(month, count)| json!({"month": month.to_string(), "count": count}))
        .collect();
    let earlier: Vec<Json> = (part.earlier.iter())
        .map(|(year, counts)| json!({"year": year.to_string(), "counts": counts}))
        .collect();
    let code = match part.whose {
        Whose::Area(area) => Some(question.areas.list()[area as usize].code.as_str()),
        Whose::StudyArea | Whose::Group(_) => None,
    };
    json!({
        "part": kind(part.whose),
        "code": code,
        "name": title(question, found, part.whose),
        "months": months,
        "earlier": earlier,
        "so_far": value(part.so_far, ten_digits_json),
        "of": part.of.map(ten_digits),
        "so_far_lower": value(part.limits.map(|limits| limits.lower), ten_digits_json),
        "so_far_upper": value(part.limits.map(|limits| limits.upper), ten_digits_json),
        "denominator": value(part.denominator, ten_digits_json),
        "baseline": value(part.baseline, baseline),
        "baseline_counted": part.baseline_counted,
        "target": value(part.target, aimed),
        "next_target": part.next.map(|next| value(next, aimed)),
        "line": value(part.line, ten_digits_json),
        "projection": value(part.projection, projection),
        "projected_rate_per_1000": value(part.rate(), ten_digits_json),
        "chance": value(part.chance, ten_digits_json),
        "change": value(part.change, change),
        "change_compares": part.compared.as_str(),
        "status": part.status.as_str(),
        "why": part.why.map(hotspur_core::Reason::as_str),
        "said": brief::part(question, found, tracked, part),
    })
}

/// The kind of a part.
pub const fn kind(whose: Whose) -> &'static str {
    match whose {
        Whose::StudyArea => "study_area",
        Whose::Group(_) => "group",
        Whose::Area(_) => "area",
    }
}

fn value<T>(found: Value<T>, told: impl Fn(T) -> Json) -> Json {
    match found {
        Value::Known(found) => told(found),
        Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
    }
}

fn ten_digits_json(number: f64) -> Json {
    json!(ten_digits(number))
}

fn baseline(found: Baseline) -> Json {
    json!({
        "year": found.year.to_string(),
        "value": ten_digits(found.value),
        "of": found.of.map(ten_digits),
        "source": match (found.counted, found.predicted) {
            (true, _) => "counted",
            (false, true) => "given, itself a prediction",
            (false, false) => "given",
        },
    })
}

fn aimed(found: Aimed) -> Json {
    json!({
        "year": found.year.to_string(),
        "value": ten_digits(found.value),
        "by": found.by.as_str(),
    })
}

fn projection(found: Projection) -> Json {
    json!({
        "estimate": ten_digits(found.estimate),
        "lower": ten_digits(found.lower),
        "upper": value(found.upper, ten_digits_json),
    })
}

fn change(found: Change) -> Json {
    json!({
        "estimate": ten_digits(found.estimate),
        "lower": ten_digits(found.lower),
        "upper": value(found.upper, ten_digits_json),
    })
}

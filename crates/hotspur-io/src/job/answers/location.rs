//! The location analysis as JSON.

use hotspur_core::change::{Compared, Judged};
use hotspur_core::focus::{Focus, Location, LocationCounted};
use hotspur_core::{Findings, Period, Question, Value};
use serde_json::{Value as Json, json};

use super::{brief_location, windows, words};
use crate::write::ten_digits;

/// The file of the location analysis.
pub const LOCATION_FILE: &str = "locate.json";

/// Everything that was found, with the program, study and parameters that made it.
pub fn record(
    question: &Question,
    findings: &Findings,
    found: &Location,
    hours: Option<&str>,
    facts: &Json,
) -> Json {
    let list = question.areas.list();
    let counted: Vec<Json> = found
        .counted
        .iter()
        .map(|counted| counted_record(question, findings, counted))
        .collect();
    let borders: Vec<Json> = found
        .borders
        .iter()
        .map(|border| {
            let area = &list[border.area as usize];
            let counts = found.counted.iter().zip(&border.counts);
            let counts: serde_json::Map<String, Json> = counts
                .map(|(counted, count)| {
                    let key = counted.counted.key(question.themes);
                    (key.to_owned(), json!(count))
                })
                .collect();
            json!({"code": area.code, "name": area.name, "holds_some": border.holds_some, "counts": counts})
        })
        .collect();
    json!({
        "briefing": brief_location::sentences(question, findings, found, hours),
        "where": words::place(question, &found.focus),
        "made": facts,
        "part": focus_record(question, &found.focus),
        "area_km2": ten_digits(found.square_kilometres),
        "study_area_km2": ten_digits(found.study_square_kilometres),
        "period": found.spans.period.as_ref().map(period_record),
        "before": found.spans.before.as_ref().map(period_record),
        "when": words::period(question, findings),
        "months": findings.months.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "counted": counted,
        "hours": hours,
        "hours_asked": windows::record(question, &findings.answers.windows),
        "borders": borders,
    })
}

/// Where was asked.
pub fn focus_record(question: &Question, focus: &Focus) -> Json {
    let areas = focus.areas.iter().map(|area| {
        let area = &question.areas.list()[*area as usize];
        json!({"code": area.code, "name": area.name})
    });
    json!({
        "everywhere": focus.is_everywhere(),
        "areas": areas.collect::<Vec<_>>(),
        "circle": focus.circle.map(|circle| json!({
            "easting": ten_digits(circle.centre.x()),
            "northing": ten_digits(circle.centre.y()),
            "metres": circle.radius.0,
        })),
        "polygon": focus.polygon.is_some(),
    })
}

/// A period by its first month and its last.
pub fn period_record(period: &Period) -> Json {
    json!({
        "words": words::span(period),
        "first_month": period.first_month().to_string(),
        "last_month": period.last_month().to_string(),
        "from": period.from.to_civil().date().to_string(),
        "until": period.until.to_civil().date().to_string(),
    })
}

fn counted_record(question: &Question, findings: &Findings, counted: &LocationCounted) -> Json {
    let places: Vec<Json> = counted
        .places
        .iter()
        .map(|place| {
            json!({
                "place": (!place.label.is_empty()).then_some(&place.label),
                "easting": ten_digits(place.position.x()),
                "northing": ten_digits(place.position.y()),
                "count": place.count,
            })
        })
        .collect();
    let themes = findings.inside.iter().flat_map(|inside| &inside.themes);
    let hotspots = themes.filter(|theme| theme.cells.counted == counted.counted);
    let hotspots: Vec<&str> = hotspots
        .flat_map(|theme| {
            counted
                .hotspots
                .iter()
                .map(|at| theme.hotspots[*at].name.as_str())
        })
        .collect();
    let counts = &counted.counts;
    let hours = counted.week.with_hour() > 0;
    json!({
        "key": counted.counted.key(question.themes),
        "title": counted.counted.title(question.themes),
        "count": counts.inside,
        "elsewhere": counts.elsewhere,
        "before": counted.against_before.is_some().then_some(counts.inside_before),
        "elsewhere_before": counted.against_before.is_some().then_some(counts.elsewhere_before),
        "rate_per": {
            "name": counted.base.name,
            "inside": ten_digits(counted.base.inside),
            "elsewhere": ten_digits(counted.base.elsewhere),
        },
        "located_share": value(counted.located),
        "located_share_before": counted.located_before.map(value),
        "is_located": counted.is_located(question.params.rule.min_located_share),
        "against_rest": judged_record(&counted.against_rest),
        "against_before": counted.against_before.as_ref().map(judged_record),
        "rest_against_before": counted.rest_against_before.as_ref().map(compared_record),
        "months": counted.months,
        "hours_of_week": hours.then(|| counted.week.weights().map(ten_digits).to_vec()),
        "without_hour": counted.week.without_hour,
        "places": places,
        "places_with_any": counted.places_with_any,
        "micro_hotspots": hotspots,
    })
}

/// A comparison with its q and verdict.
pub fn judged_record(judged: &Judged) -> Json {
    let mut record = compared_record(&judged.change);
    record["q"] = value(judged.q);
    record["verdict"] = json!(judged.verdict.as_str());
    record
}

/// A comparison of two rates.
pub fn compared_record(change: &Compared) -> Json {
    json!({
        "from": {"count": change.before.count, "exposure": ten_digits(change.before.exposure)},
        "to": {"count": change.after.count, "exposure": ten_digits(change.after.exposure)},
        "ratio": value(change.ratio),
        "ratio_lower": value(change.lower),
        "ratio_upper": value(change.upper),
        "percent": value(change.percent),
        "p": value(change.p),
        "test": change.test.as_str(),
    })
}

/// A number, or the reason why there is none.
pub fn value(value: Value<f64>) -> Json {
    match value {
        Value::Known(number) => json!(ten_digits(number)),
        Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
    }
}

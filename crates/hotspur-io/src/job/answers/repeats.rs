//! Repeats and near repeats as JSON.

use hotspur_core::answer::{Repeated, ThemeRepeats};
use hotspur_core::repeat::{KnoxTest, RepeatCounts, SamePlace, SamePlaceMonths};
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use super::location::{focus_record, value};
use super::{brief_repeats, words};
use crate::write::ten_digits;

/// The file of repeats.
pub const REPEATS_FILE: &str = "repeats.json";

/// Everything that was found, theme by theme.
pub fn record(question: &Question, found: &[ThemeRepeats], facts: &Json) -> Json {
    let focus = question.params.ask.as_ref().map(|ask| &ask.focus);
    json!({
        "briefing": brief_repeats::sentences(question, found),
        "where": focus.map(|focus| words::place(question, focus)),
        "part": focus.map(|focus| focus_record(question, focus)),
        "made": facts,
        "addresses": !question.params.snapped,
        "themes": found.iter().map(|theme| theme_record(question, theme)).collect::<Vec<_>>(),
    })
}

fn theme_record(question: &Question, theme: &ThemeRepeats) -> Json {
    let risk = theme.risk.as_ref().map(|risk| match risk {
        Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
        Value::Known(areas) => Json::from(
            areas
                .iter()
                .map(|area| {
                    json!({
                        "from_m": area.band.from.0,
                        "until_m": area.band.until.0,
                        "knox_ratio": ten_digits(area.band.ratio),
                    })
                })
                .collect::<Vec<_>>(),
        ),
    });
    json!({
        "key": theme.counted.key(question.themes),
        "title": theme.counted.title(question.themes),
        "dated": theme.dated.dated,
        "months_only": theme.dated.months_only,
        "span_too_wide": theme.dated.too_wide,
        "reversed": theme.dated.reversed,
        "same_place": match &theme.same {
            Repeated::ByDay(same) => by_day(same),
            Repeated::ByMonth(same) => by_month(same),
        },
        "near": theme.near.as_ref().map(|near| match near {
            Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
            Value::Known(test) => knox(test),
        }),
        "risk": risk,
    })
}

fn counts(counts: &RepeatCounts) -> Json {
    json!({
        "events": counts.events,
        "places": counts.places,
        "repeat_places": counts.repeat_places,
        "at_repeat_places": counts.at_repeat_places,
        "repeats": counts.repeats,
        "share_of_places": value(counts.share_of_places()),
        "share_at_repeat_places": value(counts.share_at_repeat_places()),
        "share_repeats": value(counts.share_repeats()),
    })
}

fn by_day(same: &SamePlace) -> Json {
    let windows: Vec<Json> = same
        .windows
        .iter()
        .map(|window| {
            json!({
                "days": window.days,
                "repeats": window.repeats,
                "share_of_events": value(window.share_of_events),
                "share_of_repeats": value(window.share_of_repeats),
                "at_risk": window.at_risk,
                "followed": window.followed,
                "share_followed": value(window.share_followed),
            })
        })
        .collect();
    let mut record = counts(&same.counts);
    record["by"] = json!("day");
    record["windows"] = Json::from(windows);
    record["median_days"] = value(same.median_days);
    record
}

fn by_month(same: &SamePlaceMonths) -> Json {
    let mut record = counts(&same.counts);
    record["by"] = json!("month");
    record["same_month"] = json!(same.same_month);
    record["next_month"] = json!(same.next_month);
    record["share_of_events"] = value(same.share_of_events);
    record["at_risk"] = json!(same.at_risk);
    record["followed"] = json!(same.followed);
    record["share_followed"] = value(same.share_followed);
    record
}

fn knox(test: &KnoxTest) -> Json {
    let near = &test.table.near;
    let (space, time) = (0..near.space.len(), 0..near.time.len());
    let cell = |space: usize, time: usize| {
        let (cell, chance) = (test.table.cell(space, time), test.chance(space, time));
        json!({
            "observed": cell.observed,
            "expected": ten_digits(cell.expected),
            "ratio": value(cell.ratio),
            "p": value(chance.p),
            "q": value(chance.q),
            "median": chance.median,
            "ratio_to_median": value(chance.ratio_to_median),
        })
    };
    let rows: Vec<Vec<Json>> = space
        .clone()
        .map(|space| time.clone().map(|time| cell(space, time)).collect())
        .collect();
    json!({
        "events": test.table.events,
        "places": test.table.places,
        "pairs": test.table.pairs,
        "metric": near.metric.as_str(),
        "permutations": test.permutations.replicates,
        "seed": test.permutations.seed,
        "p": "(1 + permutations that reach it) / (permutations + 1), times permuted among events; q: Benjamini-Hochberg over the bands",
        "space": space.map(|band| near.space.label(band)).collect::<Vec<_>>(),
        "time": time.map(|band| near.time.label(band)).collect::<Vec<_>>(),
        "bands": rows,
    })
}

//! Profiles as JSON, and in plain words.

use hotspur_core::answer::ThemeProfile;
use hotspur_core::profile::{ProfileRow, RowKind, StockRow};
use hotspur_core::rate::Limits;
use hotspur_core::{Counted, Question, Value};
use serde_json::{Value as Json, json};

use super::location::{focus_record, value};
use super::words::{self, grouped};
use crate::write::ten_digits;

/// The file of profiles.
pub const PROFILE_FILE: &str = "profile.json";

/// Profiles that are told of at most, and values of each.
const TOLD: usize = 6;

/// A value is told as different where q is at most so much.
const LEVEL: f64 = 0.05;

/// A profile of fewer recorded events is not put in words.
const FEWEST: u64 = 20;

/// Everything that was found, a profile each.
pub fn record(question: &Question, found: &[ThemeProfile], facts: &Json) -> Json {
    let focus = question.params.ask.as_ref().map(|ask| &ask.focus);
    let profiles: Vec<Json> = found
        .iter()
        .map(|profile| {
            json!({
                "key": profile.counted.key(question.themes),
                "title": profile.counted.title(question.themes),
                "attribute": profile.attribute,
                "rows": profile.rows.iter().map(row).collect::<Vec<_>>(),
                "stock": profile.stock.as_ref().map(|rows| rows.iter().map(stock).collect::<Vec<_>>()),
            })
        })
        .collect();
    json!({
        "briefing": sentences(question, found),
        "where": focus.map(|focus| words::place(question, focus)),
        "part": focus.map(|focus| focus_record(question, focus)),
        "everywhere": focus.is_none_or(hotspur_core::focus::Focus::is_everywhere),
        "made": facts,
        "limits": "95 %: Wilson for shares, exact conditional for rates; p: Fisher's exact, two-sided; q: Benjamini-Hochberg over the values of a profile",
        "profiles": profiles,
    })
}

fn row(row: &ProfileRow) -> Json {
    json!({
        "value": row.kind.title(),
        "recorded": row.kind != RowKind::NotRecorded,
        "count": row.selected.of,
        "of": row.selected.all,
        "share": value(row.share),
        "share_lower": value(row.limits.map(|limits| limits.lower)),
        "share_upper": value(row.limits.map(|limits| limits.upper)),
        "rest_count": row.rest.of,
        "rest_of": row.rest.all,
        "rest_share": value(row.rest_share),
        "p": value(row.p),
        "q": value(row.q),
    })
}

fn stock(row: &StockRow) -> Json {
    let ratio = row.against.and_then(|against| against.ratio);
    json!({
        "value": row.kind.title(),
        "count": row.events,
        "stock": value(row.stock),
        "rate": value(row.rate),
        "ratio": value(ratio),
        "ratio_lower": value(row.against.map(|against| against.lower)),
        "ratio_upper": value(row.against.and_then(|against| against.upper)),
        "q": value(row.q),
    })
}

/// What is found, a sentence a profile: the commonest value of each, and what differs from the rest.
fn sentences(question: &Question, found: &[ThemeProfile]) -> Vec<String> {
    let themes = found
        .iter()
        .filter(|profile| matches!(profile.counted, Counted::Theme(_)));
    let told: Vec<String> = themes
        .filter_map(|profile| sentence(question, profile))
        .take(TOLD)
        .collect();
    if told.is_empty() {
        return vec![format!(
            "No attribute has {FEWEST} recorded values there in any theme, so no profile is put in words."
        )];
    }
    told
}

fn sentence(question: &Question, profile: &ThemeProfile) -> Option<String> {
    let recorded = |row: &&ProfileRow| matches!(row.kind, RowKind::Value(_));
    let first = profile.rows.iter().find(recorded)?;
    if first.selected.all < FEWEST {
        return None;
    }
    let mut sentence = format!(
        "{} by {}: “{}” {} of {} with one recorded",
        profile.counted.title(question.themes),
        profile.attribute.replace('_', " "),
        first.kind.title(),
        share(first.share, first.limits),
        grouped(first.selected.all),
    );
    let missing = profile
        .rows
        .iter()
        .find(|row| row.kind == RowKind::NotRecorded);
    if let Some(share) = missing
        .and_then(|row| row.share.known())
        .filter(|share| *share > 0.0)
    {
        sentence += &format!("; {:.0} % have none", 100.0 * share);
    }
    let different: Vec<String> = (profile.rows.iter())
        .filter(recorded)
        .filter(|row| row.q.known().is_some_and(|q| q <= LEVEL))
        .filter_map(|row| {
            let (here, rest) = (row.share.known()?, row.rest_share.known()?);
            let word = if here > rest { "more" } else { "less" };
            Some(format!(
                "“{}” {word} than elsewhere ({:.0} % against {:.0} %)",
                row.kind.title(),
                100.0 * here,
                100.0 * rest
            ))
        })
        .take(TOLD / 2)
        .collect();
    if !different.is_empty() {
        sentence += &format!("; {}", different.join(", "));
    }
    if let Some(worst) = profile.stock.as_ref().and_then(|rows| worst(rows)) {
        sentence += &format!("; {worst}");
    }
    Some(sentence + ".")
}

/// The value that is struck most for what there is of it.
fn worst(rows: &[StockRow]) -> Option<String> {
    let row = rows
        .iter()
        .find(|row| row.q.known().is_some_and(|q| q <= LEVEL))?;
    let ratio = row.against.known()?.ratio.known()?;
    Some(format!(
        "for each that there is, “{}” is struck {ratio:.1} times as often as the others",
        row.kind.title()
    ))
}

/// "38 % (35 to 41)".
pub fn share(share: Value<f64>, limits: Value<Limits>) -> String {
    match (share.known(), limits.known()) {
        (Some(share), Some(limits)) => format!(
            "{:.0} % ({:.0} to {:.0})",
            ten_digits(100.0 * share),
            100.0 * limits.lower,
            100.0 * limits.upper
        ),
        _ => "no share".to_owned(),
    }
}

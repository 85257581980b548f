//! Priorities by who raised them, as JSON and in plain words.

use hotspur_core::track::{Basis, Priorities, PriorityTheme, RestsOn, SIGNIFICANT_VOLUME};
use serde_json::{Value as Json, json};

use super::super::words::{capital, listed};
use crate::write::ten_digits;

/// The matrix: raisers in order, and for each theme a cell a raiser.
pub fn record(found: &Priorities) -> Json {
    let raisers: Vec<Json> = (found.raisers.iter())
        .map(|one| json!({"name": one.name, "basis": one.basis.as_str()}))
        .collect();
    let themes: Vec<Json> = found
        .themes
        .iter()
        .map(|theme| theme_record(found, theme))
        .collect();
    json!({
        "rule": format!(
            "Evidence: police counts or harm in the table, or the study's own counts, where an area is raised in the theme or it has {:.0} % or more of all events of its kind; concern: all others who raise it, but who chose",
            100.0 * SIGNIFICANT_VOLUME
        ),
        "raisers": raisers,
        "themes": themes,
    })
}

fn theme_record(found: &Priorities, theme: &PriorityTheme) -> Json {
    let cells: Vec<Json> = (0..found.raisers.len())
        .map(|raiser| {
            let Some(mark) = theme.marks.iter().find(|mark| mark.raiser == raiser) else {
                return Json::Null;
            };
            json!({
                "says": match (mark.raises, mark.against) {
                    (true, true) => "both ways",
                    (false, true) => "not a priority",
                    _ => "raises it",
                },
                "rank": mark.rank,
                "sources": mark.sources,
            })
        })
        .collect();
    json!({
        "key": theme.key,
        "title": theme.title,
        "rests_on": theme.rests_on.as_str(),
        "chosen": theme.chosen,
        "disputed": theme.disputed,
        "raised_on_evidence": theme.evidence,
        "raised_out_of_concern": theme.concern,
        "counts": theme.counts.as_ref().map(|counts| json!({
            "count": counts.count,
            "share_of_kind": counts.share().map(ten_digits),
            "areas_raised": counts.raised,
            "raise_it": counts.holds(),
        })),
        "cells": cells,
    })
}

/// What is found, in plain words.
pub fn sentences(found: &Priorities) -> Vec<String> {
    let titles = |wanted: &dyn Fn(&PriorityTheme) -> bool| -> Vec<String> {
        let themes = found.themes.iter().filter(|theme| wanted(theme));
        themes.map(|theme| theme.title.to_lowercase()).collect()
    };
    let mut said = Vec::new();
    for (on, words) in [
        (
            RestsOn::Both,
            "rests on what is counted and on what people say",
        ),
        (
            RestsOn::Evidence,
            "rests on what is counted alone: nobody on record raised it",
        ),
        (
            RestsOn::Concern,
            "rests on what people say alone: no count or harm on record raises it",
        ),
    ] {
        let themes = titles(&|theme| theme.rests_on == on);
        if !themes.is_empty() {
            let words = if themes.len() == 1 {
                words.to_owned()
            } else {
                words
                    .replacen("rests", "rest", 1)
                    .replace("raised it", "raised them")
                    .replace("raises it", "raises them")
            };
            said.push(format!("{} {words}.", capital(&listed(&themes))));
        }
    }
    let bare = titles(&|theme| theme.rests_on == RestsOn::Neither && theme.chosen);
    if !bare.is_empty() {
        said.push(format!(
            "{} {} chosen, and nothing on record raises {}.",
            capital(&listed(&bare)),
            was(&bare),
            them(&bare)
        ));
    }
    let chooses = found.raisers.iter().any(|one| one.basis == Basis::Chosen);
    let passed = titles(&|theme| theme.rests_on == RestsOn::Both && !theme.chosen);
    if chooses && !passed.is_empty() {
        said.push(format!(
            "{} {} not chosen, though counts and people agree.",
            capital(&listed(&passed)),
            was(&passed)
        ));
    }
    for theme in found.themes.iter().filter(|theme| theme.disputed) {
        let against: Vec<&str> = (theme.marks.iter())
            .filter(|mark| mark.against)
            .map(|mark| found.raisers[mark.raiser].name.as_str())
            .collect();
        said.push(format!(
            "{} is disputed: {} said that it should be no priority.",
            capital(&theme.title.to_lowercase()),
            listed(&against)
        ));
    }
    said
}

const fn was(list: &[String]) -> &'static str {
    if list.len() == 1 { "was" } else { "were" }
}

const fn them(list: &[String]) -> &'static str {
    if list.len() == 1 { "it" } else { "them" }
}

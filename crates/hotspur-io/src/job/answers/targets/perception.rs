//! Perception beside record, as JSON and in plain words.

use hotspur_core::track::{FEWEST_RANKED, NotBeside, Parting, Perception, PerceptionArea, Worse};
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use super::super::location::value;
use super::super::words::listed;
use super::beside::limits;
use crate::write::ten_digits;

/// Every question of every year, with its areas.
pub fn record(question: &Question, found: &[Perception]) -> Json {
    let questions: Vec<Json> = found
        .iter()
        .map(|one| question_record(question, one))
        .collect();
    json!({
        "rule": "Fear and record part where the 95 % interval of the survey's share (Wilson) and that of observed over expected (widened by the dispersion of months) both leave out the study area's figure, on opposite sides; not adjusted for how many areas are looked at",
        "questions": questions,
    })
}

fn question_record(question: &Question, one: &Perception) -> Json {
    let areas: Vec<Json> = one
        .areas
        .iter()
        .map(|area| area_record(question, area))
        .collect();
    json!({
        "question": one.question,
        "year": one.year,
        "theme": one.theme.as_ref().map(|(key, _)| key),
        "theme_title": one.theme.as_ref().map(|(_, title)| title),
        "worse": one.worse.map(|worse| match worse {
            Worse::High => "high",
            Worse::Low => "low",
        }),
        "study_area_share": one.study_area.map(|(share, _)| ten_digits(share)),
        "study_area_limits": one.study_area.map(|(_, found)| limits(found)),
        "put_together_from_areas": one.pooled,
        "not_beside_record": one.not_beside.as_ref().map(not_beside),
        "rank_correlation": match one.agreement {
            Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
            Value::Known(found) => json!({
                "rho": ten_digits(found.rho),
                "p": ten_digits(found.p),
                "p_is": if found.exact { "exact, of every order" } else { "by Student's t" },
                "areas": found.units,
            }),
        },
        "few_areas": one.few_areas,
        "sources": one.sources,
        "areas": areas,
    })
}

fn area_record(question: &Question, one: &PerceptionArea) -> Json {
    let area = &question.areas.list()[one.area as usize];
    json!({
        "code": area.code,
        "name": area.name,
        "respondents": one.respondents,
        "share": ten_digits(one.share),
        "limits": limits(one.limits),
        "fear": one.fear.known().map(|stands| stands.as_str()),
        "count": one.count,
        "ratio": value(one.ratio),
        "ratio_limits": limits(one.ratio_limits),
        "record": one.record.known().map(|stands| stands.as_str()),
        "parts": one.parts.map(Parting::as_str),
    })
}

fn not_beside(why: &NotBeside) -> String {
    match why {
        NotBeside::NoAreas => "no figure by area".to_owned(),
        NotBeside::NoTheme => "the survey names no theme: give it a column theme".to_owned(),
        NotBeside::UnknownTheme(key) => format!("the study has no theme {key}"),
        NotBeside::NoDirection => {
            "it is not said which answer is the worse one: give a column worse with high or low"
                .to_owned()
        }
    }
}

/// What is found, in plain words.
pub fn sentences(question: &Question, found: &[Perception]) -> Vec<String> {
    let mut said = Vec::new();
    for one in found {
        let asked = format!("\u{201c}{}\u{201d}, {}", one.question, one.year);
        if let Some(why) = &one.not_beside {
            // A figure of the whole study area has no areas to stand beside, and nothing is wrong with that.
            if *why != NotBeside::NoAreas {
                said.push(format!(
                    "{asked}: not compared with the record, because {}.",
                    not_beside(why)
                ));
            }
            continue;
        }
        let title = one
            .theme
            .as_ref()
            .map_or("", |(_, title)| title)
            .to_lowercase();
        let names = |parting: Parting| -> Vec<&str> {
            let parted = one.areas.iter().filter(|area| area.parts == Some(parting));
            parted
                .map(|area| question.areas.list()[area.area as usize].name.as_str())
                .collect()
        };
        let (fear, record) = (names(Parting::FearHigher), names(Parting::RecordHigher));
        if fear.is_empty() && record.is_empty() {
            said.push(format!(
                "{asked}: nowhere do fear and the record of {title} part by more than chance."
            ));
        }
        if !fear.is_empty() {
            said.push(format!(
                "{asked}: fear is high and recorded {title} low in {}.",
                listed(&fear)
            ));
        }
        if !record.is_empty() {
            said.push(format!(
                "{asked}: recorded {title} is high and fear low in {}.",
                listed(&record)
            ));
        }
        if let (Value::Known(found), true) = (one.agreement, one.few_areas) {
            said.push(format!(
                "{asked}: over {} areas fear and record have a rank correlation of {:.2} (p = {:.2}); fewer than {FEWEST_RANKED} areas tell little.",
                found.units, found.rho, found.p
            ));
        } else if let Value::Known(found) = one.agreement {
            said.push(format!(
                "{asked}: over {} areas fear and record have a rank correlation of {:.2} (p = {:.2}).",
                found.units, found.rho, found.p
            ));
        }
    }
    said
}

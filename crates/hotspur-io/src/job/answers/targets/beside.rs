//! What stands beside targets, as JSON and in plain words.

use hotspur_core::rate::Limits;
use hotspur_core::track::Beside;
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use super::{adjusted, harm, perception, priorities};
use crate::write::ten_digits;

/// The parts by their names in the file; null where nothing was asked.
pub fn records(question: &Question, found: &Beside) -> [(&'static str, Json); 4] {
    let adjusted: Vec<Json> = (found.adjusted.iter())
        .map(|(counted, one)| {
            let (key, title) = (counted.key(question.themes), counted.title(question.themes));
            adjusted::record(question, key, title, one)
        })
        .collect();
    let (said, weighed) = (found.priorities.as_ref(), found.harm.as_ref());
    let asked = found.perception.as_ref();
    [
        ("priorities", said.map_or(Json::Null, priorities::record)),
        (
            "harm",
            weighed.map_or(Json::Null, |found| harm::record(question, found)),
        ),
        (
            "perception",
            asked.map_or(Json::Null, |found| perception::record(question, found)),
        ),
        (
            "adjusted",
            if adjusted.is_empty() {
                Json::Null
            } else {
                adjusted.into()
            },
        ),
    ]
}

/// What is found, in plain words.
pub fn sentences(question: &Question, found: &Beside) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(found.priorities.iter().flat_map(priorities::sentences));
    said.extend(
        found
            .harm
            .iter()
            .flat_map(|found| harm::sentences(question, found)),
    );
    said.extend(
        found
            .perception
            .iter()
            .flat_map(|found| perception::sentences(question, found)),
    );
    said.extend(found.adjusted.iter().flat_map(|(counted, one)| {
        adjusted::sentences(question, counted.title(question.themes), one)
    }));
    said
}

/// Limits, or the reason why there are none.
pub(super) fn limits(found: Value<Limits>) -> Json {
    match found {
        Value::Known(limits) => {
            json!({"lower": ten_digits(limits.lower), "upper": ten_digits(limits.upper)})
        }
        Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
    }
}

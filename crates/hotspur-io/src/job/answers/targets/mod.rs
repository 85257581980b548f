//! Targets as JSON: one record, a part a file.

mod adjusted;
mod beside;
mod harm;
mod perception;
mod priorities;

use hotspur_core::rate::Limits;
use hotspur_core::track::Targets;
use hotspur_core::{Question, Value};
use serde_json::{Value as Json, json};

use crate::write::ten_digits;

/// The file of targets.
pub const TARGETS_FILE: &str = "targets.json";

/// Everything that is tracked, with the program, study and parameters that made it.
pub fn record(question: &Question, found: &Targets, facts: &Json) -> Json {
    let mut record = json!({
        "briefing": beside::sentences(question, &found.beside),
        "made": facts,
    });
    for (name, part) in beside::records(question, &found.beside) {
        record[name] = part;
    }
    record
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

//! Targets as JSON: one record, a part a file.

mod adjusted;
mod beside;
mod harm;
mod perception;
mod priorities;

use hotspur_core::Question;
use hotspur_core::track::Targets;
use serde_json::{Value as Json, json};

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

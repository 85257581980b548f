//! Targets on the page: words and figures come from the record.

use serde::Serialize;
use serde_json::Value as Json;

use crate::job::{Answer, TARGETS_FILE};

/// What is tracked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetsView {
    /// The answer as its file holds it.
    pub record: Json,
}

/// What is tracked, if anything is.
pub fn targets(answers: &[Answer]) -> Option<TargetsView> {
    let answer = answers.iter().find(|answer| answer.file == TARGETS_FILE)?;
    Some(TargetsView {
        record: answer.record.clone(),
    })
}

//! Answers as JSON, one file each: plain words first, then every figure of a page with the counts that it rests on.

mod brief_evaluate;
mod brief_location;
mod brief_plan;
mod evaluate;
mod location;
mod scheme_words;
mod words;

pub use evaluate::EVALUATE_FILE;
pub use location::LOCATION_FILE;

use hotspur_core::{Findings, Question};
use serde_json::Value as Json;

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The file that holds it.
    pub file: &'static str,
    /// What it holds; `briefing` is what is said first, a sentence each.
    pub record: Json,
}

impl Answer {
    /// The sentences that are said first.
    pub fn briefing(&self) -> impl Iterator<Item = &str> {
        let sentences = self.record["briefing"].as_array().into_iter().flatten();
        sentences.filter_map(Json::as_str)
    }
}

/// The answers that were given.
#[must_use]
pub fn answers(question: &Question, findings: &Findings, facts: &Json) -> Vec<Answer> {
    let mut answers = Vec::new();
    if let Some(found) = &findings.answers.location {
        answers.push(Answer {
            file: LOCATION_FILE,
            record: location::record(question, findings, found, facts),
        });
    }
    if !findings.answers.schemes.is_empty() {
        answers.push(Answer {
            file: EVALUATE_FILE,
            record: evaluate::record(question, findings, facts),
        });
    }
    answers
}

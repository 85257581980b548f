//! Answers as JSON, one file each: plain words first, then every figure of a page with the counts that it rests on.

mod brief_comparison;
mod brief_evaluate;
mod brief_location;
mod brief_plan;
mod brief_repeats;
mod comparison;
mod evaluate;
mod location;
mod profiles;
mod repeats;
mod scheme_words;
mod targets;
mod windows;
pub mod words;

pub use comparison::COMPARISON_FILE;
pub use evaluate::EVALUATE_FILE;
pub use location::LOCATION_FILE;
pub use profiles::PROFILE_FILE;
pub use repeats::REPEATS_FILE;
pub use targets::{TARGETS_FILE, TARGETS_TABLE, printed_records, printed_sentences, write_targets};

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
pub fn answers(
    question: &Question,
    findings: &Findings,
    hours: Option<&str>,
    facts: &Json,
) -> Vec<Answer> {
    let mut answers = Vec::new();
    if let Some(found) = &findings.answers.location {
        answers.push(Answer {
            file: LOCATION_FILE,
            record: location::record(question, findings, found, hours, facts),
        });
    }
    let found = &findings.answers;
    if let Some(found) = &found.comparison {
        answers.push(Answer {
            file: COMPARISON_FILE,
            record: comparison::record(question, findings, found, facts),
        });
    }
    if !found.repeats.is_empty() {
        answers.push(Answer {
            file: REPEATS_FILE,
            record: repeats::record(question, &found.repeats, facts),
        });
    }
    if !found.profiles.is_empty() {
        answers.push(Answer {
            file: PROFILE_FILE,
            record: profiles::record(question, &found.profiles, facts),
        });
    }
    if !findings.answers.schemes.is_empty() {
        answers.push(Answer {
            file: EVALUATE_FILE,
            record: evaluate::record(question, findings, facts),
        });
    }
    if let Some(found) = &findings.answers.targets {
        answers.push(Answer {
            file: TARGETS_FILE,
            record: targets::record(question, found, facts),
        });
    }
    answers
}

//! What is answered beyond the map.

use crate::analysis::{Findings, Question};
use crate::focus::{Location, locate_answer};
use crate::scheme::{Evaluation, evaluate_scheme};

/// The answers to what was asked beyond the map; nothing where nothing was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The location analysis.
    pub location: Option<Location>,
    /// Whether schemes worked, or what they could show.
    pub schemes: Vec<Evaluation>,
}

impl Answers {
    /// Answers what is asked, from what was found.
    #[must_use]
    pub fn of(question: &Question, findings: &Findings) -> Self {
        let Some(ask) = &question.params.ask else {
            return Self::default();
        };
        Self {
            location: ask.locate.then(|| locate_answer(question, findings, ask)),
            schemes: evaluate_scheme(question, &findings.standings, &ask.schemes),
        }
    }
}

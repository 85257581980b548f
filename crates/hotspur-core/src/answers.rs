//! What is answered beyond the map.

use crate::analysis::{Findings, Question};
use crate::comparison::{Comparison, compare_periods};
use crate::focus::{Location, locate_answer};

/// The answers to what was asked beyond the map; nothing where nothing was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The location analysis.
    pub location: Option<Location>,
    /// Two periods compared.
    pub comparison: Option<Comparison>,
}

impl Answers {
    /// Answers what is asked, from what was found.
    #[must_use]
    pub fn of(question: &Question, findings: &Findings) -> Self {
        let Some(ask) = &question.params.ask else {
            return Self::default();
        };
        let compare = ask.compare.as_ref();
        Self {
            location: ask.locate.then(|| locate_answer(question, findings, ask)),
            comparison: compare.map(|asked| compare_periods(question, findings, ask, asked)),
        }
    }
}

//! The re-runs that lose a flag, in words.

use super::AreaEvidence;
use crate::analysis::Question;
use crate::flag::{Change, Variations};
use crate::when::Month;

impl AreaEvidence {
    /// The changes that lose the flag, in words.
    #[must_use]
    pub fn lost_words(&self, question: &Question, months: &[Month]) -> Vec<String> {
        let words = |found| lost_words(question, months, found);
        self.variations.as_ref().map_or_else(Vec::new, words)
    }
}

/// The changes that lose a flag, in words.
pub(super) fn lost_words(question: &Question, months: &[Month], found: &Variations) -> Vec<String> {
    found
        .lost
        .iter()
        .map(|change| match change {
            Change::WithoutMonth(month) => format!("without {}", months[*month]),
            Change::WithoutBusiestPlaces => "without the busiest places".to_owned(),
            Change::WithoutTheme(theme) => {
                format!(
                    "without {}",
                    question.themes.list()[*theme].title.to_lowercase()
                )
            }
            Change::LessExposure => "with 20 % less exposure".to_owned(),
            Change::MoreExposure => "with 20 % more exposure".to_owned(),
        })
        .collect()
}

//! Where the indicators stand in a group's own areas, for its own themes.

use super::open_targets::is_sensitive;
use super::own::Own;
use crate::analysis::{Findings, Question};
use crate::tally::Counted;
use crate::track::{Measure, Status, Whose};
use crate::value::Reason;

/// Where an indicator stands in an area of the recipients, whose count is theirs too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// The indicator's number among those of the study.
    pub indicator: usize,
    /// The area's number.
    pub area: usize,
    /// The number of what is counted.
    pub counted: usize,
    /// The word.
    pub status: Status,
    /// Why it is no other, where it says nothing of a target.
    pub why: Option<Reason>,
}

/// The words of whole themes of theirs, none of them sensitive, in their areas; the projection and the chance stay with the analyst.
/// An attribute of their events is not theirs, so indicators that ask for one are left out.
pub(super) fn own_words(question: &Question, findings: &Findings, own: &Own) -> Vec<OwnWord> {
    let Some(targets) = &findings.answers.targets else {
        return Vec::new();
    };
    let mut words = Vec::new();
    for (number, tracked) in targets.indicators.iter().enumerate() {
        let Measure::Count(Counted::Theme(theme), None) = tracked.indicator.measure else {
            continue;
        };
        if !own.themes.contains(&theme) || is_sensitive(&tracked.indicator, question.themes) {
            continue;
        }
        words.extend(tracked.parts.iter().filter_map(|part| match part.whose {
            Whose::Area(area) if own.areas.contains(&area) => Some(OwnWord {
                indicator: number,
                area: area as usize,
                counted: Counted::Theme(theme).slot(),
                status: part.status,
                why: part.why,
            }),
            _ => None,
        }));
    }
    words
}

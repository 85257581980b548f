//! What is answered beyond the map.

mod hours;
mod profiles;
mod repeats;

pub use hours::WindowAnswer;
pub use profiles::{ProfileAsk, Stock, ThemeProfile};
pub use repeats::{RepeatAsk, Repeated, ThemeRepeats};

use crate::analysis::{Findings, Question};
use crate::comparison::{Comparison, compare_periods};
use crate::focus::{Location, locate_answer, places_in};
use crate::scheme::{Evaluation, evaluate_scheme};
use crate::tally::Counted;
use crate::track::{Targets, targets};

/// The answers to what was asked beyond the map; nothing where nothing was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The location analysis.
    pub location: Option<Location>,
    /// Shares of the hours asked about, a thing counted each.
    pub windows: Vec<WindowAnswer>,
    /// Repeats and near repeats, a thing counted each.
    pub repeats: Vec<ThemeRepeats>,
    /// Shares of attributes, of a thing counted and an attribute each.
    pub profiles: Vec<ThemeProfile>,
    /// Two periods compared.
    pub comparison: Option<Comparison>,
    /// Whether schemes worked, or what they could show.
    pub schemes: Vec<Evaluation>,
    /// Indicators against their targets.
    pub targets: Option<Targets>,
}

impl Answers {
    /// Answers what is asked, from what was found.
    #[must_use]
    pub fn of(question: &Question, findings: &Findings) -> Self {
        let Some(ask) = &question.params.ask else {
            return Self::default();
        };
        let held = places_in(question, findings, &ask.focus);
        Self {
            location: ask.locate.then(|| locate_answer(question, findings, ask)),
            windows: hours::answers(question, &held, ask),
            repeats: repeats::answers(question, findings, &held, ask),
            profiles: profiles::answers(question, findings, &held, ask),
            comparison: (ask.compare.as_ref())
                .map(|asked| compare_periods(question, findings, ask, asked)),
            schemes: evaluate_scheme(question, &findings.standings, &ask.schemes),
            targets: (ask.track.as_ref()).map(|track| targets(question, findings, track)),
        }
    }
}

/// The rows of a part of the study area that a question selects and counts in a thing, in the order of the incidents.
fn rows_of<'a>(
    question: &'a Question,
    held: &'a [bool],
    thing: Counted,
) -> impl Iterator<Item = usize> + Clone + 'a {
    let incidents = question.incidents;
    (0..incidents.len()).filter(move |row| {
        held[incidents.place()[*row] as usize]
            && question.params.selection.holds(incidents, *row)
            && thing.holds(incidents.offence()[*row], question.themes)
    })
}

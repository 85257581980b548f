//! Which share happens in some hours of the clock.

use super::rows_of;
use crate::analysis::Question;
use crate::ask::Ask;
use crate::focus::things;
use crate::tally::Counted;
use crate::time::{WindowShare, window_share};

/// The level of the limits.
const LEVEL: f64 = 0.95;

/// The share of a thing counted in the hours asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowAnswer {
    /// What is counted.
    pub counted: Counted,
    /// Its share in the part asked about.
    pub share: WindowShare,
}

/// An answer for each thing counted, where hours are asked about.
pub(super) fn answers(question: &Question, held: &[bool], ask: &Ask) -> Vec<WindowAnswer> {
    let Some(window) = &ask.window else {
        return Vec::new();
    };
    let incidents = question.incidents;
    let answer = |counted: Counted| {
        let rows = rows_of(question, held, counted);
        let events = rows.map(|row| (incidents.when()[row], incidents.count()[row]));
        WindowAnswer {
            counted,
            share: window_share(events, window, LEVEL),
        }
    };
    things(question, ask).into_iter().map(answer).collect()
}

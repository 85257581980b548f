//! How many: in a part of the study area and in the rest of it, now and in the span before.

use crate::analysis::Question;
use crate::locate::Standing;
use crate::tally::Counted;
use crate::when::Period;

/// Events of one thing counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the part asked about.
    pub inside: u64,
    /// In the rest of the study area.
    pub elsewhere: u64,
    /// In the part, in the span before.
    pub inside_before: u64,
    /// In the rest, in the span before.
    pub elsewhere_before: u64,
}

/// Two spans: the one asked about, and one before it as long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spans {
    /// The one asked about; all time where none is.
    pub period: Option<Period>,
    /// The one before.
    pub before: Option<Period>,
}

/// The counts of each thing, in the order given: whether a place is in the part stands in `held`. Events outside the study
/// area are in neither part of it. Time O(rows · things).
#[must_use]
pub fn counts(
    question: &Question,
    standings: &[Standing],
    held: &[bool],
    spans: Spans,
    things: &[Counted],
) -> Vec<Counts> {
    let incidents = question.incidents;
    let mut all = vec![Counts::default(); things.len()];
    for row in 0..incidents.len() {
        let place = incidents.place()[row] as usize;
        if standings[place].areas().is_empty() {
            continue;
        }
        let when = incidents.when()[row];
        let now = spans.period.is_none_or(|period| period.holds(when));
        let before = spans.before.is_some_and(|period| period.holds(when));
        let events = u64::from(incidents.count()[row]);
        let of = things.iter().zip(&mut all);
        for (_, counts) in
            of.filter(|(thing, _)| thing.holds(incidents.offence()[row], question.themes))
        {
            match (now, held[place]) {
                (true, true) => counts.inside += events,
                (true, false) => counts.elsewhere += events,
                (false, _) => {}
            }
            match (before, held[place]) {
                (true, true) => counts.inside_before += events,
                (true, false) => counts.elsewhere_before += events,
                (false, _) => {}
            }
        }
    }
    all
}

//! What became of each micro-hotspot: new, persistent, gone, or not told apart.

use super::compared::{ChangeRule, ChangeVerdict, Compared, Judged, judge};
use crate::value::{Reason, Value};

/// A cell, or a place, before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellChange {
    /// Whether it was hot before.
    pub hot_before: bool,
    /// Whether it is hot after.
    pub hot_after: bool,
    /// Its counts.
    pub change: Compared,
}

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transition {
    /// It was not hot and is, and its count rose more than chance explains.
    New,
    /// It was hot and is.
    Persistent,
    /// It was hot and is not, and its count fell more than chance explains.
    Gone,
    /// It became hot, or ceased to be, while its count did not move more than chance explains: the flag alone crossed a line.
    NotToldApart,
    /// It became hot, or ceased to be, on so few events that nothing could be told.
    TooFew,
    /// It was not hot and is not.
    NeverHot,
}

impl Transition {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Persistent => "persistent",
            Self::Gone => "gone",
            Self::NotToldApart => "not told apart",
            Self::TooFew => "too few to tell",
            Self::NeverHot => "never hot",
        }
    }
}

/// A cell with its change judged and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// What became of it.
    pub transition: Transition,
    /// Its change, with q over the cells that are hot in either period; undefined q and no verdict for the others.
    pub judged: Option<Judged>,
}

/// The decision table. A flag that comes or goes is not enough: the count must have moved with it, or nothing is claimed.
///
/// | hot before | hot after | change of the count | transition |
/// |---|---|---|---|
/// | no | no | any | never hot |
/// | yes | yes | any | persistent |
/// | no | yes | up | new |
/// | no | yes | down, or no evidence of change | not told apart |
/// | no | yes | too few to tell | too few to tell |
/// | yes | no | down | gone |
/// | yes | no | up, or no evidence of change | not told apart |
/// | yes | no | too few to tell | too few to tell |
///
/// ```
/// use hotspur_core::change::{ChangeVerdict, Transition, transition};
/// assert_eq!(transition(true, false, ChangeVerdict::Down), Transition::Gone);
/// assert_eq!(transition(true, false, ChangeVerdict::NoEvidence), Transition::NotToldApart);
/// ```
#[must_use]
pub const fn transition(before: bool, after: bool, change: ChangeVerdict) -> Transition {
    use ChangeVerdict::{Down, NoEvidence, TooFew, Up};
    match (before, after, change) {
        (false, false, _) => Transition::NeverHot,
        (true, true, _) => Transition::Persistent,
        (false, true, Up) => Transition::New,
        (true, false, Down) => Transition::Gone,
        (false, true, Down | NoEvidence) | (true, false, Up | NoEvidence) => {
            Transition::NotToldApart
        }
        (false, true, TooFew) | (true, false, TooFew) => Transition::TooFew,
    }
}

/// What became of each cell. The changes tested are those of the cells that are hot in either period, and q is over them.
///
/// Cells that were picked for being high come down by themselves: some of their high count was luck (regression to the mean). p does
/// not know how a cell was picked, so that among cells flagged on their own counts more than α seem to be gone where nothing changed.
/// Flags made of the neighbourhood, as Gi* makes them, lean less on one cell's luck.
///
/// Time O(cells log cells).
///
/// ```
/// use hotspur_core::change::{CellChange, ChangeRule, Counted, Transition, compare, transitions};
/// let rule = ChangeRule::default();
/// let change = compare(Counted::new(40, 6.0), Counted::new(4, 6.0), &rule);
/// let cell = CellChange { hot_before: true, hot_after: false, change };
/// assert_eq!(transitions(&[cell], &rule)[0].transition, Transition::Gone);
/// ```
#[must_use]
pub fn transitions(cells: &[CellChange], rule: &ChangeRule) -> Vec<Moved> {
    let hot = |cell: &&CellChange| cell.hot_before || cell.hot_after;
    let changes: Vec<Compared> = cells.iter().filter(hot).map(|cell| cell.change).collect();
    let mut judged = judge(&changes, rule).into_iter();
    let moved = cells.iter().map(|cell| {
        let judged = if hot(&cell) { judged.next() } else { None };
        let verdict = judged.map_or(ChangeVerdict::NoEvidence, |judged| judged.verdict);
        Moved {
            transition: transition(cell.hot_before, cell.hot_after, verdict),
            judged,
        }
    });
    moved.collect()
}

impl Moved {
    /// The adjusted p of the cell's change.
    #[must_use]
    pub fn q(&self) -> Value<f64> {
        self.judged
            .map_or(Value::Undefined(Reason::NotFlagged), |judged| judged.q)
    }
}

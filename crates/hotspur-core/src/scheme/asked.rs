//! A scheme as it is asked about: where, when, of what.

use super::spans::{SchemeSpans, SpansError};
use super::zones::Zones;
use crate::change::Break;
use crate::tally::Counted;
use crate::when::Month;

/// A scheme with its zones on the study's plane.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeAsked {
    /// Its name.
    pub name: String,
    /// What was done: CCTV, gating, lighting.
    pub kind: Option<String>,
    /// When it began, as the register writes it.
    pub start: Option<String>,
    /// When it ended, as the register writes it.
    pub end: Option<String>,
    /// Its zones.
    pub zones: Zones,
    /// What is counted.
    pub things: Vec<Counted>,
    /// Which months are looked at, or why none can be.
    pub when: Result<SchemeWhen, SpansError>,
    /// Breaks of recording between the first of those months and the last.
    pub breaks: Vec<Break>,
    /// What else must be known of its zones.
    pub cautions: Vec<String>,
}

/// Which months are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeWhen {
    /// Nothing is done yet: the latest months say what to expect, and so many before and after are thought of.
    Planned {
        /// The latest months of the data.
        latest: Vec<Month>,
        /// The months before, and as many after, that a comparison would have.
        months: u32,
    },
    /// It runs: its months so far against those before.
    Running(SchemeSpans),
    /// It is judged: as many months after as before.
    Ended(SchemeSpans),
}

impl SchemeWhen {
    /// The spans that are compared; nothing of a plan.
    #[must_use]
    pub const fn spans(&self) -> Option<&SchemeSpans> {
        match self {
            Self::Planned { .. } => None,
            Self::Running(spans) | Self::Ended(spans) => Some(spans),
        }
    }

    /// The word for the stage.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "planned",
            Self::Running(_) => "running",
            Self::Ended(_) => "ended",
        }
    }
}

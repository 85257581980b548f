//! What is told of one part of the study area: its figure so far, the line, the projection, the chance, the change, and one word.

use super::aim::Aimed;
use super::change::Change;
use super::indicator::Whose;
use super::projection::Projection;
use super::status::Status;
use super::year::{MONTHS, Year};
use crate::rate::Limits;
use crate::value::{Reason, Value};
use crate::when::Month;

/// What changes are measured from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    /// The year.
    pub year: Year,
    /// Events, or a share from 0 to 1.
    pub value: f64,
    /// Of how many it is a share, where it is one and that is known.
    pub of: Option<f64>,
    /// Whether it was counted here; it was given otherwise.
    pub counted: bool,
    /// Whether what was given is a prediction.
    pub predicted: bool,
}

/// What a change compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The months so far with the same months of the baseline year.
    LikeMonths,
    /// The projection with the baseline's figure.
    Projection,
    /// Shares, in points.
    Points,
    /// Shares of the months so far and of the same months of the baseline year, in points.
    LikePoints,
}

impl Compared {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LikeMonths => "the months so far with the same months of the baseline year",
            Self::Projection => "the projection with the figure of the baseline year",
            Self::Points => "shares, in points",
            Self::LikePoints => {
                "the months so far with the same months of the baseline year, in points"
            }
        }
    }
}

/// One part of the study area.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which.
    pub whose: Whose,
    /// The months of the year up to the date, with their counts; nothing for a month that the data do not hold.
    pub months: Vec<(Month, Option<u64>)>,
    /// The years before that hold all their months, with their counts.
    pub earlier: Vec<(Year, [u64; MONTHS])>,
    /// Events so far, or the share so far.
    pub so_far: Value<f64>,
    /// Of how many it is a share, where it is one.
    pub of: Option<f64>,
    /// The limits of a share so far.
    pub limits: Value<Limits>,
    /// The denominator of rates.
    pub denominator: Value<f64>,
    /// What changes are measured from.
    pub baseline: Value<Baseline>,
    /// The events counted in the baseline year, where it is whole in the data.
    pub baseline_counted: Option<u64>,
    /// The target of the year.
    pub target: Value<Aimed>,
    /// The first target after it.
    pub next: Option<Value<Aimed>>,
    /// What the target comes to at this date.
    pub line: Value<f64>,
    /// The year as it will probably end.
    pub projection: Value<Projection>,
    /// The chance of meeting the target.
    pub chance: Value<f64>,
    /// The change against the baseline.
    pub change: Value<Change>,
    /// What it compares.
    pub compared: Compared,
    /// The word.
    pub status: Status,
    /// Why it is no other, where it says nothing of a target.
    pub why: Option<Reason>,
}

impl Part {
    /// The projection per 1,000 of the denominator.
    #[must_use]
    pub fn rate(&self) -> Value<f64> {
        self.denominator.and_then(|of| {
            (self.projection).and_then(|projection| {
                Value::ratio(1_000.0 * projection.estimate, of, Reason::ZeroExposure)
            })
        })
    }
}

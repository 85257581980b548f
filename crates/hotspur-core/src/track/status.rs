//! One word for each indicator and part.

use crate::value::{Reason, Value};

use super::indicator::Intended;

/// Where an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The target will probably be met.
    OnTrack,
    /// Neither is probable.
    TooClose,
    /// The target will probably be missed.
    OffTrack,
    /// There is no target of this year.
    NoTarget,
    /// This is the year that others are measured from.
    BaselineYear,
    /// It cannot be said, and the reason stands beside it.
    CannotSay,
}

impl Status {
    /// Every status, in the order of legends.
    pub const ALL: [Self; 6] = [
        Self::OffTrack,
        Self::TooClose,
        Self::OnTrack,
        Self::NoTarget,
        Self::BaselineYear,
        Self::CannotSay,
    ];

    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::TooClose => "too close to tell",
            Self::OffTrack => "off track",
            Self::NoTarget => "no target",
            Self::BaselineYear => "baseline year",
            Self::CannotSay => "cannot say",
        }
    }
}

/// What the word rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grounds {
    /// Which way the indicator should go.
    pub intended: Intended,
    /// Whether any row, or figure, feeds it at all.
    pub fed: bool,
    /// Whether the year is the baseline.
    pub baseline_year: bool,
    /// Whether a break of the series lies between the baseline and the year, and no word is wanted across it.
    pub broken: bool,
    /// The target.
    pub target: Value<f64>,
    /// The chance of meeting it.
    pub chance: Value<f64>,
    /// The chance from which a target is on track.
    pub confident: f64,
}

impl Grounds {
    /// The word, and why it is no other where it says nothing of a target.
    #[must_use]
    pub fn status(&self) -> (Status, Option<Reason>) {
        if !self.fed {
            return (Status::CannotSay, Some(Reason::NothingFeeds));
        }
        if self.baseline_year {
            return (Status::BaselineYear, None);
        }
        if self.intended == Intended::Watched {
            return (Status::NoTarget, Some(Reason::NoTargetOnPurpose));
        }
        match self.target {
            Value::Undefined(why @ (Reason::NoTarget | Reason::TargetWithoutFigure)) => {
                return (Status::NoTarget, Some(why));
            }
            Value::Undefined(why) => return (Status::CannotSay, Some(why)),
            Value::Known(_) => {}
        }
        if self.broken {
            return (Status::CannotSay, Some(Reason::AcrossBreak));
        }
        match self.chance {
            Value::Undefined(why) => (Status::CannotSay, Some(why)),
            Value::Known(chance) if chance >= self.confident => (Status::OnTrack, None),
            // 1 − 0.8 is a digit below 0.2 in binary.
            Value::Known(chance) if chance <= 1.0 - self.confident + 1e-12 => {
                (Status::OffTrack, None)
            }
            Value::Known(_) => (Status::TooClose, None),
        }
    }
}

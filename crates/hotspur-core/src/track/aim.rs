//! From what a target says to a figure of one part of the study area.

use super::indicator::{Aim, Indicator, Whose};
use super::year::Year;
use crate::value::{Reason, Value};

/// How a target came to be a part's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AimedBy {
    /// It is declared of the part.
    Own,
    /// The study area's change is asked of the part's own baseline.
    SameChange,
    /// The study area's share is asked of the part.
    SameShare,
}

impl AimedBy {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "declared",
            Self::SameChange => "the study area's change, asked of its own baseline",
            Self::SameShare => "the study area's share, asked of it too",
        }
    }
}

/// The figure that is aimed at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aimed {
    /// The year.
    pub year: Year,
    /// Events, or a share from 0 to 1.
    pub value: f64,
    /// How it came to be the part's.
    pub by: AimedBy,
}

/// What a figure of a part is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// The baseline.
    pub baseline: Value<f64>,
    /// The denominator in the year of the target.
    pub denominator: Value<f64>,
}

/// The figure of a part's own target; of an area or group without one, what the study area's asks of it.
///
/// A change is asked of the part's own baseline, counted as the study area's is; a share is asked of every part alike.
#[must_use]
pub fn aimed(
    indicator: &Indicator,
    (whose, own): (Whose, Known),
    whole: Known,
    year: Year,
) -> Value<Aimed> {
    let share = !matches!(indicator.measure, super::Measure::Count(..));
    let of = |value: Value<f64>, by: AimedBy| match value {
        Value::Known(value) if share && value > 1.0 => Value::Undefined(Reason::OutOfRange),
        value => value.map(|value| Aimed { year, value, by }),
    };
    if let Some(target) = indicator.target(whose, year) {
        return of(figure(&target.aim, own), AimedBy::Own);
    }
    let Some(target) =
        (indicator.target(Whose::StudyArea, year)).filter(|_| whose != Whose::StudyArea)
    else {
        return Value::Undefined(Reason::NoTarget);
    };
    if share && matches!(target.aim, Aim::Value(_)) {
        return of(figure(&target.aim, own), AimedBy::SameShare);
    }
    let asked = match &target.aim {
        Aim::Change(change) => Value::Known(*change),
        aim => figure(aim, whole)
            .and_then(|aimed| positive(whole.baseline).map(|baseline| aimed / baseline - 1.0)),
    };
    let value = asked.and_then(|change| figure(&Aim::Change(change), own));
    of(value, AimedBy::SameChange)
}

/// A target as a figure.
fn figure(aim: &Aim, known: Known) -> Value<f64> {
    match aim {
        Aim::Value(value) => Value::Known(*value),
        Aim::Change(change) => {
            positive(known.baseline).map(|baseline| whole(baseline * (1.0 + change)))
        }
        Aim::Rate(rate) => known.denominator.map(|of| whole(rate * of / 1_000.0)),
        Aim::Said(_) => Value::Undefined(Reason::TargetWithoutFigure),
    }
}

/// A figure that is a whole number but for the last digits is that number: seven per cent off 1,000 are 930, and 930 meet it.
fn whole(figure: f64) -> f64 {
    let near = figure.round();
    match (figure - near).abs() <= 1e-9 * near.abs() {
        true => near,
        false => figure,
    }
}

/// A baseline that changes can be measured from.
fn positive(baseline: Value<f64>) -> Value<f64> {
    match baseline {
        Value::Known(value) if value > 0.0 => Value::Known(value),
        Value::Known(_) => Value::Undefined(Reason::ZeroBaseline),
        undefined @ Value::Undefined(_) => undefined,
    }
}

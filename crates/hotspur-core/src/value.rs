//! A number that is known, or undefined with its reason.
//!
//! Zero is data; missing is null with a reason; nothing degenerate becomes a plausible number.

use std::fmt;

/// Why a value is undefined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No exposure (households, residents, …) is known for this area.
    NoExposure,
    /// The exposure is zero or negative, so a rate does not exist.
    ZeroExposure,
    /// There are no events to divide by or to compare with.
    NoEvents,
    /// Too few events for the statistic.
    TooFewEvents,
    /// The located share of the theme is below the declared minimum.
    PoorlyLocated,
    /// The series has too few months.
    ShortSeries,
    /// The reference areas hold no events, or there are none.
    NoReference,
    /// The values do not vary.
    NoVariation,
    /// The statistic is made for priority themes alone.
    NotPriority,
    /// The theme is the only one of its kind, so a quotient within the kind says nothing.
    OnlyThemeOfItsKind,
    /// A value that goes into it is not a finite number.
    NotFinite,
    /// No ground is flagged.
    NothingFlagged,
}

impl Reason {
    /// The reason as a short sentence fragment, as it stands in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoExposure => "no exposure known",
            Self::ZeroExposure => "exposure is zero or negative",
            Self::NoEvents => "no events",
            Self::TooFewEvents => "too few events",
            Self::PoorlyLocated => "located share too low",
            Self::ShortSeries => "series too short",
            Self::NoReference => "no reference to compare with",
            Self::NoVariation => "values do not vary",
            Self::NotPriority => "not a priority theme",
            Self::OnlyThemeOfItsKind => "only theme of its kind",
            Self::NotFinite => "a value is not a finite number",
            Self::NothingFlagged => "no ground is flagged",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A value that is known, or undefined with its reason.
///
/// ```
/// use hotspur_core::{Reason, Value};
/// let rate = Value::ratio(3.0, 1_500.0, Reason::ZeroExposure).map(|r| r * 1_000.0);
/// assert_eq!(rate, Value::Known(2.0));
/// assert_eq!(Value::ratio(3.0, 0.0, Reason::ZeroExposure), Value::Undefined(Reason::ZeroExposure));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<T> {
    /// The value.
    Known(T),
    /// There is no value, and why.
    Undefined(Reason),
}

impl<T> Value<T> {
    /// The value, or nothing.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Undefined(_) => None,
        }
    }

    /// The reason, where there is no value.
    #[must_use]
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Self::Known(_) => None,
            Self::Undefined(reason) => Some(*reason),
        }
    }

    /// The same reason, or `f` of the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Value<U> {
        match self {
            Self::Known(value) => Value::Known(f(value)),
            Self::Undefined(reason) => Value::Undefined(reason),
        }
    }

    /// The same reason, or what `f` makes of the value.
    pub fn and_then<U>(self, f: impl FnOnce(T) -> Value<U>) -> Value<U> {
        match self {
            Self::Known(value) => f(value),
            Self::Undefined(reason) => Value::Undefined(reason),
        }
    }

    /// A value from an option, with the reason for its absence.
    pub fn from_option(option: Option<T>, reason: Reason) -> Self {
        option.map_or(Self::Undefined(reason), Self::Known)
    }
}

impl Value<f64> {
    /// `numerator / denominator`, undefined where the denominator is zero or the quotient is not finite.
    #[must_use]
    pub fn ratio(numerator: f64, denominator: f64, reason: Reason) -> Self {
        Self::finite(numerator / denominator, reason)
    }

    /// `value` if it is finite.
    #[must_use]
    pub fn finite(value: f64, reason: Reason) -> Self {
        if value.is_finite() {
            Self::Known(value)
        } else {
            Self::Undefined(reason)
        }
    }
}

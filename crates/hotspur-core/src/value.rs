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
    /// There is no ground of the study area to measure by.
    NoGround,
    /// The theme's victims are not visitors, or its exposure is not residents.
    NotOfVisitors,
    /// The rate is not above the reference's.
    NotAbove,
    /// The rule does not flag the area.
    NotFlagged,
    /// A value that the statistic needs is infinite or not a number.
    NotFinite,
    /// Values and neighbours were given for different numbers of units.
    UnitsDisagree,
    /// Too few units for the statistic.
    TooFewUnits,
    /// The unit has no neighbours, or no unit has any.
    NoNeighbours,
    /// Every other unit is a neighbour, so there is nowhere to differ from.
    EveryUnitNeighbours,
    /// The unit has the mean value, so it neither agrees nor disagrees with its neighbours.
    AtTheMean,
    /// No replicates were asked for.
    NoReplicates,
    /// The inputs differ in length, or hold a number that is negative, infinite or none at all.
    BadInput,
    /// A parameter lies outside its range.
    OutOfRange,
    /// Events happened where the exposure is zero, which no rate explains.
    EventsWithoutExposure,
    /// The work would take more memory than is allowed.
    TooLarge,
    /// Several events share a place, under which the criterion grows without bound.
    CoincidentPoints,
    /// The publisher moved the points to a set of its own, under which the criterion measures that set.
    SnappedPoints,
    /// More events than a computation that compares every pair is offered for.
    TooManyEvents,
    /// Too few controls are expected under one kernel to divide by.
    TooFewControls,
    /// An event lies outside the window.
    OutsideWindow,
    /// The window has no area.
    NoWindow,
    /// A rule of thumb optimises no criterion.
    RuleOfThumb,
    /// No ground is flagged.
    NothingFlagged,
    /// The method ranks cells and predicts no number.
    RanksOnly,
    /// The events are known by month alone, and the question needs their days.
    MonthsOnly,
    /// The times of the events are spans too wide to tell a day.
    SpansTooWide,
    /// No pair of events lies in the band.
    NoPairs,
    /// No place was observed long enough after its first event.
    ObservedTooShort,
    /// No band of distance around an event holds more pairs than chance.
    NoneRaised,
    /// No row of the data is of what is asked about, in any month.
    NothingFeeds,
    /// No month of the year is in the data.
    NoMonthOfYear,
    /// The baseline is neither counted nor given.
    NoBaseline,
    /// The baseline is zero.
    ZeroBaseline,
    /// A break of the series lies between.
    AcrossBreak,
    /// No target on purpose.
    NoTargetOnPurpose,
    /// A target is announced without a figure.
    TargetWithoutFigure,
    /// No target of this year.
    NoTarget,
    /// What the months still to come bring is not told from what there is.
    Unforeseeable,
    /// No figure of this year.
    NoFigureOfYear,
    /// It is the year that changes are measured from.
    IsBaseline,
    /// A share of nobody knows how many.
    NoNumberAsked,
    /// The data hold no span before that is as long.
    NoSpanBefore,
    /// One of the two studies does not know the theme.
    NotInBoth,
    /// The scheme is planned, so that nothing is after it.
    NotBegun,
    /// It is not asked of this scheme, or cannot be answered.
    NotAsked,
    /// The area's police record by other rules than those it would be compared with.
    AnotherRegime,
    /// By which rules the area's police record is not known.
    RegimeNotKnown,
    /// An attribute of the area is not known.
    NoCovariate,
    /// No regression is fitted, for the reason given beside it.
    NotFitted,
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
            Self::NoGround => "no ground in the study area",
            Self::NotOfVisitors => "not a theme of visitors measured by residents",
            Self::NotAbove => "not above the reference",
            Self::NotFlagged => "not flagged",
            Self::NotFinite => "a value is not a finite number",
            Self::UnitsDisagree => "values and neighbours are of different units",
            Self::TooFewUnits => "too few units",
            Self::NoNeighbours => "no neighbours",
            Self::EveryUnitNeighbours => "every other unit is a neighbour",
            Self::AtTheMean => "value equals the mean",
            Self::NoReplicates => "no replicates drawn",
            Self::BadInput => "input lengths differ or a number is not valid",
            Self::OutOfRange => "parameter out of range",
            Self::EventsWithoutExposure => "events where the exposure is zero",
            Self::TooLarge => "too large for the memory allowed",
            Self::CoincidentPoints => "several events at one place",
            Self::SnappedPoints => "points moved by the publisher",
            Self::TooManyEvents => "too many events",
            Self::TooFewControls => "too few controls nearby",
            Self::OutsideWindow => "an event outside the window",
            Self::NoWindow => "window without area",
            Self::RuleOfThumb => "rule of thumb, no criterion",
            Self::RanksOnly => "method ranks only",
            Self::NoSpanBefore => "no span before in the data",
            Self::NotInBoth => "theme not known to both studies",
            Self::NoCovariate => "an attribute is not known",
            Self::NotFitted => "no regression is fitted",
            Self::NotBegun => "the scheme has not begun",
            Self::NotAsked => "not asked of this scheme, or it cannot be answered",
            Self::NothingFlagged => "no ground is flagged",
            Self::MonthsOnly => "known by month only",
            Self::SpansTooWide => "time known too roughly to tell the day",
            Self::NoPairs => "no pairs of events in the band",
            Self::ObservedTooShort => "no place observed long enough",
            Self::AnotherRegime => "recorded under another regime",
            Self::RegimeNotKnown => "recording regime not known",
            Self::NoneRaised => "no distance with more pairs than chance",
            Self::NothingFeeds => "no row of the data feeds it",
            Self::NoMonthOfYear => "no month of the year in the data",
            Self::NoBaseline => "baseline neither counted nor given",
            Self::ZeroBaseline => "baseline is zero",
            Self::AcrossBreak => "a break of the series lies between",
            Self::NoTargetOnPurpose => "no target on purpose",
            Self::TargetWithoutFigure => "target announced without a figure",
            Self::NoTarget => "no target of this year",
            Self::Unforeseeable => "too little is known to project",
            Self::NoFigureOfYear => "no figure of this year",
            Self::IsBaseline => "the year that changes are measured from",
            Self::NoNumberAsked => "not said of how many it is a share",
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

//! Targets inside targets: whether a local one, if it is met, does what the county's or the nation's asks.

use super::changes::reckoned;
use super::figure::{Figures, PrintedFigure, Quantity};
use super::interval::Interval;
use super::period::Period;

/// What a parent target aims at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParentAim {
    /// A figure in a unit, at most.
    Level(Quantity, f64),
    /// A change of counts in per cent; a fall is negative.
    Change(f64),
}

/// A target of somebody else that a local one is part of. Fewer are better.
#[derive(Debug, Clone, PartialEq)]
pub struct ParentTarget {
    /// The line of the file that it stands in.
    pub line: u64,
    /// The local measure that it is about, as the printed figures name it.
    pub measure: String,
    /// Whose it is.
    pub whose: String,
    /// The period that it is measured from.
    pub from: Period,
    /// The figure there, where it is printed.
    pub from_value: Option<f64>,
    /// The period that it is for.
    pub to: Period,
    /// What it aims at.
    pub aim: ParentAim,
    /// Where it stands.
    pub source: String,
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotJudge {
    /// The measure is not among the printed figures.
    NoLocalMeasure,
    /// No figure of it is printed in the unit of the parent.
    OtherUnit,
    /// No figure of it is printed for the parent's year.
    NoLocalFigure,
    /// The count of the year that the parent is measured from is neither printed nor can it be reckoned.
    NoLocalBase,
}

impl CannotJudge {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoLocalMeasure => "no local figure of the measure is printed",
            Self::OtherUnit => "no local figure is printed in its unit",
            Self::NoLocalFigure => "no local figure is printed for its year",
            Self::NoLocalBase => {
                "the local figure of the year that it is measured from is neither printed nor can it be reckoned"
            }
        }
    }
}

/// Whether the local target does what the parent asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// Met, it stays short of the parent.
    CannotMeet,
    /// Rounding hides which.
    TooClose,
    /// Met, it does what the parent asks.
    Meets,
}

impl Nesting {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CannotMeet => "cannot meet its parent",
            Self::TooClose => "too close to tell",
            Self::Meets => "meets its parent",
        }
    }
}

/// What is found of a local target under its parent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nested {
    /// The local figure, by its number in the list.
    pub local: usize,
    /// The local figure in the parent's unit, or the local change in per cent.
    pub reaches: Interval,
    /// The local count of the year that a change is measured from.
    pub base: Option<Interval>,
    /// How far it stays above what is asked: in the parent's unit, or in points.
    pub above: Interval,
    /// How many events a year that is, where a change is asked.
    pub events: Option<Interval>,
    /// Whether a calendar year was read as the year that begins in it, or the reverse.
    pub year_read: bool,
    /// The word.
    pub nesting: Nesting,
}

/// Each parent with its local target.
///
/// A level is compared with the local figure of its unit and year; a change with the change from the parent's first year to the local
/// count of its last, where the first year's count is printed or follows from a printed change (1205 after -14 % was 1393 to 1409).
/// Everything is reckoned with rounding intervals. Time O(parents · n²).
#[must_use]
pub fn nested(
    figures: &[PrintedFigure],
    parents: &[ParentTarget],
) -> Vec<Result<Nested, CannotJudge>> {
    let figures = Figures(figures);
    parents
        .iter()
        .map(|parent| judge(&figures, parent))
        .collect()
}

fn judge(figures: &Figures<'_>, parent: &ParentTarget) -> Result<Nested, CannotJudge> {
    let quantity = match parent.aim {
        ParentAim::Level(quantity, _) => quantity,
        ParentAim::Change(_) => Quantity::Count,
    };
    let own = || {
        figures
            .closed()
            .filter(|(_, figure, _)| figure.measure == parent.measure)
    };
    if own().next().is_none() {
        return Err(CannotJudge::NoLocalMeasure);
    }
    let in_unit = || own().filter(|(_, figure, _)| figure.quantity == quantity);
    if in_unit().next().is_none() {
        return Err(CannotJudge::OtherUnit);
    }
    let exact = in_unit().find(|(_, figure, _)| figure.period == parent.to);
    let near = || in_unit().find(|(_, figure, _)| figure.period.nearly(&parent.to));
    let (local, figure, reaches) = exact.or_else(near).ok_or(CannotJudge::NoLocalFigure)?;
    let mut year_read = figure.period != parent.to;
    let (reaches, asked, base, events) = match parent.aim {
        ParentAim::Level(_, level) => (reaches, level, None, None),
        ParentAim::Change(asked) => {
            let (base, read) = base_of(figures, parent).ok_or(CannotJudge::NoLocalBase)?;
            year_read |= read;
            let change = reaches.change_from(base).ok_or(CannotJudge::NoLocalBase)?;
            let allowed = base.times(1.0 + asked / 100.0);
            (change, asked, Some(base), Some(reaches.minus(allowed)))
        }
    };
    let above = reaches.minus(Interval::exactly(asked));
    Ok(Nested {
        local,
        reaches,
        base,
        above,
        events,
        year_read,
        nesting: match above {
            above if above.low > 1e-9 => Nesting::CannotMeet,
            above if above.high <= 1e-9 => Nesting::Meets,
            _ => Nesting::TooClose,
        },
    })
}

/// The local count of the year that a parent is measured from, and whether that year was read as another.
fn base_of(figures: &Figures<'_>, parent: &ParentTarget) -> Option<(Interval, bool)> {
    let known = |period: &Period| {
        let printed = figures.count(&parent.measure, period);
        printed.or_else(|| reckoned(figures, &parent.measure, period))
    };
    let near = match parent.from {
        Period::Calendar(year) => Some(Period::Year(year)),
        Period::Year(year) => Some(Period::Calendar(year)),
        Period::Years(..) | Period::Other(_) => None,
    };
    let exact = known(&parent.from).map(|base| (base, false));
    exact.or_else(|| known(&near?).map(|base| (base, true)))
}

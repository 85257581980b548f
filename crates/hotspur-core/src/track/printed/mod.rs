//! A document's own figures, recomputed from one another: what does not follow, which targets have no figure, and which cannot
//! meet the targets that they are part of.
//!
//! Everything is compared by rounding intervals: 15.8 is anything from 15.75 to 15.85, so that -9.96 printed as -10 is no slip.

mod arithmetic;
mod changes;
mod figure;
mod interval;
mod open;
mod parents;
mod period;
mod rates;
mod slip;

pub use figure::{Firmness, Operand, PrintedFigure, Quantity, Said};
pub use interval::Interval;
pub use open::{OpenTarget, WithoutFigure, without_figure};
pub use parents::{CannotJudge, Nested, Nesting, ParentAim, ParentTarget, nested};
pub use period::Period;
pub use slip::{Implied, Inconsistency, Slip};

use figure::Figures;

/// What is asked: the printed figures, and the targets that they are part of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrintedAsk {
    /// The figures.
    pub figures: Vec<PrintedFigure>,
    /// The targets of others.
    pub parents: Vec<ParentTarget>,
}

/// What is found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrintedFound {
    /// What does not follow from the rest.
    pub inconsistencies: Vec<Inconsistency>,
    /// The targets without a figure.
    pub without_figure: Vec<OpenTarget>,
    /// Each parent with what is found of its local target.
    pub parents: Vec<Result<Nested, CannotJudge>>,
}

/// Everything that is found of printed figures.
#[must_use]
pub fn recompute(ask: &PrintedAsk) -> PrintedFound {
    PrintedFound {
        inconsistencies: inconsistencies(&ask.figures),
        without_figure: without_figure(&ask.figures),
        parents: nested(&ask.figures, &ask.parents),
    }
}

/// What does not follow from the rest, in the order of the list; what many figures share comes once, at the end.
///
/// Time O(n²) in the figures.
///
/// ```
/// use hotspur_core::track::printed::{Firmness, Operand, Period, PrintedFigure, Quantity, Said, Slip, inconsistencies};
/// let share = |printed: &str, value| PrintedFigure {
///     line: 2, measure: "returned".into(), adds_to: None, period: Period::read("2002"), firmness: Firmness::Actual,
///     quantity: Quantity::Percentage, value: Some(value), printed: printed.into(), said: Said::Plainly, base: None,
///     of: Some((Operand::Number(789.0), Operand::Number(1_000.0))), section: "p 11".into(), claim: "surveys returned".into(),
/// };
/// assert!(inconsistencies(&[share("79%", 79.0)]).is_empty());
/// let found = inconsistencies(&[share("89%", 89.0)]);
/// assert!(matches!(found[0].slip, Slip::Share { .. }));
/// ```
#[must_use]
pub fn inconsistencies(figures: &[PrintedFigure]) -> Vec<Inconsistency> {
    let cannot: Vec<Inconsistency> = arithmetic::impossible(figures).collect();
    let figures = Figures(figures);
    let mut found = cannot;
    found.extend(arithmetic::shares(&figures));
    found.extend(arithmetic::sums(&figures));
    found.extend(arithmetic::said_twice(&figures));
    found.extend(rates::denominators(&figures));
    found.extend(changes::changes(&figures));
    let shared =
        |one: &Inconsistency| matches!(one.slip, Slip::Heading { .. } | Slip::PredictedBase { .. });
    found.sort_by_key(|one| (shared(one), one.figures.first().copied()));
    found
}

//! What does not follow from the rest.

use super::interval::Interval;
use super::period::Period;

/// Figures that do not follow from the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Inconsistency {
    /// The figures, by their numbers in the list, in its order.
    pub figures: Vec<usize>,
    /// What does not fit.
    pub slip: Slip,
}

/// A rate with the denominator that it and its count imply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Implied {
    /// The rate, by its number in the list.
    pub figure: usize,
    /// The denominator.
    pub denominator: Interval,
    /// The rate that its count makes with the denominator of those that it does not fit.
    pub rate: Interval,
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Slip {
    /// A share is not that of its parts.
    Share {
        /// The part.
        part: Interval,
        /// The whole.
        whole: Interval,
        /// The share that they make, in per cent.
        implied: Interval,
    },
    /// A change in per cent is not that of its counts.
    Change {
        /// The period that fits best as its base.
        base: Period,
        /// The count there.
        from: Interval,
        /// The count in its own period.
        to: Interval,
        /// The change that they make, in per cent.
        implied: Interval,
    },
    /// A change in numbers is not that of its counts.
    Difference {
        /// The period it is from.
        base: Period,
        /// The difference that the counts make.
        implied: Interval,
    },
    /// No whole number before it makes the change.
    NoWholeBase {
        /// The period it is from.
        base: Period,
        /// The base would lie in here.
        from: Interval,
        /// The whole numbers on either side with the changes that they make, in per cent.
        nearest: [(f64, f64); 2],
    },
    /// Changes are headed as measured from one period, and measured from another.
    Heading {
        /// The period in the heading.
        headed: Period,
        /// The period that the arithmetic shows.
        meant: Period,
        /// Of each figure the change from the heading's period, as far as it is known, in per cent.
        from_headed: Vec<Interval>,
    },
    /// Targets are measured from a period whose figures are predictions.
    PredictedBase {
        /// The period.
        base: Period,
    },
    /// Rates of one denominator imply one that no other fits.
    Denominator {
        /// `households` or `people`.
        of: &'static str,
        /// Those that do not fit: one, or several of which any may be the wrong one.
        odd: Vec<Implied>,
        /// What all others imply together, where it is clear which are odd.
        others: Option<Interval>,
        /// How many others there are.
        fit: usize,
    },
    /// Parts do not add up to their whole.
    Sum {
        /// The sum.
        implied: Interval,
    },
    /// The same thing is printed twice and differently.
    SaidTwice {
        /// The first number.
        first: Interval,
    },
    /// No such figure can be: a negative count or rate, a share beyond the whole.
    Impossible,
}

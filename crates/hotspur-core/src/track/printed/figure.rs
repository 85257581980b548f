//! A figure as a document prints it, and what it may stand for.

use super::interval::Interval;
use super::period::Period;

/// How firm a printed figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Firmness {
    /// Counted.
    Actual,
    /// Estimated before the period was over.
    Predicted,
    /// Aimed at.
    Target,
    /// A target that the document recommends to set.
    Recommended,
    /// A target that the document leaves to a later paper.
    Announced,
    /// A target that the document declines to set, on purpose.
    Declined,
}

/// What a printed figure is, and so its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// A number of things.
    Count,
    /// So many per 1,000 households.
    PerThousandHouseholds,
    /// So many per 1,000 people.
    PerThousandPeople,
    /// A share of a whole, in per cent.
    Percentage,
    /// A change from a base, in per cent; a fall is negative.
    PercentageChange,
    /// A change from a base, in numbers; a fall is negative.
    CountChange,
    /// Anything that nothing here is reckoned from.
    Other,
}

/// How the text qualifies a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Plainly.
    Plainly,
    /// As approximate.
    About,
    /// As a lower bound.
    Over,
}

macro_rules! words {
    ($name:ident, $all:expr, $($variant:ident => $word:literal),+) => {
        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = $all;

            /// The word in files.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What a word in a file means.
            #[must_use]
            pub fn read(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words!(Firmness, &[Self::Actual, Self::Predicted, Self::Target, Self::Recommended, Self::Announced, Self::Declined],
    Actual => "actual", Predicted => "predicted", Target => "target", Recommended => "recommended", Announced => "announced",
    Declined => "declined");
words!(Quantity, &[Self::Count, Self::PerThousandHouseholds, Self::PerThousandPeople, Self::Percentage,
        Self::PercentageChange, Self::CountChange, Self::Other],
    Count => "count", PerThousandHouseholds => "per_1000_households", PerThousandPeople => "per_1000_people",
    Percentage => "percentage", PercentageChange => "percentage_change", CountChange => "count_change",
    Other => "other");
words!(Said, &[Self::Plainly, Self::About, Self::Over],
    Plainly => "plainly", About => "about", Over => "over");

/// A part or a whole that a share is of.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A number.
    Number(f64),
    /// The count of a measure in the period of the share.
    Measure(String),
}

/// A printed figure.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedFigure {
    /// The line of the file that it stands in.
    pub line: u64,
    /// What is measured.
    pub measure: String,
    /// The measure that it adds up to together with all others that add up to it, if any.
    pub adds_to: Option<String>,
    /// The time that it is about.
    pub period: Period,
    /// How firm it is.
    pub firmness: Firmness,
    /// What it is.
    pub quantity: Quantity,
    /// The number; none where the document leaves it open.
    pub value: Option<f64>,
    /// The characters on the page.
    pub printed: String,
    /// How the text qualifies it.
    pub said: Said,
    /// Of a change: the period that it is printed as measured from.
    pub base: Option<Period>,
    /// Of a share: what it is a share of what.
    pub of: Option<(Operand, Operand)>,
    /// Where it stands.
    pub section: String,
    /// The claim in words.
    pub claim: String,
}

impl PrintedFigure {
    /// How many decimals are printed.
    #[must_use]
    pub fn decimals(&self) -> i32 {
        let digits = (self.printed).trim_end_matches(|c: char| !c.is_ascii_digit());
        let after = digits.rsplit_once('.').map_or("", |(_, after)| after);
        if after.bytes().all(|byte| byte.is_ascii_digit()) {
            i32::try_from(after.len().min(9)).unwrap_or(0)
        } else {
            0
        }
    }

    /// The numbers that it may stand for; none where it is left open.
    ///
    /// A count is itself; a rate or percentage v printed with d decimals is anything in v ± 0.5 · 10⁻ᵈ; "about" is half a unit of the
    /// last digit that is not zero to either side (about 30 is 25 to 35), "over" everything from v away from zero.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let value = self.value.filter(|value| value.is_finite())?;
        let whole = matches!(
            self.quantity,
            Quantity::Count | Quantity::CountChange | Quantity::Other
        );
        let unit = 10_f64.powi(-self.decimals());
        let half = match self.said {
            Said::Over if value < 0.0 => return Some(Interval::new(f64::NEG_INFINITY, value)),
            Said::Over => return Some(Interval::new(value, f64::INFINITY)),
            Said::Plainly if whole => 0.0,
            Said::Plainly => unit / 2.0,
            Said::About => last_digit(value, unit) / 2.0,
        };
        Some(Interval::new(value - half, value + half))
    }
}

/// The unit of the last digit that is not zero.
fn last_digit(value: f64, unit: f64) -> f64 {
    let mut unit = unit;
    let round = |unit: f64| {
        let tens = value / (unit * 10.0);
        value != 0.0 && tens.abs() >= 0.999 && (tens - tens.round()).abs() < 1e-6
    };
    while round(unit) {
        unit *= 10.0;
    }
    unit
}

/// The figures, looked up.
pub(super) struct Figures<'a>(pub(super) &'a [PrintedFigure]);

impl<'a> Figures<'a> {
    /// Each with its number, and what it may stand for.
    pub(super) fn closed(
        &self,
    ) -> impl Iterator<Item = (usize, &'a PrintedFigure, Interval)> + use<'a> {
        (self.0.iter().enumerate())
            .filter_map(|(number, figure)| Some((number, figure, figure.interval()?)))
    }

    /// The first that is printed of a measure, period and quantity.
    pub(super) fn find(
        &self,
        measure: &str,
        period: &Period,
        quantity: Quantity,
    ) -> Option<(usize, &'a PrintedFigure, Interval)> {
        self.closed().find(|(_, figure, _)| {
            figure.quantity == quantity && figure.measure == measure && figure.period == *period
        })
    }

    /// What the first count of a measure and period may stand for.
    pub(super) fn count(&self, measure: &str, period: &Period) -> Option<Interval> {
        let (_, _, interval) = self.find(measure, period, Quantity::Count)?;
        Some(interval)
    }
}

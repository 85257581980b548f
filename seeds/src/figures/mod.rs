//! The figures that the Community Safety Strategy 2002-2005 prints, as data: what it claims, in our words.
//!
//! They calibrate the sample borough, and whoever tracks targets may recompute them. They do not all agree with one
//! another, nor with their own arithmetic: [`tensions`] says where. A cell that the Strategy leaves open ("N/A", "Set
//! Baseline") is here without a value, because a target that was announced and never set is a fact of its own.

pub mod hotspots;
pub mod indicators;
pub mod priorities;
pub mod relations;
pub mod tensions;

mod audit;
mod crime_targets;
mod groups;
mod other_targets;
mod progress;
mod table;

/// How firm a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Counted.
    Actual,
    /// Estimated before the period was over.
    Predicted,
    /// Aimed at.
    Target,
}

/// What a figure is.
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
    /// Pounds.
    Pounds,
    /// Months.
    Months,
}

/// How the text qualifies a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Plainly.
    Plainly,
    /// As approximate.
    About,
    /// As a lower bound ("over").
    Over,
}

/// A section of the Strategy, with its pages by the table of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Section {
    /// Its title.
    pub title: &'static str,
    /// The first and the last page.
    pub pages: (u8, u8),
}

/// Progress against the strategy before.
pub const PROGRESS: Section = section("Progress against the 1999-2002 Strategy", 5, 10);
/// What the audit of 2002 found.
pub const AUDIT: Section = section("2002 Audit findings", 11, 18);
/// What the audit made priorities.
pub const PRIORITIES: Section = section("Strategic priorities identified by the Audit", 19, 21);
/// The targets of others that bear on these.
pub const LINKS: Section = section("Links to other Partnerships and Strategies", 25, 25);
/// The pages of the action groups.
pub const GROUPS: Section = section("Action groups", 26, 32);
/// The table of indicators and targets.
pub const INDICATORS: Section = section("Strategic performance indicators and targets", 33, 35);

const fn section(title: &'static str, first: u8, last: u8) -> Section {
    Section {
        title,
        pages: (first, last),
    }
}

/// A printed figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// What is measured, in snake_case.
    pub measure: &'static str,
    /// The year or the time that it is about: "2001-02" is April 2001 to March 2002.
    pub period: &'static str,
    /// How firm it is.
    pub status: Status,
    /// What it is, and so its unit.
    pub quantity: Quantity,
    /// The number; none where the Strategy leaves the cell open.
    pub value: Option<f64>,
    /// How the text qualifies it.
    pub said: Said,
    /// The characters on the page.
    pub as_printed: &'static str,
    /// Of a change: the period that it is printed as measured from.
    pub base_printed: Option<&'static str>,
    /// Of a change: the period that the arithmetic shows, or the text implies, it is measured from.
    pub base_meant: Option<&'static str>,
    /// Where it stands.
    pub section: Section,
    /// The claim, in our words.
    pub claim: &'static str,
}

impl Figure {
    const fn new(
        section: Section,
        (measure, period): (&'static str, &'static str),
        (status, quantity): (Status, Quantity),
        value: f64,
        as_printed: &'static str,
        claim: &'static str,
    ) -> Self {
        Self {
            measure,
            period,
            status,
            quantity,
            value: Some(value),
            said: Said::Plainly,
            as_printed,
            base_printed: None,
            base_meant: None,
            section,
            claim,
        }
    }

    const fn said(self, said: Said) -> Self {
        Self { said, ..self }
    }

    const fn from(self, printed: &'static str, meant: &'static str) -> Self {
        Self {
            base_printed: Some(printed),
            base_meant: Some(meant),
            ..self
        }
    }

    /// How many decimals are printed: what a recomputed value must be rounded to before the two are compared.
    #[must_use]
    pub fn decimals(&self) -> usize {
        let digits = self
            .as_printed
            .trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.rsplit_once('.').map_or(0, |(_, after)| after.len())
    }

    /// Whether a recomputed value, rounded half away from zero to the decimals printed, is the printed one.
    ///
    /// ```
    /// let fall = hotspur_seeds::figures::all()
    ///     .find(|f| f.measure == "arson" && f.as_printed == "-15%")
    ///     .unwrap();
    /// // 212 to 179 is 15.57 per cent: "-15%" is cut off, not rounded.
    /// assert!(!fall.agrees_with((179.0 / 212.0 - 1.0) * 100.0));
    /// ```
    #[must_use]
    pub fn agrees_with(&self, computed: f64) -> bool {
        let scale = [1.0, 10.0, 100.0, 1_000.0][self.decimals().min(3)];
        self.value
            .is_some_and(|value| ((computed * scale).round() - (value * scale).round()).abs() < 0.5)
    }
}

/// Every printed figure.
pub fn all() -> impl Iterator<Item = &'static Figure> {
    [
        progress::FIGURES,
        audit::FIGURES,
        groups::FIGURES,
        crime_targets::FIGURES,
        other_targets::FIGURES,
    ]
    .into_iter()
    .flatten()
}

/// The value of the figure of a measure, period, status and quantity in the indicator table; none if it is open.
///
/// ```
/// use hotspur_seeds::figures::{Quantity, Status, indicator};
/// let burglaries = indicator("burglary_of_homes", "2001-02", Status::Predicted, Quantity::Count);
/// assert_eq!(burglaries, Some(459.0));
/// ```
#[must_use]
pub fn indicator(measure: &str, period: &str, status: Status, quantity: Quantity) -> Option<f64> {
    crime_targets::FIGURES
        .iter()
        .chain(other_targets::FIGURES)
        .find(|f| {
            f.measure == measure
                && f.period == period
                && f.status == status
                && f.quantity == quantity
        })
        .and_then(|f| f.value)
}

//! Targets that a document announces, recommends or leaves open, and gives no figure.

use super::figure::{Firmness, PrintedFigure, Quantity};
use super::period::Period;

/// Why a target has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WithoutFigure {
    /// It is to be set later.
    Announced,
    /// It is recommended, and no figure stands anywhere.
    Recommended,
    /// The cell is left open.
    LeftOpen,
    /// It is not set on purpose.
    Declined,
    /// It is a change, and what it is measured from is not printed.
    NoBase,
}

impl WithoutFigure {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced, to be set later",
            Self::Recommended => "recommended, without a figure",
            Self::LeftOpen => "left open",
            Self::Declined => "not set on purpose",
            Self::NoBase => "a change from a figure that is not printed",
        }
    }
}

/// A target without a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTarget {
    /// What would be measured.
    pub measure: String,
    /// The figures, by their numbers in the list.
    pub figures: Vec<usize>,
    /// The periods without a figure.
    pub periods: Vec<Period>,
    /// What stands in its place, as printed, in the order of the periods.
    pub said: Vec<String>,
    /// Why.
    pub why: WithoutFigure,
    /// Whether no figure of it is printed for any earlier period either.
    pub no_baseline: bool,
}

/// What repeats the cell above.
const DITTO: [&str; 5] = ["\u{201c}", "\u{201d}", "\"", "ditto", ""];
/// What leaves a cell open without a word of a target to come.
const NOTHING: [&str; 4] = ["N/A", "n/a", "-", "\u{2013}"];

/// The targets without a figure, a measure an entry, in the order of the list.
///
/// A target is open in a period in which no unit of the measure has a target's figure. Time O(n²) in the figures.
#[must_use]
pub fn without_figure(figures: &[PrintedFigure]) -> Vec<OpenTarget> {
    let mut measures: Vec<&str> = Vec::new();
    for figure in figures {
        if !measures.contains(&figure.measure.as_str()) {
            measures.push(&figure.measure);
        }
    }
    let each = measures.into_iter();
    each.filter_map(|measure| of_measure(figures, measure))
        .collect()
}

fn of_measure(figures: &[PrintedFigure], measure: &str) -> Option<OpenTarget> {
    let own: Vec<(usize, &PrintedFigure)> = (figures.iter().enumerate())
        .filter(|(_, figure)| figure.measure == measure)
        .collect();
    let is = |firmness: Firmness| {
        move |(_, figure): &&(usize, &PrintedFigure)| figure.firmness == firmness
    };
    let aims = || own.iter().filter(is(Firmness::Target));
    let set: Vec<&Period> = aims()
        .filter(|(_, figure)| figure.value.is_some())
        .map(|(_, figure)| &figure.period)
        .collect();
    let mut open: Vec<(usize, &PrintedFigure)> = Vec::new();
    for (number, figure) in aims().filter(|(_, figure)| figure.value.is_none()) {
        let told = open.iter().any(|(_, other)| other.period == figure.period);
        if !told && !set.contains(&&figure.period) && !DITTO.contains(&figure.printed.trim()) {
            open.push((*number, figure));
        }
    }
    let nothing = |figure: &PrintedFigure| NOTHING.contains(&figure.printed.trim());
    let called = |firmness| own.iter().filter(is(firmness)).copied().collect::<Vec<_>>();
    let [declined, announced, recommended] = [
        Firmness::Declined,
        Firmness::Announced,
        Firmness::Recommended,
    ]
    .map(called);
    let no_base = || {
        let counted = own
            .iter()
            .any(|(_, figure)| figure.quantity == Quantity::Count);
        let changes = aims().filter(|(_, figure)| figure.quantity == Quantity::PercentageChange);
        let changes = changes.filter(|(_, figure)| figure.value.is_some());
        if counted {
            Vec::new()
        } else {
            changes.copied().collect::<Vec<_>>()
        }
    };
    let (chosen, why) = if !declined.is_empty() && set.is_empty() {
        (declined, WithoutFigure::Declined)
    } else if !open.is_empty() && open.iter().any(|(_, figure)| !nothing(figure)) {
        (open, WithoutFigure::Announced)
    } else if !open.is_empty() {
        (open, WithoutFigure::LeftOpen)
    } else if !announced.is_empty() && set.is_empty() {
        (announced, WithoutFigure::Announced)
    } else if !recommended.is_empty() && set.is_empty() {
        (recommended, WithoutFigure::Recommended)
    } else {
        (no_base(), WithoutFigure::NoBase)
    };
    (!chosen.is_empty()).then(|| OpenTarget {
        measure: measure.to_owned(),
        figures: chosen.iter().map(|(number, _)| *number).collect(),
        periods: chosen
            .iter()
            .map(|(_, figure)| figure.period.clone())
            .collect(),
        said: chosen
            .iter()
            .map(|(_, figure)| figure.printed.clone())
            .collect(),
        why,
        no_baseline: !own
            .iter()
            .any(|(_, figure)| figure.value.is_some() && figure.firmness <= Firmness::Predicted),
    })
}

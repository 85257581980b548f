//! Breaks of a series: where counts before and after are not counts of the same thing.

use crate::when::{Month, Period};

/// What stands for every force, or every theme.
pub const EVERY: &str = "*";

/// Totals, which hold the counts of any theme.
const TOTALS: [&str; 2] = ["all_crime", "all_incidents"];

/// A change of recording, of counting or of ground, after which a series does not continue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Break {
    /// The first month that is counted in the new way.
    pub date: Month,
    /// The force, or `*`.
    pub force: String,
    /// The key of the theme, or `*`.
    pub theme: String,
    /// What changed, and which way counts moved.
    pub note: String,
    /// Who says so.
    pub source: String,
}

/// The breaks that a comparison of two periods crosses, in order of dates.
///
/// A break is crossed if its first month comes after the first month of the earlier period and not after the last of the later: then
/// some month of the comparison is counted in the old way and some in the new. The order of the periods is found, not asked.
///
/// Filtered by the forces of the data and the themes compared. A break of one force is kept where `forces` is empty, for it is not
/// known that it does not apply; a break of one theme is kept for `all_crime` and `all_incidents`, which hold that theme.
/// Forces are compared without case, punctuation and the words police, constabulary and service. Time O(breaks × (forces + themes)).
///
/// ```
/// use hotspur_core::change::{Break, crossed};
/// use hotspur_core::{Month, Period};
/// let month = Month::from_year_month;
/// let standard = Break {
///     date: month(2002, 4),
///     force: "*".into(),
///     theme: "*".into(),
///     note: "recording follows the victim's account".into(),
///     source: "Home Office 2003".into(),
/// };
/// let half = |year, first| Period::months(month(year, first), month(year, first + 5)).unwrap();
/// let breaks = [standard];
/// assert_eq!(crossed(&breaks, (half(2001, 4), half(2002, 4)), &[], &["burglary"]).len(), 1);
/// assert!(crossed(&breaks, (half(2002, 4), half(2003, 4)), &[], &["burglary"]).is_empty());
/// ```
#[must_use]
pub fn crossed<'a>(
    breaks: &'a [Break],
    periods: (Period, Period),
    forces: &[&str],
    themes: &[&str],
) -> Vec<&'a Break> {
    let first = periods.0.first_month().min(periods.1.first_month());
    let last = periods.0.last_month().max(periods.1.last_month());
    let mut found: Vec<&Break> = breaks
        .iter()
        .filter(|broken| first < broken.date && broken.date <= last)
        .filter(|broken| of_force(broken, forces) && of_theme(broken, themes))
        .collect();
    found.sort();
    found
}

fn of_force(broken: &Break, forces: &[&str]) -> bool {
    let name = bare(&broken.force);
    broken.force.trim() == EVERY
        || forces.is_empty()
        || forces.iter().any(|force| bare(force) == name)
}

fn of_theme(broken: &Break, themes: &[&str]) -> bool {
    let asked = |theme: &&str| TOTALS.contains(theme) || *theme == broken.theme.trim();
    broken.theme.trim() == EVERY || themes.iter().any(asked)
}

/// The name of a force without what sources write differently.
fn bare(name: &str) -> String {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !["", "police", "constabulary", "service", "and"].contains(word))
        .collect()
}

//! How much of each theme has a location.

use std::collections::BTreeMap;

use crate::tally::Counted;
use crate::theme::{Offence, Themes};
use crate::value::{Reason, Value};
use crate::when::Month;

/// Rows with and without a location, by offence type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Located rows, by offence number.
    pub located: Vec<u64>,
    /// Unlocated rows, by offence number.
    pub unlocated: Vec<u64>,
    /// The same by the month that rows are counted in; a month without rows is not there.
    pub months: BTreeMap<Month, MonthCoverage>,
}

/// Rows of one month with and without a location, by offence type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthCoverage {
    /// Located rows, by offence number.
    pub located: Vec<u64>,
    /// Unlocated rows, by offence number.
    pub unlocated: Vec<u64>,
}

impl MonthCoverage {
    /// Rows with and without a location that count in a thing.
    #[must_use]
    pub fn rows(&self, counted: Counted, themes: &Themes) -> u64 {
        sum(&self.located, counted, themes) + self.without(counted, themes)
    }

    /// Rows without a location that count in a thing.
    #[must_use]
    pub fn without(&self, counted: Counted, themes: &Themes) -> u64 {
        sum(&self.unlocated, counted, themes)
    }
}

impl Coverage {
    /// The share of a theme's rows that have a location, 0 to 1. It is one number for the whole of the data, since a
    /// row without a location belongs to no area.
    ///
    /// Below 85 % a map of the theme may mislead: the first estimate of a minimum hit rate by Ratcliffe 2004
    /// (doi:10.1080/13658810310001596076).
    #[must_use]
    pub fn share(&self, theme: usize, themes: &Themes) -> Value<f64> {
        let sum = |rows: &[u64]| sum(rows, Counted::Theme(theme), themes);
        share(sum(&self.located), sum(&self.unlocated))
    }

    /// The same of some months, and of totals too.
    #[must_use]
    pub fn share_in(&self, counted: Counted, months: &[Month], themes: &Themes) -> Value<f64> {
        let found = || months.iter().filter_map(|month| self.months.get(month));
        let located = found().map(|month| sum(&month.located, counted, themes));
        let unlocated = found().map(|month| sum(&month.unlocated, counted, themes));
        share(located.sum(), unlocated.sum())
    }
}

fn sum(rows: &[u64], counted: Counted, themes: &Themes) -> u64 {
    rows.iter()
        .zip(0_u16..)
        .filter(|(_, number)| counted.holds(Offence(*number), themes))
        .map(|(count, _)| count)
        .sum()
}

fn share(located: u64, unlocated: u64) -> Value<f64> {
    Value::ratio(
        located as f64,
        (located + unlocated) as f64,
        Reason::NoEvents,
    )
}

//! What the rule is told of one theme.

use crate::value::Value;

/// Counts of one theme by area and month, with what they are measured against.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSeries {
    /// Counts by area and month; every row is as long as the series.
    pub counts: Vec<Vec<u64>>,
    /// The counts of each area's busiest place, by month.
    pub busiest: Vec<Vec<u64>>,
    /// The exposure of each area.
    pub exposure: Vec<Value<f64>>,
    /// The share of the theme's rows that have a location.
    pub located_share: Value<f64>,
    /// Whether the rule may raise an area on it.
    pub priority: bool,
    /// Whether police activity generates it; such a theme never raises an area.
    pub police_generated: bool,
}

impl ThemeSeries {
    /// How many areas there are.
    #[must_use]
    pub const fn areas(&self) -> usize {
        self.counts.len()
    }

    /// How many months there are.
    #[must_use]
    pub fn months(&self) -> usize {
        self.counts.first().map_or(0, Vec::len)
    }

    /// Whether the rule may raise an area on the theme.
    #[must_use]
    pub const fn counts_for_the_rule(&self) -> bool {
        self.priority && !self.police_generated
    }

    /// The count of each area.
    #[must_use]
    pub fn totals(&self) -> Vec<u64> {
        self.counts.iter().map(|row| row.iter().sum()).collect()
    }

    /// The counts without each area's busiest place.
    #[must_use]
    pub fn without_busiest(&self) -> Vec<Vec<u64>> {
        self.counts
            .iter()
            .zip(&self.busiest)
            .map(|(row, busiest)| {
                row.iter()
                    .zip(busiest)
                    .map(|(count, at_place)| count.saturating_sub(*at_place))
                    .collect()
            })
            .collect()
    }
}

//! The clauses of the rule, for one area and theme against the reference of its round.

use crate::rate::{RateRatio, rate_ratio};
use crate::value::Value;

use super::rule::Rule;

/// The pooled reference of one area: its counts by month and its exposure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reference {
    pub by_month: Vec<u64>,
    pub exposure: f64,
}

/// Pools the areas marked in `members`.
pub(super) fn pool(counts: &[Vec<u64>], exposure: &[Value<f64>], members: &[bool]) -> Reference {
    let months = counts.first().map_or(0, Vec::len);
    let mut pooled = Reference {
        by_month: vec![0; months],
        exposure: 0.0,
    };
    for ((row, size), member) in counts.iter().zip(exposure).zip(members) {
        if let (Value::Known(size), true) = (size, member) {
            pooled.exposure += size;
            for (sum, count) in pooled.by_month.iter_mut().zip(row) {
                *sum += count;
            }
        }
    }
    pooled
}

impl Reference {
    /// The reference without one of its members.
    pub(super) fn without(&self, row: &[u64], exposure: f64) -> Self {
        let rest = self.exposure - exposure;
        Self {
            by_month: self
                .by_month
                .iter()
                .zip(row)
                .map(|(sum, count)| sum - count)
                .collect(),
            // What remains of a sum after its only term may be a rounding error instead of zero.
            exposure: if rest > 1e-9 * self.exposure {
                rest
            } else {
                0.0
            },
        }
    }
}

/// What was measured of an area and theme against its reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Events.
    pub observed: u64,
    /// Events at the reference's rate.
    pub expected: f64,
    /// The rate ratio, with limits and p.
    pub ratio: Value<RateRatio>,
    /// Months above the reference.
    pub months_raised: usize,
}

/// Which clauses hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clauses {
    /// The rate ratio is large enough.
    pub ratio: bool,
    /// q is small enough.
    pub q: bool,
    /// There are enough events.
    pub events: bool,
    /// There are enough events beyond the expected.
    pub excess: bool,
    /// Enough months are above the reference.
    pub months: bool,
    /// All of the above hold without every area's busiest place.
    pub without_busiest: bool,
}

impl Clauses {
    /// Whether every clause holds but the last.
    #[must_use]
    pub const fn all_but_busiest(self) -> bool {
        self.ratio && self.q && self.events && self.excess && self.months
    }

    /// Whether every clause holds.
    #[must_use]
    pub const fn all(self) -> bool {
        self.all_but_busiest() && self.without_busiest
    }
}

/// Measures an area against its reference.
pub(super) fn measure(
    row: &[u64],
    exposure: f64,
    reference: &Reference,
    dispersion: f64,
    rule: &Rule,
) -> Verdict {
    let observed: u64 = row.iter().sum();
    let pooled: u64 = reference.by_month.iter().sum();
    let scale = if reference.exposure > 0.0 {
        exposure / reference.exposure
    } else {
        0.0
    };
    let months_raised = row
        .iter()
        .zip(&reference.by_month)
        .filter(|(count, pooled)| **count as f64 > **pooled as f64 * scale)
        .count();
    Verdict {
        observed,
        expected: pooled as f64 * scale,
        ratio: rate_ratio(
            (observed, exposure),
            (pooled, reference.exposure),
            dispersion,
            rule.level,
        ),
        months_raised,
    }
}

/// Which clauses a measured area fulfils, given its q; the last one is left open.
pub(super) fn judge(verdict: &Verdict, q: Option<f64>, months: usize, rule: &Rule) -> Clauses {
    Clauses {
        ratio: (verdict.ratio.known()).is_some_and(|found| found.ratio >= rule.min_rate_ratio),
        q: q.is_some_and(|q| q <= rule.q),
        events: verdict.observed >= rule.min_events,
        excess: verdict.observed as f64 - verdict.expected >= rule.min_excess,
        months: verdict.months_raised >= rule.months_needed(months),
        without_busiest: !rule.leave_out_busiest_place,
    }
}

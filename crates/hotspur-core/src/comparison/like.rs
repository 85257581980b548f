//! Like months: a season must not be taken for a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::when::Month;

/// Why a month that was asked for is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyLeftOut {
    /// The data hold no row of it.
    NoData,
    /// The other period has no month of the same name for it.
    NoLike,
}

impl WhyLeftOut {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoData => "no rows in the data",
            Self::NoLike => "no like month in the other period",
        }
    }
}

/// Months of two periods that are alike, in order, and those that were left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LikeMonths {
    /// Of the earlier period.
    pub before: Vec<Month>,
    /// Of the later one.
    pub after: Vec<Month>,
    /// Those left out, in order.
    pub left_out: Vec<(Month, WhyLeftOut)>,
}

/// The months to compare: of every month of the year that is kept, the earlier period holds the same number `a` and the later one the
/// same number `b`, so that no season weighs more on one side than on the other, whether half a year is compared with the like half or
/// two years with one. `a` and `b` are those that keep most months, of equals most months of the year; of too many Januaries the latest
/// are kept. `held` are the months that the data hold.
///
/// Time O(months · years²).
///
/// ```
/// use std::collections::BTreeSet;
/// use hotspur_core::comparison::like_months;
/// use hotspur_core::Month;
/// let months = |year, from, to| (from..=to).map(|of_year| Month::from_year_month(year, of_year)).collect::<Vec<_>>();
/// let (before, after) = (months(2024, 1, 6), months(2025, 3, 8));
/// let held: BTreeSet<Month> = before.iter().chain(&after).copied().collect();
/// let like = like_months((&before, &held), (&after, &held));
/// assert_eq!((like.before.len(), like.after.len(), like.left_out.len()), (4, 4, 4));
/// ```
#[must_use]
pub fn like_months(
    before: (&[Month], &BTreeSet<Month>),
    after: (&[Month], &BTreeSet<Month>),
) -> LikeMonths {
    let sides = [by_name(before), by_name(after)];
    let most = |side: usize| sides[side].values().map(Vec::len).max().unwrap_or(0);
    let mut best = ((0, 0), Vec::new(), (0, 0));
    for a in 1..=most(0) {
        for b in 1..=most(1) {
            let enough = |name: &i8, side: usize, least: usize| {
                sides[side].get(name).map_or(0, Vec::len) >= least
            };
            let names: Vec<i8> = (1..=12)
                .filter(|name| enough(name, 0, a) && enough(name, 1, b))
                .collect();
            let worth = ((a + b) * names.len(), names.len());
            if worth > best.0 {
                best = (worth, names, (a, b));
            }
        }
    }
    let (_, names, (a, b)) = best;
    let kept = |side: usize, number: usize| -> Vec<Month> {
        let mut kept: Vec<Month> = (names.iter())
            .flat_map(|name| sides[side][name].iter().rev().take(number).copied())
            .collect();
        kept.sort_unstable();
        kept
    };
    let (kept_before, kept_after) = (kept(0, a), kept(1, b));
    let mut left_out = missed(before, &kept_before);
    left_out.extend(missed(after, &kept_after));
    left_out.sort_unstable();
    LikeMonths {
        before: kept_before,
        after: kept_after,
        left_out,
    }
}

/// The months that hold data, by month of the year, in order.
fn by_name((asked, held): (&[Month], &BTreeSet<Month>)) -> BTreeMap<i8, Vec<Month>> {
    let mut found: BTreeMap<i8, Vec<Month>> = BTreeMap::new();
    for month in asked.iter().filter(|month| held.contains(month)) {
        found.entry(month.of_year()).or_default().push(*month);
    }
    found
}

fn missed((asked, held): (&[Month], &BTreeSet<Month>), kept: &[Month]) -> Vec<(Month, WhyLeftOut)> {
    let why = |month: &Month| match held.contains(month) {
        true => WhyLeftOut::NoLike,
        false => WhyLeftOut::NoData,
    };
    (asked.iter())
        .filter(|month| !kept.contains(month))
        .map(|month| (*month, why(month)))
        .collect()
}

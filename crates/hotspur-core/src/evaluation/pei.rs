//! The prediction efficiency index, for equal cells.

use crate::value::{Reason, Value};

/// The most later crimes that 1, 2, … cells could have held: running sums of the later counts, largest first.
/// Time O(n log n).
#[must_use]
pub fn most_hits(later: &[u64]) -> Vec<u64> {
    let mut largest = later.to_vec();
    largest.sort_unstable_by(|a, b| b.cmp(a));
    largest
        .iter()
        .scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        })
        .collect()
}

/// The prediction efficiency index PAI / `PAI_max`, which for equal cells is hits over the most hits that as many cells
/// could have had ([`most_hits`]); 1 is a map that could not have been better.
///
/// Cells of different size would make `PAI_max` a knapsack, to which sorting is only a bound; so the index is by number of
/// cells. Undefined where no cell could have had a hit. White, Hunt & Green 2023 (Security Journal) discuss the index.
///
/// ```
/// use hotspur_core::evaluation::{most_hits, pei};
/// use hotspur_core::Value;
/// let best = most_hits(&[1, 6, 0, 3]);
/// assert_eq!(best, [6, 9, 10, 10]);
/// assert_eq!(pei(3, best[0]), Value::Known(0.5));
/// ```
#[must_use]
pub fn pei(hits: u64, most: u64) -> Value<f64> {
    Value::ratio(hits as f64, most as f64, Reason::NoEvents)
}

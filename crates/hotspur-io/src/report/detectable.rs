//! How far a count must fall before the fall says more than chance.

use hotspur_core::rate::p_lower;

/// The chance of a fall as large where nothing changed.
pub const LEVEL: f64 = 0.05;

/// The least fall N for which a Poisson count of the same length would be below its lower 5 % limit: the smallest N with
/// P(X ≤ count − N) ≤ 0.05, where X is Poisson with mean `count`. `None` where not even zero would be: below 3.
///
/// The count before is taken for the true mean; it is uncertain itself, so this is the least that can be asked.
/// Time O(√count).
///
/// ```
/// use hotspur_io::report::detectable_fall;
/// // P(X ≤ 4) = 0.029 and P(X ≤ 5) = 0.067 at a mean of 10: ten must fall to four.
/// assert_eq!(detectable_fall(10), Some(6));
/// assert_eq!(detectable_fall(2), None);
/// ```
#[must_use]
pub fn detectable_fall(count: u64) -> Option<u64> {
    (1..=count).find(|fall| p_lower(count - fall, count as f64) <= LEVEL)
}

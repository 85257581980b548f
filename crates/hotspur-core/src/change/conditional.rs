//! The exact conditional test of two Poisson rates, and the exact interval of their ratio.

use super::span::Counted;
use crate::rate::{binomial_tails, odds_limits};
use crate::value::{Reason, Value};

/// Two rates compared, given how many events there are in all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatesCompared {
    /// The rate after divided by the rate before; undefined where there was none before.
    pub ratio: Value<f64>,
    /// The exact lower limit of the ratio.
    pub lower: f64,
    /// The exact upper limit; undefined where there was none before, for then there is no limit.
    pub upper: Value<f64>,
    /// The exact two-sided p of equal rates: twice the smaller tail, at most 1.
    pub p: f64,
}

/// Compares the rate after, k₂ / n₂, with the rate before, k₁ / n₁: given k = k₁ + k₂, k₂ is binomial of k and
/// π = R n₂ / (R n₂ + n₁), where R is the ratio of the rates (Przyborowski & Wilenski 1940, doi:10.1093/biomet/31.3-4.313).
///
/// p is twice the smaller of the tails at R = 1, so that it is below 1 − level exactly if the interval, which is Clopper's and
/// Pearson's turned from π to R, does not hold 1 (Fay 2010, doi:10.32614/RJ-2010-008). R's `poisson.test` adds up whatever is no likelier
/// than what was seen instead, which is a little smaller and can disagree with its own interval.
///
/// Never too small, whatever the rates, and for small counts larger than need be: [`super::e_test()`] is nearer to its level.
/// Undefined for two counts of zero and for an exposure that is not positive. Time O(√k) for the test, ten times that for the interval.
///
/// ```
/// use hotspur_core::change::{Counted, conditional_test};
/// let found = conditional_test(Counted::new(10, 6.0), Counted::new(25, 6.0), 0.95).known().unwrap();
/// assert_eq!(found.ratio.known(), Some(2.5));
/// assert!(found.p < 0.05 && found.lower > 1.0);
/// ```
#[must_use]
pub fn conditional_test(before: Counted, after: Counted, level: f64) -> Value<RatesCompared> {
    if !(before.is_measured() && after.is_measured()) {
        return Value::Undefined(Reason::ZeroExposure);
    }
    if !(level > 0.0 && level < 1.0) {
        return Value::Undefined(Reason::OutOfRange);
    }
    let together = before.count.saturating_add(after.count);
    if together == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let lengths = after.exposure / before.exposure;
    let (more, fewer) = binomial_tails(after.count, together, lengths);
    let odds = odds_limits(after.count, together, level);
    let upper = odds.upper / lengths;
    Value::Known(RatesCompared {
        ratio: Value::ratio(after.rate(), before.rate(), Reason::NoReference),
        lower: odds.lower / lengths,
        upper: Value::finite(upper, Reason::NoReference),
        p: (2.0 * more.min(fewer)).min(1.0),
    })
}

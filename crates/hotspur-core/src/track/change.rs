//! The change of a count from another one, with limits that allow for dispersion.

use statrs::distribution::{Beta, ContinuousCDF};

use crate::rate::Limits;
use crate::value::{Reason, Value};

/// A change, as a share of what it is measured from: −0.05 is five per cent less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The change.
    pub estimate: f64,
    /// Its limits.
    pub lower: f64,
    /// Nothing where it has no end.
    pub upper: Value<f64>,
}

/// The change of a count after from a count before, over like spans: after / before − 1.
///
/// Of after + before, after is binomial; its exact limits are those of Clopper & Pearson (1934, doi:10.1093/biomet/26.4.404), for counts
/// divided by the dispersion φ, which need not be whole. With φ = 1 they are those of R's `poisson.test`. Undefined where nothing
/// was counted before. Time O(1).
///
/// ```
/// use hotspur_core::track::change;
/// let found = change(11, 20, 1.0, 0.95).known().unwrap();
/// assert!((found.estimate + 0.45).abs() < 1e-12);
/// // poisson.test(c(11, 20)) of R 4.2.2.
/// assert!((found.lower + 0.761966469).abs() < 1e-8);
/// ```
#[must_use]
pub fn change(after: u64, before: u64, dispersion: f64, level: f64) -> Value<Change> {
    if before == 0 {
        return Value::Undefined(Reason::ZeroBaseline);
    }
    let (a, b) = (after as f64 / dispersion, before as f64 / dispersion);
    let limits = odds(a, b, (1.0 - level) / 2.0);
    Value::Known(Change {
        estimate: after as f64 / before as f64 - 1.0,
        lower: limits.lower - 1.0,
        upper: Value::finite(limits.upper - 1.0, Reason::Unforeseeable),
    })
}

/// Limits of a / b by the quantiles of the beta distribution.
fn odds(a: f64, b: f64, tail: f64) -> Limits {
    let at = |first: f64, second: f64, probability: f64| {
        Beta::new(first, second).map_or(f64::NAN, |beta| beta.inverse_cdf(probability))
    };
    let ratio = |share: f64| share / (1.0 - share);
    Limits {
        lower: if a > 0.0 {
            ratio(at(a, b + 1.0, tail))
        } else {
            0.0
        },
        upper: ratio(at(a + 1.0, b, 1.0 - tail)),
    }
}

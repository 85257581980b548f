//! The limits of a funnel: what counts chance allows around an expected one.

use crate::rate::{Limits, Masses};
use crate::value::{Reason, Value};

/// The level of the inner limits.
pub const INNER: f64 = 0.95;
/// The level of the outer limits.
pub const OUTER: f64 = 0.998;

/// Above this the masses of a count would take too much memory; nobody counts so many.
const MOST_EXPECTED: f64 = 1e9;

/// The count below which a Poisson variable of mean `expected` falls with probability `p`, interpolated between whole counts:
/// y = r − (P(X ≤ r) − p) / P(X = r), where r is the least count with P(X ≤ r) ≥ p (Spiegelhalter 2005, doi:10.1002/sim.1970,
/// appendix A.1.1). Not below zero.
///
/// Exact sums of masses, no normal approximation. Undefined where nothing is expected, and for more than 10⁹ events.
/// Time and memory O(√expected).
///
/// ```
/// use hotspur_core::track::family::funnel_limit;
/// let upper = funnel_limit(10.0, 0.975).known().unwrap();
/// assert!((upper - 16.159_950_673).abs() < 1e-8);
/// ```
#[must_use]
pub fn funnel_limit(expected: f64, p: f64) -> Value<f64> {
    masses(expected).map(|masses| interpolated(&masses, p))
}

/// The inner and the outer limits of a count: 2.5 % and 97.5 %, 0.1 % and 99.9 %, each moved away from the expected count by
/// √φ: E + √φ (y − E), which is the multiplicative model of overdispersion applied to exact limits. φ below one is taken as one.
/// Not below zero.
///
/// Units: events. Undefined as [`funnel_limit`].
#[must_use]
pub fn funnel_limits(expected: f64, phi: f64) -> Value<[Limits; 2]> {
    let stretch = phi.max(1.0).sqrt();
    masses(expected).map(|masses| {
        let limit = |p: f64| {
            let exact = interpolated(&masses, p);
            (expected + stretch * (exact - expected)).max(0.0)
        };
        [INNER, OUTER].map(|level| Limits {
            lower: limit((1.0 - level) / 2.0),
            upper: limit(0.5 + level / 2.0),
        })
    })
}

fn masses(expected: f64) -> Value<Masses> {
    if !expected.is_finite() {
        return Value::Undefined(Reason::NotFinite);
    }
    if expected <= 0.0 {
        return Value::Undefined(Reason::NoEvents);
    }
    if expected > MOST_EXPECTED {
        return Value::Undefined(Reason::TooManyEvents);
    }
    Value::Known(Masses::poisson(expected))
}

fn interpolated(masses: &Masses, p: f64) -> f64 {
    // From the nearer end, so that neither tail is lost to rounding.
    let upper = p > 0.5;
    let list = masses.list();
    let mut beyond = 0.0;
    let found = if upper {
        let tail = 1.0 - p;
        let mut at = list.len();
        while at > 0 && beyond + list[at - 1] <= tail {
            at -= 1;
            beyond += list[at];
        }
        let at = at.saturating_sub(1);
        // P(X ≤ r) − p = tail − P(X > r).
        masses.first() as f64 + at as f64 - (tail - beyond) / list[at]
    } else {
        let mut at = 0;
        while at + 1 < list.len() && beyond + list[at] < p {
            beyond += list[at];
            at += 1;
        }
        masses.first() as f64 + at as f64 - (beyond + list[at] - p) / list[at]
    };
    found.max(0.0)
}

//! Exact limits of a Poisson count.

use statrs::distribution::{ContinuousCDF, Gamma, Normal};
use statrs::function::gamma::{checked_gamma_lr, checked_gamma_ur, ln_gamma};

use crate::value::{Reason, Value};

/// The lower and upper limit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

/// The exact two-sided limits of a Poisson mean, given a count: χ²(α/2; 2O) / 2 and χ²(1 − α/2; 2O + 2) / 2, with
/// α = 1 − level (Garwood 1936, doi:10.1093/biomet/28.3-4.437). The lower limit of a zero count is 0.
///
/// ```
/// use hotspur_core::rate::garwood;
/// let limits = garwood(10, 0.95);
/// assert!((limits.lower - 4.795388696132).abs() < 1e-9);
/// ```
#[must_use]
pub fn garwood(observed: u64, level: f64) -> Limits {
    let tail = (1.0 - level) / 2.0;
    let count = observed as f64;
    Limits {
        lower: if observed == 0 {
            0.0
        } else {
            gamma_limit(count, tail, false)
        },
        upper: gamma_limit(count + 1.0, tail, true),
    }
}

/// Byar's approximate limits, which English public health tables print from ten events on:
/// O (1 − 1/(9O) − z/(3√O))³ and (O+1) (1 − 1/(9(O+1)) + z/(3√(O+1)))³ (Breslow & Day 1987, IARC Scientific
/// Publications 82, page 69). For comparison with such tables; [`garwood`] is exact. Undefined for no events.
#[must_use]
pub fn byar(observed: u64, level: f64) -> Value<Limits> {
    if observed == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    let cube =
        |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).powi(3);
    Value::Known(Limits {
        lower: cube(observed as f64, -z),
        upper: cube(observed as f64 + 1.0, z),
    })
}

/// The point where a standard gamma variable of this shape has `tail` below it, or above it.
///
/// The library's quantile is a bisection; Newton's steps on the exact tail bring it to the last digits.
pub(crate) fn gamma_limit(shape: f64, tail: f64, upper: bool) -> f64 {
    let Ok(gamma) = Gamma::new(shape, 1.0) else {
        return f64::NAN;
    };
    let mut x = gamma.inverse_cdf(if upper { 1.0 - tail } else { tail });
    for _ in 0..4 {
        let found = if upper {
            checked_gamma_ur(shape, x)
        } else {
            checked_gamma_lr(shape, x)
        };
        let density = ((shape - 1.0) * x.ln() - x - ln_gamma(shape)).exp();
        let step = (found.unwrap_or(tail) - tail) / density;
        let next = if upper { x + step } else { x - step };
        if !next.is_finite() || next <= 0.0 {
            break;
        }
        x = next;
    }
    x
}

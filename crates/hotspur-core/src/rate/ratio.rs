//! The rate ratio of an area to a pooled reference.

use std::f64::consts::SQRT_2;

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::erf::erfc;

use super::interval::{Limits, garwood};
use crate::value::{Reason, Value};

/// A rate ratio with its limits and the p-value that it exceeds one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// The ratio of the two rates.
    pub ratio: f64,
    /// Its two-sided limits at the level asked for.
    pub limits: Limits,
    /// The one-sided p: the chance of a log ratio this large or larger if the rates are equal.
    pub p: f64,
}

/// RR = (O / P) / (O_ref / P_ref), with the standard error of log RR = √(φ (1/O + 1/O_ref)): log-normal limits and a
/// one-sided p from the normal tail (Rothman, Greenland & Lash 2008, Modern Epidemiology, chapter 14; φ multiplies the
/// Poisson variance, McCullagh & Nelder 1989, doi:10.1007/978-1-4899-3242-6, section 6.2).
///
/// `dispersion` below one is taken as one. An area without events has the ratio 0, p = 1 and the exact upper limit of a
/// zero count over the expected. Undefined where the reference has no events or either exposure is not positive.
///
/// ```
/// use hotspur_core::rate::rate_ratio;
/// let found = rate_ratio((60, 1_000.0), (300, 10_000.0), 1.0, 0.95).known().unwrap();
/// assert!((found.ratio - 2.0).abs() < 1e-12);
/// assert!(found.p < 1e-5 && found.limits.lower > 1.5);
/// ```
#[must_use]
pub fn rate_ratio(
    area: (u64, f64),
    reference: (u64, f64),
    dispersion: f64,
    level: f64,
) -> Value<RateRatio> {
    if !(area.1 > 0.0) {
        return Value::Undefined(Reason::ZeroExposure);
    }
    if !(reference.1 > 0.0) || reference.0 == 0 {
        return Value::Undefined(Reason::NoReference);
    }
    if area.0 == 0 {
        // Zero is data, and a test that was made: leaving it out would flatter the others.
        let expected = reference.0 as f64 * area.1 / reference.1;
        return Value::Known(RateRatio {
            ratio: 0.0,
            limits: Limits {
                lower: 0.0,
                upper: garwood(0, level).upper / expected,
            },
            p: 1.0,
        });
    }
    let (count, pooled) = (area.0 as f64, reference.0 as f64);
    let ratio = (count / area.1) / (pooled / reference.1);
    let error = (dispersion.max(1.0) * (1.0 / count + 1.0 / pooled)).sqrt();
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    Value::Known(RateRatio {
        ratio,
        limits: Limits {
            lower: ratio * (-z * error).exp(),
            upper: ratio * (z * error).exp(),
        },
        p: 0.5 * erfc(ratio.ln() / error / SQRT_2),
    })
}

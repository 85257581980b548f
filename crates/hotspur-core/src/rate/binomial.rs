//! Shares of a number of trials: exact tails, exact limits, and Wilson's.

use statrs::distribution::{ContinuousCDF, Normal};

use super::interval::Limits;
use super::masses::Masses;
use crate::value::{Reason, Value};

/// Newton's steps double the digits: more than a few are never taken.
const STEPS: usize = 64;

/// P(X ≥ successes) and P(X ≤ successes) for X binomial of `trials` and the odds π / (1 − π) of a success.
///
/// The odds, and not π, because they are a quotient of rates, and exact where π is near one. Time O(√trials).
///
/// ```
/// use hotspur_core::rate::binomial_tails;
/// let (upper, lower) = binomial_tails(8, 10, 1.0);
/// assert!((upper - 56.0 / 1_024.0).abs() < 1e-15);
/// assert!((lower - 1_013.0 / 1_024.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn binomial_tails(successes: u64, trials: u64, odds: f64) -> (f64, f64) {
    if !(odds > 0.0) {
        return (if successes == 0 { 1.0 } else { 0.0 }, 1.0);
    }
    let masses = Masses::binomial(trials, odds);
    (masses.from(successes), masses.up_to(successes))
}

/// The exact two-sided limits of the odds of a success: those at which a tail of the count is (1 − level) / 2
/// (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404). 0 and infinite where no trial, or every one, is a success.
///
/// By Newton's method on the logarithm of the tail over the logarithm of the odds, where it is concave, so that the steps
/// cannot miss. Time O(√trials) a step, of which there are about ten.
///
/// ```
/// use hotspur_core::rate::odds_limits;
/// let limits = odds_limits(0, 10, 0.95);
/// // The rule of three: 1 − π = 0.025^(1/10).
/// assert_eq!(limits.lower, 0.0);
/// assert!((limits.upper - (0.025_f64.powf(-0.1) - 1.0)).abs() < 1e-12);
/// ```
#[must_use]
pub fn odds_limits(successes: u64, trials: u64, level: f64) -> Limits {
    let tail = (1.0 - level) / 2.0;
    Limits {
        lower: lower_odds(successes, trials, tail),
        upper: 1.0 / lower_odds(trials - successes.min(trials), trials, tail),
    }
}

/// The odds at which P(X ≥ successes) is `tail`.
fn lower_odds(successes: u64, trials: u64, tail: f64) -> f64 {
    if successes == 0 {
        return 0.0;
    }
    let count = successes as f64;
    let mut log_odds = ((count - 0.5) / ((trials - successes) as f64 + 0.5)).ln();
    for _ in 0..STEPS {
        let odds = log_odds.exp();
        let masses = Masses::binomial(trials, odds);
        let found = masses.from(successes);
        let slope = count / (1.0 + odds) * masses.at(successes) / found;
        let step = (found / tail).ln() / slope;
        log_odds -= step;
        if !(step.abs() > 1e-14 * log_odds.abs().max(1.0)) {
            break;
        }
    }
    log_odds.exp()
}

/// The exact two-sided limits of a share, from those of its odds. Undefined for no trials.
///
/// ```
/// use hotspur_core::rate::clopper_pearson;
/// let limits = clopper_pearson(5, 20, 0.95).known().unwrap();
/// assert!((limits.lower - 0.086571).abs() < 1e-6 && (limits.upper - 0.491046).abs() < 1e-6);
/// ```
#[must_use]
pub fn clopper_pearson(successes: u64, trials: u64, level: f64) -> Value<Limits> {
    if trials == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let odds = odds_limits(successes, trials, level);
    Value::Known(Limits {
        lower: odds.lower / (1.0 + odds.lower),
        upper: 1.0 / (1.0 + 1.0 / odds.upper),
    })
}

/// Wilson's two-sided limits of a share p̂ of n, z = z₁₋α⸝₂:
/// (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n) (1927, doi:10.1080/01621459.1927.10502953).
///
/// Close to its level on average, where exact limits are always wider than asked (Brown, Cai & DasGupta 2001,
/// doi:10.1214/ss/1009213286). The share need not be that of a whole number. Undefined for no trials.
///
/// ```
/// use hotspur_core::rate::wilson;
/// let limits = wilson(0.5, 10.0, 0.95).known().unwrap();
/// assert!((limits.lower - 0.236593).abs() < 1e-6 && (limits.upper - 0.763407).abs() < 1e-6);
/// ```
#[must_use]
pub fn wilson(share: f64, trials: f64, level: f64) -> Value<Limits> {
    if !(trials > 0.0) {
        return Value::Undefined(Reason::NoEvents);
    }
    if !(0.0..=1.0).contains(&share) {
        return Value::Undefined(Reason::OutOfRange);
    }
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    let (square, scale) = (z * z / trials, 1.0 + z * z / trials);
    let centre = share + square / 2.0;
    let half = z * (share * (1.0 - share) / trials + square / (4.0 * trials)).sqrt();
    Value::Known(Limits {
        lower: if share == 0.0 {
            0.0
        } else {
            ((centre - half) / scale).max(0.0)
        },
        upper: if share == 1.0 {
            1.0
        } else {
            ((centre + half) / scale).min(1.0)
        },
    })
}

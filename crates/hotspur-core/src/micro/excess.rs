//! The exact tail of a neighbourhood's count under complete spatial randomness.

use std::f64::consts::TAU;

use crate::value::{Reason, Value};

/// P(X ≥ `count`) for X ~ Binomial(`events`, `share`): how often at least this many of the study area's events would fall
/// on this share of its ground if they fell anywhere alike.
///
/// The sum of the probabilities from `count` upwards, largest first, a tail and never 1 − cdf; where `count` is at most
/// the mean, 1 − the sum of those below it. The first is Loader's saddle-point expansion (2000, "Fast and accurate
/// computation of binomial probabilities"), since the difference of log-gammas loses a digit for each power of ten of
/// `events`, and continued fractions of the incomplete beta function are cut off unconverged at such counts.
/// Relative error below 1e-12. Time O(√events) at worst.
///
/// Undefined without events, and where the share is no share. The normal approximation (Gi* with BH) is not calibrated on
/// sparse cells; this is exact at any count.
///
/// ```
/// use hotspur_core::micro::excess_p;
/// let p = excess_p(3, 10, 0.1).known().unwrap();
/// assert!((p - 0.0701908264).abs() < 1e-10);
/// ```
#[must_use]
pub fn excess_p(count: u64, events: u64, share: f64) -> Value<f64> {
    if events == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    // Events on ground that rounds to nothing, on the very rim of the study area: nothing can be said of them.
    if !(share > 0.0) || count > events {
        return Value::Undefined(Reason::NoGround);
    }
    if count == 0 || share >= 1.0 {
        return Value::Known(1.0);
    }
    let (n, odds) = (events as f64, share / (1.0 - share));
    let p = if count as f64 > (n + 1.0) * share {
        let ratio = |k: u64| (n - k as f64) / (k as f64 + 1.0) * odds;
        mass(count, events, share) * series((count..events).map(ratio))
    } else {
        let ratio = |k: u64| k as f64 / (n - k as f64 + 1.0) / odds;
        let below = (1..count).rev().map(ratio);
        1.0 - mass(count - 1, events, share) * series(below)
    };
    Value::Known(p.clamp(0.0, 1.0))
}

/// 1 + r₁ + r₁r₂ + …, until the terms no longer count; ratios fall along the way.
fn series(ratios: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for ratio in ratios {
        term *= ratio;
        sum += term;
        if ratio < 1.0 && term / (1.0 - ratio) < sum * f64::EPSILON / 4.0 {
            break;
        }
    }
    sum
}

/// P(X = k), 0 ≤ k ≤ n, 0 < p < 1.
fn mass(k: u64, n: u64, p: f64) -> f64 {
    let (x, size) = (k as f64, n as f64);
    if k == 0 {
        return (size * (-p).ln_1p()).exp();
    }
    if k == n {
        return (size * p.ln()).exp();
    }
    let rest = size - x;
    let exponent = stirling_error(n)
        - stirling_error(k)
        - stirling_error(n - k)
        - deviance(x, size * p)
        - deviance(rest, size * (1.0 - p));
    (size / (TAU * x * rest)).sqrt() * exponent.exp()
}

/// ln n! − ln(√(2πn) (n/e)ⁿ), n ≥ 1.
fn stirling_error(n: u64) -> f64 {
    let x = n as f64;
    if n < 16 {
        let factorial: f64 = (1..=n).map(|k| k as f64).product();
        return factorial.ln() - (0.5 * (TAU * x).ln() + x * x.ln() - x);
    }
    let square = x * x;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square)
            / square)
        / x
}

/// x ln(x / m) + m − x, without cancellation near x = m.
fn deviance(x: f64, m: f64) -> f64 {
    let v = (x - m) / (x + m);
    if v.abs() >= 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let (mut sum, mut term) = ((x - m) * v, 2.0 * x * v);
    for odd in (3_u32..).step_by(2) {
        term *= v * v;
        let next = sum + term / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

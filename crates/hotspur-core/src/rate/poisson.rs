//! Exact Poisson tails.

use statrs::function::gamma::{checked_gamma_lr, checked_gamma_ur, ln_gamma};

/// P(X ≥ observed) for X ~ Poisson(expected): the regularised lower incomplete gamma function P(O, E); 1 for O = 0.
///
/// Computed as a tail, never as 1 − cdf, which bottoms out at 1e-16. An expected count of 0 makes any event impossible.
///
/// ```
/// use hotspur_core::rate::p_upper;
/// assert!((p_upper(5, 2.0) - 0.052653017343711).abs() < 1e-14);
/// ```
#[must_use]
pub fn p_upper(observed: u64, expected: f64) -> f64 {
    if observed == 0 {
        return 1.0;
    }
    if expected <= 0.0 {
        return 0.0;
    }
    checked_gamma_lr(observed as f64, expected).unwrap_or(f64::NAN)
}

/// P(X ≤ observed) for X ~ Poisson(expected): the regularised upper incomplete gamma function Q(O + 1, E).
#[must_use]
pub fn p_lower(observed: u64, expected: f64) -> f64 {
    if expected <= 0.0 {
        return 1.0;
    }
    checked_gamma_ur(observed as f64 + 1.0, expected).unwrap_or(f64::NAN)
}

/// P(X > observed) + P(X = observed) / 2. It can exceed its level (at E = 5 its true size is 0.0318 where 0.025 is
/// asked), so that flags use [`p_upper`].
#[must_use]
pub fn mid_p_upper(observed: u64, expected: f64) -> f64 {
    if expected <= 0.0 {
        return if observed == 0 { 0.5 } else { 0.0 };
    }
    p_upper(observed + 1, expected) + mass(observed, expected) / 2.0
}

/// P(X < observed) + P(X = observed) / 2: the other tail of [`mid_p_upper`].
#[must_use]
pub fn mid_p_lower(observed: u64, expected: f64) -> f64 {
    if expected <= 0.0 {
        return if observed == 0 { 0.5 } else { 1.0 };
    }
    let below = if observed == 0 {
        0.0
    } else {
        p_lower(observed - 1, expected)
    };
    below + mass(observed, expected) / 2.0
}

/// P(X = observed).
fn mass(observed: u64, expected: f64) -> f64 {
    let count = observed as f64;
    (count * expected.ln() - expected - ln_gamma(count + 1.0)).exp()
}

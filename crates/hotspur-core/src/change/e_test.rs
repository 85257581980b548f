//! The E-test: whether two Poisson counts come from one rate.

use statrs::function::gamma::ln_gamma;

use super::span::Counted;
use crate::rate::Masses;
use crate::value::{Reason, Value};

/// Counts whose statistics are equal are equal, though divisions round them apart.
const SLACK: f64 = 1e-9;
/// Together more events than this would take too long; nobody counts so many.
const MOST: u64 = 1_000_000_000;

/// The two-sided p of the E-test for equal rates k₁ / n₁ = k₂ / n₂, with pooled variance (Krishnamoorthy & Thomson 2004,
/// doi:10.1016/S0378-3758(02)00408-1).
///
/// With λ = (k₁ + k₂) / (n₁ + n₂) and T(a, b) = |a/n₁ − b/n₂| / √((a + b)/(n₁ + n₂)), T(0, 0) = 0:
/// p = Σ Pois(a; n₁λ) Pois(b; n₂λ) over all a, b ≥ 0 with T(a, b) ≥ T(k₁, k₂), equal to one part in 10⁹.
/// The pooled variance is that of `ptools` and of `etest` in statsmodels; ports of the authors' program have the other,
/// which is the same for equal exposures.
///
/// For a given a, T falls with b down to its zero at a n₂/n₁ and rises beyond, so that the sum over b is two tails of a Poisson
/// variable: no double sum is made, and a million events take hundredths of a second. [`e_test_plain`] is the double sum. Masses are
/// summed wherever they are numbers, which is beyond twelve standard deviations, where others cut.
///
/// Units: exposures in any unit, the same for both. Undefined for two counts of zero, for an exposure that is not positive and for
/// more than 10⁹ events. Time O(√k log k), memory O(√k).
///
/// ```
/// use hotspur_core::change::{Counted, e_test};
/// let p = e_test(Counted::new(150, 1.0), Counted::new(110, 1.0)).known().unwrap();
/// assert!((p - 0.013_152_893).abs() < 1e-9);
/// ```
#[must_use]
pub fn e_test(one: Counted, other: Counted) -> Value<f64> {
    let means = match means(one, other) {
        Value::Known(means) => means,
        Value::Undefined(reason) => return Value::Undefined(reason),
    };
    let seen = statistic(one, other, one.count, other.count) * (1.0 - SLACK);
    if seen <= 0.0 {
        return Value::Known(1.0);
    }
    let (of_one, of_other) = (Masses::poisson(means.0), Masses::poisson(means.1));
    let (below, above) = running_sums(of_other.list());
    let start = of_other.first();
    let end = start + of_other.list().len() as u64;
    let far = |a: u64, b: u64| statistic(one, other, a, b) >= seen;
    let p = of_one.list().iter().zip(of_one.first()..).map(|(mass, a)| {
        let equal = (a as f64 * other.exposure / one.exposure).ceil() as u64;
        let equal = equal.clamp(start, end);
        let low = first_not(start, equal, |b| far(a, b));
        let high = first_not(equal, end, |b| !far(a, b));
        mass * (below[index(low, start)] + above[index(high, start)])
    });
    Value::Known(p.sum::<f64>().min(1.0))
}

/// The same by the double sum, cut at mean + 12 standard deviations + 60: what [`e_test`] must equal. Time O(k₁ k₂).
#[must_use]
pub fn e_test_plain(one: Counted, other: Counted) -> Value<f64> {
    means(one, other).map(|(mean, of_other)| {
        let seen = statistic(one, other, one.count, other.count) * (1.0 - SLACK);
        let cut = |mean: f64| (mean + 12.0 * mean.sqrt() + 60.0) as u64;
        let mass = |count: u64, mean: f64| {
            let count = count as f64;
            (count * mean.ln() - mean - ln_gamma(count + 1.0)).exp()
        };
        let mut p = 0.0;
        for a in 0..=cut(mean) {
            for b in 0..=cut(of_other) {
                if statistic(one, other, a, b) >= seen {
                    p += mass(a, mean) * mass(b, of_other);
                }
            }
        }
        p.min(1.0)
    })
}

/// The expected counts under one rate.
fn means(one: Counted, other: Counted) -> Value<(f64, f64)> {
    if !(one.is_measured() && other.is_measured()) {
        return Value::Undefined(Reason::ZeroExposure);
    }
    let together = one.count.saturating_add(other.count);
    if together == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    if together > MOST {
        return Value::Undefined(Reason::TooManyEvents);
    }
    let share = one.exposure / (one.exposure + other.exposure);
    let count = together as f64;
    Value::Known((count * share, count * (1.0 - share)))
}

/// T but for the factor √(n₁ + n₂), which is the same for every pair of counts.
fn statistic(one: Counted, other: Counted, a: u64, b: u64) -> f64 {
    if a == 0 && b == 0 {
        return 0.0;
    }
    let (first, second) = (a as f64, b as f64);
    (first / one.exposure - second / other.exposure).abs() / (first + second).sqrt()
}

/// The sums of the masses before each index, and from it on, each with the small ones first.
fn running_sums(masses: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut below = vec![0.0; masses.len() + 1];
    let mut above = below.clone();
    for (at, mass) in masses.iter().enumerate() {
        below[at + 1] = below[at] + mass;
    }
    for (at, mass) in masses.iter().enumerate().rev() {
        above[at] = above[at + 1] + mass;
    }
    (below, above)
}

fn index(at: u64, start: u64) -> usize {
    usize::try_from(at - start).unwrap_or(0)
}

/// The first number of the range that is not so, where all before it are and none behind; the end if all are.
fn first_not(mut low: u64, mut high: u64, so: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if so(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

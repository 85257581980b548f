//! Means and variances of all units, and of all but one, without cancellation.

use statrs::function::gamma::checked_gamma_ur;

use crate::value::{Reason, Value};
use crate::weights::Weights;

/// Differences below this many standard deviations are rounding.
const ROUNDING: f64 = 1e-12;

/// Values ready for a statistic that does not depend on their scale.
pub(super) struct Sample {
    /// The values, divided by a power of two so that squares neither overflow nor vanish.
    pub scaled: Vec<f64>,
    /// What each differs from the mean by, zero where that is rounding.
    pub deviations: Vec<f64>,
    /// The moments of all units.
    pub all: Moments,
}

impl Sample {
    /// The sample, or why there is none: units that disagree, a value that is not finite, fewer than `least` units, or
    /// values that do not vary.
    pub fn new(values: &[f64], weights: &Weights, least: usize) -> Result<Self, Reason> {
        if values.len() != weights.len() {
            return Err(Reason::UnitsDisagree);
        }
        if !values.iter().all(|value| value.is_finite()) {
            return Err(Reason::NotFinite);
        }
        if values.len() < least.max(1) {
            return Err(Reason::TooFewUnits);
        }
        let scaled = scaled(values);
        let mut all = scaled.iter().fold(Moments::NONE, |sum, v| sum.with(*v));
        // A second pass takes off the mean what the running mean has gathered in rounding.
        all.mean += sum(scaled.iter().map(|v| v - all.mean)) / all.count;
        all.squares = sum(scaled.iter().map(|v| (v - all.mean).powi(2)));
        if !all.vary() {
            return Err(Reason::NoVariation);
        }
        let noise = all.noise();
        let deviations = scaled
            .iter()
            .map(|v| v - all.mean)
            .map(|d| if d.abs() <= noise { 0.0 } else { d })
            .collect();
        Ok(Self {
            scaled,
            deviations,
            all,
        })
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.scaled.len()
    }

    /// The moments of all units but each, from the moments before it and after it, so that one large value is never
    /// subtracted from a sum that it dominates (Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115).
    pub fn all_but_each(&self) -> Vec<Moments> {
        let mut after = vec![Moments::NONE; self.units()];
        for unit in (1..self.units()).rev() {
            after[unit - 1] = after[unit].with(self.scaled[unit]);
        }
        let mut before = Moments::NONE;
        for (others, value) in after.iter_mut().zip(&self.scaled) {
            *others = before.merged(*others);
            before = before.with(*value);
        }
        after
    }
}

/// Divides by the power of two at or below the largest magnitude, which loses no digit.
fn scaled(values: &[f64]) -> Vec<f64> {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    let largest = values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
    let power = f64::from_bits(largest.to_bits() & EXPONENT);
    let divisor = if power > 0.0 { power } else { 1.0 };
    values.iter().map(|value| value / divisor).collect()
}

/// The sum, with what each step rounds off added at the end (Neumaier 1974, doi:10.1002/zamm.19740540106): rounding of the
/// variance counts z² times in a p-value.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0);
    for term in terms {
        let next = total + term;
        lost += if total.abs() >= term.abs() {
            (total - next) + term
        } else {
            (term - next) + total
        };
        total = next;
    }
    total + lost
}

/// Count, mean, and sum of squared deviations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    count: f64,
    /// The mean.
    pub mean: f64,
    squares: f64,
}

impl Moments {
    const NONE: Self = Self {
        count: 0.0,
        mean: 0.0,
        squares: 0.0,
    };

    fn with(self, value: f64) -> Self {
        self.merged(Self {
            count: 1.0,
            mean: value,
            squares: 0.0,
        })
    }

    fn merged(self, other: Self) -> Self {
        if self.count == 0.0 {
            return other;
        }
        if other.count == 0.0 {
            return self;
        }
        let count = self.count + other.count;
        let apart = other.mean - self.mean;
        Self {
            count,
            mean: self.mean + apart * (other.count / count),
            squares: self.squares
                + other.squares
                + apart * apart * (self.count * other.count / count),
        }
    }

    /// The variance, with divisor n.
    pub fn variance(&self) -> f64 {
        self.squares / self.count
    }

    /// Whether the values differ by more than their own rounding.
    pub fn vary(&self) -> bool {
        self.variance().sqrt() > 4.0 * f64::EPSILON * self.mean.abs()
    }

    /// A difference that is no more than rounding.
    pub fn noise(&self) -> f64 {
        4.0 * f64::EPSILON * self.mean.abs() + ROUNDING * self.variance().sqrt()
    }
}

/// The same reason for every unit.
pub(super) fn undefined<T: Clone>(units: usize, reason: Reason) -> Vec<Value<T>> {
    vec![Value::Undefined(reason); units]
}

/// P(|Z| ≥ |z|) = 2 Φ(−|z|) of the standard normal, as the upper incomplete gamma function Q(1/2, z²/2).
///
/// A tail, because 1 − Φ would end at 1e-16; and not by `erfc`, whose rational approximations in statrs carry ten digits.
pub(super) fn both_tails(z: f64) -> f64 {
    let half = z * z / 2.0;
    if half == 0.0 {
        1.0
    } else if half == f64::INFINITY {
        0.0
    } else {
        checked_gamma_ur(0.5, half).unwrap_or(f64::NAN)
    }
}

/// P(Z ≥ z).
pub(super) fn upper_tail(z: f64) -> f64 {
    let half = both_tails(z) / 2.0;
    if z >= 0.0 { half } else { 1.0 - half }
}

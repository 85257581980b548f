//! From the months counted to the year: a projection with an interval, and the chance of meeting a target.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;

use super::noise::Noise;
use super::season::Season;
use crate::value::{Reason, Value};

/// No year brings more than so many times what its part so far makes likely, or nothing is known.
const FARTHEST: f64 = 50.0;

/// While a year is not over, no chance is nearer to 0 or 1 than this: rounding must not make certain what is only likely.
pub(super) const NEVER_CERTAIN: f64 = 1e-10;

/// What is known of a year's end from part of it.
///
/// Given the events so far S and those to come R, S of S + R is binomial with the share w of the year that is over, where events are
/// Poisson; the values of R that it bears are a prediction (Nelson 1970, IEEE Transactions on Reliability R-19, 42-49). Counts vary more than
/// Poisson ones, and w is an estimate: S is taken as S / κ and R as R / κ, with κ = φ + (S + R) v / (w (1 − w)), v the variance of w, which
/// gives S of S + R its variance φ (S + R) w (1 − w) + (S + R)² v. Half of the probability of S itself counts (mid-P), and φ is known by
/// as many months as there are, so that normal deviates are read as Student's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Events in the months counted.
    pub so_far: u64,
    /// The share of the year that these months bring.
    pub share: f64,
    /// The variance of that share.
    pub variance: f64,
    /// The dispersion of months.
    pub noise: Noise,
}

/// The year as it will probably end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// S / w.
    pub estimate: f64,
    /// The least count that the interval holds.
    pub lower: f64,
    /// The largest; nothing where it cannot be told.
    pub upper: Value<f64>,
}

impl Outlook {
    /// What is known after the months at these places of the year.
    #[must_use]
    pub fn new(so_far: u64, months: &[usize], season: &Season, noise: Noise) -> Self {
        let whole = months.len() == super::MONTHS;
        Self {
            so_far,
            share: if whole { 1.0 } else { season.elapsed(months) },
            variance: season.variance(months, noise.dispersion),
            noise,
        }
    }

    /// Whether the year is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.share >= 1.0
    }

    /// The projection with its interval at a level. Undefined where no share of the year is over. Time O(log of the count).
    ///
    /// ```
    /// use hotspur_core::track::{Noise, Outlook, Season};
    /// let poisson = Noise { dispersion: 1.0, degrees: 1e6, counted: 1e6 };
    /// let even = Season { events: 1_000_000, ..Season::of(&[]) };
    /// let half = Outlook::new(200, &[0, 1, 2, 3, 4, 5], &even, poisson);
    /// let found = half.projection(0.95).known().unwrap();
    /// assert!((found.estimate - 400.0).abs() < 1e-9);
    /// // 200 to come, with a standard deviation of √(200 + 200) = 20.
    /// assert!((found.lower - 363.0).abs() < 3.0 && (found.upper.known().unwrap() - 442.0).abs() < 3.0);
    /// ```
    #[must_use]
    pub fn projection(&self, level: f64) -> Value<Projection> {
        let so_far = self.so_far as f64;
        if self.is_over() {
            return Value::Known(Projection {
                estimate: so_far,
                lower: so_far,
                upper: Value::Known(so_far),
            });
        }
        if !(self.share > 0.0) {
            return Value::Undefined(Reason::NoMonthOfYear);
        }
        let tail = (1.0 - level) / 2.0;
        let Some(lower) = self.least(|to_come| self.below_or_half(to_come) >= tail) else {
            return Value::Undefined(Reason::Unforeseeable);
        };
        let beyond = self.least(|to_come| self.below_or_half(to_come) > 1.0 - tail);
        let upper = beyond.map(|beyond| (beyond - 1.0).max(lower));
        let upper = Value::from_option(upper, Reason::Unforeseeable);
        Value::Known(Projection {
            estimate: so_far / self.share,
            lower: so_far + lower,
            upper: upper.map(|upper| so_far + upper),
        })
    }

    /// The chance that the year ends at `total` events or fewer. Undefined where no share of the year is over.
    #[must_use]
    pub fn at_most(&self, total: f64) -> Value<f64> {
        let so_far = self.so_far as f64;
        // A target may be a fraction: a year meets 459.5 where it ends at 459.
        let total = total.floor();
        if total < so_far {
            return Value::Known(0.0);
        }
        if self.is_over() {
            return Value::Known(1.0);
        }
        if !(self.share > 0.0) {
            return Value::Undefined(Reason::NoMonthOfYear);
        }
        let chance = self.up_to(total - so_far);
        Value::Known(chance.clamp(NEVER_CERTAIN, 1.0 - NEVER_CERTAIN))
    }

    /// The least whole number to come that holds, of a condition that larger ones hold too; nothing where none within reach does.
    fn least(&self, holds: impl Fn(f64) -> bool) -> Option<f64> {
        let most = (FARTHEST * (self.so_far as f64 + 10.0) / self.share).ceil();
        if !holds(most) {
            return None;
        }
        let (mut below, mut enough) = (-1.0, most);
        while enough - below > 1.0 {
            let middle = f64::midpoint(below, enough).floor();
            if holds(middle) {
                enough = middle;
            } else {
                below = middle;
            }
        }
        Some(enough)
    }

    /// P(R ≤ r) of a whole number: half a step above it the mid-P distribution holds all of its probability.
    fn up_to(&self, to_come: f64) -> f64 {
        self.below_or_half(to_come + 0.5)
    }

    /// P(R < r) + P(R = r) / 2, of a number that need not be whole.
    fn below_or_half(&self, rest: f64) -> f64 {
        let (w, so_far) = (self.share, self.so_far as f64);
        let scale = self.noise.dispersion + (so_far + rest) * self.variance / (w * (1.0 - w));
        let (s, r) = (so_far / scale, rest / scale);
        // P(Binomial(s + r, w) ≤ s) and P(... ≤ s − 1), for numbers that need not be whole; all of it where nothing is to come.
        let at_most = if r > 0.0 {
            beta(r, s + 1.0, 1.0 - w)
        } else {
            1.0
        };
        let below = if s > 0.0 {
            beta(r + 1.0, s, 1.0 - w)
        } else {
            0.0
        };
        let normal = 1.0 - f64::midpoint(at_most, below);
        student(normal, self.noise.degrees)
    }
}

/// The regularised incomplete beta function I_x(a, b).
fn beta(a: f64, b: f64, x: f64) -> f64 {
    checked_beta_reg(a, b, x.clamp(0.0, 1.0)).unwrap_or(0.0)
}

/// A probability of the normal distribution at the same deviate of Student's with so many degrees of freedom.
fn student(probability: f64, degrees: f64) -> f64 {
    if !(probability > 0.0 && probability < 1.0) {
        return probability.clamp(0.0, 1.0);
    }
    let deviate = Normal::standard().inverse_cdf(probability);
    match StudentsT::new(0.0, 1.0, degrees) {
        Ok(t) => t.cdf(deviate),
        Err(_) => probability,
    }
}

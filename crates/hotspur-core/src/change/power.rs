//! What a scheme could show, before the money is spent: the smallest fall that would probably be seen.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::value::{Reason, Value};

/// What is expected in one period if nothing changes, on ground of equal divisors and over equal spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Events in the target.
    pub target: f64,
    /// Events in the control.
    pub control: f64,
    /// Events in the buffer and in its own control together; 0 without a buffer.
    pub buffer: f64,
}

/// How sure a plan wants to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assurance {
    /// The two-sided level of the test.
    pub alpha: f64,
    /// The chance that a fall of the size asked for is seen.
    pub power: f64,
    /// The dispersion of the counts, taken as one where it is below.
    pub dispersion: f64,
}

impl Default for Assurance {
    /// 5 %, two-sided; 80 %; counts that are Poisson.
    fn default() -> Self {
        Self {
            alpha: 0.05,
            power: 0.8,
            dispersion: 1.0,
        }
    }
}

/// What could be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detectable {
    /// The smallest fall that would be seen with the power asked for, in events a period.
    pub fall: f64,
    /// That fall as a share of what is in the target; above one where there is not so much to lose.
    pub share: f64,
}

impl Detectable {
    /// Whether the target holds as many events as would have to go.
    #[must_use]
    pub fn can_be_evaluated(&self) -> bool {
        self.share <= 1.0
    }

    /// The words in outputs.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        if self.can_be_evaluated() {
            "can be evaluated"
        } else {
            "cannot be evaluated: extend the area or the period"
        }
    }
}

/// The smallest fall in the target that the weighted displacement difference would find: (z₁₋α⸝₂ + z_power) √(φ (2T + 2C + 2B)),
/// which for 5 %, 80 % and no buffer is 2.8 √(2T + 2C).
///
/// Why: with nothing changed, each ground has its expected count before and after, so that the estimate (T₁ − T₀) − (C₁ − C₀) has the
/// variance T + T + C + C. The test says "fell" where the estimate is below −1.96 of its standard deviations; an effect of −Δ puts its mean
/// there with half the chance, and 0.84 deviations further with 80 %: Δ = (1.96 + 0.84) sd. That the count after is smaller by Δ, and
/// its variance with it, is left out, which errs on the side of asking for more.
///
/// Undefined for a target without events, a number that is negative, and levels outside 0 to 1. Time O(1).
///
/// ```
/// use hotspur_core::change::{Assurance, Expected, smallest_fall};
/// let busy = Expected { target: 100.0, control: 100.0, buffer: 0.0 };
/// let found = smallest_fall(&busy, &Assurance::default()).known().unwrap();
/// assert!((found.fall - 2.8 * 400.0_f64.sqrt()).abs() < 0.05);
/// assert!(found.can_be_evaluated());
/// let quiet = Expected { target: 12.0, control: 12.0, buffer: 0.0 };
/// let found = smallest_fall(&quiet, &Assurance::default()).known().unwrap();
/// assert_eq!(found.as_str(), "cannot be evaluated: extend the area or the period");
/// ```
#[must_use]
pub fn smallest_fall(expected: &Expected, assurance: &Assurance) -> Value<Detectable> {
    deviations(expected, assurance).map(|deviations| {
        let fall = deviations * spread(expected, assurance);
        Detectable {
            fall,
            share: fall / expected.target,
        }
    })
}

/// How many periods, before and after, a fall of this share of the target takes to be seen: the m at which the fall of m periods, m f T, is
/// the smallest that would be found, (deviations² φ (2T + 2C + 2B)) / (f T)². Undefined as in [`smallest_fall`], and for a share outside 0 to 1.
///
/// ```
/// use hotspur_core::change::{Assurance, Expected, periods_to_see};
/// let quiet = Expected { target: 12.0, control: 12.0, buffer: 0.0 };
/// let periods = periods_to_see(0.3, &quiet, &Assurance::default()).known().unwrap();
/// assert!((periods - 29.07).abs() < 0.01);
/// ```
#[must_use]
pub fn periods_to_see(share: f64, expected: &Expected, assurance: &Assurance) -> Value<f64> {
    if !(share > 0.0 && share <= 1.0) {
        return Value::Undefined(Reason::OutOfRange);
    }
    deviations(expected, assurance).map(|deviations| {
        let fall = share * expected.target;
        (deviations * spread(expected, assurance) / fall).powi(2)
    })
}

/// The standard deviation of the estimate over one period before and one after.
fn spread(expected: &Expected, assurance: &Assurance) -> f64 {
    let events = 2.0 * (expected.target + expected.control + expected.buffer);
    (assurance.dispersion.max(1.0) * events).sqrt()
}

/// How many standard deviations a fall must be, for the test and for its power.
fn deviations(expected: &Expected, assurance: &Assurance) -> Value<f64> {
    let inside = |level: f64| level > 0.0 && level < 1.0;
    if !(inside(assurance.alpha) && inside(assurance.power)) {
        return Value::Undefined(Reason::OutOfRange);
    }
    let Expected {
        target,
        control,
        buffer,
    } = *expected;
    if !(control >= 0.0 && buffer >= 0.0 && (target + control + buffer).is_finite()) {
        return Value::Undefined(Reason::BadInput);
    }
    if !(target > 0.0) {
        return Value::Undefined(Reason::NoEvents);
    }
    let normal = Normal::standard();
    let (of_test, of_power) = (1.0 - assurance.alpha / 2.0, assurance.power);
    Value::Known(normal.inverse_cdf(of_test) + normal.inverse_cdf(of_power))
}

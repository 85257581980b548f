//! Shares: of a theme's events, and of those who were asked.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::ln_gamma;

use super::projection::Projection;
use crate::rate::{Limits, wilson};
use crate::value::{Reason, Value};

/// More events to come than these are taken as so many: the share of so many is known.
const MOST_TO_COME: f64 = 1e6;

/// A share with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, 0 to 1.
    pub share: f64,
    /// Of how many; nothing where that is not known.
    pub of: Option<f64>,
    /// Wilson's limits.
    pub limits: Value<Limits>,
}

impl Share {
    /// A share of so many, with its limits at a level.
    #[must_use]
    pub fn new(share: f64, of: Option<f64>, level: f64) -> Self {
        Self {
            share,
            of,
            limits: of.map_or(Value::Undefined(Reason::NoNumberAsked), |of| {
                wilson(share, of, level)
            }),
        }
    }

    /// The chance that the share of all whom those asked stand for is at least `target`: Φ((p − t) / √(t (1 − t) / n)), the score
    /// statistic that Wilson's limits turn round. Undefined where it is not known how many were asked.
    ///
    /// ```
    /// use hotspur_core::track::Share;
    /// let heard = Share::new(0.08, Some(1_482.0), 0.95);
    /// assert!(heard.at_least(0.15).known().unwrap() < 1e-9);
    /// assert!((heard.at_least(0.08).known().unwrap() - 0.5).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn at_least(&self, target: f64) -> Value<f64> {
        let Some(of) = self.of.filter(|of| *of > 0.0) else {
            return Value::Undefined(Reason::NoNumberAsked);
        };
        if !(target > 0.0 && target < 1.0) {
            return Value::Undefined(Reason::OutOfRange);
        }
        let deviate = (self.share - target) / (target * (1.0 - target) / of).sqrt();
        Value::Known(Normal::standard().cdf(deviate))
    }
}

/// Events with an attribute so far, of those whose attribute is recorded, and how many of these are still to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareOutlook {
    /// With the attribute.
    pub with: u64,
    /// With any value recorded.
    pub of: u64,
    /// To come: the number projected, taken as known.
    pub to_come: f64,
}

impl ShareOutlook {
    /// The share of the year, with a prediction interval: those to come are beta-binomial by those so far, from Jeffreys' prior, so
    /// that the months to come are taken for such as those that are over. Undefined where none is recorded. Time O(to come).
    #[must_use]
    pub fn projection(&self, level: f64) -> Value<Projection> {
        if self.of == 0 {
            return Value::Undefined(Reason::NoEvents);
        }
        let share = self.with as f64 / self.of as f64;
        let all = self.of as f64 + self.coming() as f64;
        let tail = (1.0 - level) / 2.0;
        let (mut below, mut lower, mut upper) = (0.0, None, self.coming());
        for (number, mass) in self.masses().into_iter().enumerate() {
            below += mass;
            if lower.is_none() && below >= tail {
                lower = Some(number);
            }
            if below >= 1.0 - tail {
                upper = number;
                break;
            }
        }
        let at = |number: usize| (self.with as f64 + number as f64) / all;
        Value::Known(Projection {
            estimate: share,
            lower: at(lower.unwrap_or(0)),
            upper: Value::Known(at(upper)),
        })
    }

    /// The chance that the year's share is at least `target`.
    #[must_use]
    pub fn at_least(&self, target: f64) -> Value<f64> {
        if self.of == 0 {
            return Value::Undefined(Reason::NoEvents);
        }
        let all = self.of as f64 + self.coming() as f64;
        // A share that is the target to the last digit meets it.
        let wanted = (target * all * (1.0 - 1e-12) - self.with as f64).ceil();
        if wanted <= 0.0 {
            return Value::Known(1.0);
        }
        let masses = self.masses().into_iter().enumerate();
        let enough: f64 = masses
            .filter(|(number, _)| *number as f64 >= wanted)
            .map(|(_, mass)| mass)
            .sum();
        Value::Known(enough.min(1.0))
    }

    fn coming(&self) -> usize {
        self.to_come.round().clamp(0.0, MOST_TO_COME) as usize
    }

    /// The beta-binomial masses of 0, 1, ... with the attribute among those to come.
    fn masses(&self) -> Vec<f64> {
        let (n, a) = (self.coming() as f64, self.with as f64 + 0.5);
        let b = self.of.saturating_sub(self.with) as f64 + 0.5;
        let beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
        let whole = ln_gamma(n + 1.0) - beta(a, b);
        (0..=self.coming())
            .map(|number| {
                let k = number as f64;
                let choose = whole - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
                (choose + beta(k + a, n - k + b)).exp()
            })
            .collect()
    }
}

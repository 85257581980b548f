//! Shares: of a theme's events, and of those who were asked.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::ln_gamma;

use super::projection::{NEVER_CERTAIN, Projection};
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
        let chance = Normal::standard().cdf(deviate);
        // A sample makes nothing certain.
        Value::Known(chance.clamp(NEVER_CERTAIN, 1.0 - NEVER_CERTAIN))
    }
}

/// How a share moves from the months so far to those to come, by earlier years: a share of repeats grows from the first month on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Growth {
    /// The log of the odds of the later months over those of the earlier ones.
    pub shift: f64,
    /// Its variance, for events that come singly.
    pub variance: f64,
}

impl Growth {
    /// From (with the attribute, of how many) in the months so far and in those to come of earlier years: the log odds ratio with half
    /// an event more in each cell (Haldane), and its variance, the sum of one over the cells. None where either holds no event.
    ///
    /// ```
    /// use hotspur_core::track::Growth;
    /// assert_eq!(Growth::of((10, 40), (10, 40)).shift, 0.0);
    /// assert!(Growth::of((190, 677), (329, 725)).shift > 0.7);
    /// ```
    #[must_use]
    pub fn of(so_far: (u64, u64), to_come: (u64, u64)) -> Self {
        if so_far.1 == 0 || to_come.1 == 0 {
            return Self::default();
        }
        let cells =
            |(with, of): (u64, u64)| (with as f64 + 0.5, of.saturating_sub(with) as f64 + 0.5);
        let ((a, b), (c, d)) = (cells(so_far), cells(to_come));
        Self {
            shift: (c / d).ln() - (a / b).ln(),
            variance: 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d,
        }
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
    /// How the share moved within earlier years.
    pub growth: Growth,
    /// The dispersion of the events that the share is of: those that come in series share their attribute.
    pub dispersion: f64,
}

impl ShareOutlook {
    /// The share of the year, with a prediction interval: those to come are beta-binomial by those so far, from Jeffreys' prior, their log
    /// odds moved as earlier years moved. The variance of the log odds is φ times that of single events, and the binomial variance of
    /// those to come is multiplied by φ too. Without growth and with φ = 1 it is the plain beta-binomial. Undefined where none is
    /// recorded. Time O(to come).
    #[must_use]
    pub fn projection(&self, level: f64) -> Value<Projection> {
        if self.of == 0 {
            return Value::Undefined(Reason::NoEvents);
        }
        let share = self.year();
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
        // How many are to come is projected, so that nothing is certain while any are.
        let doubt = if self.coming() == 0 {
            0.0
        } else {
            NEVER_CERTAIN
        };
        if wanted <= 0.0 {
            return Value::Known(1.0 - doubt);
        }
        let masses = self.masses().into_iter().enumerate();
        let enough: f64 = masses
            .filter(|(number, _)| *number as f64 >= wanted)
            .map(|(_, mass)| mass)
            .sum();
        if wanted > self.coming() as f64 {
            return Value::Known(doubt);
        }
        Value::Known(enough.clamp(NEVER_CERTAIN, 1.0 - NEVER_CERTAIN))
    }

    /// The share of the year that is expected.
    fn year(&self) -> f64 {
        let so_far = self.with as f64 / self.of as f64;
        if self.growth.shift == 0.0 {
            return so_far;
        }
        let (a, b) = self.like_those_to_come();
        let coming = self.coming() as f64;
        (self.with as f64 + coming * a / (a + b)) / (self.of as f64 + coming)
    }

    /// The beta distribution of the share of those to come.
    fn like_those_to_come(&self) -> (f64, f64) {
        let (a, b) = (
            self.with as f64 + 0.5,
            self.of.saturating_sub(self.with) as f64 + 0.5,
        );
        let phi = self.dispersion.max(1.0);
        if phi == 1.0 && self.growth == Growth::default() {
            return (a, b);
        }
        let odds = (a / b).ln() + self.growth.shift;
        let share = 1.0 / (1.0 + (-odds).exp());
        let single = share * (1.0 - share);
        let coming = (self.coming() as f64).max(1.0);
        let variance =
            phi * (1.0 / a + 1.0 / b + self.growth.variance) + (phi - 1.0) / (coming * single);
        let firm = 1.0 / (variance * single);
        (firm * share, firm * (1.0 - share))
    }

    fn coming(&self) -> usize {
        self.to_come.round().clamp(0.0, MOST_TO_COME) as usize
    }

    /// The beta-binomial masses of 0, 1, ... with the attribute among those to come.
    fn masses(&self) -> Vec<f64> {
        let n = self.coming() as f64;
        let (a, b) = self.like_those_to_come();
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

//! Two shares compared: Fisher's exact test, and intervals of their difference and of their ratio.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::rate::{Limits, Masses, wilson};
use crate::value::{Reason, Value};

/// Tables whose probabilities are as close as this are as likely as one another.
const SLACK: f64 = 1e-7;

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many are so.
    pub of: u64,
    /// Of how many.
    pub all: u64,
}

impl Part {
    /// The share.
    #[must_use]
    pub fn share(self) -> Value<f64> {
        Value::ratio(self.of as f64, self.all as f64, Reason::NoEvents)
    }

    /// Wilson's limits of the share.
    #[must_use]
    pub fn limits(self, level: f64) -> Value<Limits> {
        self.share()
            .and_then(|share| wilson(share, self.all as f64, level))
    }
}

/// A number with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its two-sided limits.
    pub limits: Limits,
}

/// Fisher's exact p, two-sided: the probability, given all four margins, of every table that is no likelier than this one
/// (Fisher 1935, doi:10.2307/2342435); tables within one part in 10⁷ of it count, as in R.
///
/// Undefined where either group is empty. Time O(√events), never more than the smaller margin.
///
/// ```
/// use hotspur_core::profile::{Part, fisher};
/// // The lady who tastes tea: all of eight cups right.
/// let p = fisher(Part { of: 4, all: 4 }, Part { of: 0, all: 4 }).known().unwrap();
/// assert!((p - 2.0 / 70.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn fisher(one: Part, other: Part) -> Value<f64> {
    if one.of > one.all || other.of > other.all {
        return Value::Undefined(Reason::BadInput);
    }
    if one.all == 0 || other.all == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let masses = Masses::hypergeometric(one.all + other.all, one.of + other.of, one.all);
    let seen = masses.at(one.of) * (1.0 + SLACK);
    // From both ends inwards, so that the small ones are added first.
    let list = masses.list();
    let likelier = |mass: &&f64| **mass <= seen;
    let low: f64 = list.iter().take_while(likelier).sum();
    let high: f64 = list.iter().rev().take_while(likelier).sum();
    let all = list.iter().all(|mass| *mass <= seen);
    Value::Known(if all { 1.0 } else { (low + high).min(1.0) })
}

/// The difference of two shares, the first less the second, with the limits that Wilson's limits (l, u) of each give:
/// d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²) (Newcombe 1998, his method 10,
/// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I). Undefined where either group is empty.
///
/// ```
/// use hotspur_core::profile::{Part, share_difference};
/// let found = share_difference(Part { of: 56, all: 70 }, Part { of: 48, all: 80 }, 0.95).known().unwrap();
/// // Newcombe's own example.
/// assert!((found.limits.lower - 0.0524).abs() < 5e-5 && (found.limits.upper - 0.3339).abs() < 5e-5);
/// ```
#[must_use]
pub fn share_difference(one: Part, other: Part, level: f64) -> Value<Estimate> {
    let both = |part: Part| {
        part.share()
            .and_then(|share| part.limits(level).map(|limits| (share, limits)))
    };
    both(one).and_then(|(first, of_first)| {
        both(other).map(|(second, of_second)| {
            let value = first - second;
            let down = (first - of_first.lower).hypot(of_second.upper - second);
            let up = (of_first.upper - first).hypot(second - of_second.lower);
            Estimate {
                value,
                limits: Limits {
                    lower: value - down,
                    upper: value + up,
                },
            }
        })
    })
}

/// The ratio of two shares, the first to the second, with log-normal limits: the variance of its logarithm is 1/a − 1/n + 1/b − 1/m
/// for shares a/n and b/m (Katz et al. 1978, doi:10.2307/2530610). Undefined where either count is zero, for there the
/// logarithm has no limits.
///
/// ```
/// use hotspur_core::profile::{Part, share_ratio};
/// let found = share_ratio(Part { of: 20, all: 40 }, Part { of: 50, all: 200 }, 0.95).known().unwrap();
/// assert_eq!(found.value, 2.0);
/// assert!(found.limits.lower > 1.3);
/// ```
#[must_use]
pub fn share_ratio(one: Part, other: Part, level: f64) -> Value<Estimate> {
    if one.of == 0 || other.of == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let inverse = |count: u64| 1.0 / count as f64;
    one.share().and_then(|first| {
        other.share().map(|second| {
            let value = first / second;
            let variance =
                inverse(one.of) - inverse(one.all) + inverse(other.of) - inverse(other.all);
            let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
            let factor = (z * variance.sqrt()).exp();
            Estimate {
                value,
                limits: Limits {
                    lower: value / factor,
                    upper: value * factor,
                },
            }
        })
    })
}

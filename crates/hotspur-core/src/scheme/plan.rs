//! What a comparison could show: the smallest fall, and how many months a given one takes.

use crate::change::{Assurance, Detectable, Expected, periods_to_see, smallest_fall};
use crate::value::Value;

/// Falls, as shares of the target's events, of which it is said how many months they take to be seen.
pub const FALLS: [f64; 4] = [0.1, 0.2, 0.3, 0.5];

/// What could be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Power {
    /// The months before, and as many after, that are compared.
    pub months: f64,
    /// Events of the target in a month.
    pub target: f64,
    /// Events of the control in a month, by its weight in the variance.
    pub control: f64,
    /// The smallest fall that would be seen with 80 % power, in events over the months.
    pub detectable: Value<Detectable>,
    /// The months before, and as many after, that each of [`FALLS`] takes.
    pub to_see: Vec<(f64, Value<f64>)>,
}

impl Power {
    /// The smallest fall, in events a month.
    #[must_use]
    pub fn fall_a_month(&self) -> Value<f64> {
        self.detectable.map(|found| found.fall / self.months)
    }
}

/// What could be seen of a target and a control with so many events a month each, compared over so many months on either side:
/// [`smallest_fall`] and [`periods_to_see`] with 5 %, two-sided, and 80 % power.
///
/// A control that is divided by d has 1/d² of its count in the variance: `control` is that. Spans of different lengths m and k
/// have the variance of two spans of 2 / (1/m + 1/k). Units: events a month. Undefined as [`smallest_fall`]. Time O(1).
///
/// ```
/// use hotspur_core::scheme::power;
/// // 2.8 √(2T + 2C) of 10 and 10 events a month over a year: 61 of 120.
/// let found = power((10.0, 10.0), (12.0, 12.0), 1.0);
/// let detectable = found.detectable.known().unwrap();
/// assert!((detectable.fall - 2.8 * 480.0_f64.sqrt()).abs() < 0.05);
/// assert!(detectable.can_be_evaluated());
/// assert!((found.fall_a_month().known().unwrap() - detectable.fall / 12.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn power((target, control): (f64, f64), lengths: (f64, f64), dispersion: f64) -> Power {
    let months = 2.0 / (1.0 / lengths.0 + 1.0 / lengths.1);
    let assurance = Assurance {
        dispersion,
        ..Assurance::default()
    };
    let over = |months: f64| Expected {
        target: target * months,
        control: control * months,
        buffer: 0.0,
    };
    let to_see = FALLS.map(|share| (share, periods_to_see(share, &over(1.0), &assurance)));
    Power {
        months,
        target,
        control,
        detectable: smallest_fall(&over(months), &assurance),
        to_see: to_see.to_vec(),
    }
}

//! The numbers that a rounded one may stand for.

/// An interval with both its ends: nobody says how halves were rounded.
///
/// ```
/// use hotspur_core::track::printed::Interval;
/// let rate = Interval::new(14.55, 14.65);
/// let homes = Interval::exactly(430.0).over(rate).unwrap().times(1_000.0);
/// assert!(homes.low > 29_351.0 && homes.high < 29_554.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end; infinite for "over".
    pub high: f64,
}

/// The share of a number that two ends may differ by and still be one: arithmetic's own rounding.
const SAME: f64 = 1e-9;

impl Interval {
    /// From one end to the other, in either order.
    #[must_use]
    pub fn new(one: f64, other: f64) -> Self {
        Self {
            low: one.min(other),
            high: one.max(other),
        }
    }

    /// One number.
    #[must_use]
    pub const fn exactly(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Whether the two have a number in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let slack = |at: f64| if at.is_finite() { SAME * at.abs() } else { 0.0 };
        self.low <= other.high + slack(other.high) && other.low <= self.high + slack(self.high)
    }

    /// What lies between the two; 0 where they meet.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        if self.meets(other) {
            return 0.0;
        }
        (self.low - other.high).max(other.low - self.high)
    }

    /// Sums.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// Differences.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            high: self.high - other.low,
        }
    }

    /// Each number times one that is the same for all.
    #[must_use]
    pub fn times(self, by: f64) -> Self {
        Self::new(self.low * by, self.high * by)
    }

    /// Quotients of numbers that are not negative by positive ones; none where a divisor may be zero, or is no finite number.
    #[must_use]
    pub fn over(self, divisor: Self) -> Option<Self> {
        let fit = self.low >= 0.0 && divisor.low > 0.0 && divisor.high.is_finite();
        fit.then(|| Self {
            low: self.low / divisor.high,
            high: self.high / divisor.low,
        })
    }

    /// The change from a base to this, in per cent; none where the base may be zero.
    #[must_use]
    pub fn change_from(self, base: Self) -> Option<Self> {
        let ratio = self.over(base)?;
        Some(ratio.times(100.0).plus(Self::exactly(-100.0)))
    }

    /// What this was, if it has changed by so many per cent; none where it may have fallen to nothing, or come from nowhere.
    #[must_use]
    pub fn before_change(self, percent: Self) -> Option<Self> {
        self.over(percent.times(0.01).plus(Self::exactly(1.0)))
    }

    /// What both hold; none where they do not meet.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        self.meets(other)
            .then(|| Self::new(self.low.max(other.low), self.high.min(other.high)))
    }
}

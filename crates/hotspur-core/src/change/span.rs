//! A count and how long it was counted.

/// A number of events and the length of their span, or whatever they are counted over.
///
/// ```
/// use hotspur_core::change::Counted;
/// assert_eq!(Counted::new(18, 6.0).rate(), 3.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// How many events.
    pub count: u64,
    /// Over what: months, months times hectares, homes. Both sides of a comparison in the same unit.
    pub exposure: f64,
}

impl Counted {
    /// Events over an exposure.
    #[must_use]
    pub const fn new(count: u64, exposure: f64) -> Self {
        Self { count, exposure }
    }

    /// Events per unit of the exposure; no number where there is none.
    #[must_use]
    pub fn rate(self) -> f64 {
        self.count as f64 / self.exposure
    }

    /// Whether the exposure is a positive number.
    pub(crate) fn is_measured(self) -> bool {
        self.exposure > 0.0 && self.exposure.is_finite()
    }
}

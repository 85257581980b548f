//! The season: which share of a year's events its months bring.

use super::year::{MONTHS, Year};

/// Without an earlier year the season is not known; an allowance for one is made: a wave over the year of this amplitude, whose phase
/// may be any. Recorded crime and calls in England swing by a tenth to a quarter about their mean from winter to summer.
pub const ASSUMED_AMPLITUDE: f64 = 0.15;

/// Whole years of one thing, each with its twelve counts.
pub type Years = Vec<(Year, [u64; MONTHS])>;

/// The share of each month of a year, in the order of the year.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    /// The shares; they add up to one.
    pub shares: [f64; MONTHS],
    /// The years that they were counted in; none where each month is taken as a twelfth.
    pub years: Vec<Year>,
    /// The events that they were counted from.
    pub events: u64,
}

impl Season {
    /// The season of earlier years: the events of each month of the year over all events. Twelfths where there is no event. Where a month
    /// of the year never had one, half an event is added to each: that none came does not say that none can.
    ///
    /// ```
    /// use hotspur_core::track::Season;
    /// let season = Season::of(&[]);
    /// assert!((season.elapsed(&[0, 1, 2]) - 0.25).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn of(years: &[(Year, [u64; MONTHS])]) -> Self {
        let mut months = [0_u64; MONTHS];
        for (_, counts) in years {
            for (sum, count) in months.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        let events: u64 = months.iter().sum();
        if events == 0 {
            return Self {
                shares: [1.0 / MONTHS as f64; MONTHS],
                years: Vec::new(),
                events: 0,
            };
        }
        let more = if months.contains(&0) { 0.5 } else { 0.0 };
        Self {
            shares: months.map(|count| (count as f64 + more) / (events as f64 + 12.0 * more)),
            years: years.iter().map(|(year, _)| *year).collect(),
            events,
        }
    }

    /// The share of the year that some of its months bring, by their places.
    #[must_use]
    pub fn elapsed(&self, places: &[usize]) -> f64 {
        let share: f64 = places.iter().map(|place| self.shares[*place]).sum();
        share.min(1.0)
    }

    /// The variance of that share: φ w (1 − w) / E by the E events that it was counted from; where it was not, that of a wave over the
    /// year of [`ASSUMED_AMPLITUDE`] and any phase, a² / 2 · |Σ exp(2πi m / 12)|² / 144 over the months m.
    #[must_use]
    pub fn variance(&self, places: &[usize], dispersion: f64) -> f64 {
        let share = self.elapsed(places);
        if self.events > 0 {
            return dispersion * share * (1.0 - share) / self.events as f64;
        }
        let angle = |place: &usize| std::f64::consts::TAU * *place as f64 / MONTHS as f64;
        let (sin, cos) = places.iter().map(angle).fold((0.0, 0.0), |(sin, cos), at| {
            (sin + f64::sin(at), cos + f64::cos(at))
        });
        ASSUMED_AMPLITUDE.powi(2) / 2.0 * (sin * sin + cos * cos) / (MONTHS * MONTHS) as f64
    }
}

//! Bands of distance and of days between two events, half-open, with their brackets printed.

use std::fmt;

use thiserror::Error;

use crate::metres::{Metres, Position};

/// More bands of distance, or of days, than this are refused: each adds tests to the table.
pub const MOST_BANDS: usize = 24;

/// The longest time between two events that a band may end at: 89 years.
pub const MOST_DAYS: u32 = i16::MAX as u32;

/// How the distance between two events is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Metric {
    /// As the crow flies: √(Δx² + Δy²).
    #[default]
    Euclidean,
    /// Along a grid of streets: |Δx| + |Δy|.
    Manhattan,
}

impl Metric {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Euclidean => "euclidean",
            Self::Manhattan => "manhattan",
        }
    }

    /// What [`Metric::of_length`] makes of a length, for two positions: squared metres as the crow flies, else metres.
    /// No root is taken, so that whole numbers of metres meet a break exactly.
    #[must_use]
    pub(super) fn between(self, one: Position, other: Position) -> f64 {
        match self {
            Self::Euclidean => one.distance_squared(other),
            Self::Manhattan => (one.x() - other.x()).abs() + (one.y() - other.y()).abs(),
        }
    }

    /// A length in the measure of [`Metric::between`].
    #[must_use]
    pub(super) fn of_length(self, length: f64) -> f64 {
        match self {
            Self::Euclidean => length * length,
            Self::Manhattan => length,
        }
    }
}

/// Why breaks make no bands.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum BandsError {
    /// There is no break.
    #[error("no breaks are given: give at least one")]
    Empty,
    /// A break is not positive, or not finite, or too large.
    #[error(
        "a band cannot end at {0}: breaks are positive and finite, and at most {MOST_DAYS} days"
    )]
    NotPositive(f64),
    /// A break does not exceed the one before it.
    #[error("the break {1} follows {0}: give breaks in ascending order")]
    NotAscending(f64, f64),
    /// There are too many.
    #[error("{0} breaks are given: at most {MOST_BANDS} are taken")]
    TooMany(usize),
}

/// Bands of the distance between two events: [0, 0], the same place; then (0, s₁), [s₁, s₂), …
///
/// ```
/// use hotspur_core::{Metres, repeat::SpaceBands};
/// let bands = SpaceBands::new(&[Metres(100.0), Metres(200.0)])?;
/// assert_eq!(bands.label(0), "[0 m, 0 m]");
/// assert_eq!(bands.label(1), "(0 m, 100 m)");
/// assert_eq!(bands.label(2), "[100 m, 200 m)");
/// assert_eq!(bands.len(), 3);
/// assert!(SpaceBands::new(&[Metres(200.0), Metres(100.0)]).is_err());
/// # Ok::<(), hotspur_core::repeat::BandsError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SpaceBands {
    ends: Vec<f64>,
}

impl SpaceBands {
    /// Bands between breaks in metres.
    ///
    /// # Errors
    ///
    /// No breaks, too many, or breaks that are not positive, finite and ascending.
    pub fn new(breaks: &[Metres]) -> Result<Self, BandsError> {
        let ends: Vec<f64> = breaks.iter().map(|metres| metres.0).collect();
        check(&ends)?;
        Ok(Self { ends })
    }

    /// How many bands there are, the same place included.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "there is always the same place"
    )]
    pub fn len(&self) -> usize {
        self.ends.len() + 1
    }

    /// The nearest distance of a band.
    #[must_use]
    pub fn from(&self, band: usize) -> Metres {
        Metres(if band < 2 { 0.0 } else { self.ends[band - 2] })
    }

    /// Where a band ends: 0 for the same place.
    #[must_use]
    pub fn until(&self, band: usize) -> Metres {
        Metres(if band == 0 { 0.0 } else { self.ends[band - 1] })
    }

    /// The distance that no band reaches.
    #[must_use]
    pub fn reach(&self) -> Metres {
        Metres(self.ends.last().copied().unwrap_or(0.0))
    }

    /// The band as an interval.
    #[must_use]
    pub fn label(&self, band: usize) -> String {
        let (from, until) = (self.from(band).0, self.until(band).0);
        match band {
            0 => "[0 m, 0 m]".to_owned(),
            1 => format!("(0 m, {until} m)"),
            _ => format!("[{from} m, {until} m)"),
        }
    }

    /// The ends of all bands but the same place, in the measure of the metric.
    pub(super) fn measures(&self, metric: Metric) -> Vec<f64> {
        self.ends.iter().map(|end| metric.of_length(*end)).collect()
    }
}

/// Bands of the days between two events: [0, t₁), [t₁, t₂), … in whole days.
///
/// ```
/// use hotspur_core::repeat::TimeBands;
/// let bands = TimeBands::new(&[7, 14])?;
/// assert_eq!(bands.to_string(), "[0 d, 7 d), [7 d, 14 d)");
/// assert!(TimeBands::new(&[0, 7]).is_err());
/// # Ok::<(), hotspur_core::repeat::BandsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeBands {
    ends: Vec<u32>,
}

impl TimeBands {
    /// Bands between breaks in days; the first begins at 0.
    ///
    /// # Errors
    ///
    /// No breaks, too many, or breaks that are not positive and ascending, or above [`MOST_DAYS`].
    pub fn new(breaks: &[u32]) -> Result<Self, BandsError> {
        let ends: Vec<f64> = breaks.iter().map(|days| f64::from(*days)).collect();
        check(&ends)?;
        match breaks.last() {
            Some(last) if *last > MOST_DAYS => Err(BandsError::NotPositive(f64::from(*last))),
            _ => Ok(Self {
                ends: breaks.to_vec(),
            }),
        }
    }

    /// How many bands there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always a first")]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The fewest days of a band.
    #[must_use]
    pub fn from(&self, band: usize) -> u32 {
        if band == 0 { 0 } else { self.ends[band - 1] }
    }

    /// The days at which a band ends.
    #[must_use]
    pub fn until(&self, band: usize) -> u32 {
        self.ends[band]
    }

    /// The band as an interval.
    #[must_use]
    pub fn label(&self, band: usize) -> String {
        format!("[{} d, {} d)", self.from(band), self.until(band))
    }

    /// The ends of all bands.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }
}

impl fmt::Display for SpaceBands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels: Vec<String> = (0..self.len()).map(|band| self.label(band)).collect();
        f.write_str(&labels.join(", "))
    }
}

impl fmt::Display for TimeBands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels: Vec<String> = (0..self.len()).map(|band| self.label(band)).collect();
        f.write_str(&labels.join(", "))
    }
}

fn check(ends: &[f64]) -> Result<(), BandsError> {
    if ends.is_empty() {
        return Err(BandsError::Empty);
    }
    if ends.len() > MOST_BANDS {
        return Err(BandsError::TooMany(ends.len()));
    }
    if let Some(end) = ends.iter().find(|end| !(end.is_finite() && **end > 0.0)) {
        return Err(BandsError::NotPositive(*end));
    }
    match ends.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => Err(BandsError::NotAscending(pair[0], pair[1])),
        None => Ok(()),
    }
}

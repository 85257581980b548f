//! Lengths and positions in metres on a projected plane. Degrees live in `hotspur-io` alone.

use std::cmp::Ordering;

/// A length in metres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Metres(pub f64);

/// A position in metres: easting and northing of the study's projected coordinate system.
///
/// Both coordinates are finite, which [`Position::new`] checks, so that positions have a total order.
///
/// ```
/// use hotspur_core::Position;
/// assert!(Position::new(421_000.0, f64::NAN).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    x: f64,
    y: f64,
}

impl Position {
    /// A position, if both coordinates are finite. Negative zero is stored as zero, so that equal places are equal bits.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Option<Self> {
        (x.is_finite() && y.is_finite()).then_some(Self {
            x: x + 0.0,
            y: y + 0.0,
        })
    }

    /// Easting, in metres.
    #[must_use]
    pub const fn x(self) -> f64 {
        self.x
    }

    /// Northing, in metres.
    #[must_use]
    pub const fn y(self) -> f64 {
        self.y
    }

    /// The squared distance to another position, in square metres.
    #[must_use]
    pub fn distance_squared(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        dx * dx + dy * dy
    }

    /// The position as a coordinate of `geo`.
    #[must_use]
    pub const fn coord(self) -> geo::Coord<f64> {
        geo::Coord {
            x: self.x,
            y: self.y,
        }
    }
}

impl Eq for Position {}

impl Ord for Position {
    fn cmp(&self, other: &Self) -> Ordering {
        self.x.total_cmp(&other.x).then(self.y.total_cmp(&other.y))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

//! The score of one flagged set, on one test month or pooled over several.

use std::ops::Add;

use super::hit_rate_curve::Flagged;
use super::method::Method;
use super::pai::{hit_rate, pai};
use super::pei::pei;
use super::recapture::{calib_ratio, rri_levine};
use crate::metres::Metres;
use crate::value::Value;

/// One map under test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// How it is made.
    pub method: Method,
    /// The side of its cells.
    pub cell: Metres,
    /// Its bandwidth, where the method has one.
    pub bandwidth: Option<Metres>,
}

/// What there is to be found, in all tested cells and beside them. The wholes of several test months add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whole {
    /// How many cells.
    pub cells: u64,
    /// The crimes of the test month in the study area.
    pub crimes: u64,
    /// The crimes of the earlier months in the study area.
    pub earlier: u64,
}

/// One flagged set, tested. The scores of several months add up to the pooled score: sums of hits over sums of crimes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// What the flagged cells hold.
    pub flagged: Flagged,
    /// What there is.
    pub whole: Whole,
    /// The ground of the study area, in square metres.
    pub ground: f64,
}

impl Score {
    /// [`hit_rate`] of the score.
    #[must_use]
    pub fn hit_rate(&self) -> Value<f64> {
        hit_rate(self.flagged.hits, self.whole.crimes)
    }

    /// [`pai`] of the score.
    #[must_use]
    pub fn pai(&self) -> Value<f64> {
        let (hits, flagged) = (self.flagged.hits, self.flagged.ground);
        pai(hits, self.whole.crimes, flagged, self.ground)
    }

    /// [`pei`] of the score.
    #[must_use]
    pub fn pei(&self) -> Value<f64> {
        pei(self.flagged.hits, self.flagged.most)
    }

    /// [`rri_levine`] of the score.
    #[must_use]
    pub fn rri_levine(&self) -> Value<f64> {
        let (flagged, whole) = (&self.flagged, &self.whole);
        rri_levine(flagged.hits, whole.crimes, flagged.earlier, whole.earlier)
    }

    /// [`calib_ratio`] of the score.
    #[must_use]
    pub fn calib_ratio(&self) -> Value<f64> {
        calib_ratio(self.flagged.expected, self.flagged.hits)
    }
}

impl Add for Score {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            flagged: self.flagged + other.flagged,
            whole: Whole {
                cells: self.whole.cells + other.whole.cells,
                crimes: self.whole.crimes + other.whole.crimes,
                earlier: self.whole.earlier + other.whole.earlier,
            },
            ground: self.ground + other.ground,
        }
    }
}

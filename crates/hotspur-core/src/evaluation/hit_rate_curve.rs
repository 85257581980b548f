//! The hit-rate curve: what the first n cells of a ranking hold, for every n.

use std::ops::Add;

use super::pei::most_hits;
use super::ranking::TestedCell;
use crate::value::Value;

/// What a flagged set of cells holds. The sets of several test months add up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flagged {
    /// How many cells.
    pub cells: u64,
    /// Their ground within the study area, in the unit of the cells.
    pub ground: f64,
    /// Their crimes of the test period.
    pub hits: u64,
    /// Their crimes of the earlier period.
    pub earlier: u64,
    /// The crimes that the map expects in them during the test period.
    pub expected: Value<f64>,
    /// The most crimes of the test period that as many cells could have held.
    pub most: u64,
}

impl Flagged {
    /// No cell.
    pub const NONE: Self = Self {
        cells: 0,
        ground: 0.0,
        hits: 0,
        earlier: 0,
        expected: Value::Known(0.0),
        most: 0,
    };
}

impl Add for Flagged {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cells: self.cells + other.cells,
            ground: self.ground + other.ground,
            hits: self.hits + other.hits,
            earlier: self.earlier + other.earlier,
            expected: self.expected.and_then(|a| other.expected.map(|b| a + b)),
            most: self.most + other.most,
        }
    }
}

/// What the first n cells of an order hold, for n = 1, 2, … Divided by all later crimes, `hits` is the hit rate at n.
///
/// `order` is that of [`super::rank`]; numbers beyond the cells are passed over. Time O(n log n).
///
/// ```
/// use hotspur_core::evaluation::{TestedCell, flagged_at, hit_rate_curve, rank};
/// use hotspur_core::Value;
/// let cells = [(9.0, 4), (1.0, 0), (5.0, 6), (0.0, 2)].map(|(predicted, later)| TestedCell {
///     predicted, later, earlier: 1, ground: 1.0, expected: Value::Known(predicted),
/// });
/// let curve = hit_rate_curve(&cells, &rank(&cells).known().unwrap());
/// assert_eq!(curve.iter().map(|set| set.hits).collect::<Vec<_>>(), [4, 10, 10, 12]);
/// let half = flagged_at(&curve, 0.5, 4.0);
/// assert_eq!((half.cells, half.hits, half.most), (2, 10, 10));
/// ```
#[must_use]
pub fn hit_rate_curve(cells: &[TestedCell], order: &[usize]) -> Vec<Flagged> {
    let later: Vec<u64> = cells.iter().map(|cell| cell.later).collect();
    let mut so_far = Flagged::NONE;
    order
        .iter()
        .filter_map(|number| cells.get(*number))
        .zip(most_hits(&later))
        .map(|(cell, most)| {
            so_far = so_far
                + Flagged {
                    cells: 1,
                    ground: cell.ground,
                    hits: cell.later,
                    earlier: cell.earlier,
                    expected: cell.expected,
                    most: 0,
                };
            Flagged { most, ..so_far }
        })
        .collect()
}

/// Grounds that differ by less than this share are one: sums of the same cells may differ in their last digits.
const SLACK: f64 = 1e-9;

/// The least set of first cells whose ground reaches `share` of `ground`: the point of the curve at which an analyst
/// who may flag that share stops. All cells where the curve ends before it; no cell where there is no curve.
#[must_use]
pub fn flagged_at(curve: &[Flagged], share: f64, ground: f64) -> Flagged {
    let wanted = share * ground * (1.0 - SLACK);
    let first = curve.partition_point(|set| set.ground < wanted);
    curve
        .get(first)
        .or(curve.last())
        .copied()
        .unwrap_or(Flagged::NONE)
}

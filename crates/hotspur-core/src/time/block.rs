//! The block of the week that holds most: some hours in a row on some days in a row.

use super::aoristic::HOURS;
use crate::rate::p_upper;

const DAYS: usize = 7;
const HOURS_PER_DAY: usize = 24;
/// Sums of the same weights in another order differ by less, relative to what they add up to.
const SLACK: f64 = 1e-9;

/// The same hours of the clock on days in a row. Hours past midnight belong to the day on which the block began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// The first day, 0 for Monday.
    pub first_day: usize,
    /// How many days.
    pub days: usize,
    /// The first hour of the clock, 0 to 23.
    pub first_hour: usize,
    /// How many hours on each day, at most 24.
    pub hours: usize,
    /// The weight that it holds.
    pub weight: f64,
}

impl Block {
    /// Its share of the hours of the week.
    #[must_use]
    pub fn share_of_week(&self) -> f64 {
        (self.days * self.hours) as f64 / HOURS as f64
    }
}

/// The block that holds most of the weights, among all of the given shapes (days, hours), wherever they begin in the week;
/// the first of equals, in the order of shapes, days and hours. Nothing where there is no shape that fits into a week, or
/// the weights are all zero.
///
/// It is picked for holding most, so that it flatters: ask [`chance_of_block`] what chance would do. Time O(shapes × 168 × hours).
///
/// ```
/// use hotspur_core::time::{HOURS, busiest_block};
/// let mut week = [1.0; HOURS];
/// // Saturday and Sunday from 23:00 to 01:00.
/// for hour in [143, 144, 167, 0] {
///     week[hour] = 9.0;
/// }
/// let block = busiest_block(&week, &[(1, 4), (2, 2)]).unwrap();
/// assert_eq!((block.first_day, block.days, block.first_hour, block.hours), (5, 2, 23, 2));
/// assert_eq!(block.weight, 36.0);
/// ```
#[must_use]
pub fn busiest_block(week: &[f64; HOURS], shapes: &[(usize, usize)]) -> Option<Block> {
    let total: f64 = week.iter().sum();
    let mut best: Option<Block> = None;
    for &(days, hours) in shapes.iter().filter(|shape| fits(**shape)) {
        for first_day in first_days(days) {
            for first_hour in 0..HOURS_PER_DAY {
                let weight = weight(week, (first_day, days), (first_hour, hours));
                if weight > best.map_or(0.0, |best| best.weight) + SLACK * total {
                    best = Some(Block {
                        first_day,
                        days,
                        first_hour,
                        hours,
                        weight,
                    });
                }
            }
        }
    }
    best
}

/// How many blocks [`busiest_block`] looks at.
///
/// ```
/// use hotspur_core::time::candidates;
/// // Any of 168 beginnings; of 24, where every day is in it.
/// assert_eq!(candidates(&[(2, 4)]), 168);
/// assert_eq!(candidates(&[(7, 4)]), 24);
/// ```
#[must_use]
pub fn candidates(shapes: &[(usize, usize)]) -> usize {
    let fitting = shapes.iter().filter(|shape| fits(**shape));
    fitting
        .map(|(days, _)| first_days(*days).len() * HOURS_PER_DAY)
        .sum()
}

/// A bound on the chance that the busiest of so many candidates holds as much, if all hours were alike:
/// candidates × P(X ≥ ⌊weight / φ⌋) with X Poisson of mean total × share of the week / φ, and at most 1 (Bonferroni).
///
/// φ, not below 1, is the dispersion of the counts. A sum of shares of events varies less than a count of the same mean, so
/// that spans make the bound too large and not too small. Time O(1).
///
/// ```
/// use hotspur_core::time::{Block, chance_of_block};
/// let block = Block { first_day: 4, days: 2, first_hour: 22, hours: 4, weight: 40.0 };
/// // 8 of 168 hours of 210 events: 10 expected, 40 found.
/// assert!(chance_of_block(&block, 210.0, 1.0, 504) < 1e-9);
/// assert_eq!(chance_of_block(&block, 840.0, 1.0, 504), 1.0);
/// ```
#[must_use]
pub fn chance_of_block(block: &Block, total: f64, dispersion: f64, candidates: usize) -> f64 {
    let dispersion = dispersion.max(1.0);
    let expected = total * block.share_of_week() / dispersion;
    // A weight a rounding error below a whole number is that number.
    let found = (block.weight / dispersion + SLACK).floor();
    (candidates as f64 * p_upper(found as u64, expected)).min(1.0)
}

fn fits((days, hours): (usize, usize)) -> bool {
    (1..=DAYS).contains(&days) && (1..=HOURS_PER_DAY).contains(&hours)
}

/// Every day begins a block, but of the whole week, which is the same from any.
fn first_days(days: usize) -> std::ops::Range<usize> {
    0..if days == DAYS { 1 } else { DAYS }
}

fn weight(
    week: &[f64; HOURS],
    (first_day, days): (usize, usize),
    (first_hour, hours): (usize, usize),
) -> f64 {
    (first_day..first_day + days)
        .flat_map(|day| (0..hours).map(move |hour| day * HOURS_PER_DAY + first_hour + hour))
        .map(|hour| week[hour % HOURS])
        .sum()
}

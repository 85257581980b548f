//! The fewest cases that can matter: what a zone must hold to beat the best ratio so far, from a table instead of logarithms.

use super::likelihood::{SLACK, ratio};

/// Steps of √expected. At 512 a step is a small part of the standard deviation of a count, whatever the expectation.
const STEPS: usize = 512;

/// The ratios for which there is a table: 0, 0.25, … 11.75, which few maps by chance exceed. Above, the last one serves.
const LEVELS: usize = 48;
const LEVEL: f64 = 0.25;

/// For each level of the ratio and each step of the expectation the fewest cases that exceed the level. Never too many:
/// the expectation is taken at the lower end of its step, where a count scores highest.
#[derive(Debug)]
pub(super) struct Thresholds {
    /// The fewest cases, level by level.
    fewest: Vec<i32>,
    steps_per_root: f64,
}

impl Thresholds {
    /// The tables for `total` cases, of which at most `most_expected` are due in a zone.
    pub fn new(total: u64, most_expected: f64) -> Self {
        let steps_per_root = STEPS as f64 / most_expected.sqrt();
        let mut fewest = Vec::with_capacity(LEVELS * STEPS);
        for level in 0..LEVELS {
            let mut from = 1;
            for step in 0..STEPS {
                let lowest = (step as f64 / steps_per_root).powi(2) * (1.0 - 2.0 * SLACK);
                from = fewest_above(level as f64 * LEVEL, lowest, total, from);
                fewest.push(i32::try_from(from).unwrap_or(i32::MAX));
            }
        }
        Self {
            fewest,
            steps_per_root,
        }
    }

    /// The step of an expectation.
    pub fn step(&self, expected: f64) -> usize {
        // A 32-bit cast is a single instruction, and this one runs once for every zone and map.
        ((expected.sqrt() * self.steps_per_root) as i32 as usize).min(STEPS - 1)
    }

    /// The highest level that is not above a ratio.
    pub fn level(llr: f64) -> usize {
        ((llr / LEVEL) as usize).min(LEVELS - 1)
    }

    /// The fewest cases by step, at a level.
    pub fn at(&self, level: usize) -> &[i32] {
        &self.fewest[level * STEPS..(level + 1) * STEPS]
    }
}

/// The fewest cases, not under `from`, whose ratio at `expected` exceeds `level`; more than `total` where none does. Steps
/// double, then halve, since the answer is mostly close to the one before.
fn fewest_above(level: f64, expected: f64, total: u64, from: u64) -> u64 {
    // The smallest positive number stands for an expectation of 0, at which the ratio has no value.
    let expected = expected.max(f64::MIN_POSITIVE);
    let exceeds = |cases: u64| cases > total || ratio(cases as f64, expected, total as f64) > level;
    let (mut below, mut step) = (from, 1);
    if exceeds(below) {
        return below;
    }
    while !exceeds(below + step) {
        below += step;
        step *= 2;
    }
    let mut above = below + step;
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        if exceeds(middle) {
            above = middle;
        } else {
            below = middle;
        }
    }
    above
}

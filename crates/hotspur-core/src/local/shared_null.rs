//! The p-value of local Moran by conditional permutation, from draws that units of as many neighbours share.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::local::moments::undefined;
use crate::local::permutation::{Asked, Urn};
use crate::random::stream;
use crate::value::Value;
use crate::weights::Weights;

/// With more numbers than this in the replicates of a unit, every unit draws apart. Up to twice as many are drawn to be
/// shared, and eight bytes kept for each: 256 MB for each number of neighbours that a thread is at.
const MOST_KEPT: usize = 1 << 24;

/// The two-sided permutation p of local Moran of each unit: its value stays, and in each replicate its k neighbours get k of
/// the other n − 1 values, drawn without replacement (Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x).
///
/// With A replicates at or above the statistic and B at or below, of R, p = min(1, 2 (min(A, B) + 1) / (R + 1)), which cannot
/// fall below 2 / (R + 1) (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585): give enough replicates for the adjustment
/// that follows. Replicates equal to the statistic but for rounding are on both sides. The p-value is the same with
/// weights standardised by rows and binary.
///
/// # Draws
///
/// A set of k units drawn from all n, given that it does not hold unit i, is a set of k drawn from the n − 1 others. So the units with k
/// neighbours share one row of draws from all n, draw d of them from `stream(seed, 2⁶⁴ − 1 − k, d)`, and each unit has as its R replicates
/// the first R that do not hold it: its null distribution is exactly the conditional one. What is shared is the chance of the
/// draws: p-values of units with as many neighbours err together. Units with more than half of all as neighbours draw apart, as
/// [`local_moran_permutation_apart`](crate::local::local_moran_permutation_apart) does for every unit. The
/// answer does not depend on threads.
///
/// Undefined as [`local_moran`](crate::local::local_moran), and without replicates. Time O(links + Σ (replicates · k + n)
/// + n log replicates), memory O(replicates · k + n) a thread, the sum over the different k.
///
/// ```
/// use hotspur_core::local::local_moran_permutation;
/// use hotspur_core::weights::Weights;
/// let chain = Weights::from_lists(vec![vec![1], vec![0, 2], vec![1, 3], vec![2, 4], vec![3]]);
/// let p = local_moran_permutation(&[9.0, 7.0, 5.0, 2.0, 1.0], &chain, 99, 1);
/// assert!(p[0].known().unwrap() >= 0.02);
/// ```
#[must_use]
pub fn local_moran_permutation(
    values: &[f64],
    weights: &Weights,
    replicates: u32,
    seed: u64,
) -> Vec<Value<f64>> {
    let asked = match Asked::new(values, weights, replicates, seed) {
        Ok(asked) => asked,
        Err(reason) => return undefined(values.len(), reason),
    };
    let mut alike: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (unit, observed) in (0_u32..).zip(&asked.observed) {
        if observed.known().is_some() {
            let k = weights.neighbours(unit as usize).len();
            alike.entry(k).or_default().push(unit);
        }
    }
    let alike: Vec<(usize, Vec<u32>)> = alike.into_iter().collect();
    let found: Vec<Vec<f64>> = alike
        .par_iter()
        .map(|(k, units)| of_alike(&asked, *k, units))
        .collect();
    let mut p = asked.observed;
    for ((_, units), found) in alike.iter().zip(found) {
        for (unit, found) in units.iter().zip(found) {
            p[*unit as usize] = Value::Known(found);
        }
    }
    p
}

/// The p of each of the units that have `k` neighbours.
fn of_alike(asked: &Asked, k: usize, units: &[u32]) -> Vec<f64> {
    let n = asked.deviations.len();
    let observed = |unit: u32| asked.observed[unit as usize].known().unwrap_or(f64::NAN);
    if 2 * k > n || k.saturating_mul(asked.replicates as usize) > MOST_KEPT {
        let apart =
            |urn: &mut Urn, unit: &u32| asked.apart(*unit as usize, k, observed(*unit), urn);
        return units
            .par_iter()
            .map_init(|| Urn::new(n - 1), apart)
            .collect();
    }
    let draws = Draws::new(asked, k, units);
    units
        .par_iter()
        .map(|unit| {
            let (least, most) = asked.bounds(observed(*unit), k);
            let (above, below) = draws.counts(*unit as usize, least, most);
            asked.p(above, below)
        })
        .collect()
}

/// Draws from all units, enough that each of those who share them has its replicates.
struct Draws {
    replicates: usize,
    /// The sum of the deviations of each draw.
    sums: Vec<f64>,
    /// The first `replicates` sums, ascending.
    sorted: Vec<f64>,
    /// The draws that hold each unit, ascending, unit by unit, and where those of each begin.
    holding: Vec<u32>,
    starts: Vec<usize>,
}

impl Draws {
    fn new(asked: &Asked, k: usize, units: &[u32]) -> Self {
        let (n, replicates) = (asked.deviations.len(), asked.replicates as usize);
        let mut urn = Urn::new(n);
        let (mut sums, mut drawn) = (Vec::new(), Vec::new());
        // How many draws hold each unit.
        let mut held = vec![0_usize; n];
        let mut enough = replicates;
        while sums.len() < enough {
            for draw in sums.len()..enough {
                let mut random = stream(asked.seed, u64::MAX - k as u64, draw as u64);
                let mut sum = 0.0;
                urn.draw(k, &mut random, |unit| {
                    sum += asked.deviations[unit as usize];
                    held[unit as usize] += 1;
                    drawn.push(unit);
                });
                sums.push(sum);
            }
            let most = units.iter().map(|unit| held[*unit as usize]).max();
            enough = replicates + most.unwrap_or(0);
        }
        let mut sorted = sums[..replicates].to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut ends: Vec<usize> = std::iter::once(0)
            .chain(held.iter().scan(0, |end, held| {
                *end += held;
                Some(*end)
            }))
            .collect();
        let starts = ends.clone();
        let mut holding = vec![0; drawn.len()];
        for (at, unit) in drawn.iter().enumerate() {
            let next = &mut ends[*unit as usize];
            holding[*next] = (at / k) as u32;
            *next += 1;
        }
        Self {
            replicates,
            sums,
            sorted,
            holding,
            starts,
        }
    }

    /// How many of the first draws that do not hold a unit are `least` or above, and `most` or below: of all draws
    /// up to the last of them, less those that hold it.
    fn counts(&self, unit: usize, least: f64, most: f64) -> (usize, usize) {
        let mut end = self.replicates;
        let holding = &self.holding[self.starts[unit]..self.starts[unit + 1]];
        let left_out = holding
            .iter()
            .take_while(|draw| {
                let before = (**draw as usize) < end;
                end += usize::from(before);
                before
            })
            .map(|draw| self.sums[*draw as usize]);
        let (mut above, mut below) = (0, 0);
        for sum in left_out {
            above += usize::from(sum >= least);
            below += usize::from(sum <= most);
        }
        let mut total_above = self.replicates - self.sorted.partition_point(|sum| *sum < least);
        let mut total_below = self.sorted.partition_point(|sum| *sum <= most);
        for sum in &self.sums[self.replicates..end] {
            total_above += usize::from(*sum >= least);
            total_below += usize::from(*sum <= most);
        }
        (total_above - above, total_below - below)
    }
}

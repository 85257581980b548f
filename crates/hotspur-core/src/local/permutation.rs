//! The p-value of local Moran by conditional permutation.

use rand::RngExt;
use rayon::prelude::*;

use crate::local::moments::{Sample, undefined};
use crate::local::moran::around;
use crate::random::{Stream, stream};
use crate::value::{Reason, Value};
use crate::weights::Weights;

/// The two-sided permutation p of local Moran of each unit: its value stays, and in each replicate its k neighbours get k of
/// the other n − 1 values, drawn without replacement (Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x).
///
/// With A replicates at or above the statistic and B at or below, of R, p = min(1, 2 (min(A, B) + 1) / (R + 1)), which cannot
/// fall below 2 / (R + 1) (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585): give enough replicates for the adjustment
/// that follows. Replicates equal to the statistic but for rounding are on both sides. The p-value is the same with
/// weights standardised by rows and binary.
///
/// Replicate r of unit i draws from `stream(seed, i, r)`, so the answer does not depend on threads. Undefined as
/// [`local_moran`](crate::local::local_moran), and without replicates. Time O(replicates · links), parallel over units.
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
    let sample = match Sample::new(values, weights, 3) {
        Ok(sample) => sample,
        Err(reason) => return undefined(values.len(), reason),
    };
    if replicates == 0 {
        return undefined(values.len(), Reason::NoReplicates);
    }
    let noise = sample.all.noise();
    sample
        .all_but_each()
        .into_par_iter()
        .enumerate()
        .map_init(
            || Pool::new(sample.units()),
            |pool, (unit, others)| {
                let observed = match around(&sample, weights, unit) {
                    Ok(observed) => observed,
                    Err(reason) => return Value::Undefined(reason),
                };
                if !others.vary() {
                    return Value::Undefined(Reason::NoVariation);
                }
                let k = weights.neighbours(unit).len();
                let slack = noise * k as f64;
                let (mut above, mut below) = (0_u32, 0_u32);
                for replicate in 0..replicates {
                    // The sign of the unit's own deviation would only swap the two counts.
                    let mut random = stream(seed, unit as u64, u64::from(replicate));
                    let drawn = pool.draw(k, &sample.deviations, unit, &mut random);
                    above += u32::from(drawn >= observed - slack);
                    below += u32::from(drawn <= observed + slack);
                }
                let p = 2.0 * (f64::from(above.min(below)) + 1.0) / (f64::from(replicates) + 1.0);
                Value::Known(p.min(1.0))
            },
        )
        .collect()
}

/// The other units in order, and the picks of a shuffle of them.
struct Pool {
    others: Vec<u32>,
    picks: Vec<u32>,
}

impl Pool {
    fn new(units: usize) -> Self {
        Self {
            others: (0..units as u32 - 1).collect(),
            picks: Vec::new(),
        }
    }

    /// The sum of `k` of the deviations other than that of `unit`, by the first k steps of a Fisher-Yates shuffle.
    ///
    /// The steps are then undone, so that the pool is in order again whichever unit comes next.
    fn draw(&mut self, k: usize, deviations: &[f64], unit: usize, random: &mut Stream) -> f64 {
        let end = self.others.len() as u32;
        let mut sum = 0.0;
        self.picks.clear();
        for step in 0..k {
            let pick = random.random_range(step as u32..end);
            self.others.swap(step, pick as usize);
            self.picks.push(pick);
            let other = self.others[step] as usize;
            sum += deviations[other + usize::from(other >= unit)];
        }
        for (step, pick) in self.picks.iter().enumerate().rev() {
            self.others.swap(step, *pick as usize);
        }
        sum
    }
}

//! The p-value of local Moran by conditional permutation, each unit with draws of its own.

use rand::RngExt;
use rayon::prelude::*;

use crate::local::moments::{Sample, undefined};
use crate::local::moran::around;
use crate::random::{Stream, stream};
use crate::value::{Reason, Value};
use crate::weights::Weights;

/// [`local_moran_permutation`](crate::local::local_moran_permutation) with draws of its own for each unit: its plain twin, with
/// the same null distribution and definition of p, for units so few or so well connected that nothing can be shared.
///
/// Replicate r of unit i draws from `stream(seed, i, r)`. Time O(replicates · links), parallel over units.
#[must_use]
pub fn local_moran_permutation_apart(
    values: &[f64],
    weights: &Weights,
    replicates: u32,
    seed: u64,
) -> Vec<Value<f64>> {
    let asked = match Asked::new(values, weights, replicates, seed) {
        Ok(asked) => asked,
        Err(reason) => return undefined(values.len(), reason),
    };
    (0..values.len())
        .into_par_iter()
        .map_init(
            || Urn::new(values.len() - 1),
            |urn, unit| {
                let k = weights.neighbours(unit).len();
                asked.observed[unit].map(|observed| asked.apart(unit, k, observed, urn))
            },
        )
        .collect()
}

/// What both ways of drawing begin with.
pub(super) struct Asked {
    /// The deviations of the units from their mean.
    pub deviations: Vec<f64>,
    /// The sum of the deviations around each unit, or why there is no p.
    pub observed: Vec<Value<f64>>,
    noise: f64,
    pub replicates: u32,
    pub seed: u64,
}

impl Asked {
    pub fn new(
        values: &[f64],
        weights: &Weights,
        replicates: u32,
        seed: u64,
    ) -> Result<Self, Reason> {
        let sample = Sample::new(values, weights, 3)?;
        if replicates == 0 {
            return Err(Reason::NoReplicates);
        }
        let observed = sample
            .all_but_each()
            .into_iter()
            .enumerate()
            .map(|(unit, others)| match around(&sample, weights, unit) {
                Err(reason) => Value::Undefined(reason),
                Ok(_) if !others.vary() => Value::Undefined(Reason::NoVariation),
                Ok(observed) => Value::Known(observed),
            })
            .collect();
        Ok(Self {
            observed,
            noise: sample.all.noise(),
            deviations: sample.deviations,
            replicates,
            seed,
        })
    }

    /// The least sum that counts as at or above what was observed around a unit with `k` neighbours, and the largest
    /// that counts as at or below it.
    pub fn bounds(&self, observed: f64, k: usize) -> (f64, f64) {
        let slack = self.noise * k as f64;
        (observed - slack, observed + slack)
    }

    /// The two-sided p of `above` and `below` replicates. The sign of the unit's own deviation would only swap the two.
    pub fn p(&self, above: usize, below: usize) -> f64 {
        let p = 2.0 * (above.min(below) as f64 + 1.0) / (f64::from(self.replicates) + 1.0);
        p.min(1.0)
    }

    /// The p of one unit, by draws from all units but it.
    pub fn apart(&self, unit: usize, k: usize, observed: f64, urn: &mut Urn) -> f64 {
        let (least, most) = self.bounds(observed, k);
        let (mut above, mut below) = (0, 0);
        for replicate in 0..self.replicates {
            let mut random = stream(self.seed, unit as u64, u64::from(replicate));
            let mut sum = 0.0;
            urn.draw(k, &mut random, |other| {
                let other = other as usize;
                sum += self.deviations[other + usize::from(other >= unit)];
            });
            above += usize::from(sum >= least);
            below += usize::from(sum <= most);
        }
        self.p(above, below)
    }
}

/// Numbers from 0, to draw from without replacement.
pub(super) struct Urn {
    numbers: Vec<u32>,
    picks: Vec<u32>,
}

impl Urn {
    pub fn new(numbers: usize) -> Self {
        Self {
            numbers: (0..numbers as u32).collect(),
            picks: Vec::new(),
        }
    }

    /// Calls `take` with `k` different numbers, each set of them equally likely: the first k steps of a Fisher-Yates
    /// shuffle.
    ///
    /// The steps are then undone, so that the urn is in order again whoever draws next.
    pub fn draw(&mut self, k: usize, random: &mut Stream, mut take: impl FnMut(u32)) {
        let end = self.numbers.len() as u32;
        self.picks.clear();
        for step in 0..k {
            let pick = random.random_range(step as u32..end);
            self.numbers.swap(step, pick as usize);
            self.picks.push(pick);
            take(self.numbers[step]);
        }
        for (step, pick) in self.picks.iter().enumerate().rev() {
            self.numbers.swap(step, *pick as usize);
        }
    }
}

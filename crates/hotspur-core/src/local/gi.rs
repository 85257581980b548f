//! Getis-Ord Gi* and Gi: whether high or low values lie around a unit.

use crate::local::moments::{Moments, Sample, both_tails, undefined};
use crate::value::{Reason, Value};
use crate::weights::Weights;

/// The score of a unit: positive where high values lie together, negative where low ones do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gi {
    /// The standardised score.
    pub z: f64,
    /// 2 Φ(−|z|), of one unit alone: adjust it across all units before it is read as evidence.
    pub p: f64,
}

/// Gi* of each unit, itself among its neighbours, with binary weights (Ord & Getis 1995, equation 14,
/// doi:10.1111/j.1538-4632.1995.tb00912.x). With kᵢ neighbours, wᵢ = kᵢ + 1, mean x̄ and variance s² (divisor n) of all n
/// units,
///
/// zᵢ = (xᵢ + Σⱼ xⱼ − wᵢ x̄) / √( s² wᵢ (n − wᵢ) / (n − 1) ).
///
/// A unit without neighbours has its own standardised value as its score; [`Weights::islands`] names such units. Undefined
/// where every unit is a neighbour, and everywhere where the values do not vary, one is not finite, units disagree, or
/// there are fewer than two. Below [`FEW_UNITS`](crate::local::FEW_UNITS) the normal p-value is rough. Time O(units + links).
///
/// ```
/// use hotspur_core::local::gi_star;
/// use hotspur_core::weights::Weights;
/// let chain = Weights::from_lists(vec![vec![1], vec![0, 2], vec![1, 3], vec![2]]);
/// let found = gi_star(&[9.0, 7.0, 1.0, 1.0], &chain);
/// assert!(found[0].known().unwrap().z > 1.5);
/// ```
#[must_use]
pub fn gi_star(values: &[f64], weights: &Weights) -> Vec<Value<Gi>> {
    let sample = match Sample::new(values, weights, 2) {
        Ok(sample) => sample,
        Err(reason) => return undefined(values.len(), reason),
    };
    let n = sample.units() as f64;
    (0..sample.units())
        .map(|unit| {
            let neighbours = weights.neighbours(unit);
            let w = neighbours.len() as f64 + 1.0;
            if neighbours.len() + 1 == sample.units() {
                return Value::Undefined(Reason::EveryUnitNeighbours);
            }
            let around: f64 = neighbours
                .iter()
                .map(|other| sample.deviations[*other as usize])
                .sum();
            let variance = sample.all.variance() * w * (n - w) / (n - 1.0);
            Value::Known(score(sample.deviations[unit] + around, variance))
        })
        .collect()
}

/// Gi of each unit, without itself, with binary weights (Ord & Getis 1995, equation 14). With mean x̄ᵢ and variance sᵢ²
/// (divisor n − 1) of the other n − 1 units and kᵢ neighbours,
///
/// zᵢ = (Σⱼ xⱼ − kᵢ x̄ᵢ) / √( sᵢ² kᵢ (n − 1 − kᵢ) / (n − 2) ).
///
/// Undefined for a unit without neighbours, for one whose neighbours are all the others, and where the others do not vary;
/// everywhere as [`gi_star`], with fewer than three units. Time O(units + links).
#[must_use]
pub fn gi(values: &[f64], weights: &Weights) -> Vec<Value<Gi>> {
    let sample = match Sample::new(values, weights, 3) {
        Ok(sample) => sample,
        Err(reason) => return undefined(values.len(), reason),
    };
    let moments = sample.all_but_each();
    moments
        .into_iter()
        .enumerate()
        .map(|(unit, others)| {
            let neighbours = weights.neighbours(unit);
            if neighbours.is_empty() {
                return Value::Undefined(Reason::NoNeighbours);
            }
            if neighbours.len() + 1 == sample.units() {
                return Value::Undefined(Reason::EveryUnitNeighbours);
            }
            if !others.vary() {
                return Value::Undefined(Reason::NoVariation);
            }
            Value::Known(against_others(&sample, neighbours, others))
        })
        .collect()
}

/// Neighbours against the moments of all units but their own, which loses no digit to a unit far from all others.
pub(super) fn against_others(sample: &Sample, neighbours: &[u32], others: Moments) -> Gi {
    let (n, k) = (sample.units() as f64, neighbours.len() as f64);
    let around: f64 = neighbours
        .iter()
        .map(|other| sample.scaled[*other as usize] - others.mean)
        .sum();
    score(around, others.variance() * k * (n - 1.0 - k) / (n - 2.0))
}

/// The score of a difference from what is expected, and of its variance.
pub(super) fn score(excess: f64, variance: f64) -> Gi {
    let z = excess / variance.sqrt();
    Gi {
        z,
        p: both_tails(z),
    }
}

/// The confidence bin of a score: 3, 2, 1 for p ≤ 0.01, 0.05, 0.10 with the sign of z, else 0. The p may be adjusted.
/// Nothing is significant that is not a number.
///
/// ```
/// use hotspur_core::local::gi_bin;
/// assert_eq!([gi_bin(2.7, 0.007), gi_bin(-2.0, 0.05), gi_bin(0.3, 0.76)], [3, -2, 0]);
/// ```
#[must_use]
pub fn gi_bin(z: f64, p: f64) -> i8 {
    let bin = match p {
        p if p <= 0.01 => 3,
        p if p <= 0.05 => 2,
        p if p <= 0.10 => 1,
        _ => 0,
    };
    if z > 0.0 {
        bin
    } else if z < 0.0 {
        -bin
    } else {
        0
    }
}

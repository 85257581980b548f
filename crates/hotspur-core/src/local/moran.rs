//! Local Moran: whether a unit is like its neighbours, or unlike them.

use crate::local::gi::against_others;
use crate::local::moments::{Sample, undefined};
use crate::value::{Reason, Value};
use crate::weights::Weights;

/// How much each neighbour weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standardisation {
    /// Each of k neighbours 1 / k: the weights of a unit add up to one.
    Rows,
    /// Each neighbour one.
    Binary,
}

impl Standardisation {
    /// The weight of each of `k` neighbours.
    pub(super) fn weight(self, k: usize) -> f64 {
        match self {
            Self::Rows => 1.0 / k as f64,
            Self::Binary => 1.0,
        }
    }
}

/// The unit against the mean, then its neighbours against the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// High among high.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low.
    LowLow,
    /// High among low.
    HighLow,
}

impl Quadrant {
    /// The quadrant in two letters: HH, LH, LL, HL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HighHigh => "HH",
            Self::LowHigh => "LH",
            Self::LowLow => "LL",
            Self::HighLow => "HL",
        }
    }

    /// From the deviations of the unit and of its neighbours; zero counts as low.
    const fn of(unit: f64, around: f64) -> Self {
        match (unit > 0.0, around > 0.0) {
            (true, true) => Self::HighHigh,
            (false, true) => Self::LowHigh,
            (false, false) => Self::LowLow,
            (true, false) => Self::HighLow,
        }
    }
}

/// Local Moran of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalMoran {
    /// The statistic: positive where the unit is like its neighbours.
    pub i: f64,
    /// Its expectation given the value of the unit.
    pub expected: f64,
    /// Its variance given the value of the unit.
    pub variance: f64,
    /// (i − expected) / √variance.
    pub z: f64,
    /// 2 Φ(−|z|), of one unit alone: adjust it across all units before it is read as evidence.
    pub p: f64,
    /// High or low, among high or low; said of every unit, significant or not.
    pub quadrant: Quadrant,
}

/// Local Moran of each unit (Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x), with the moments conditional on the
/// value of the unit (Sokal, Oden & Thomson 1998, doi:10.1111/j.1538-4632.1998.tb00406.x). With zᵢ = xᵢ − x̄, m = Σ z² / n,
/// W the sum of the weights of the unit and S that of their squares,
///
/// Iᵢ = (zᵢ / m) Σⱼ wᵢⱼ zⱼ,  E = −zᵢ² W / ((n − 1) m),
/// V = (zᵢ / m)² (n / (n − 2)) (S − W² / (n − 1)) (m − zᵢ² / (n − 1)).
///
/// The divisor of m is n, to which E and V belong; esda's `Is` has n − 1. The score z is that of [`gi`](crate::local::gi()) with the sign
/// of zᵢ, whatever the standardisation.
///
/// Undefined for a unit without neighbours, with the mean value, with all others as neighbours, or where the others do
/// not vary; everywhere where the values do not vary, one is not finite, units disagree, or there are fewer than three.
/// Time O(units + links).
///
/// ```
/// use hotspur_core::local::{Quadrant, Standardisation, local_moran};
/// use hotspur_core::weights::Weights;
/// let chain = Weights::from_lists(vec![vec![1], vec![0, 2], vec![1, 3], vec![2]]);
/// let found = local_moran(&[9.0, 7.0, 1.0, 2.0], &chain, Standardisation::Rows);
/// assert_eq!(found[0].known().unwrap().quadrant, Quadrant::HighHigh);
/// ```
#[must_use]
pub fn local_moran(
    values: &[f64],
    weights: &Weights,
    standardisation: Standardisation,
) -> Vec<Value<LocalMoran>> {
    let sample = match Sample::new(values, weights, 3) {
        Ok(sample) => sample,
        Err(reason) => return undefined(values.len(), reason),
    };
    let n = sample.units() as f64;
    let m = sample.all.variance();
    let moments = sample.all_but_each();
    moments
        .into_iter()
        .enumerate()
        .map(|(unit, others)| {
            let z = sample.deviations[unit];
            let around = match around(&sample, weights, unit) {
                Ok(around) => around,
                Err(reason) => return Value::Undefined(reason),
            };
            if !others.vary() {
                return Value::Undefined(Reason::NoVariation);
            }
            let k = weights.neighbours(unit).len() as f64;
            let weight = standardisation.weight(weights.neighbours(unit).len());
            let (sum, squares) = (k * weight, k * weight * weight);
            let i = z / m * (weight * around);
            let expected = -z * z * sum / ((n - 1.0) * m);
            // m − zᵢ² / (n − 1) is the variance of the others times (n − 1) / n, which does not cancel.
            let rest = others.variance() * (n - 1.0) / n;
            let spread = squares * (1.0 - k / (n - 1.0));
            let variance = (z / m).powi(2) * (n / (n - 2.0)) * spread * rest;
            // (i − expected) / √variance without its cancellation.
            let gi = against_others(&sample, weights.neighbours(unit), others);
            Value::Known(LocalMoran {
                i,
                expected,
                variance,
                z: gi.z * z.signum(),
                p: gi.p,
                quadrant: Quadrant::of(z, around),
            })
        })
        .collect()
}

/// The sum of the deviations of the neighbours, zero where that is rounding, or why local Moran is undefined here.
pub(super) fn around(sample: &Sample, weights: &Weights, unit: usize) -> Result<f64, Reason> {
    let neighbours = weights.neighbours(unit);
    if neighbours.is_empty() {
        return Err(Reason::NoNeighbours);
    }
    if neighbours.len() + 1 == sample.units() {
        return Err(Reason::EveryUnitNeighbours);
    }
    if sample.deviations[unit] == 0.0 {
        return Err(Reason::AtTheMean);
    }
    let sum: f64 = neighbours
        .iter()
        .map(|other| sample.deviations[*other as usize])
        .sum();
    let noise = sample.all.noise() * neighbours.len() as f64;
    Ok(if sum.abs() <= noise { 0.0 } else { sum })
}

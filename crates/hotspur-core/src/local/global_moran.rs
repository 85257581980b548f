//! Global Moran: whether like values lie together on the map as a whole.

use crate::local::Standardisation;
use crate::local::moments::{Sample, both_tails, upper_tail};
use crate::value::{Reason, Value};
use crate::weights::Weights;

/// Moran's I of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlobalMoran {
    /// The statistic.
    pub i: f64,
    /// Its expectation without autocorrelation, −1 / (n − 1).
    pub expected: f64,
    /// Its variance where the values are draws of one normal distribution.
    pub variance_normal: f64,
    /// Its variance where the values are put on the units at random.
    pub variance_randomisation: f64,
    /// (i − expected) / √variance_randomisation.
    pub z: f64,
    /// P(Z ≥ z): like values together.
    pub p_greater: f64,
    /// 2 Φ(−|z|): like values together, or apart.
    pub p_two_sided: f64,
    /// The units without neighbours, which count in n and in the mean.
    pub islands: usize,
}

/// Moran's I (Moran 1950, doi:10.2307/2332142; moments of Cliff & Ord 1981, ISBN 0-85086-081-4). With z = x − x̄, S0 = Σ w,
/// S1 = Σ (wᵢⱼ + wⱼᵢ)² / 2, S2 = Σ (row sum + column sum)² and b = n Σ z⁴ / (Σ z²)²,
///
/// I = (n / S0) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ z²,  E = −1 / (n − 1),
/// normal V = (n² S1 − n S2 + 3 S0²) / ((n² − 1) S0²) − E²,
/// randomisation V = (n ((n² − 3n + 3) S1 − n S2 + 3 S0²) − b ((n² − n) S1 − 2n S2 + 6 S0²)) / ((n − 1)(n − 2)(n − 3) S0²) − E².
///
/// Units without neighbours stay: their values count in n, mean and variance, their rows of weights are zero, and the
/// moments are exact for such weights (spdep's `zero.policy = TRUE, adjust.n = FALSE`, and esda's). The result says how
/// many there are. Leave them out of values and weights to ask about the rest of the map alone.
///
/// Undefined where no unit has a neighbour, where every unit neighbours all others, where the values do not vary or every
/// arrangement of them gives the same I, one is not finite, units disagree, or there are fewer than four. Time O(links · log
/// neighbours).
///
/// ```
/// use hotspur_core::local::{Standardisation, global_moran};
/// use hotspur_core::weights::Weights;
/// let chain = Weights::from_lists(vec![vec![1], vec![0, 2], vec![1, 3], vec![2, 4], vec![3]]);
/// let found = global_moran(&[9.0, 7.0, 5.0, 2.0, 1.0], &chain, Standardisation::Binary).known().unwrap();
/// assert!(found.i > 0.5 && found.expected == -0.25);
/// ```
#[must_use]
pub fn global_moran(
    values: &[f64],
    weights: &Weights,
    standardisation: Standardisation,
) -> Value<GlobalMoran> {
    let sample = match Sample::new(values, weights, 4) {
        Ok(sample) => sample,
        Err(reason) => return Value::Undefined(reason),
    };
    let units = sample.units();
    let islands = weights.islands().len();
    if islands == units {
        return Value::Undefined(Reason::NoNeighbours);
    }
    if (0..units).all(|unit| weights.neighbours(unit).len() + 1 == units) {
        return Value::Undefined(Reason::EveryUnitNeighbours);
    }
    let n = units as f64;
    let z = &sample.deviations;
    let (s0, s1, s2) = sums(weights, standardisation);
    let products: f64 = (0..units)
        .map(|unit| {
            let neighbours = weights.neighbours(unit);
            let around: f64 = neighbours.iter().map(|other| z[*other as usize]).sum();
            if neighbours.is_empty() {
                0.0
            } else {
                z[unit] * around * standardisation.weight(neighbours.len())
            }
        })
        .sum();
    let m = sample.all.variance();
    let b = z.iter().map(|z| (z * z / m).powi(2)).sum::<f64>() / n;
    let i = products / (s0 * m);
    let expected = -1.0 / (n - 1.0);
    let square = s0 * s0;
    let variance_normal =
        (n * n * s1 - n * s2 + 3.0 * square) / ((n * n - 1.0) * square) - expected * expected;
    let even = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * square);
    let peaked = b * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * square);
    let variance_randomisation =
        (even - peaked) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * square) - expected * expected;
    // One odd value on a map whose units all have as many neighbours gives the same I wherever it lies.
    if !(variance_randomisation > LEAST_VARIANCE * s1 / square) {
        return Value::Undefined(Reason::NoVariation);
    }
    let score = (i - expected) / variance_randomisation.sqrt();
    Value::Known(GlobalMoran {
        i,
        expected,
        variance_normal,
        variance_randomisation,
        z: score,
        p_greater: upper_tail(score),
        p_two_sided: both_tails(score),
        islands,
    })
}

/// As a share of the largest term of the variance, which is of the order of S1 / S0²: less is rounding.
const LEAST_VARIANCE: f64 = 1e-11;

/// S0, S1 and S2 of the weights.
fn sums(weights: &Weights, standardisation: Standardisation) -> (f64, f64, f64) {
    let mut columns = vec![0.0; weights.len()];
    let (mut s0, mut s1) = (0.0, 0.0);
    for unit in 0..weights.len() {
        let neighbours = weights.neighbours(unit);
        let weight = standardisation.weight(neighbours.len());
        for other in neighbours {
            let back = weights.neighbours(*other as usize);
            let returned = if back.binary_search(&(unit as u32)).is_ok() {
                standardisation.weight(back.len())
            } else {
                0.0
            };
            columns[*other as usize] += weight;
            s0 += weight;
            // Σ (w + w')² / 2 over all pairs is Σ w² + Σ w w' over the links.
            s1 += weight * (weight + returned);
        }
    }
    let s2 = columns
        .iter()
        .enumerate()
        .map(|(unit, column)| {
            let k = weights.neighbours(unit).len();
            let row = if k == 0 {
                0.0
            } else {
                k as f64 * standardisation.weight(k)
            };
            (row + column).powi(2)
        })
        .sum();
    (s0, s1, s2)
}

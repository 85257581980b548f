//! Adjusting p-values for the number of tests made. Only tests that were made are handed in.

use crate::value::{Reason, Value};

/// Benjamini and Hochberg's q-values: q₍ₖ₎ = min over l ≥ k of m p₍ₗ₎ / l, in the order of the input
/// (1995, doi:10.1111/j.2517-6161.1995.tb02031.x). Reject q ≤ α to hold the false discovery rate at α under
/// independence or positive dependence. Time O(m log m).
///
/// ```
/// use hotspur_core::adjust::benjamini_hochberg;
/// let q = benjamini_hochberg(&[0.01, 0.04, 0.03]);
/// assert_eq!(q, [0.03, 0.04, 0.04]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let m = p.len() as f64;
    step_up(p, |rank| m / rank)
}

/// Benjamini and Yekutieli's q-values: those of Benjamini and Hochberg times Σ 1/j, at most 1, under any dependence
/// (2001, doi:10.1214/aos/1013699998).
#[must_use]
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let m = p.len() as f64;
    let harmonic: f64 = (1..=p.len()).map(|j| 1.0 / j as f64).sum();
    step_up(p, |rank| harmonic * m / rank)
}

/// Holm's adjusted p-values: max over l ≤ k of (m − l + 1) p₍ₗ₎, at most 1 (1979, jstor:4615733).
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![0.0; p.len()];
    let mut largest = 0.0_f64;
    for (before, index) in order.into_iter().enumerate() {
        largest = largest.max((p.len() - before) as f64 * p[index]).min(1.0);
        adjusted[index] = largest;
    }
    adjusted
}

/// Bonferroni's adjusted p-values: m p, at most 1.
#[must_use]
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    let m = p.len() as f64;
    p.iter().map(|p| (m * p).min(1.0)).collect()
}

/// [`benjamini_hochberg`] over those p that are known; each of the others keeps its reason.
///
/// ```
/// use hotspur_core::adjust::q_of_known;
/// use hotspur_core::{Reason, Value};
/// let none = Value::Undefined(Reason::NoEvents);
/// assert_eq!(q_of_known(&[Value::Known(0.02), none, Value::Known(0.5)]), [Value::Known(0.04), none, Value::Known(0.5)]);
/// ```
#[must_use]
pub fn q_of_known(p: &[Value<f64>]) -> Vec<Value<f64>> {
    let known: Vec<f64> = p.iter().filter_map(|p| p.known()).collect();
    let mut adjusted = benjamini_hochberg(&known).into_iter();
    let each = p
        .iter()
        .map(|p| p.and_then(|_| Value::from_option(adjusted.next(), Reason::BadInput)));
    each.collect()
}

/// From the largest p downwards, the smallest of factor(rank) · p so far, at most 1.
fn step_up(p: &[f64], factor: impl Fn(f64) -> f64) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![0.0; p.len()];
    let mut smallest = 1.0_f64;
    for (before, index) in order.into_iter().enumerate().rev() {
        smallest = smallest.min(factor((before + 1) as f64) * p[index]);
        adjusted[index] = smallest;
    }
    adjusted
}

/// The indices of p-values in ascending order; equal ones in the order of the input, which no result depends on.
fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

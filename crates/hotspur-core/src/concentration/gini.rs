//! The Gini coefficient of events over places, plain and generalised to fewer events than places.

use crate::value::{Reason, Value};

/// Gini's coefficient of `counts`, one count a place, places without events included: with the K counts in ascending
/// order and C events, G = (2 Σ i x₍ᵢ₎ / C − (K + 1)) / K, which is one minus twice the area under the Lorenz curve by
/// trapezoids. 0 where every place holds the same, 1 − 1/K where one holds all.
///
/// With fewer events than places G cannot be 0 however evenly they fall; use [`generalised_gini`] there.
///
/// Undefined without events ([`Reason::NoEvents`]) and with a single place ([`Reason::TooFewUnits`]).
/// Sums are of whole numbers, so that the order of the places cannot matter. Time O(K log K).
///
/// ```
/// use hotspur_core::{Value, concentration::gini};
/// assert_eq!(gini(&[5, 2, 1, 0, 0, 0, 0, 0, 0, 0]), Value::Known(0.8));
/// assert_eq!(gini(&[3, 3, 3]), Value::Known(0.0));
/// ```
#[must_use]
pub fn gini(counts: &[u64]) -> Value<f64> {
    let places = counts.len() as u128;
    let events: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    if events == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    if places < 2 {
        return Value::Undefined(Reason::TooFewUnits);
    }
    let mut ascending = counts.to_vec();
    ascending.sort_unstable();
    let ranked: u128 = (1..).zip(&ascending).map(|(i, x)| i * u128::from(*x)).sum();
    // Counts in ascending order weigh at least as much above the middle as below it, so this never wraps.
    let above_even = 2 * ranked - (places + 1) * events;
    Value::Known(above_even as f64 / (places as f64 * events as f64))
}

/// The generalised Gini coefficient G′ = max(1, K/C) (G − 1) + 1: 0 where C < K events fall on C different places, and
/// G itself where there are at least as many events as places (Bernasco & Steenbeek 2017,
/// doi:10.1007/s10940-016-9324-7). Undefined as [`gini`] is. Time O(K log K).
///
/// ```
/// use hotspur_core::{Value, concentration::generalised_gini};
/// assert_eq!(generalised_gini(&[5, 2, 1, 0, 0, 0, 0, 0, 0, 0]), Value::Known(0.75));
/// assert_eq!(generalised_gini(&[1, 1, 0, 0]), Value::Known(0.0));
/// ```
#[must_use]
pub fn generalised_gini(counts: &[u64]) -> Value<f64> {
    let events: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    let places = counts.len() as u128;
    gini(counts).map(|plain| {
        if events >= places {
            plain
        } else {
            places as f64 / events as f64 * (plain - 1.0) + 1.0
        }
    })
}

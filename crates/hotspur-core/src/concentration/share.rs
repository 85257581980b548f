//! Few places, many events: how many places hold a share, and the share that the busiest places hold.

use crate::value::{Reason, Value};

/// Shares such as 0.1 are not exact in binary: a product that exceeds a whole number by this part of it is that number.
const SLACK: f64 = 1e-12;

/// The smallest number of places whose events reach `share` (above 0, at most 1) of all: the places in descending order
/// of their counts, added until they hold `share` · C events (Weisburd 2015, doi:10.1111/1745-9125.12070). Divide by the
/// number of places, or of places with any event, to compare studies.
///
/// Undefined without events ([`Reason::NoEvents`]) and for another share ([`Reason::OutOfRange`]). Time O(K log K).
///
/// ```
/// use hotspur_core::{Value, concentration::places_that_hold};
/// assert_eq!(places_that_hold(&[1, 8, 1, 0, 0], 0.8), Value::Known(1));
/// assert_eq!(places_that_hold(&[1, 8, 1, 0, 0], 0.81), Value::Known(2));
/// ```
#[must_use]
pub fn places_that_hold(counts: &[u64], share: f64) -> Value<u64> {
    if !is_share(share) {
        return Value::Undefined(Reason::OutOfRange);
    }
    let events = sum(counts);
    if events == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let wanted = share * events as f64 * (1.0 - SLACK);
    let mut held = 0_u128;
    let places = descending(counts)
        .into_iter()
        .take_while(|count| {
            let short = (held as f64) < wanted;
            held += u128::from(*count);
            short
        })
        .count();
    Value::Known(places as u64)
}

/// The share of all events that fall in the busiest `top` (above 0, at most 1) of the K places: in the ⌈`top` · K⌉ places,
/// at least one, with the highest counts. With `top` = 0.05: what the busiest 5 % of places hold.
///
/// Rounding up means that with few places the top is more than was asked: the top 5 % of ten places is one, a tenth.
///
/// Undefined without events ([`Reason::NoEvents`]) and for another `top` ([`Reason::OutOfRange`]). Time O(K log K).
///
/// ```
/// use hotspur_core::{Value, concentration::share_in_top};
/// assert_eq!(share_in_top(&[6, 2, 2, 0, 0, 0, 0, 0, 0, 0], 0.05), Value::Known(0.6));
/// ```
#[must_use]
pub fn share_in_top(counts: &[u64], top: f64) -> Value<f64> {
    if !is_share(top) {
        return Value::Undefined(Reason::OutOfRange);
    }
    let places = (top * counts.len() as f64 * (1.0 - SLACK)).ceil().max(1.0) as usize;
    let held: u128 = descending(counts)
        .into_iter()
        .take(places)
        .map(u128::from)
        .sum();
    Value::ratio(held as f64, sum(counts) as f64, Reason::NoEvents)
}

fn is_share(share: f64) -> bool {
    share > 0.0 && share <= 1.0
}

fn sum(counts: &[u64]) -> u128 {
    counts.iter().map(|count| u128::from(*count)).sum()
}

fn descending(counts: &[u64]) -> Vec<u64> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    sorted
}

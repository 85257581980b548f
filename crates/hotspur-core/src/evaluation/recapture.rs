//! Levine's recapture rate index and the calibration ratio: two numbers that both go by the name RRI, which neither
//! bears here.

use crate::value::{Reason, Value};

/// Levine's recapture rate index (c₂ / C₂) / (c₁ / C₁): the flagged cells' share of the later crimes over their share of
/// the earlier ones. 1 is a concentration that was kept whole, less is one that faded.
///
/// Undefined where a period has no crimes at all or the flagged cells have no earlier ones. Levine 2008, Security
/// Journal 21:295-302.
///
/// ```
/// use hotspur_core::evaluation::rri_levine;
/// use hotspur_core::Value;
/// assert_eq!(rri_levine(20, 100, 50, 200), Value::Known(0.8));
/// ```
#[must_use]
pub fn rri_levine(
    later_hits: u64,
    later_crimes: u64,
    earlier_hits: u64,
    earlier_crimes: u64,
) -> Value<f64> {
    let later = Value::ratio(later_hits as f64, later_crimes as f64, Reason::NoEvents);
    let earlier = Value::ratio(earlier_hits as f64, earlier_crimes as f64, Reason::NoEvents);
    later.and_then(|later| earlier.and_then(|e| Value::ratio(later, e, Reason::NoEvents)))
}

/// The calibration ratio: the crimes that the map expects in the flagged cells over those observed there. 1 is a map that
/// is right in total, whatever its order of the cells.
///
/// Undefined where nothing was observed or the map does not say how many it expects.
#[must_use]
pub fn calib_ratio(expected: Value<f64>, observed: u64) -> Value<f64> {
    expected.and_then(|expected| Value::ratio(expected, observed as f64, Reason::NoEvents))
}

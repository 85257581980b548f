//! The normal reference rule.

use super::spread::spreads;
use crate::metres::Position;
use crate::value::{Reason, Value};

/// The normal reference bandwidth of eastings and of northings, in metres: 4 · 1.06 · min(sd, IQR / 1.34) · m^(−1/5)
/// (Venables & Ripley 2002, doi:10.1007/978-0-387-21706-2, section 5.6; Scott 1992, doi:10.1002/9780470316849; sd with
/// m − 1, quartiles of type 7).
///
/// It is a rule for one dimension, and four times the standard deviation that it aims at. [`super::select`] takes the
/// mean of **both** axes and a quarter of it: σ = (x + y) / 8. Software that takes the number itself for the support of
/// a quartic kernel smooths 1.41 times as wide.
///
/// Undefined for fewer than two events, where an axis does not vary, and where the middle half of an axis lies on one
/// line, of which the rule would make a bandwidth of zero. Time O(m log m).
#[must_use]
pub fn nrd_axes(events: &[Position]) -> Value<[f64; 2]> {
    let shrink = (events.len() as f64).powf(-0.2);
    spreads(events).and_then(|axes| {
        let widths =
            axes.map(|axis| 4.0 * 1.06 * axis.deviation.min(axis.quartiles / 1.34) * shrink);
        if widths.iter().all(|width| *width > 0.0) {
            Value::Known(widths)
        } else {
            Value::Undefined(Reason::NoVariation)
        }
    })
}

pub(super) fn nrd(events: &[Position]) -> Value<f64> {
    nrd_axes(events).map(|[x, y]| (x + y) / 8.0)
}

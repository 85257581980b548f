//! The difference of two shares in points.

use super::change::Change;
use crate::rate::wilson;
use crate::value::{Reason, Value};

/// The first share less the second, each with the number it is of; of the second it may not be known, and then it
/// gives its share no uncertainty of its own; undefined where it is not of the first. Limits by Wilson's limits of each (Newcombe 1998, his method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
///
/// ```
/// use hotspur_core::track::points;
/// let found = points((56.0 / 70.0, Some(70.0)), (48.0 / 80.0, Some(80.0)), 0.95).known().unwrap();
/// // Newcombe's own example.
/// assert!((found.lower - 0.0524).abs() < 5e-5 && (found.upper.known().unwrap() - 0.3339).abs() < 5e-5);
/// ```
#[must_use]
pub fn points(
    (first, of_first): (f64, Option<f64>),
    (second, of_second): (f64, Option<f64>),
    level: f64,
) -> Value<Change> {
    if of_first.is_none() {
        return Value::Undefined(Reason::NoNumberAsked);
    }
    let limits = |share: f64, of: Option<f64>| match of {
        Some(of) => wilson(share, of, level).map(|limits| (limits.lower, limits.upper)),
        None => Value::Known((share, share)),
    };
    limits(first, of_first).and_then(|(lower, upper)| {
        limits(second, of_second).map(|(low, high)| {
            let estimate = first - second;
            Change {
                estimate,
                lower: estimate - (first - lower).hypot(high - second),
                upper: Value::Known(estimate + (upper - first).hypot(second - low)),
            }
        })
    })
}

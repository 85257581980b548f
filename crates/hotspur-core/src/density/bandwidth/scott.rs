//! Scott's rule of thumb.

use super::spread::spreads;
use crate::metres::Position;
use crate::value::Value;

/// Scott's standard deviation of the kernel for eastings and northings, in metres: sd · m^(−1/6) (Scott 1992,
/// doi:10.1002/9780470316849, for two dimensions; sd with m − 1). [`super::select`] takes their geometric
/// mean.
///
/// Undefined for fewer than two events and where an axis does not vary. Time O(m log m).
#[must_use]
pub fn scott_axes(events: &[Position]) -> Value<[f64; 2]> {
    let shrink = (events.len() as f64).powf(-1.0 / 6.0);
    spreads(events).map(|axes| axes.map(|axis| axis.deviation * shrink))
}

pub(super) fn scott(events: &[Position]) -> Value<f64> {
    scott_axes(events).map(|[x, y]| (x * y).sqrt())
}

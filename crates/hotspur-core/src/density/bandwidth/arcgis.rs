//! The default search radius of ArcGIS.

use super::spread::{quantile, refusal};
use crate::metres::{Metres, Position};
use crate::value::{Reason, Value};

/// The default search radius of ArcGIS: 0.9 · min(SD, √(1 / ln 2) · Dm) · m^(−0.2), where SD² = Σ d² / m is about the
/// mean centre and Dm is the median distance to it (vendor's page "How Kernel Density works").
///
/// It is the support of a quartic kernel, not a standard deviation, and so not one of the [`super::Selector`]s: it is here
/// to compare with maps that were made with it.
///
/// Undefined for fewer than two events, where all are in one place, and where the median distance is zero. Time
/// O(m log m).
#[must_use]
pub fn arcgis_search_radius(events: &[Position]) -> Value<Metres> {
    if let Some(reason) = refusal(events) {
        return Value::Undefined(reason);
    }
    let mut ordered = events.to_vec();
    ordered.sort_unstable();
    let m = ordered.len() as f64;
    let x = ordered.iter().map(|event| event.x()).sum::<f64>() / m;
    let y = ordered.iter().map(|event| event.y()).sum::<f64>() / m;
    let mut distances: Vec<f64> = ordered
        .iter()
        .map(|event| (event.x() - x).hypot(event.y() - y))
        .collect();
    distances.sort_unstable_by(f64::total_cmp);
    let standard = (distances.iter().map(|d| d * d).sum::<f64>() / m).sqrt();
    let median = quantile(&distances, 0.5);
    let radius = 0.9 * standard.min(median / std::f64::consts::LN_2.sqrt()) * m.powf(-0.2);
    if radius > 0.0 {
        Value::Known(Metres(radius))
    } else {
        Value::Undefined(Reason::NoVariation)
    }
}

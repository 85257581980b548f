//! The rule of Cronie and van Lieshout.

use std::f64::consts::PI;

use geo::{Area, MultiPolygon};
use rayon::prelude::*;

use super::candidates::Places;
use super::inside::window_holds;
use crate::metres::Position;
use crate::value::{Reason, Value};

/// (Σ 1 / f(xᵢ) − |W|)², with f the Gaussian intensity of standard deviation `sigma` (metres), the event itself included,
/// without edge correction, and |W| the area of the window: the true intensity makes it zero on average (Cronie & van
/// Lieshout 2018, doi:10.1093/biomet/asy001). In m⁴; small is good.
///
/// Coincident events are no harm: an event always counts itself. Undefined as [`super::select`] says, and where `sigma`
/// is not positive (`NoVariation`). Time O(p²) over p distinct places, less where σ is small.
#[must_use]
pub fn cronie_van_lieshout_criterion(
    events: &[Position],
    window: &MultiPolygon<f64>,
    sigma: f64,
) -> Value<f64> {
    if !(sigma.is_finite() && sigma > 0.0) {
        return Value::Undefined(Reason::NoVariation);
    }
    prepare(events, window).and_then(|(places, area)| {
        Value::finite(criterion(&places, area, sigma), Reason::NoVariation)
    })
}

fn prepare(events: &[Position], window: &MultiPolygon<f64>) -> Value<(Places, f64)> {
    Places::new(events).and_then(|places| {
        let area = window.unsigned_area();
        if !(area.is_finite() && area > 0.0) {
            return Value::Undefined(Reason::NoWindow);
        }
        if !window_holds(window, &places) {
            return Value::Undefined(Reason::OutsideWindow);
        }
        Value::Known((places, area))
    })
}

fn criterion(places: &Places, area: f64, sigma: f64) -> f64 {
    let inverse: Vec<f64> = (0..places.list().len())
        .into_par_iter()
        .map(|index| {
            let weight = places.list()[index].1;
            weight / (weight + places.others(index, 0.0, sigma))
        })
        .collect();
    let sum = inverse.iter().sum::<f64>() * 2.0 * PI * sigma * sigma;
    (sum - area).powi(2)
}

pub(super) fn select(events: &[Position], window: &MultiPolygon<f64>) -> Value<(f64, f64)> {
    prepare(events, window).and_then(|(places, area)| {
        places.candidates(window).map(|sigmas| {
            let mut best = (sigmas[0], f64::INFINITY);
            for sigma in sigmas {
                let found = criterion(&places, area, sigma);
                if found < best.1 {
                    best = (sigma, found);
                }
            }
            best
        })
    })
}

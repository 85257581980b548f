//! Likelihood cross-validation.

use std::f64::consts::PI;

use geo::{Area, MultiPolygon};
use rayon::prelude::*;

use super::candidates::Places;
use super::inside::{Inside, Window, window_holds};
use crate::metres::Position;
use crate::value::{Reason, Value};

/// The two terms of the criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likelihood {
    /// Σ log f₋ᵢ(xᵢ), densities per square metre.
    pub sum_log: f64,
    /// The integral of f over the window.
    pub integral: f64,
}

impl Likelihood {
    /// What is maximised: Σ log f₋ᵢ(xᵢ) − ∫ f.
    #[must_use]
    pub fn criterion(&self) -> f64 {
        self.sum_log - self.integral
    }
}

/// The cross-validated log likelihood of a Gaussian intensity of standard deviation `sigma` (metres) with uniform edge
/// correction: f₋ᵢ(x) = Σ_{j≠i} k(x − xⱼ) / e(x), and ∫ f over the window, all events included (Loader 1999,
/// doi:10.1007/b98858; the edge correction of Diggle 1985, doi:10.2307/2347366).
///
/// Exact on a rectangle, where both e and ∫ f are products of integrals along the axes. On any other window, masses of
/// cells, of which the longer side has 128. An event is left out of its own sum, never subtracted from it, and the
/// logarithm is taken about the nearest other event: nothing underflows, however lonely an event is.
///
/// Undefined as [`super::select`] says (coincident events included), and where `sigma` is not positive (`NoVariation`).
/// Time O(m²), less where σ is small; on windows other than rectangles O(m · cells within reach) as well.
#[must_use]
pub fn likelihood(
    events: &[Position],
    window: &MultiPolygon<f64>,
    sigma: f64,
) -> Value<Likelihood> {
    prepare(events, window, sigma).and_then(|(places, window)| {
        let found = evaluate(&places, &window.kernel(sigma), sigma);
        Value::finite(found.criterion(), Reason::NoVariation).map(|_| found)
    })
}

/// log f₋ᵢ(xᵢ) for every event, in the order given, per square metre: see [`likelihood()`].
#[must_use]
pub fn leave_one_out(
    events: &[Position],
    window: &MultiPolygon<f64>,
    sigma: f64,
) -> Value<Vec<f64>> {
    prepare(events, window, sigma).map(|(places, window)| {
        let kernel = window.kernel(sigma);
        events
            .iter()
            .filter_map(|event| places.index_of(*event))
            .map(|index| terms(&places, &kernel, sigma, index).0)
            .collect()
    })
}

fn prepare(events: &[Position], window: &MultiPolygon<f64>, sigma: f64) -> Value<(Places, Window)> {
    if !(sigma.is_finite() && sigma > 0.0) {
        return Value::Undefined(Reason::NoVariation);
    }
    Places::new(events).and_then(|places| {
        if places.list().iter().any(|(_, events)| *events > 1.0) {
            return Value::Undefined(Reason::CoincidentPoints);
        }
        let area = window.unsigned_area();
        let Some(prepared) = Window::new(window).filter(|_| area.is_finite() && area > 0.0) else {
            return Value::Undefined(Reason::NoWindow);
        };
        if !window_holds(window, &places) {
            return Value::Undefined(Reason::OutsideWindow);
        }
        Value::Known((places, prepared))
    })
}

/// log f₋ᵢ(xᵢ), and the event's part of ∫ f.
fn terms(places: &Places, kernel: &Inside<'_>, sigma: f64, index: usize) -> (f64, f64) {
    let (mass, integral) = kernel.about(places.list()[index].0);
    let nearest = places.nearest(index);
    let variance = sigma * sigma;
    let log = places.others(index, nearest, sigma).ln()
        - nearest / (2.0 * variance)
        - (2.0 * PI * variance).ln()
        - mass.ln();
    (log, integral)
}

fn evaluate(places: &Places, kernel: &Inside<'_>, sigma: f64) -> Likelihood {
    let terms: Vec<(f64, f64)> = (0..places.list().len())
        .into_par_iter()
        .map(|index| terms(places, kernel, sigma, index))
        .collect();
    Likelihood {
        sum_log: terms.iter().map(|(log, _)| log).sum(),
        integral: terms.iter().map(|(_, integral)| integral).sum(),
    }
}

pub(super) fn select(
    events: &[Position],
    window: &MultiPolygon<f64>,
    snapped: bool,
) -> Value<(f64, f64)> {
    prepare(events, window, 1.0).and_then(|(places, prepared)| {
        if snapped {
            return Value::Undefined(Reason::SnappedPoints);
        }
        places.candidates(window).map(|sigmas| {
            let mut best = (sigmas[0], f64::NEG_INFINITY);
            for sigma in sigmas {
                let found = evaluate(&places, &prepared.kernel(sigma), sigma).criterion();
                if found > best.1 {
                    best = (sigma, found);
                }
            }
            best
        })
    })
}

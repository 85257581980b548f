//! Two densities against each other.

use super::Surface;
use crate::metres::Metres;
use crate::value::{Reason, Value};

/// A density of cases against one of controls, cell by cell from the south-west.
#[derive(Debug, Clone, PartialEq)]
pub struct Dual {
    /// ρ = log f − log g, natural, of densities that integrate to one: 0 where a place has its share of both.
    pub log_ratio: Vec<Value<f64>>,
    /// λ₁ − λ₂, cases less controls, per square kilometre.
    pub difference_per_km2: Vec<f64>,
}

/// The log relative risk ρ(s) = log(λ₁(s) / m₁) − log(λ₂(s) / m₂) and the difference λ₁ − λ₂ (Bithell 1990,
/// doi:10.1002/sim.4780090616; Kelsall & Diggle 1995, doi:10.2307/3318678). Both surfaces have the same grid, kernel,
/// bandwidth and edge correction. `cases_total` and `controls_total` are what they integrate to over the window: the
/// number of events, or [`Surface::integral_over`] under the uniform correction, which does not keep it. The log of the
/// ratio of intensities, λ₁ / λ₂, is ρ + log(m₁ / m₂).
///
/// A ratio is undefined, and never clamped to a floor, with
///
/// - [`Reason::TooFewControls`] where fewer controls than `min_controls` (5 is usual) are expected under one kernel,
///   λ₂ π h², with h the bandwidth as given; or none at all;
/// - [`Reason::NoEvents`] where there are enough controls and no cases: ρ is minus infinity there.
///
/// A cell that one of the surfaces lacks has no controls, and counts as zero in the difference. Time O(cells).
///
/// ```
/// use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, dual, surface};
/// use hotspur_core::{Grid, Metres, Position};
/// let grid = Grid::new(0.0, 0.0, 10.0, 50, 50).unwrap();
/// let params = DensityParams { kernel: Kernel::Quartic, bandwidth: Metres(100.0), cell: Metres(10.0) };
/// let at = |weight| surface(&[WeightedPlace { position: Position::new(250.0, 250.0).unwrap(), weight }], &grid, &params);
/// let found = dual(&at(8.0), &at(40.0), 8.0, 40.0, 5.0, params.bandwidth);
/// assert!(found.log_ratio[25 * 50 + 25].known().unwrap().abs() < 1e-12);
/// assert!(found.log_ratio[0].known().is_none());
/// ```
#[must_use]
pub fn dual(
    cases: &Surface,
    controls: &Surface,
    cases_total: f64,
    controls_total: f64,
    min_controls: f64,
    bandwidth: Metres,
) -> Dual {
    let ground = std::f64::consts::PI * bandwidth.0 * bandwidth.0;
    let cells = cases
        .per_square_metre
        .len()
        .max(controls.per_square_metre.len());
    let pairs = (0..cells).map(|cell| {
        let at = |surface: &Surface| surface.per_square_metre.get(cell).copied().unwrap_or(0.0);
        (at(cases), at(controls))
    });
    let log_ratio = pairs
        .clone()
        .map(|(case, control)| {
            let enough = control > 0.0 && controls_total > 0.0 && control * ground >= min_controls;
            if !enough {
                Value::Undefined(Reason::TooFewControls)
            } else if !(case > 0.0 && cases_total > 0.0) {
                Value::Undefined(Reason::NoEvents)
            } else {
                let rho = (case / cases_total).ln() - (control / controls_total).ln();
                Value::finite(rho, Reason::NoEvents)
            }
        })
        .collect();
    Dual {
        log_ratio,
        difference_per_km2: pairs
            .map(|(case, control)| (case - control) * 1e6)
            .collect(),
    }
}

//! By how much members of a family differ more than chance.

use crate::value::{Reason, Value};

/// With fewer members φ would be a guess.
pub const FEWEST_FOR_DISPERSION: usize = 5;

/// The share of members that is drawn in at either end before φ is reckoned.
const WINSORISED: f64 = 0.1;

/// The overdispersion of a family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overdispersion {
    /// φ of winsorised z: the mean of their squares.
    pub phi: f64,
    /// The same of z as they are.
    pub unwinsorised: f64,
    /// Members that it was reckoned from.
    pub members: usize,
}

impl Overdispersion {
    /// Whether limits are widened: where φ is above one.
    #[must_use]
    pub fn is_applied(&self) -> bool {
        self.phi > 1.0
    }
}

/// φ = Σ z² / I, with z = (O − E) / √E winsorised: those beyond the tenth and the ninetieth percentile (type 7 of Hyndman and Fan, R's own)
/// are drawn in to it, so that the outliers that a funnel should show do not widen it (Spiegelhalter 2005, doi:10.1002/sim.1970,
/// section on over-dispersion, multiplicative model: the variance of every member is φ times that of Poisson).
///
/// Undefined with fewer than [`FEWEST_FOR_DISPERSION`] members or where a z is not finite. Time O(I log I).
///
/// ```
/// use hotspur_core::track::family::overdispersion;
/// let found = overdispersion(&[-3.0, -1.0, 0.0, 1.0, 30.0]).known().unwrap();
/// assert!(found.phi < found.unwinsorised && found.is_applied());
/// ```
#[must_use]
pub fn overdispersion(z: &[f64]) -> Value<Overdispersion> {
    if z.iter().any(|z| !z.is_finite()) {
        return Value::Undefined(Reason::NotFinite);
    }
    if z.len() < FEWEST_FOR_DISPERSION {
        return Value::Undefined(Reason::TooFewUnits);
    }
    let mut sorted = z.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (
        percentile(&sorted, WINSORISED),
        percentile(&sorted, 1.0 - WINSORISED),
    );
    // Over the sorted list, so that the order of members cannot move the last digit.
    let mean = |of: &dyn Fn(f64) -> f64| {
        sorted.iter().map(|z| of(*z).powi(2)).sum::<f64>() / sorted.len() as f64
    };
    Value::Known(Overdispersion {
        phi: mean(&|z| z.clamp(low, high)),
        unwinsorised: mean(&|z| z),
        members: z.len(),
    })
}

/// Type 7 of Hyndman & Fan (1996, doi:10.1080/00031305.1996.10473566), of a sorted list that is not empty.
fn percentile(sorted: &[f64], p: f64) -> f64 {
    let at = (sorted.len() - 1) as f64 * p;
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

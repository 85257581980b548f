//! Indirect standardisation: what each area would count at the common rate.

use crate::value::{Reason, Value};

/// Eᵢ = Pᵢ · ΣO / ΣP over the areas with a known exposure, so that ΣE = ΣO there. Undefined where the exposure is, or
/// where no exposure is known at all. Time O(n).
///
/// ```
/// use hotspur_core::{Value, rate::expected};
/// let found = expected(&[30, 10], &[Value::Known(100.0), Value::Known(300.0)]);
/// assert_eq!(found, [Value::Known(10.0), Value::Known(30.0)]);
/// ```
#[must_use]
pub fn expected(observed: &[u64], exposure: &[Value<f64>]) -> Vec<Value<f64>> {
    let (mut events, mut exposed) = (0_u64, 0.0);
    for (count, size) in observed.iter().zip(exposure) {
        if let Value::Known(size) = size {
            events += count;
            exposed += size;
        }
    }
    let rate = Value::ratio(events as f64, exposed, Reason::NoExposure);
    exposure
        .iter()
        .map(|size| size.and_then(|size| rate.map(|rate| size * rate)))
        .collect()
}

//! The location quotient.

use crate::value::{Reason, Value};

/// (Oᵢ / all rows of its kind in area i) / (ΣO / all rows of the kind): above one where the area has more of the theme
/// than its other crime would suggest; a question of mix, not of risk (Brantingham & Brantingham 1998,
/// Crime Prevention Studies 8, 263-288). Undefined where the area or the theme has no rows.
///
/// ```
/// use hotspur_core::{Value, rate::location_quotient};
/// assert_eq!(location_quotient(20, 100, 100, 1_000), Value::Known(2.0));
/// ```
#[must_use]
pub fn location_quotient(area: u64, area_kind: u64, all: u64, all_kind: u64) -> Value<f64> {
    let here = Value::ratio(area as f64, area_kind as f64, Reason::NoEvents);
    let everywhere = Value::ratio(all as f64, all_kind as f64, Reason::NoEvents);
    here.and_then(|here| {
        everywhere.and_then(|everywhere| Value::ratio(here, everywhere, Reason::NoEvents))
    })
}

//! How many people would have to be at risk for a rate to be ordinary.

use crate::exposure::RESIDENTS;
use crate::rate::RateRatio;
use crate::theme::Theme;
use crate::value::{Reason, Value};

/// The exposure at which an area's rate equals the reference's: rate ratio × residents.
///
/// For themes whose victims are visitors while the exposure is residents: a town centre's count belongs to everyone who
/// comes there, and how many they are decides whether its rate is high. Nothing is claimed about how many there were. With
/// `O` events among `P` residents and `R` in the reference's `P_R`, (O / P) / (R / P_R) = 1 at P = O · P_R / R.
///
/// ```
/// use hotspur_core::flag::people_to_be_ordinary;
/// assert_eq!(people_to_be_ordinary(2.4, 7_750.0), 18_600.0);
/// ```
#[must_use]
pub fn people_to_be_ordinary(rate_ratio: f64, residents: f64) -> f64 {
    rate_ratio * residents
}

/// The same for one area and theme, where it has a meaning: for themes of visitors by residents, above the reference.
#[must_use]
pub fn break_even(
    theme: &Theme,
    exposure_name: &str,
    exposure: Value<f64>,
    ratio: Value<RateRatio>,
) -> Value<f64> {
    if !theme.visitors || exposure_name != RESIDENTS {
        return Value::Undefined(Reason::NotOfVisitors);
    }
    exposure.and_then(|residents| {
        ratio.and_then(|found| {
            if found.ratio > 1.0 {
                Value::finite(
                    people_to_be_ordinary(found.ratio, residents),
                    Reason::NoReference,
                )
            } else {
                Value::Undefined(Reason::NotAbove)
            }
        })
    })
}

//! Exposure: what a rate divides by, and the one fallback that is allowed.

use crate::area::Areas;
use crate::theme::Theme;
use crate::value::{Reason, Value};

/// The exposure that every study may fall back on for a theme by household.
pub const RESIDENTS: &str = "residents";
/// The exposure of themes whose victims are homes.
pub const HOUSEHOLDS: &str = "households";

/// The exposure that a theme's rates divide by, area by area.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    /// The name of the exposure used.
    pub name: String,
    /// Whether residents stand in for households, because no area knows its households.
    pub fell_back: bool,
    /// One value an area, in the order of the areas.
    pub values: Vec<Value<f64>>,
}

impl Exposure {
    /// Chooses the exposure of a theme. A theme by household falls back to residents where no area knows its
    /// households and some know their residents: one denominator serves all areas, never a mixture.
    #[must_use]
    pub fn of(theme: &Theme, areas: &Areas) -> Self {
        let asked = theme.exposure.as_str();
        let known = |name: &str| {
            areas
                .list()
                .iter()
                .any(|area| area.exposures.contains_key(name))
        };
        let fell_back = asked == HOUSEHOLDS && !known(HOUSEHOLDS) && known(RESIDENTS);
        let name = if fell_back { RESIDENTS } else { asked };
        Self {
            name: name.to_owned(),
            fell_back,
            values: values(name, areas),
        }
    }
}

/// An exposure by name, area by area; zero and less are undefined, since nothing divides by them.
#[must_use]
pub fn values(name: &str, areas: &Areas) -> Vec<Value<f64>> {
    areas
        .list()
        .iter()
        .map(|area| match area.exposures.get(name) {
            None => Value::Undefined(Reason::NoExposure),
            Some(size) if *size > 0.0 && size.is_finite() => Value::Known(*size),
            Some(_) => Value::Undefined(Reason::ZeroExposure),
        })
        .collect()
}

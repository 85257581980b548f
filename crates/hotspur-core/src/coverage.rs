//! How much of each theme has a location.

use crate::theme::{Offence, Themes};
use crate::value::{Reason, Value};

/// Rows with and without a location, by offence type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Located rows, by offence number.
    pub located: Vec<u64>,
    /// Unlocated rows, by offence number.
    pub unlocated: Vec<u64>,
}

impl Coverage {
    /// The share of a theme's rows that have a location, 0 to 1. It is one number for the whole of the data, since a
    /// row without a location belongs to no area.
    ///
    /// Below 85 % a map of the theme may mislead: the first estimate of a minimum hit rate by Ratcliffe 2004
    /// (doi:10.1080/13658810310001596076).
    #[must_use]
    pub fn share(&self, theme: usize, themes: &Themes) -> Value<f64> {
        let sum = |rows: &[u64]| -> u64 {
            rows.iter()
                .zip(0_u16..)
                .filter(|(_, number)| themes.of(Offence(*number)).contains(&theme))
                .map(|(count, _)| count)
                .sum()
        };
        let (located, unlocated) = (sum(&self.located), sum(&self.unlocated));
        Value::ratio(
            located as f64,
            (located + unlocated) as f64,
            Reason::NoEvents,
        )
    }
}

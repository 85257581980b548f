//! What part of the incidents a question is about.

use crate::incident::Incidents;
use crate::when::Period;

/// A selection of incidents. A map asks about all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    /// The period asked about; all time where none is given.
    pub period: Option<Period>,
}

impl Selection {
    /// Everything.
    #[must_use]
    pub const fn all() -> Self {
        Self { period: None }
    }

    /// Whether a row of the incidents is asked about.
    #[must_use]
    pub fn holds(&self, incidents: &Incidents, row: usize) -> bool {
        self.period
            .is_none_or(|period| period.holds(incidents.when()[row]))
    }
}

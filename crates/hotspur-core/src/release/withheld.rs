//! What was withheld and how well it is protected: for the analyst, and for whoever signs the release.

use crate::analysis::Question;
use crate::disclosure::{Interval, Status};

use super::control::Decided;
use super::opened::{Open, OpenCounted};
use super::tables::What;

/// Why a count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is below its threshold.
    Primary,
    /// Others could be reckoned from it.
    Complementary,
}

impl Why {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "below the threshold",
            Self::Complementary => "complementary",
        }
    }
}

/// A count that is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The table: `area x theme`, `theme x time`, `study area` or `places`.
    pub table: &'static str,
    /// The area's code, the slot of time or nothing.
    pub row: String,
    /// The key of what is counted.
    pub counted: String,
    /// The true count.
    pub value: u64,
    /// Why.
    pub why: Why,
    /// What an attacker can say of it, who knows all that is shown; nothing for complementary ones.
    pub interval: Option<Interval>,
}

/// What was withheld.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withholding {
    /// Count by count.
    pub list: Vec<Withheld>,
}

impl Withholding {
    pub(super) fn of(decided: &Decided, counted: &[OpenCounted], question: &Question) -> Self {
        let mut found = Self::default();
        let areas = question.areas.list();
        for (cell, what) in decided.tables.what.iter().enumerate() {
            let (table, row, number) = match *what {
                What::Area(area, counted) => {
                    ("area x theme", areas[area as usize].code.clone(), counted)
                }
                What::Study(counted) => ("study area", String::new(), counted),
                What::Time(slot, counted) => {
                    ("theme x time", decided.tables.slots[slot].clone(), counted)
                }
                What::Place(counted, _) => ("places", String::new(), counted),
                What::Derived | What::Own | What::Known => continue,
            };
            if decided.open[cell] == Some(Open::Withheld) {
                let protected = decided.protected.as_ref();
                let primary = protected.is_some_and(|found| found.status[cell] == Status::Primary);
                found.list.push(Withheld {
                    table,
                    row,
                    counted: counted[number].key.clone(),
                    value: decided.tables.system.value(cell),
                    why: if primary {
                        Why::Primary
                    } else {
                        Why::Complementary
                    },
                    interval: protected.and_then(|found| found.intervals[cell]),
                });
            }
        }
        found
    }
}

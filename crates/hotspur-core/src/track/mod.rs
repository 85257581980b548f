//! Targets: on track or not, and is it real?
//!
//! Each part is a file or folder of its own; [`Track`] holds what is asked of each, and [`Targets`] what is answered.

mod adjusted;
pub mod printed;

mod aim;
mod beside;
mod change;
pub mod family;
mod harm;
mod indicator;
mod noise;
mod of_count;
mod of_share;
mod of_survey;
mod part;
mod perception;
mod points;
mod priorities;
mod projection;
mod season;
mod series;
mod share;
mod spearman;
mod status;
mod tracked;
mod year;

pub use adjusted::{
    Adjusted, AdjustedArea, AdjustedFit, Covariate, CovariateEffect, FEWEST_AREAS_AN_ATTRIBUTE,
    MOST_LEVERAGE, NotAdjusted, adjust_for,
};
pub use aim::{Aimed, AimedBy};
pub use beside::{Beside, BesideAsked, beside};
pub use change::{Change, change};
pub use harm::{
    FEWEST_EFFECTIVE, Harm, HarmOf, HarmTotal, HarmWeight, HarmWeights, NoHarm, harm, harm_limits,
};
pub use indicator::{Aim, Figure, Indicator, Intended, Measure, Narrowed, Record, Target, Whose};
pub use noise::{ASSUMED_DEGREES, ASSUMED_DISPERSION, Counts, Noise};
pub use part::{Baseline, Compared, Part};
pub use perception::{
    NotBeside, Parting, Perception, PerceptionArea, Recorded, Stands, Survey, SurveyRow, Worse,
    perception, recorded,
};
pub use points::points;
pub use priorities::{
    Basis, COUNTS_OF_STUDY, CountsEvidence, Mark, Priorities, PriorityTheme, Raised, Raiser,
    RestsOn, SIGNIFICANT_VOLUME, priorities,
};
pub use projection::{Outlook, Projection};
pub use season::{ASSUMED_AMPLITUDE, Season, Years};
pub use series::{FocusGroup, LEAST_INSIDE};
pub use share::{Growth, Share, ShareOutlook};
pub use spearman::{FEWEST_RANKED, Spearman, spearman};
pub use status::Status;
pub use tracked::Tracked;
pub use year::{MONTHS, Year};

use std::collections::BTreeSet;

use crate::analysis::{Findings, Question};
use crate::change::Break;
use crate::when::Month;
use family::{Family, FamilyFound};

/// What is tracked.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// The year.
    pub year: Year,
    /// Its last month that is counted.
    pub as_at: Month,
    /// The year that changes are measured from.
    pub baseline: Option<Year>,
    /// Months that the data hold any row of, up to the date.
    pub all_held: BTreeSet<Month>,
    /// Those of the year.
    pub held: BTreeSet<Month>,
    /// Breaks of the series of the forces that recorded the rows.
    pub breaks: Vec<Break>,
    /// Whether a word is given across them.
    pub across_breaks: bool,
    /// The level of intervals.
    pub level: f64,
    /// The chance of meeting a target from which it is on track, and below one less which off.
    pub confident: f64,
    /// What must be known of the date.
    pub noted: Vec<String>,
    /// What is tracked.
    pub indicators: Vec<Indicator>,
    /// Areas that are told together.
    pub groups: Vec<FocusGroup>,
    /// The seed of random draws.
    pub seed: u64,
    /// Areas that this one is compared with, by indicator and year.
    pub family: Option<Vec<Family>>,
    /// What stands beside targets.
    pub beside: BesideAsked,
    /// Printed figures, and the targets that they are part of.
    pub printed: printed::PrintedAsk,
}

impl Track {
    /// The months of the year that are counted, in order.
    pub fn counted_months(&self) -> impl Iterator<Item = Month> + Clone {
        self.held.iter().copied()
    }

    /// Their places in the year.
    #[must_use]
    pub fn places(&self) -> Vec<usize> {
        self.counted_months()
            .filter_map(|month| self.year.place(month))
            .collect()
    }

    /// Months of the year up to the date that the data hold no row of.
    #[must_use]
    pub fn missing(&self) -> Vec<Month> {
        (self.year.months())
            .filter(|month| *month <= self.as_at && !self.held.contains(month))
            .collect()
    }

    /// Whether the data hold every month of a year.
    #[must_use]
    pub fn holds(&self, year: Year) -> bool {
        year.months().all(|month| self.all_held.contains(&month))
    }

    /// The years before that hold every month, in order.
    fn whole_years(&self) -> Vec<Year> {
        let Some(first) = self.all_held.first() else {
            return Vec::new();
        };
        let back = (self.year.0.0 - first.0) / 12 + 1;
        (1..=back)
            .rev()
            .map(|years| self.year.later(-years))
            .filter(|year| self.holds(*year))
            .collect()
    }

    /// The months of the year up to the date, each with what is counted, or nothing where the data do not hold it.
    fn months_told(&self, counted: impl Fn(Month) -> u64) -> Vec<(Month, Option<u64>)> {
        (self.year.months())
            .filter(|month| *month <= self.as_at)
            .map(|month| (month, self.held.contains(&month).then(|| counted(month))))
            .collect()
    }
}

/// What is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Targets {
    /// What was asked.
    pub track: Track,
    /// Whether rows without a location count in the study area.
    pub unlocated_counted: bool,
    /// Indicator by indicator.
    pub indicators: Vec<Tracked>,
    /// The areas compared.
    pub family: Option<Vec<FamilyFound>>,
    /// What stands beside targets.
    pub beside: Beside,
    /// What does not follow from the rest of what is printed, and more of that kind.
    pub printed: printed::PrintedFound,
}

/// Follows the indicators of a study.
#[must_use]
pub fn targets(question: &Question, findings: &Findings, track: &Track) -> Targets {
    let unlocated_counted = series::counts_unlocated(question, findings);
    Targets {
        track: track.clone(),
        unlocated_counted,
        indicators: (track.indicators.iter())
            .map(|indicator| {
                tracked::tracked(question, findings, track, indicator, unlocated_counted)
            })
            .collect(),
        family: (track.family.as_deref()).map(|families| family::compare_all(families, track.seed)),
        beside: beside(question, findings, &track.beside),
        printed: printed::recompute(&track.printed),
    }
}

//! Two periods compared: what rose, what fell and what is not told from chance, area by area, and what became of the places that
//! were or are hot.

mod count;
mod judged;
mod like;
mod places;
mod side;

pub use judged::{Family, ThingCompared, Unit};
pub use like::{LikeMonths, WhyLeftOut, like_months};
pub use places::{ChangedPlace, ThingPlaces};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::change::{Break, ChangeRule};
use crate::coverage::Coverage;
use crate::focus::Focus;
use crate::incident::Incidents;
use crate::tally::Counted;
use crate::theme::Themes;
use side::Side;

/// What is compared with what.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compare {
    /// The months of either period.
    pub months: LikeMonths,
    /// What is counted.
    pub things: Vec<Counted>,
    /// The breaks of the series that are crossed on purpose.
    pub breaks: Vec<Break>,
    /// How changes are tested.
    pub rule: ChangeRule,
    /// The study that holds the earlier period, where it is not this one.
    pub earlier: Option<Arc<Earlier>>,
}

/// Another study, which holds the earlier period. Its incidents are counted in the areas of the later study, on whose ground they fall.
#[derive(Debug)]
pub struct Earlier {
    /// Its name.
    pub name: String,
    /// Its located incidents, in metres on the plane of the later study.
    pub incidents: Incidents,
    /// Its themes; those of the later study are found among them by key.
    pub themes: Themes,
    /// How much of each of its offence types has a location.
    pub coverage: Coverage,
    /// The exposures of each area of the later study, then.
    pub exposures: Vec<BTreeMap<String, f64>>,
    /// The share of people whose area bears another code now, where areas were looked up.
    pub moved: Option<f64>,
}

/// An earlier study is equal to itself alone: what it holds is too much to compare.
impl PartialEq for Earlier {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub compare: Compare,
    /// Of which part of the study area.
    pub focus: Focus,
    /// The areas compared, or the part.
    pub units: Vec<Unit>,
    /// Thing by thing.
    pub things: Vec<ThingCompared>,
    /// What became of the places that were or are hot, for the things that the run has cells of.
    pub places: Vec<ThingPlaces>,
    /// Events of the earlier study in none of the areas, where there is one.
    pub outside: Option<u64>,
}

/// Compares two periods by area and by place.
///
/// Cells of both periods lie on the same grid and are hot by the same rule as those of the main job. Time O(rows · things + cells).
#[must_use]
pub fn compare_periods(
    question: &Question,
    findings: &Findings,
    ask: &Ask,
    compare: &Compare,
) -> Comparison {
    let earlier = Side::before(question, findings, ask, compare);
    let later = Side::after(question, findings, ask, compare);
    let units = judged::units(question, &ask.focus);
    let things = judged::judged(question, compare, &units, (&earlier, &later));
    Comparison {
        places: places::places(
            question,
            findings,
            ask,
            &things,
            (&earlier, &later),
            compare,
        ),
        outside: compare.earlier.as_ref().map(|_| count::outside(&earlier)),
        compare: compare.clone(),
        focus: ask.focus.clone(),
        units,
        things,
    }
}

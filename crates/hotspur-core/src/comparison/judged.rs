//! Changes by area and thing, judged together.

use crate::analysis::Question;
use crate::change::{Compared, Counted as Exposed, Judged, compare, judge};
use crate::exposure::RESIDENTS;
use crate::focus::Focus;
use crate::tally::Counted;
use crate::value::{Reason, Value};

use super::Compare;
use super::count::{Counts, counts};
use super::side::Side;

/// What a line of the comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// An area, by number.
    Area(u32),
    /// The part asked about, where it is a circle or a polygon.
    Part,
}

/// The changes among which one is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// All crime and all incidents, in every area.
    Totals,
    /// The priority themes, in every area.
    Priority,
    /// The other themes, in every area.
    Other,
}

impl Family {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Totals => "areas × totals",
            Self::Priority => "areas × priority themes",
            Self::Other => "areas × other themes",
        }
    }
}

/// One thing compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ThingCompared {
    /// What is counted.
    pub counted: Counted,
    /// The changes among which its own are judged.
    pub family: Family,
    /// The share of its rows that have a location, before and after.
    pub located: (Value<f64>, Value<f64>),
    /// The theme that holds the same events, where a total holds no others: its changes are told there, and not tested twice.
    pub same_as: Option<Counted>,
    /// Why it is not compared, if it is not; then there are no changes.
    pub refused: Option<Reason>,
    /// The name of the exposure that counts are also divided by, where two studies know one each.
    pub exposure: Option<String>,
    /// The study area's own change, judged among those of all things.
    pub study_area: Option<Judged>,
    /// The change of each unit, in their order.
    pub units: Vec<Judged>,
}

impl ThingCompared {
    /// Whether it has changes of its own.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.refused.is_none() && self.same_as.is_none()
    }
}

/// The areas compared: those asked about, or all; the part itself where it is a circle or a polygon.
pub(super) fn units(question: &Question, focus: &Focus) -> Vec<Unit> {
    if !focus.is_of_areas() {
        return vec![Unit::Part];
    }
    if focus.areas.is_empty() {
        let all = 0..u32::try_from(question.areas.len()).unwrap_or(u32::MAX);
        return all.map(Unit::Area).collect();
    }
    focus.areas.iter().copied().map(Unit::Area).collect()
}

/// Compares every thing in every unit and in the study area.
///
/// q is Benjamini and Hochberg's over all units and all things of a family together; the study area's own changes are a family of
/// their own.
pub(super) fn judged(
    question: &Question,
    asked: &Compare,
    units: &[Unit],
    (before, after): (&Side, &Side),
) -> Vec<ThingCompared> {
    let (was, is) = (counts(before, units), counts(after, units));
    let mut things: Vec<ThingCompared> = (0..asked.things.len())
        .map(|at| ThingCompared {
            same_as: same_as(asked, at, &|one, other| {
                was[one] == was[other] && is[one] == is[other]
            }),
            ..thing(question, asked, at, (before, after))
        })
        .collect();
    let told: Vec<usize> = (0..things.len())
        .filter(|at| things[*at].is_told())
        .collect();
    let base = |at: usize| Base {
        question,
        before,
        after,
        exposure: things[at].exposure.as_deref(),
    };
    let changes: Vec<(Compared, Vec<Compared>)> = (0..things.len())
        .map(|at| base(at).changes(asked, units, (&was[at], &is[at])))
        .collect();
    for family in [Family::Totals, Family::Priority, Family::Other] {
        let of_family = |at: &usize| things[*at].family == family;
        let members: Vec<usize> = told.iter().copied().filter(of_family).collect();
        let all: Vec<Compared> = (members.iter())
            .flat_map(|at| changes[*at].1.iter().copied())
            .collect();
        let mut verdicts = judge(&all, &asked.rule).into_iter();
        for at in members {
            things[at].units = verdicts.by_ref().take(units.len()).collect();
        }
    }
    let all: Vec<Compared> = told.iter().map(|at| changes[*at].0).collect();
    for (at, verdict) in told.into_iter().zip(judge(&all, &asked.rule)) {
        things[at].study_area = Some(verdict);
    }
    things
}

/// The theme that a total is the same as: `equal` tells by number whether two things have the same counts, of which some are events.
fn same_as(asked: &Compare, at: usize, equal: &dyn Fn(usize, usize) -> bool) -> Option<Counted> {
    let is_theme = |thing: &Counted| matches!(thing, Counted::Theme(_));
    if is_theme(&asked.things[at]) {
        return None;
    }
    let themes = (asked.things.iter().enumerate()).filter(|(_, thing)| is_theme(thing));
    let mut same = themes.filter(|(other, _)| equal(at, *other));
    same.next().map(|(_, thing)| *thing)
}

/// A thing before it is counted: how well it is located, and whether it can be compared.
fn thing(
    question: &Question,
    asked: &Compare,
    at: usize,
    (before, after): (&Side, &Side),
) -> ThingCompared {
    let counted = asked.things[at];
    let share = |side: &Side| {
        let thing = Value::from_option(side.things[at], Reason::NotInBoth);
        thing.and_then(|thing| (side.coverage).share_in(thing, side.months, side.themes))
    };
    let located = (share(before), share(after));
    let least = question.params.rule.min_located_share;
    let poor = |share: Value<f64>| share.known().is_some_and(|share| share < least);
    ThingCompared {
        counted,
        family: family(question, counted),
        same_as: None,
        refused: if before.things[at].is_none() {
            Some(Reason::NotInBoth)
        } else if poor(located.0) || poor(located.1) {
            Some(Reason::PoorlyLocated)
        } else {
            None
        },
        located,
        exposure: before.earlier.and_then(|_| {
            let name = exposure_name(question, counted);
            let known = |unit: u32| sizes(question, before, name, unit).is_some();
            let all = 0..u32::try_from(question.areas.len()).unwrap_or(0);
            all.into_iter().all(known).then(|| name.to_owned())
        }),
        study_area: None,
        units: Vec::new(),
    }
}

fn family(question: &Question, counted: Counted) -> Family {
    match counted {
        Counted::Theme(theme) if question.themes.list()[theme].priority => Family::Priority,
        Counted::Theme(_) => Family::Other,
        Counted::AllCrime | Counted::AllIncidents => Family::Totals,
    }
}

fn exposure_name<'a>(question: &'a Question, counted: Counted) -> &'a str {
    match counted {
        Counted::Theme(theme) => &question.themes.list()[theme].exposure,
        Counted::AllCrime | Counted::AllIncidents => RESIDENTS,
    }
}

/// The exposure of an area, then and now; nothing where either is not known.
fn sizes(question: &Question, before: &Side, name: &str, area: u32) -> Option<(f64, f64)> {
    let positive = |size: &&f64| **size > 0.0 && size.is_finite();
    let then = before.earlier?.exposures.get(area as usize)?.get(name);
    let now = question.areas.list()[area as usize].exposures.get(name);
    Some((*then.filter(positive)?, *now.filter(positive)?))
}

/// What counts are divided by: months, and people or homes where two studies know how many there were then and are now.
struct Base<'a> {
    question: &'a Question<'a>,
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    exposure: Option<&'a str>,
}

impl Base<'_> {
    fn changes(
        &self,
        asked: &Compare,
        units: &[Unit],
        (was, is): (&Counts, &Counts),
    ) -> (Compared, Vec<Compared>) {
        let change = |was: u64, is: u64, (then, now): (f64, f64)| {
            let months = |side: &Side| side.months.len() as f64;
            compare(
                Exposed::new(was, months(self.before) * then),
                Exposed::new(is, months(self.after) * now),
                &asked.rule,
            )
        };
        let of_unit = |(at, unit): (usize, &Unit)| {
            let sizes = match unit {
                Unit::Area(area) => self.sizes(*area),
                Unit::Part => (1.0, 1.0),
            };
            change(was.units[at], is.units[at], sizes)
        };
        let every = 0..u32::try_from(self.question.areas.len()).unwrap_or(0);
        let whole = match self.exposure {
            Some(_) => every
                .map(|area| self.sizes(area))
                .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1)),
            None => (1.0, 1.0),
        };
        (
            change(was.study_area, is.study_area, whole),
            units.iter().enumerate().map(of_unit).collect(),
        )
    }

    fn sizes(&self, area: u32) -> (f64, f64) {
        let name = self.exposure;
        let found = name.and_then(|name| sizes(self.question, self.before, name, area));
        found.unwrap_or((1.0, 1.0))
    }
}

//! The location analysis: how many, against the rest and against the span before; where in it, and when.

use geo::{Area as _, MultiPolygon};

use super::{Border, Counts, Focus, Spans, TopPlace, borders, counts, told, top_places};
use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::change::{ChangeRule, Compared, Counted as Exposed, Judged, compare, judge};
use crate::exposure::{Exposure, RESIDENTS};
use crate::hours::Week;
use crate::index::PlaceIndex;
use crate::tally::Counted;
use crate::value::Value;

/// Places that are named at most, of each thing counted.
pub const NAMED_PLACES: usize = 10;

/// The base of rates where there is no exposure.
pub const SQUARE_KILOMETRES: &str = "square kilometres";

/// A micro-hotspot is one of the part where they share so much of the ground of the smaller of them: a corner of a neighbour's is
/// not the part's.
const SHARED_GROUND: f64 = 0.1;

/// Areas whose sizes add up to more than this of their union overlap by more than the slips of a digitiser.
const APART: f64 = 1.001;

/// What is found in a part of the study area.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Which part.
    pub focus: Focus,
    /// Its ground.
    pub ground: MultiPolygon<f64>,
    /// The size of its ground, in square kilometres.
    pub square_kilometres: f64,
    /// The size of the study area.
    pub study_square_kilometres: f64,
    /// The span asked about and the one before.
    pub spans: Spans,
    /// All crime, all incidents, and the themes asked.
    pub counted: Vec<LocationCounted>,
    /// Who borders it.
    pub borders: Vec<Border>,
}

/// What a rate divides by, in the part and in the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// Its name: an exposure, or `square kilometres` where a circle or a polygon has none of its own.
    pub name: String,
    /// In the part.
    pub inside: f64,
    /// In the rest.
    pub elsewhere: f64,
}

/// One thing counted in a part of the study area.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationCounted {
    /// What is counted.
    pub counted: Counted,
    /// How many.
    pub counts: Counts,
    /// The share of its rows that have a location, in the span asked about.
    pub located: Value<f64>,
    /// The same in the span before; nothing where there is none.
    pub located_before: Option<Value<f64>>,
    /// What the rates divide by.
    pub base: Base,
    /// The rate in the part over that of the rest of the study area.
    pub against_rest: Judged,
    /// The part now over the part in the span before; nothing where there is none.
    pub against_before: Option<Judged>,
    /// The rest of the study area now over the same before.
    pub rest_against_before: Option<Compared>,
    /// The places that hold most.
    pub places: Vec<TopPlace>,
    /// How many places hold any.
    pub places_with_any: usize,
    /// Month by month, in the order of [`Findings::months`].
    pub months: Vec<u64>,
    /// Hour by hour of the week.
    pub week: Week,
    /// Micro-hotspots that reach into the part, by their number in [`crate::ThemeMicro::hotspots`].
    pub hotspots: Vec<usize>,
}

impl LocationCounted {
    /// Whether enough of it is located, in both spans, for a comparison to mean anything: a share below this is too low.
    #[must_use]
    pub fn is_located(&self, least: f64) -> bool {
        let enough = |share: Value<f64>| share.known().is_none_or(|share| share >= least);
        enough(self.located) && self.located_before.is_none_or(enough)
    }
}

/// The location analysis of a part of the study area.
///
/// Rates are compared by the exact conditional test of two Poisson rates and by the E-test ([`crate::change`]); q is
/// Benjamini-Hochberg over the things told, and a difference is told where the exact interval agrees. Time O(rows · things) and the queries of the R-tree.
#[must_use]
pub fn locate_answer(question: &Question, findings: &Findings, ask: &Ask) -> Location {
    let held = places_in(question, findings, &ask.focus);
    let ground = ask.focus.ground(question.areas);
    let things = things(question, ask);
    let counts = counts(question, &findings.standings, &held, ask.spans, &things);
    let bases: Vec<Base> = (things.iter())
        .map(|thing| base(question, &ask.focus, &ground, *thing))
        .collect();
    let (rest, before) = judged(&counts, &bases, ask.spans);
    let (mut rest, mut before) = (rest.into_iter(), before.into_iter());
    let counted = things.iter().zip(counts).zip(bases);
    let counted = counted.filter_map(|((thing, counts), base)| {
        let (against_before, rest_against_before) = before.next().unzip();
        let (located, located_before) = told::located(question, findings, *thing, ask.spans);
        let (months, week) = when(question, findings, &held, *thing);
        let places = top_places(question, &held, *thing, usize::MAX);
        Some(LocationCounted {
            counted: *thing,
            counts,
            located,
            located_before,
            base,
            against_rest: rest.next()?,
            against_before,
            rest_against_before,
            places_with_any: places.len(),
            places: places.into_iter().take(NAMED_PLACES).collect(),
            months,
            week,
            hotspots: hotspots(findings, &ground, *thing),
        })
    });
    Location {
        counted: counted.collect(),
        square_kilometres: ground.unsigned_area() / 1e6,
        study_square_kilometres: question.areas.study_area().unsigned_area() / 1e6,
        spans: ask.spans,
        borders: borders(question, findings, &ask.focus, &ground, &things),
        focus: ask.focus.clone(),
        ground,
    }
}

/// Which places lie in a part of the study area.
pub(crate) fn places_in(question: &Question, findings: &Findings, focus: &Focus) -> Vec<bool> {
    let places = question.incidents.places();
    focus.holds(places, &PlaceIndex::new(places), &findings.standings)
}

/// All crime, all incidents, and the themes asked: every one where none is.
pub(crate) fn things(question: &Question, ask: &Ask) -> Vec<Counted> {
    let every = 0..question.themes.list().len();
    let themes: Vec<usize> = if ask.themes.is_empty() {
        every.collect()
    } else {
        ask.themes.clone()
    };
    let totals = [Counted::AllCrime, Counted::AllIncidents];
    let themes = themes.into_iter().map(Counted::Theme);
    totals.into_iter().chain(themes).collect()
}

/// Whole areas divide by their exposure where all of them have it and they are apart: people of ground that two areas share would
/// count twice, and those in the part in the rest of it as well. Anything else divides by its ground.
fn base(question: &Question, focus: &Focus, ground: &MultiPolygon<f64>, thing: Counted) -> Base {
    // Residents stand in for households as in every other rate of the run.
    let name = match thing {
        Counted::Theme(theme) => Exposure::of(&question.themes.list()[theme], question.areas).name,
        Counted::AllCrime | Counted::AllIncidents => RESIDENTS.to_owned(),
    };
    // An area of shops may have no residents: it adds none, as long as the others have some.
    let exposure = |inside: bool| -> Option<f64> {
        let list = (0_u32..).zip(question.areas.list());
        let of = list.filter(|(number, _)| focus.areas.contains(number) == inside);
        of.map(|(_, area)| area.exposures.get(&name).copied())
            .map(|size| size.filter(|size| *size >= 0.0 && size.is_finite()))
            .sum::<Option<f64>>()
            .filter(|sum| *sum > 0.0)
    };
    if focus.is_of_areas()
        && !focus.areas.is_empty()
        && are_apart(question)
        && let (Some(inside), Some(elsewhere)) = (exposure(true), exposure(false))
    {
        return Base {
            name,
            inside,
            elsewhere,
        };
    }
    let (inside, all) = (
        ground.unsigned_area() / 1e6,
        question.areas.study_area().unsigned_area() / 1e6,
    );
    Base {
        name: SQUARE_KILOMETRES.to_owned(),
        inside,
        elsewhere: (all - inside).max(0.0),
    }
}

fn are_apart(question: &Question) -> bool {
    let list = question.areas.list().iter();
    let sum: f64 = list.map(|area| area.outline.unsigned_area()).sum();
    sum <= APART * question.areas.study_area().unsigned_area()
}

/// Each part against the rest, and each against the span before.
fn judged(
    counts: &[Counts],
    bases: &[Base],
    spans: Spans,
) -> (Vec<Judged>, Vec<(Judged, Compared)>) {
    let rule = ChangeRule::default();
    let rest = counts.iter().zip(bases).map(|(counts, base)| {
        let elsewhere = Exposed::new(counts.elsewhere, base.elsewhere);
        compare(elsewhere, Exposed::new(counts.inside, base.inside), &rule)
    });
    let rest: Vec<Compared> = rest.collect();
    let told = |changes: &[Compared]| -> Vec<Judged> {
        let judged = judge(changes, &rule).into_iter();
        judged.map(told::agreed).collect()
    };
    let Some(before) = spans.before else {
        return (told(&rest), Vec::new());
    };
    let months = |span: Option<crate::when::Period>| {
        let span = span.unwrap_or(before);
        f64::from(span.until.0 - span.from.0) / (24.0 * 60.0)
    };
    let (then, now) = (months(Some(before)), months(spans.period));
    let changed = |before: u64, after: u64| {
        compare(Exposed::new(before, then), Exposed::new(after, now), &rule)
    };
    let inside: Vec<Compared> = (counts.iter())
        .map(|counts| changed(counts.inside_before, counts.inside))
        .collect();
    let elsewhere = counts
        .iter()
        .map(|counts| changed(counts.elsewhere_before, counts.elsewhere));
    let before = told(&inside).into_iter().zip(elsewhere).collect();
    (told(&rest), before)
}

/// The months and the hours of the week of what the run selects.
fn when(
    question: &Question,
    findings: &Findings,
    held: &[bool],
    thing: Counted,
) -> (Vec<u64>, Week) {
    let incidents = question.incidents;
    let (mut months, mut week) = (vec![0; findings.months.len()], Week::default());
    for row in 0..incidents.len() {
        let chosen = held[incidents.place()[row] as usize]
            && question.params.selection.holds(incidents, row)
            && thing.holds(incidents.offence()[row], question.themes);
        if !chosen {
            continue;
        }
        let (when, events) = (incidents.when()[row], incidents.count()[row]);
        week.add_all(when, events);
        if let Ok(month) = findings.months.binary_search(&when.counted_in()) {
            months[month] += u64::from(events);
        }
    }
    (months, week)
}

/// The micro-hotspots of a thing that share ground with the part.
fn hotspots(findings: &Findings, ground: &MultiPolygon<f64>, thing: Counted) -> Vec<usize> {
    use geo::{BooleanOps, Intersects};
    let size = ground.unsigned_area();
    let shares = |outline: &MultiPolygon<f64>| {
        outline.intersects(ground)
            && outline.intersection(ground).unsigned_area()
                >= SHARED_GROUND * size.min(outline.unsigned_area())
    };
    let themes = findings.inside.iter().flat_map(|inside| &inside.themes);
    let of = themes.filter(|theme| theme.cells.counted == thing);
    of.flat_map(|theme| theme.hotspots.iter().enumerate())
        .filter(|(_, hotspot)| shares(&hotspot.outline))
        .map(|(number, _)| number)
        .collect()
}

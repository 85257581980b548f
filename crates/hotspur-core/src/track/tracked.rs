//! One indicator in every part of the study area.

use std::collections::BTreeMap;

use super::aim::Aimed;
use super::indicator::{Indicator, Measure, Record, Whose};
use super::noise::{Counts, Noise};
use super::part::Part;
use super::printed::PrintedAsk;
use super::season::{Season, Years};
use super::series::{Series, series};
use super::status::Grounds;
use super::year::Year;
use super::{BesideAsked, Track, of_count, of_share, of_survey};
use crate::analysis::{Findings, Question};
use crate::change::{Break, crossed};
use crate::tally::Counted;
use crate::value::{Reason, Value};
use crate::when::{Month, Period};

/// What is found of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    /// The indicator.
    pub indicator: Indicator,
    /// The season, which is the study area's in every part.
    pub season: Season,
    /// Its share that the months so far bring.
    pub elapsed: f64,
    /// The dispersion of months in the study area.
    pub noise: Noise,
    /// The dispersion of months in its areas.
    pub areas_noise: Noise,
    /// Breaks of the series between the baseline and the date.
    pub breaks: Vec<Break>,
    /// The study area, focus groups, areas.
    pub parts: Vec<Part>,
}

/// What all parts of an indicator share.
pub(super) struct Common<'a> {
    pub question: &'a Question<'a>,
    pub track: &'a Track,
    pub indicator: &'a Indicator,
    pub season: &'a Season,
    /// The years that the season is of, and those that only changes are measured from.
    pub whole_years: &'a [Year],
    /// Whether the rows of any month feed it.
    pub fed: bool,
    pub broken: bool,
    /// The dispersion of the study area and of areas.
    pub noise: (Noise, Noise),
}

impl Common<'_> {
    /// The dispersion of a part.
    pub const fn noise_of(&self, whose: Whose) -> Noise {
        match whose {
            Whose::StudyArea => self.noise.0,
            // What moves all areas together hardly shows in one, and shows in several.
            Whose::Group(_) if self.noise.0.dispersion > self.noise.1.dispersion => self.noise.0,
            Whose::Group(_) | Whose::Area(_) => self.noise.1,
        }
    }

    /// What the word of a part rests on.
    pub fn grounds(&self, target: Value<Aimed>, chance: Value<f64>) -> Grounds {
        Grounds {
            intended: self.indicator.intended,
            fed: self.fed,
            baseline_year: self.track.baseline == Some(self.track.year),
            broken: self.broken,
            target: target.map(|aim| aim.value),
            chance,
            confident: self.track.confident,
        }
    }

    /// The denominator of a part in a year.
    pub fn denominator(&self, whose: Whose, year: Year) -> Value<f64> {
        let Some(per) = &self.indicator.per else {
            return Value::Undefined(Reason::NoExposure);
        };
        if whose == Whose::StudyArea
            && let Some(given) = self.indicator.denominators.get(&year)
        {
            return Value::Known(*given);
        }
        let areas = self.question.areas.list();
        let of = |area: u32| areas[area as usize].exposures.get(per).copied();
        let sum: Option<f64> = match whose {
            Whose::StudyArea => areas
                .iter()
                .map(|area| area.exposures.get(per).copied())
                .sum(),
            Whose::Group(group) => (self.track.groups[group].areas.iter())
                .map(|area| of(*area))
                .sum(),
            Whose::Area(area) => of(area),
        };
        match sum {
            Some(sum) if sum > 0.0 => Value::Known(sum),
            Some(_) => Value::Undefined(Reason::ZeroExposure),
            None => Value::Undefined(Reason::NoExposure),
        }
    }
}

/// Follows an indicator. Time O(rows + parts · months).
pub(super) fn tracked(
    question: &Question,
    findings: &Findings,
    track: &Track,
    indicator: &Indicator,
    unlocated_counted: bool,
) -> Tracked {
    let track = &of_record(question, track, indicator.record);
    let theme = (indicator.measure.counted()).map(|counted| counted.key(question.themes));
    let themes: Vec<&str> = theme.into_iter().collect();
    let within = |from: Month, to: Month| -> Vec<Break> {
        let Some(span) = Period::months(from, to) else {
            return Vec::new();
        };
        let found = crossed(&track.breaks, (span, span), &[], &themes);
        found.into_iter().cloned().collect()
    };
    let breaks = match (indicator.measure.counted(), track.baseline) {
        // A break inside the year parts the months that are counted from those to come, whatever it is measured from.
        (Some(_), Some(baseline)) => within(baseline.0, track.as_at),
        (Some(_), None) => within(track.year.0, track.as_at),
        _ => Vec::new(),
    };
    let counted = series(
        question,
        findings,
        &indicator.measure,
        &track.groups,
        unlocated_counted,
    );
    let whole_years: Vec<Year> = (track.whole_years().into_iter())
        .filter(|year| within(year.0, year.last()).is_empty())
        .collect();
    let whole = counted.get(&Whose::StudyArea).cloned().unwrap_or_default();
    let season = Season::of(&of_season(&indicator.measure, &whole, &whole_years));
    let noise = noise(track, &indicator.measure, &counted, &season, &whole_years);
    let fed = match indicator.measure {
        Measure::Count(..) => whole.counts.values().any(|count| *count > 0),
        // A share of which no event in any month has the attribute is one of a value that nobody writes.
        Measure::Share(..) => whole.counts.values().any(|count| *count > 0),
        Measure::Survey => !indicator.figures.is_empty(),
    };
    let common = Common {
        question,
        track,
        indicator,
        season: &season,
        whole_years: &whole_years,
        fed,
        broken: !breaks.is_empty() && !track.across_breaks,
        noise,
    };
    let parts = counted
        .iter()
        .map(|(whose, series)| match indicator.measure {
            Measure::Count(..) => of_count::part(&common, (*whose, series), &whole),
            Measure::Share(..) => of_share::part(&common, (*whose, series), &whole),
            Measure::Survey => of_survey::part(&common, *whose),
        });
    let parts = parts.collect();
    Tracked {
        elapsed: season.elapsed(&track.places()),
        noise: noise.0,
        areas_noise: noise.1,
        breaks,
        parts,
        indicator: indicator.clone(),
        season,
    }
}

/// So many rows of a kind are expected of a month before none means that the file of that kind does not hold it.
const EXPECTED: f64 = 10.0;

/// What is tracked, of one kind of record: files of calls and of crimes begin and end apart, and a month that holds many of the one and
/// none of the other holds no count of the other.
fn of_record(question: &Question, track: &Track, record: Record) -> Track {
    let total = match record {
        Record::Crime => Some(Counted::AllCrime),
        Record::Incident => Some(Counted::AllIncidents),
        Record::Survey => None,
    };
    let rows = |month: &Month| {
        let coverage = question.coverage.months.get(month);
        total
            .zip(coverage)
            .map_or(0, |(total, coverage)| coverage.rows(total, question.themes))
    };
    let held = || track.all_held.iter().map(rows).filter(|rows| *rows > 0);
    let mean = held().sum::<u64>() as f64 / held().count() as f64;
    let holds = |month: &&Month| !(mean >= EXPECTED) || rows(month) > 0;
    Track {
        all_held: track.all_held.iter().filter(holds).copied().collect(),
        held: track.held.iter().filter(holds).copied().collect(),
        breaks: track.breaks.clone(),
        groups: track.groups.clone(),
        indicators: Vec::new(),
        noted: Vec::new(),
        family: None,
        beside: BesideAsked::default(),
        printed: PrintedAsk::default(),
        ..*track
    }
}

/// The counts that a season is of, and its noise: those of the events that a share is of, where there is one.
fn seasonal(measure: &Measure, series: &Series) -> Series {
    match measure {
        Measure::Share(..) => Series {
            counts: series.of.clone(),
            of: BTreeMap::new(),
        },
        _ => series.clone(),
    }
}

fn of_season(measure: &Measure, whole: &Series, years: &[Year]) -> Years {
    let counts = seasonal(measure, whole);
    years
        .iter()
        .map(|year| (*year, counts.of_year(*year)))
        .collect()
}

/// The dispersion of the study area's months, and of its areas'; of a share, that of the events that it is of.
fn noise(
    track: &Track,
    measure: &Measure,
    counted: &BTreeMap<Whose, Series>,
    season: &Season,
    years: &[Year],
) -> (Noise, Noise) {
    let counts = |series: &Series| {
        let series = seasonal(measure, series);
        Counts {
            years: years.iter().map(|year| series.of_year(*year)).collect(),
            so_far: (track.held.iter())
                .filter_map(|month| Some((track.year.place(*month)?, series.in_month(*month))))
                .collect(),
        }
    };
    let whole: Vec<Counts> = counted
        .get(&Whose::StudyArea)
        .map(counts)
        .into_iter()
        .collect();
    let areas: Vec<Counts> = (counted.iter())
        .filter(|(whose, _)| matches!(whose, Whose::Area(_)))
        .map(|(_, series)| counts(series))
        .collect();
    (
        Noise::of(&whole, season, true),
        Noise::of(&areas, season, true),
    )
}

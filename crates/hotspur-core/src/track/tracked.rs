//! One indicator in every part of the study area.

use std::collections::BTreeMap;

use super::indicator::{Indicator, Measure, Whose};
use super::noise::{Counts, Noise};
use super::part::Part;
use super::season::{Season, Years};
use super::series::{Series, series};
use super::year::Year;
use super::{Track, of_count, of_share, of_survey};
use crate::analysis::{Findings, Question};
use crate::change::{Break, crossed};
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
            Whose::Group(_) | Whose::Area(_) => self.noise.1,
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
) -> Tracked {
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
        (Some(_), Some(baseline)) if baseline < track.year => within(baseline.0, track.as_at),
        _ => Vec::new(),
    };
    let counted = series(question, findings, &indicator.measure, &track.groups);
    let whole_years: Vec<Year> = (track.whole_years().into_iter())
        .filter(|year| within(year.0, year.last()).is_empty())
        .collect();
    let whole = counted.get(&Whose::StudyArea).cloned().unwrap_or_default();
    let season = Season::of(&of_season(&indicator.measure, &whole, &whole_years));
    let noise = noise(track, &counted, &season, &whole_years);
    let fed = match indicator.measure {
        Measure::Count(..) => whole.counts.values().any(|count| *count > 0),
        Measure::Share(..) => whole.of.values().any(|count| *count > 0),
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
            Measure::Share(..) => of_share::part(&common, *whose, series),
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

/// The counts that a season is of: those of the events that a share is of, where there is one.
fn of_season(measure: &Measure, whole: &Series, years: &[Year]) -> Years {
    let of = Series {
        counts: whole.of.clone(),
        of: BTreeMap::new(),
    };
    let counts = match measure {
        Measure::Share(..) => &of,
        _ => whole,
    };
    years
        .iter()
        .map(|year| (*year, counts.of_year(*year)))
        .collect()
}

/// The dispersion of the study area's months, and of its areas'.
fn noise(
    track: &Track,
    counted: &BTreeMap<Whose, Series>,
    season: &Season,
    years: &[Year],
) -> (Noise, Noise) {
    let counts = |series: &Series| Counts {
        years: years.iter().map(|year| series.of_year(*year)).collect(),
        so_far: (track.held.iter())
            .filter_map(|month| Some((track.year.place(*month)?, series.in_month(*month))))
            .collect(),
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

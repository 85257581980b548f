//! Evidence: rates, intervals, flags and reasons, area by area and theme by theme.

use std::collections::BTreeMap;

use crate::analysis::Question;
use crate::busiest::BusiestPlace;
use crate::exposure::Exposure;
use crate::flag::{
    AreaFacts, Change, Class, Decision, Finding, ThemeFacts, ThemeSeries, Variations, break_even,
    decide, sentence, variations,
};
use crate::hotspot_kind::{HotspotKind, kind_of, rank_hotspots};
use crate::rate::{empirical_bayes, expected, garwood, location_quotient, p_upper};
use crate::tally::{Counted, Tally};
use crate::theme::{Kind, Theme};
use crate::value::{Reason, Value};
use crate::when::Month;

/// The busiest place of each (area, theme).
pub type Busiest = BTreeMap<(u32, usize), BusiestPlace>;

/// What is known of a theme over all areas.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeEvidence {
    /// What its rates divide by.
    pub exposure: Exposure,
    /// The share of its rows that have a location.
    pub located_share: Value<f64>,
}

/// What is known of one theme in one area; `crates/docs/fields.md` says what each is.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the documented columns of the layer"
)]
pub struct AreaTheme {
    pub count: u64,
    pub located_share: Value<f64>,
    pub expected: Value<f64>,
    pub smr: Value<f64>,
    pub smr_lower: Value<f64>,
    pub smr_upper: Value<f64>,
    pub p: Value<f64>,
    pub rr: Value<f64>,
    pub rr_lower: Value<f64>,
    pub rr_upper: Value<f64>,
    pub rr_p: Value<f64>,
    pub q: Value<f64>,
    pub dispersion: Value<f64>,
    pub rate_per_1000: Value<f64>,
    pub eb_rate_per_1000: Value<f64>,
    pub lq: Value<f64>,
    pub share: Value<f64>,
    pub months_raised: Value<u64>,
    pub break_even: Value<f64>,
    pub raised: bool,
}

/// What is known of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaEvidence {
    /// Crimes that count in it.
    pub all_crime: u64,
    /// Incidents that count in it.
    pub all_incidents: u64,
    /// Whether the rule flags it.
    pub hotspot: Option<bool>,
    /// What drives it, if it is flagged.
    pub kind: Option<HotspotKind>,
    /// Its rank among the hotspots; attractors are ranked apart.
    pub rank: Option<u64>,
    /// What the rule says of it.
    pub class: Class,
    /// What would change its flag, if it is flagged.
    pub variations: Option<Variations>,
    /// Why, in a sentence.
    pub reasons: String,
    /// Its themes.
    pub themes: Vec<AreaTheme>,
}

/// Everything that is known of areas and themes.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Area by area.
    pub areas: Vec<AreaEvidence>,
    /// Theme by theme.
    pub themes: Vec<ThemeEvidence>,
    /// What the rule decided.
    pub decision: Decision,
}

/// Gathers the evidence from the counts.
#[must_use]
pub fn gather(question: &Question, tally: &Tally, months: &[Month], busiest: &Busiest) -> Evidence {
    let declared = question.themes.list();
    let themes: Vec<ThemeEvidence> = declared
        .iter()
        .enumerate()
        .map(|(number, theme)| ThemeEvidence {
            exposure: Exposure::of(theme, question.areas),
            located_share: question.coverage.share(number, question.themes),
        })
        .collect();
    let series: Vec<ThemeSeries> = declared
        .iter()
        .enumerate()
        .map(|(number, theme)| {
            theme_series(
                question,
                tally,
                months,
                busiest,
                number,
                theme,
                &themes[number],
            )
        })
        .collect();
    let decision = decide(&series, &question.params.rule);
    let columns: Vec<Vec<AreaTheme>> = (0..declared.len())
        .map(|theme| {
            theme_column(
                question,
                tally,
                theme,
                &themes[theme],
                &series[theme],
                &decision,
            )
        })
        .collect();
    let variations = variations(&series, &decision.hotspot, &question.params.rule);
    let mut areas: Vec<AreaEvidence> = variations
        .into_iter()
        .enumerate()
        .map(|(area, variations)| {
            let themes: Vec<AreaTheme> = columns.iter().map(|column| column[area]).collect();
            let found = Gathered {
                themes,
                variations,
                decision: &decision,
            };
            area_evidence(question, tally, months, busiest, area, found)
        })
        .collect();
    rank_hotspots(&mut areas);
    Evidence {
        areas,
        themes,
        decision,
    }
}

fn theme_series(
    question: &Question,
    tally: &Tally,
    months: &[Month],
    busiest: &Busiest,
    number: usize,
    theme: &Theme,
    found: &ThemeEvidence,
) -> ThemeSeries {
    let areas = 0..u32::try_from(question.areas.len()).unwrap_or(u32::MAX);
    let at_busiest = |area: u32, month: &Month| {
        let place = busiest.get(&(area, number));
        place
            .and_then(|place| place.by_month.get(month))
            .copied()
            .unwrap_or(0)
    };
    ThemeSeries {
        counts: areas
            .clone()
            .map(|area| {
                let count = |month: &Month| tally.get(area, Counted::Theme(number), *month);
                months.iter().map(count).collect()
            })
            .collect(),
        busiest: areas
            .map(|area| months.iter().map(|month| at_busiest(area, month)).collect())
            .collect(),
        exposure: found.exposure.values.clone(),
        located_share: found.located_share,
        priority: theme.priority,
        police_generated: theme.police_generated,
    }
}

/// One theme, area by area.
fn theme_column(
    question: &Question,
    tally: &Tally,
    number: usize,
    found: &ThemeEvidence,
    series: &ThemeSeries,
    decision: &Decision,
) -> Vec<AreaTheme> {
    let counts = series.totals();
    let all = tally.study_area_total(Counted::Theme(number));
    let smoothed = empirical_bayes(&counts, &series.exposure);
    let kind = question.themes.list()[number].kind;
    let total = match kind {
        Kind::Crime => Counted::AllCrime,
        Kind::Incident => Counted::AllIncidents,
    };
    let alone = question
        .themes
        .list()
        .iter()
        .filter(|theme| theme.kind == kind)
        .count()
        < 2;
    let kinds: Vec<u64> = (0_u32..)
        .zip(&counts)
        .map(|(area, _)| tally.total(area, total))
        .collect();
    let all_kind = tally.study_area_total(total);
    let compared = match found.located_share {
        Value::Known(share) if share < question.params.rule.min_located_share => {
            Err(Reason::PoorlyLocated)
        }
        _ => Ok(()),
    };
    let expected: Vec<Value<f64>> = expected(&counts, &series.exposure)
        .into_iter()
        .map(|value| compared.map_or_else(Value::Undefined, |()| value))
        .collect();
    let dispersion = decision.dispersion[number].map(|found| found.phi);
    (0..counts.len())
        .map(|area| {
            let (count, exposure) = (counts[area], series.exposure[area]);
            let limits = garwood(count, question.params.rule.level);
            let by_expected =
                |value: f64| expected[area].and_then(|e| Value::ratio(value, e, Reason::NoEvents));
            let finding = decision.findings[number][area];
            let ratio = finding.verdict.and_then(|verdict| verdict.ratio);
            AreaTheme {
                count,
                located_share: found.located_share,
                expected: expected[area],
                smr: by_expected(count as f64),
                smr_lower: by_expected(limits.lower),
                smr_upper: by_expected(limits.upper),
                p: expected[area].and_then(|e| Value::finite(p_upper(count, e), Reason::NoEvents)),
                rr: ratio.map(|ratio| ratio.ratio),
                rr_lower: ratio.map(|ratio| ratio.limits.lower),
                rr_upper: ratio.map(|ratio| ratio.limits.upper),
                rr_p: ratio.map(|ratio| ratio.p),
                q: finding.q,
                dispersion,
                rate_per_1000: exposure.map(|size| count as f64 / size * 1_000.0),
                eb_rate_per_1000: match (&smoothed, compared) {
                    (_, Err(reason)) => Value::Undefined(reason),
                    (Value::Known(smoothed), Ok(())) => {
                        smoothed.rates[area].map(|rate| rate * 1_000.0)
                    }
                    (Value::Undefined(reason), Ok(())) => Value::Undefined(*reason),
                },
                lq: if let Err(reason) = compared {
                    Value::Undefined(reason)
                } else if alone {
                    Value::Undefined(Reason::OnlyThemeOfItsKind)
                } else {
                    location_quotient(count, kinds[area], all, all_kind)
                },
                share: Value::ratio(count as f64, all as f64, Reason::NoEvents),
                months_raised: finding.verdict.map(|verdict| verdict.months_raised as u64),
                break_even: break_even(
                    &question.themes.list()[number],
                    &found.exposure.name,
                    exposure,
                    ratio,
                ),
                raised: finding.raised,
            }
        })
        .collect()
}

/// What is known of an area before it is told.
struct Gathered<'a> {
    themes: Vec<AreaTheme>,
    variations: Option<Variations>,
    decision: &'a Decision,
}

fn area_evidence(
    question: &Question,
    tally: &Tally,
    months: &[Month],
    busiest: &Busiest,
    area: usize,
    found: Gathered,
) -> AreaEvidence {
    let Gathered {
        themes,
        variations,
        decision,
    } = found;
    let number = u32::try_from(area).unwrap_or(u32::MAX);
    let declared = question.themes.list();
    let facts = AreaFacts {
        name: &question.areas.list()[area].name,
        class: decision.class[area],
        months: months.len(),
        snapped: question.params.snapped,
        rerun: variations
            .as_ref()
            .map(|found| (found, lost_words(question, months, found))),
        themes: declared
            .iter()
            .enumerate()
            .map(|(theme, declared)| {
                let place = busiest.get(&(number, theme));
                let finding: Finding = decision.findings[theme][area];
                ThemeFacts {
                    title: &declared.title,
                    finding: declared.priority.then_some(finding),
                    count: themes[theme].count,
                    break_even: themes[theme].break_even,
                    ratio: themes[theme].rr,
                    at_busiest: place.map_or(0, |place| place.count),
                    busiest_label: place.map_or("", |place| {
                        question.incidents.label_of(place.place as usize)
                    }),
                }
            })
            .collect(),
    };
    AreaEvidence {
        all_crime: tally.total(number, Counted::AllCrime),
        all_incidents: tally.total(number, Counted::AllIncidents),
        hotspot: decision.hotspot[area],
        kind: kind_of(question, &themes, decision.class[area]),
        rank: None,
        class: decision.class[area],
        reasons: sentence(&facts, &question.params.rule),
        variations,
        themes,
    }
}

impl AreaEvidence {
    /// The changes that lose the flag, in words.
    #[must_use]
    pub fn lost_words(&self, question: &Question, months: &[Month]) -> Vec<String> {
        let words = |found| lost_words(question, months, found);
        self.variations.as_ref().map_or_else(Vec::new, words)
    }

    /// In how many themes the area is raised, and the sum of its rate ratios there.
    #[must_use]
    pub fn strength(&self) -> (usize, f64) {
        let raised = || self.themes.iter().filter(|theme| theme.raised);
        let sum = raised().filter_map(|theme| theme.rr.known()).sum();
        (raised().count(), sum)
    }
}

/// The changes that lose a flag, in words.
fn lost_words(question: &Question, months: &[Month], found: &Variations) -> Vec<String> {
    found
        .lost
        .iter()
        .map(|change| match change {
            Change::WithoutMonth(month) => format!("without {}", months[*month]),
            Change::WithoutBusiestPlaces => "without the busiest places".to_owned(),
            Change::WithoutTheme(theme) => {
                format!(
                    "without {}",
                    question.themes.list()[*theme].title.to_lowercase()
                )
            }
            Change::LessExposure => "with 20 % less exposure".to_owned(),
            Change::MoreExposure => "with 20 % more exposure".to_owned(),
        })
        .collect()
}

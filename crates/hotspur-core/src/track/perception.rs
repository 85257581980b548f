//! Perception beside record: what people say of an area, and what is recorded there.

use std::collections::BTreeMap;

use super::spearman::{FEWEST_RANKED, Spearman, spearman};
use crate::analysis::Findings;
use crate::rate::{Limits, expected, gamma_limit, wilson};
use crate::value::{Reason, Value};

/// The level of intervals.
const LEVEL: f64 = 0.95;

/// Which answer is the worse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worse {
    /// The larger share: of those who are afraid.
    High,
    /// The smaller share: of those who feel safe.
    Low,
}

/// A percentage of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyRow {
    /// The question, or the key of the indicator that it answers.
    pub question: String,
    /// When, as it is written: 2001, 2001-02.
    pub year: String,
    /// The area by number, or nothing for the study area.
    pub area: Option<u32>,
    /// How many answered.
    pub respondents: u64,
    /// The share of them who said yes, 0 to 1.
    pub share: f64,
    /// Key of the theme whose record it stands beside, where it is said.
    pub theme: Option<String>,
    /// Which answer is the worse one, where it is said.
    pub worse: Option<Worse>,
    /// Where it is written.
    pub source: String,
}

/// Percentages of surveys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// Row by row.
    pub rows: Vec<SurveyRow>,
}

/// What is recorded of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Key of the theme.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Events by area.
    pub counts: Vec<u64>,
    /// What their rate divides by.
    pub exposure: Vec<Value<f64>>,
    /// How many times a Poisson count's variance theirs is; below one it is taken as one.
    pub dispersion: f64,
}

/// Where a figure stands to that of the study area: above or below only where its interval leaves it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// The whole interval is above.
    High,
    /// The whole interval is below.
    Low,
    /// The interval holds it.
    Within,
}

impl Stands {
    fn to(limits: Limits, mean: f64) -> Self {
        if limits.lower > mean {
            Self::High
        } else if limits.upper < mean {
            Self::Low
        } else {
            Self::Within
        }
    }

    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
            Self::Within => "not told from the study area",
        }
    }
}

/// How perception and record part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parting {
    /// Fear is high and record is low.
    FearHigher,
    /// Fear is low and record is high.
    RecordHigher,
}

impl Parting {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FearHigher => "fear high, record low",
            Self::RecordHigher => "fear low, record high",
        }
    }
}

/// An area in a survey.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PerceptionArea {
    /// Its number.
    pub area: u32,
    /// How many answered.
    pub respondents: u64,
    /// The share who said yes.
    pub share: f64,
    /// Its limits by Wilson.
    pub limits: Value<Limits>,
    /// Where fear stands: the share, or the share who said no where yes is the better answer.
    pub fear: Value<Stands>,
    /// Events recorded, where a theme is said.
    pub count: Option<u64>,
    /// Observed over expected.
    pub ratio: Value<f64>,
    /// Its limits, widened by the dispersion.
    pub ratio_limits: Value<Limits>,
    /// Where the record stands.
    pub record: Value<Stands>,
    /// How the two part, where they do.
    pub parts: Option<Parting>,
}

/// Why a question stands beside no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotBeside {
    /// The survey has no row of an area.
    NoAreas,
    /// It is not said of which theme.
    NoTheme,
    /// The study has no such theme.
    UnknownTheme(String),
    /// It is not said which answer is the worse one.
    NoDirection,
}

/// A question of a survey in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Perception {
    /// The question.
    pub question: String,
    /// The year.
    pub year: String,
    /// Key and title of the theme beside it.
    pub theme: Option<(String, String)>,
    /// Which answer is the worse one.
    pub worse: Option<Worse>,
    /// The share of the study area and its limits: as surveyed, else that of all who answered by area.
    pub study_area: Option<(f64, Value<Limits>)>,
    /// Whether that share is put together from the areas.
    pub pooled: bool,
    /// Area by area, in their order.
    pub areas: Vec<PerceptionArea>,
    /// The rank correlation of fear and record over areas: 1 where the one goes with the other.
    pub agreement: Value<Spearman>,
    /// Fewer areas than [`FEWEST_RANKED`].
    pub few_areas: bool,
    /// Why it stands beside no record.
    pub not_beside: Option<NotBeside>,
    /// Where it is written, one of each.
    pub sources: Vec<String>,
}

/// What is recorded of a theme, with the dispersion that the evidence has of it.
#[must_use]
pub fn recorded(findings: &Findings, key: &str, title: &str, theme: usize) -> Recorded {
    let areas = &findings.evidence.areas;
    Recorded {
        key: key.to_owned(),
        title: title.to_owned(),
        counts: areas.iter().map(|area| area.themes[theme].count).collect(),
        exposure: findings.evidence.themes[theme].exposure.values.clone(),
        dispersion: (areas.iter())
            .filter_map(|area| area.themes[theme].dispersion.known())
            .fold(1.0, f64::max),
    }
}

/// Puts each question of each year beside the record of its theme, in the order of question and year.
///
/// Fear stands high in an area where the whole Wilson interval of its share lies above the share of the study area, and so on;
/// the record likewise, by the limits of observed over expected against 1. Fear and record part where both intervals
/// exclude the study area's figure, and on opposite sides. Nothing is adjusted for how many areas are looked at. Time O(rows · areas).
///
/// ```
/// use hotspur_core::Value;
/// use hotspur_core::track::{Parting, Recorded, Survey, SurveyRow, Worse, perception};
/// let row = |area, share| SurveyRow {
///     question: "afraid".into(), year: "2001".into(), area, respondents: 400, share,
///     theme: Some("burglary".into()), worse: Some(Worse::High), source: String::new(),
/// };
/// let survey = Survey { rows: vec![row(None, 0.4), row(Some(0), 0.6), row(Some(1), 0.2)] };
/// let record = Recorded {
///     key: "burglary".into(), title: "Burglary".into(), counts: vec![20, 80],
///     exposure: vec![Value::Known(1_000.0); 2], dispersion: 1.0,
/// };
/// let found = perception(&survey, &[record]);
/// assert_eq!(found[0].areas[0].parts, Some(Parting::FearHigher));
/// assert_eq!(found[0].areas[1].parts, Some(Parting::RecordHigher));
/// ```
#[must_use]
pub fn perception(survey: &Survey, records: &[Recorded]) -> Vec<Perception> {
    let mut asked: BTreeMap<(&str, &str), Vec<&SurveyRow>> = BTreeMap::new();
    for row in &survey.rows {
        asked
            .entry((&row.question, &row.year))
            .or_default()
            .push(row);
    }
    (asked.into_iter())
        .map(|((question, year), rows)| one(question, year, &rows, records))
        .collect()
}

fn one(question: &str, year: &str, rows: &[&SurveyRow], records: &[Recorded]) -> Perception {
    let mut by_area: Vec<&SurveyRow> = rows
        .iter()
        .copied()
        .filter(|row| row.area.is_some())
        .collect();
    by_area.sort_by_key(|row| row.area);
    let asked = rows.iter().find_map(|row| row.theme.as_deref());
    let record = asked.and_then(|key| records.iter().find(|record| record.key == key));
    let worse = rows.iter().find_map(|row| row.worse);
    let surveyed = rows
        .iter()
        .find(|row| row.area.is_none())
        .map(|row| (row.share, row.respondents));
    let all: u64 = by_area.iter().map(|row| row.respondents).sum();
    let yes: f64 = by_area
        .iter()
        .map(|row| row.share * row.respondents as f64)
        .sum();
    let study = surveyed.or_else(|| (all > 0).then(|| ((yes / all as f64).min(1.0), all)));
    let not_beside = match (asked, record, worse) {
        _ if by_area.is_empty() => Some(NotBeside::NoAreas),
        (None, ..) => Some(NotBeside::NoTheme),
        (Some(key), None, _) => Some(NotBeside::UnknownTheme(key.to_owned())),
        (_, _, None) => Some(NotBeside::NoDirection),
        _ => None,
    };
    let due = record.map(|record| expected(&record.counts, &record.exposure));
    let areas: Vec<PerceptionArea> = (by_area.iter())
        .filter_map(|row| row.area.map(|area| (area, row)))
        .map(|(area, row)| {
            let mut found = surveyed_area(area, row, worse, study.map(|(share, _)| share));
            if let (Some(record), Some(due)) = (record, &due) {
                beside(&mut found, record, due);
            }
            found
        })
        .collect();
    let pairs: Vec<(f64, f64)> = (areas.iter())
        .filter_map(|area| {
            area.ratio
                .known()
                .map(|ratio| (feared(area.share, worse), ratio))
        })
        .collect();
    let (fear, ratio): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let mut sources: Vec<String> = (rows.iter().map(|row| row.source.clone()))
        .filter(|source| !source.is_empty())
        .collect();
    sources.sort();
    sources.dedup();
    Perception {
        question: question.to_owned(),
        year: year.to_owned(),
        theme: record.map(|record| (record.key.clone(), record.title.clone())),
        worse,
        study_area: study.map(|(share, n)| (share, wilson(share, n as f64, LEVEL))),
        pooled: surveyed.is_none(),
        agreement: if not_beside.is_none() {
            spearman(&fear, &ratio)
        } else {
            Value::Undefined(Reason::NotAsked)
        },
        few_areas: areas.len() < FEWEST_RANKED,
        areas,
        not_beside,
        sources,
    }
}

/// The share on the side of fear.
fn feared(share: f64, worse: Option<Worse>) -> f64 {
    if worse == Some(Worse::Low) {
        1.0 - share
    } else {
        share
    }
}

fn surveyed_area(
    area: u32,
    row: &SurveyRow,
    worse: Option<Worse>,
    study: Option<f64>,
) -> PerceptionArea {
    let limits = wilson(row.share, row.respondents as f64, LEVEL);
    let fear = match (worse, study) {
        (Some(worse), Some(mean)) => limits.map(|limits| match (worse, Stands::to(limits, mean)) {
            (Worse::Low, Stands::High) => Stands::Low,
            (Worse::Low, Stands::Low) => Stands::High,
            (_, stands) => stands,
        }),
        _ => Value::Undefined(Reason::NotAsked),
    };
    PerceptionArea {
        area,
        respondents: row.respondents,
        share: row.share,
        limits,
        fear,
        count: None,
        ratio: Value::Undefined(Reason::NotAsked),
        ratio_limits: Value::Undefined(Reason::NotAsked),
        record: Value::Undefined(Reason::NotAsked),
        parts: None,
    }
}

/// Adds what is recorded in the area.
fn beside(found: &mut PerceptionArea, record: &Recorded, due: &[Value<f64>]) {
    let at = found.area as usize;
    let (Some(count), Some(due)) = (record.counts.get(at), due.get(at)) else {
        return;
    };
    let (count, due) = (*count, *due);
    found.count = Some(count);
    found.ratio = due.and_then(|due| Value::ratio(count as f64, due, Reason::NoEvents));
    let limits = widened(count as f64, record.dispersion);
    found.ratio_limits = due.and_then(|due| {
        Value::ratio(limits.upper, due, Reason::NoEvents).map(|upper| Limits {
            lower: limits.lower / due,
            upper,
        })
    });
    found.record = found.ratio_limits.map(|limits| Stands::to(limits, 1.0));
    found.parts = match (found.fear.known(), found.record.known()) {
        (Some(Stands::High), Some(Stands::Low)) => Some(Parting::FearHigher),
        (Some(Stands::Low), Some(Stands::High)) => Some(Parting::RecordHigher),
        _ => None,
    };
}

/// Garwood's limits of a count whose variance is `dispersion` times its mean: those of count / φ, times φ.
fn widened(count: f64, dispersion: f64) -> Limits {
    let phi = if dispersion > 1.0 { dispersion } else { 1.0 };
    let tail = (1.0 - LEVEL) / 2.0;
    Limits {
        lower: if count > 0.0 {
            phi * gamma_limit(count / phi, tail, false)
        } else {
            0.0
        },
        upper: phi * gamma_limit(count / phi + 1.0, tail, true),
    }
}

//! Counts month by month, for whoever shows when: part of a release, so that a report needs no findings.

use std::collections::BTreeMap;

use crate::analysis::{Findings, Question};
use crate::tally::Counted;
use crate::theme::Kind;
use crate::when::{Month, Precision};

/// One count, month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSeries {
    /// The key of what is counted: `all_crime`, `all_incidents` or a theme's.
    pub key: String,
    /// Its title for people.
    pub title: String,
    /// Crime or incident; the two are never added.
    pub kind: Kind,
    /// The counts of the study area, one a month, each row once however many areas overlap there.
    pub study_area: Vec<u64>,
    /// The counts of each area, one a month, in the order of the areas.
    pub areas: Vec<Vec<u64>>,
}

/// Counts month by month, and how finely the times behind them are known.
///
/// ```
/// use hotspur_core::{Months, Precision};
/// let none = Months::default();
/// assert!(none.only(Precision::Month), "no row is known finer than its month");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Months {
    /// The months that hold any row, in order.
    pub list: Vec<Month>,
    /// How many rows that count in an area are known how finely; precisions without rows are absent.
    pub precision: BTreeMap<Precision, u64>,
    /// All crime, all incidents, and every theme of the study.
    pub series: Vec<MonthSeries>,
}

impl Months {
    /// Counts what was found. Time O(rows + series × areas × months).
    #[must_use]
    pub(crate) fn of(question: &Question, findings: &Findings) -> Self {
        let themes = question.themes;
        let counted = [Counted::AllCrime, Counted::AllIncidents]
            .into_iter()
            .chain((0..themes.list().len()).map(Counted::Theme));
        Self {
            list: findings.months.clone(),
            precision: precision(question, findings),
            series: counted
                .map(|counted| series(question, findings, counted))
                .collect(),
        }
    }

    /// Whether no row is known otherwise than so.
    #[must_use]
    pub fn only(&self, precision: Precision) -> bool {
        self.precision.keys().all(|known| *known == precision)
    }

    /// The series of a key.
    #[must_use]
    pub fn of_key(&self, key: &str) -> Option<&MonthSeries> {
        self.series.iter().find(|series| series.key == key)
    }
}

fn series(question: &Question, findings: &Findings, counted: Counted) -> MonthSeries {
    let (tally, months) = (&findings.tally, &findings.months);
    let kind = match counted {
        Counted::AllCrime => Kind::Crime,
        Counted::AllIncidents => Kind::Incident,
        Counted::Theme(number) => question.themes.list()[number].kind,
    };
    let areas = 0..u32::try_from(question.areas.len()).unwrap_or(u32::MAX);
    MonthSeries {
        key: counted.key(question.themes).to_owned(),
        title: counted.title(question.themes).to_owned(),
        kind,
        study_area: months
            .iter()
            .map(|month| tally.study_area(counted, *month))
            .collect(),
        areas: areas
            .map(|area| {
                let count = |month: &Month| tally.get(area, counted, *month);
                months.iter().map(count).collect()
            })
            .collect(),
    }
}

fn precision(question: &Question, findings: &Findings) -> BTreeMap<Precision, u64> {
    let (incidents, selection) = (question.incidents, &question.params.selection);
    let mut counts = BTreeMap::new();
    for row in 0..incidents.len() {
        if selection.holds(incidents, row) && !findings.areas_of(incidents, row).is_empty() {
            let known = incidents.when()[row].precision;
            *counts.entry(known).or_default() += u64::from(incidents.count()[row]);
        }
    }
    counts
}

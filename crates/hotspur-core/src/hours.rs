//! Counts hour by hour of the week, for whoever shows when: part of a release, beside the months.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::analysis::{Findings, Question};
use crate::tally::Counted;
use crate::theme::Kind;
use crate::time::{HOURS, Spread, spread};
use crate::when::{Precision, When};

/// Events by hour of the week, each sharing a weight of one among the hours in which it can have happened.
///
/// ```
/// use hotspur_core::{Minute, Month, Precision, Week, When};
/// let mut week = Week::default();
/// week.add(When { from: Minute(0), to: Minute(90), precision: Precision::Span });
/// week.add(When::month(Month::from_year_month(2025, 1)).unwrap());
/// // From midnight to half past one, on a Thursday; a month has no hour.
/// assert_eq!(week.weights()[72..74], [60.0 / 90.0, 30.0 / 90.0]);
/// assert_eq!((week.with_hour(), week.without_hour), (1, 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    weights: [f64; HOURS],
    /// Events known to the minute, or whose span is no longer.
    pub moments: u64,
    /// Of those known to the minute, the ones at exactly 00:00, which is also written where the time is not known.
    pub at_midnight: u64,
    /// Events shared over a span shorter than a week.
    pub shared: u64,
    /// Events whose span is a week or longer: the same to every hour.
    pub even: u64,
    /// Events whose span ends before it begins: in the hour of its beginning.
    pub reversed: u64,
    /// Events known only to the day or the month, which are in no hour.
    pub without_hour: u64,
}

impl Default for Week {
    fn default() -> Self {
        Self {
            weights: [0.0; HOURS],
            moments: 0,
            at_midnight: 0,
            shared: 0,
            even: 0,
            reversed: 0,
            without_hour: 0,
        }
    }
}

impl Week {
    /// Adds events of one time. Time O(events × hours of their span), of which there are at most 169.
    pub fn add_all(&mut self, when: When, events: u32) {
        if matches!(when.precision, Precision::Month | Precision::Day) {
            self.without_hour += u64::from(events);
            return;
        }
        // Shares are added one by one, so that a sum does not depend on who counted the events.
        for _ in 0..events {
            self.add_one(when);
        }
    }

    /// Adds an event.
    pub fn add(&mut self, when: When) {
        self.add_all(when, 1);
    }

    fn add_one(&mut self, when: When) {
        let kind = match spread(&mut self.weights, when.from, when.to) {
            Spread::Moment => &mut self.moments,
            Spread::Shared => &mut self.shared,
            Spread::Even => &mut self.even,
            Spread::Reversed => &mut self.reversed,
        };
        *kind += 1;
        let midnight = when.precision == Precision::Minute && when.from.0.rem_euclid(24 * 60) == 0;
        self.at_midnight += u64::from(midnight);
    }

    /// The weight of each hour, Monday 00:00 first; they total [`Week::with_hour`], to rounding.
    #[must_use]
    pub const fn weights(&self) -> &[f64; HOURS] {
        &self.weights
    }

    /// How many events are in the weights.
    #[must_use]
    pub const fn with_hour(&self) -> u64 {
        self.moments + self.shared + self.even + self.reversed
    }

    /// How many events were added.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.with_hour() + self.without_hour
    }
}

impl AddAssign<&Week> for Week {
    fn add_assign(&mut self, other: &Self) {
        for (weight, more) in self.weights.iter_mut().zip(&other.weights) {
            *weight += more;
        }
        self.moments += other.moments;
        self.at_midnight += other.at_midnight;
        self.shared += other.shared;
        self.even += other.even;
        self.reversed += other.reversed;
        self.without_hour += other.without_hour;
    }
}

/// One count, hour by hour of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekSeries {
    /// The key of what is counted: `all_crime`, `all_incidents` or a theme's.
    pub key: String,
    /// Its title for people.
    pub title: String,
    /// The study area, each row once however many areas overlap there.
    pub study_area: Week,
    /// The flagged areas that this theme raised, by the number of the area; no others, for weeks of every small area would
    /// not fit into memory.
    pub areas: BTreeMap<usize, Week>,
}

/// Counts hour by hour of the week.
///
/// ```
/// use hotspur_core::Weeks;
/// assert_eq!(Weeks::default().all().with_hour(), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weeks {
    /// All crime, all incidents, and every theme of the study.
    pub series: Vec<WeekSeries>,
}

impl Weeks {
    /// Counts what was found, in the order of the rows, which is that of places and times. Time O(rows × (themes of a row + 1)
    /// × hours of its span); memory O(series + raised themes of flagged areas).
    #[must_use]
    pub(crate) fn of(question: &Question, findings: &Findings) -> Self {
        let (incidents, themes) = (question.incidents, question.themes);
        let mut weeks = Self {
            series: all_counted(question)
                .map(|counted| empty(question, findings, counted))
                .collect(),
        };
        for row in 0..incidents.len() {
            let areas = findings.areas_of(incidents, row);
            if areas.is_empty() || !question.params.selection.holds(incidents, row) {
                continue;
            }
            let (when, offence) = (incidents.when()[row], incidents.offence()[row]);
            let total = usize::from(themes.kind(offence) == Kind::Incident);
            let of_themes = themes.of(offence).iter().map(|theme| TOTALS + theme);
            for slot in std::iter::once(total).chain(of_themes) {
                weeks.series[slot].add(areas, when, incidents.count()[row]);
            }
        }
        weeks
    }

    /// Every event once, crimes and incidents: how finely the times of the rows are known, and no count of either.
    #[must_use]
    pub fn all(&self) -> Week {
        let mut all = Week::default();
        for series in self.series.iter().take(TOTALS) {
            all += &series.study_area;
        }
        all
    }

    /// The series of a key.
    #[must_use]
    pub fn of_key(&self, key: &str) -> Option<&WeekSeries> {
        self.series.iter().find(|series| series.key == key)
    }
}

impl WeekSeries {
    fn add(&mut self, areas: &[u32], when: When, events: u32) {
        self.study_area.add_all(when, events);
        for area in areas {
            if let Some(week) = self.areas.get_mut(&(*area as usize)) {
                week.add_all(when, events);
            }
        }
    }
}

/// How many series come before those of the themes: all crime and all incidents.
const TOTALS: usize = 2;

fn all_counted(question: &Question) -> impl Iterator<Item = Counted> {
    let themes = 0..question.themes.list().len();
    [Counted::AllCrime, Counted::AllIncidents]
        .into_iter()
        .chain(themes.map(Counted::Theme))
}

fn empty(question: &Question, findings: &Findings, counted: Counted) -> WeekSeries {
    let areas = findings.evidence.areas.iter().enumerate();
    let raised = areas.filter(|(_, area)| match counted {
        Counted::Theme(theme) => area.hotspot == Some(true) && area.themes[theme].raised,
        Counted::AllCrime | Counted::AllIncidents => false,
    });
    WeekSeries {
        key: counted.key(question.themes).to_owned(),
        title: counted.title(question.themes).to_owned(),
        study_area: Week::default(),
        areas: raised
            .map(|(number, _)| (number, Week::default()))
            .collect(),
    }
}

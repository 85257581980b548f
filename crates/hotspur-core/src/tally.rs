//! Counts by area, theme and month.

use std::collections::BTreeMap;
use std::ops::{Add, AddAssign};

use crate::incident::Incidents;
use crate::locate::Standing;
use crate::selection::Selection;
use crate::theme::{Kind, Offence, Themes};
use crate::when::Month;

/// What a tally counts: a theme by number, or a total of one kind. The two kinds are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Every crime, whatever its theme.
    AllCrime,
    /// Every incident, whatever its theme.
    AllIncidents,
    /// The theme of this number.
    Theme(usize),
}

impl Counted {
    /// Whether rows of an offence type are counted.
    #[must_use]
    pub fn holds(self, offence: Offence, themes: &Themes) -> bool {
        match self {
            Self::AllCrime => themes.kind(offence) == Kind::Crime,
            Self::AllIncidents => themes.kind(offence) == Kind::Incident,
            Self::Theme(number) => themes.of(offence).contains(&number),
        }
    }

    /// The key in names of layers and fields.
    #[must_use]
    pub fn key(self, themes: &Themes) -> &str {
        match self {
            Self::AllCrime => "all_crime",
            Self::AllIncidents => "all_incidents",
            Self::Theme(number) => &themes.list()[number].key,
        }
    }

    /// The title for people.
    #[must_use]
    pub fn title(self, themes: &Themes) -> &str {
        match self {
            Self::AllCrime => "All crime",
            Self::AllIncidents => "All incidents",
            Self::Theme(number) => &themes.list()[number].title,
        }
    }

    /// Its place where all things counted stand in a row: all crime, all incidents, the themes in the study's order.
    #[must_use]
    pub const fn slot(self) -> usize {
        match self {
            Self::AllCrime => 0,
            Self::AllIncidents => 1,
            Self::Theme(number) => number + 2,
        }
    }
    const fn total(kind: Kind) -> Self {
        match kind {
            Kind::Crime => Self::AllCrime,
            Kind::Incident => Self::AllIncidents,
        }
    }
}

/// Counts by area × theme × month, and the same for the study area, where each incident counts once however many
/// areas overlap there. Tallies of parts add up to the tally of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<(u32, usize, Month), u64>,
    study_area: BTreeMap<(usize, Month), u64>,
}

impl Tally {
    /// Counts the selected incidents. Time O(n), times the themes and areas that an incident counts in.
    #[must_use]
    pub fn of(
        incidents: &Incidents,
        standings: &[Standing],
        themes: &Themes,
        selection: &Selection,
    ) -> Self {
        let mut tally = Self::default();
        let months: Vec<Month> = months_of(incidents);
        for row in 0..incidents.len() {
            let areas = standings[incidents.place()[row] as usize].areas();
            if areas.is_empty() || !selection.holds(incidents, row) {
                continue;
            }
            let offence = incidents.offence()[row];
            let total = Counted::total(themes.kind(offence));
            let of_themes = themes.of(offence).iter().map(|t| Counted::Theme(*t));
            for counted in std::iter::once(total).chain(of_themes) {
                tally.count(areas, counted, months[row], incidents.count()[row]);
            }
        }
        tally
    }

    fn count(&mut self, areas: &[u32], counted: Counted, month: Month, events: u32) {
        let (slot, events) = (counted.slot(), u64::from(events));
        *self.study_area.entry((slot, month)).or_default() += events;
        for area in areas {
            *self.counts.entry((*area, slot, month)).or_default() += events;
        }
    }

    /// The count of an area in a month.
    #[must_use]
    pub fn get(&self, area: u32, counted: Counted, month: Month) -> u64 {
        let key = (area, counted.slot(), month);
        self.counts.get(&key).copied().unwrap_or(0)
    }

    /// The count of an area over all months.
    #[must_use]
    pub fn total(&self, area: u32, counted: Counted) -> u64 {
        let slot = counted.slot();
        let (first, last) = (Month(i32::MIN), Month(i32::MAX));
        self.counts
            .range((area, slot, first)..=(area, slot, last))
            .map(|(_, count)| count)
            .sum()
    }

    /// The count of the study area in a month, each incident once.
    #[must_use]
    pub fn study_area(&self, counted: Counted, month: Month) -> u64 {
        let key = (counted.slot(), month);
        self.study_area.get(&key).copied().unwrap_or(0)
    }

    /// The count of the study area over all months, each incident once.
    #[must_use]
    pub fn study_area_total(&self, counted: Counted) -> u64 {
        let slot = counted.slot();
        self.study_area
            .range((slot, Month(i32::MIN))..=(slot, Month(i32::MAX)))
            .map(|(_, count)| count)
            .sum()
    }
}

/// The month that each row is counted in; neighbouring rows often share one, so the last answer is kept.
fn months_of(incidents: &Incidents) -> Vec<Month> {
    let mut last = None;
    incidents
        .when()
        .iter()
        .map(|when| match last {
            Some((from, month)) if from == when.from => month,
            _ => {
                let month = when.counted_in();
                last = Some((when.from, month));
                month
            }
        })
        .collect()
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        for (key, count) in &other.counts {
            *self.counts.entry(*key).or_default() += count;
        }
        for (key, count) in &other.study_area {
            *self.study_area.entry(*key).or_default() += count;
        }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += &other;
        self
    }
}

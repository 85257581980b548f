//! The busiest place of each area and theme, and its months.

use std::collections::BTreeMap;

use crate::incident::Incidents;
use crate::locate::Standing;
use crate::selection::Selection;
use crate::theme::Themes;
use crate::when::Month;

/// The place that holds most of an area's events of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BusiestPlace {
    /// The number of the place.
    pub place: u32,
    /// Its events.
    pub count: u64,
    /// Its events by month.
    pub by_month: BTreeMap<Month, u64>,
}

/// The busiest place of each (area, theme); of equals the one furthest west, then south. Time O(n log n).
#[must_use]
pub fn busiest_places(
    incidents: &Incidents,
    standings: &[Standing],
    themes: &Themes,
    selection: &Selection,
) -> BTreeMap<(u32, usize), BusiestPlace> {
    let mut busiest: BTreeMap<(u32, usize), BusiestPlace> = BTreeMap::new();
    for (place, standing) in standings.iter().enumerate() {
        let areas = standing.areas();
        if areas.is_empty() {
            continue;
        }
        for (theme, by_month) in theme_months(incidents, place, themes, selection) {
            let count = by_month.values().sum();
            for area in areas {
                let best = busiest.entry((*area, theme)).or_default();
                if count > best.count {
                    *best = BusiestPlace {
                        place: u32::try_from(place).unwrap_or(u32::MAX),
                        count,
                        by_month: by_month.clone(),
                    };
                }
            }
        }
    }
    busiest
}

/// The events of one place by theme and month.
fn theme_months(
    incidents: &Incidents,
    place: usize,
    themes: &Themes,
    selection: &Selection,
) -> BTreeMap<usize, BTreeMap<Month, u64>> {
    let mut counts: BTreeMap<usize, BTreeMap<Month, u64>> = BTreeMap::new();
    for row in incidents
        .rows_of(place)
        .filter(|row| selection.holds(incidents, *row))
    {
        let month = incidents.when()[row].counted_in();
        let events = u64::from(incidents.count()[row]);
        for theme in themes.of(incidents.offence()[row]) {
            *counts.entry(*theme).or_default().entry(month).or_default() += events;
        }
    }
    counts
}

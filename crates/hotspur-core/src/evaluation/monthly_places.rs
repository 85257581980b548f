//! Crimes by place and month.

use super::rolling::Trial;
use crate::density::WeightedPlace;
use crate::incident::Incidents;
use crate::tally::Counted;

/// How many crimes of what is counted each place holds, month by month.
pub struct MonthlyPlaces {
    /// For each month of the series, (place, crimes), by place.
    pub months: Vec<Vec<(u32, u64)>>,
}

impl MonthlyPlaces {
    /// Counts what is asked for.
    pub fn of(trial: &Trial, counted: Counted) -> Self {
        let incidents = trial.incidents;
        let mut months: Vec<Vec<(u32, u64)>> = vec![Vec::new(); trial.months.len()];
        for (row, place) in incidents.place().iter().enumerate() {
            let offence = incidents.offence()[row];
            let holds = counted.holds(offence, trial.themes);
            let month = incidents.when()[row].counted_in();
            let Some(month) = trial.months.binary_search(&month).ok().filter(|_| holds) else {
                continue;
            };
            let events = u64::from(incidents.count()[row]);
            // Rows of a place follow each other.
            match months[month].last_mut() {
                Some((last, count)) if last == place => *count += events,
                _ => months[month].push((*place, events)),
            }
        }
        Self { months }
    }

    /// The crimes of every place in one month.
    pub fn of_month(&self, month: usize, places: usize) -> Vec<u64> {
        let mut counts = vec![0; places];
        for (place, count) in &self.months[month] {
            counts[*place as usize] = *count;
        }
        counts
    }
}

/// The places that hold any crime.
pub fn weighted(incidents: &Incidents, counts: &[u64]) -> Vec<WeightedPlace> {
    let pairs = incidents.places().iter().zip(counts);
    pairs
        .filter(|(_, count)| **count > 0)
        .map(|(position, count)| WeightedPlace {
            position: *position,
            weight: *count as f64,
        })
        .collect()
}

//! What the zones of a scheme hold, month by month.

use super::zones::{Zone, Zones};
use crate::analysis::Question;
use crate::tally::Counted;
use crate::when::Month;

/// The events of one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneCounts {
    /// Which zone.
    pub zone: Zone,
    /// Month by month before, or in the latest months of a plan.
    pub before_months: Vec<u64>,
    /// Month by month after; empty of a plan.
    pub after_months: Vec<u64>,
}

impl ZoneCounts {
    /// Events before.
    #[must_use]
    pub fn before(&self) -> u64 {
        self.before_months.iter().sum()
    }

    /// Events after.
    #[must_use]
    pub fn after(&self) -> u64 {
        self.after_months.iter().sum()
    }
}

/// The counts of each thing, zone by zone, in the months before and after, which ascend. An incident is counted in the month of
/// its first minute. Time O(rows · (things + log months)).
#[must_use]
pub fn zone_counts(
    question: &Question,
    zones: &Zones,
    zone_of: &[Option<u8>],
    (before, after): (&[Month], &[Month]),
    things: &[Counted],
) -> Vec<Vec<ZoneCounts>> {
    let empty = |zone: &(Zone, _)| ZoneCounts {
        zone: zone.0,
        before_months: vec![0; before.len()],
        after_months: vec![0; after.len()],
    };
    let of_zones: Vec<ZoneCounts> = zones.list.iter().map(empty).collect();
    let mut counts = vec![of_zones; things.len()];
    let incidents = question.incidents;
    for row in 0..incidents.len() {
        let Some(zone) = zone_of[incidents.place()[row] as usize] else {
            continue;
        };
        let month = incidents.when()[row].counted_in();
        let (early, late) = (before.binary_search(&month), after.binary_search(&month));
        if early.is_err() && late.is_err() {
            continue;
        }
        let events = u64::from(incidents.count()[row]);
        let offence = incidents.offence()[row];
        let counted = things.iter().zip(&mut counts);
        for (_, zones) in counted.filter(|(thing, _)| thing.holds(offence, question.themes)) {
            let zone = &mut zones[usize::from(zone)];
            if let Ok(at) = early {
                zone.before_months[at] += events;
            }
            if let Ok(at) = late {
                zone.after_months[at] += events;
            }
        }
    }
    counts
}

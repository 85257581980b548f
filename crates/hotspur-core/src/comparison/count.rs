//! How many: thing by thing, in each area compared and in the study area.

use super::judged::Unit;
use super::side::Side;

/// The events of one thing on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// In the study area, each event once.
    pub study_area: u64,
    /// In each unit.
    pub units: Vec<u64>,
}

/// The counts of every thing of a side, in the order of the things; zero for those that it does not know. Time O(rows · things).
pub(super) fn counts(side: &Side, units: &[Unit]) -> Vec<Counts> {
    let none = Counts {
        study_area: 0,
        units: vec![0; units.len()],
    };
    let mut all = vec![none; side.things.len()];
    for row in 0..side.incidents.len() {
        let place = side.incidents.place()[row] as usize;
        let areas = side.standings[place].areas();
        if areas.is_empty() || !side.holds(row) {
            continue;
        }
        let offence = side.incidents.offence()[row];
        let events = u64::from(side.incidents.count()[row]);
        for (thing, counts) in side.things.iter().zip(&mut all) {
            if !thing.is_some_and(|thing| thing.holds(offence, side.themes)) {
                continue;
            }
            counts.study_area += events;
            for (unit, count) in units.iter().zip(&mut counts.units) {
                let inside = match unit {
                    Unit::Area(area) => areas.contains(area),
                    Unit::Part => side.held[place],
                };
                *count += if inside { events } else { 0 };
            }
        }
    }
    all
}

/// The events of a side in none of the areas.
pub(super) fn outside(side: &Side) -> u64 {
    let places = side.incidents.place();
    let rows = (0..side.incidents.len())
        .filter(|row| side.standings[places[*row] as usize].areas().is_empty() && side.holds(*row));
    side.incidents.events(rows)
}

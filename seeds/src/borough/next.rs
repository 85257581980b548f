//! The half-year after: April to September 2002, for whoever tracks targets. No figure of it is printed anywhere; what is planted in it
//! is ours.

use std::collections::BTreeSet;

use hotspur_core::{Minute, Month, stream};

use super::draw::below;
use super::incident::{Bin, Incident};
use super::map::Map;
use super::offences::Offence;
use super::{Borough, assemble};

/// A year that keeps its weekdays.
const YEAR: i32 = 364 * 24 * 60;

/// How much of the year before's level a type keeps, in thousandths: in the ward that stands alone and elsewhere.
const fn kept(offence: Offence) -> (u64, u64) {
    match offence {
        // Homes are safer, but not in the ward that nobody worked in.
        Offence::Burglary => (1_000, 830),
        Offence::Arson => (880, 880),
        Offence::TheftOfVehicle => (985, 985),
        Offence::TheftFromVehicle => (960, 960),
        Offence::OtherViolence => (970, 970),
        _ => (1_000, 1_000),
    }
}

/// The ward that stands alone.
const ALONE: &str = "Stonydelph";

/// The incidents of the half-year after a borough's: on the same map, at the same places and hot places.
#[must_use]
pub fn half_year_after(borough: &Borough) -> Vec<Incident> {
    let seed = borough.truth.seed.wrapping_add(3);
    let map = Map::draw();
    let drawn = assemble::incidents(&map, &borough.sites, &borough.truth.clusters, seed);
    let [from, until] = [(2002, 4), (2002, 10)].map(|(year, month)| {
        Month::from_year_month(year, month)
            .start()
            .unwrap_or(Minute(0))
    });
    let mut rng = stream(seed, 900, 0);
    let mut rows: Vec<Incident> = (drawn.into_iter())
        .map(later)
        .filter(|row| {
            let (alone, elsewhere) = kept(row.offence);
            let keep = match row.bin {
                Bin::Inside(ward) if borough.wards[ward].name == ALONE => alone,
                _ => elsewhere,
            };
            // A number is drawn for every row, so that none hangs on what is kept of another type.
            let drawn = below(&mut rng, 1_000);
            drawn < keep && row.from >= from && row.from < until && row.happened < until
        })
        .collect();
    mark_repeats(borough, &mut rows);
    for (number, row) in (1_u32..).zip(&mut rows) {
        row.id = format!("TX{number:06}");
    }
    rows
}

fn later(row: Incident) -> Incident {
    let moved = |minute: Minute| Minute(minute.0 + YEAR);
    Incident {
        from: moved(row.from),
        to: row.to.map(moved),
        happened: moved(row.happened),
        ..row
    }
}

/// A repeat is one at an address that had one of the type before, in this half-year or the year before.
fn mark_repeats(borough: &Borough, rows: &mut [Incident]) {
    let at_home = |row: &&Incident| row.offence.is_at_home();
    let mut seen: BTreeSet<_> = (borough.incidents.iter())
        .filter(at_home)
        .filter_map(|row| Some((row.offence, row.position?)))
        .collect();
    for row in rows.iter_mut().filter(|row| row.offence.is_at_home()) {
        let again = match row.position {
            Some(position) => !seen.insert((row.offence, position)),
            None => row.attributes.repeat_victim == "yes",
        };
        row.attributes.repeat_victim = if again { "yes" } else { "no" };
    }
}

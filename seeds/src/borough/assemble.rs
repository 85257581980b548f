//! Puts the incidents together: how many, where, when, what was noted, in the order of the file.

use std::collections::BTreeSet;

use hotspur_core::{Minute, Stream, stream};

use super::allocate::by_ward;
use super::attributes;
use super::clusters::Cluster;
use super::draw::quota;
use super::incident::{Attributes, Bin, Incident};
use super::map::{Map, Point};
use super::offences::Offence;
use super::placing::Placing;
use super::sites::{Kind, Site};
use super::strays;
use super::times::{self, Occasion};

/// Burglaries between 12:00 and 17:00: 38 % of 459.
const AFTERNOON: usize = 174;

/// Domestic incidents at an address that had one before: 37 % of 1,402. So many of them have no coordinates.
const REPEAT_INCIDENTS: u32 = 519;
const REPEAT_INCIDENTS_UNLOCATED: usize = 8;

/// Domestic offences at an address that had one before: 28 % of 1,348, for which no figure is printed.
const REPEAT_OFFENCES: u32 = 377;
const REPEAT_OFFENCES_UNLOCATED: usize = 5;

/// Every incident of the year, sorted by time and numbered.
pub fn incidents(map: &Map, sites: &[Site], clusters: &[Cluster], seed: u64) -> Vec<Incident> {
    let mut all = Vec::new();
    for offence in Offence::ALL {
        let rows = rows_of(offence, map, sites, clusters, seed);
        add_timed(offence, rows, seed, &mut all);
    }
    attributes::note(&mut all, seed);
    all.sort_by(|a, b| {
        let key = |i: &Incident| (i.from, i.offence, i.position, i.to, i.happened);
        key(a).cmp(&key(b))
    });
    mark_repeats(&mut all);
    for (number, incident) in (1_u32..).zip(&mut all) {
        incident.id = format!("TW{number:06}");
    }
    all
}

/// An incident before its time: where it was planted, and the minute where that is already drawn.
struct Row {
    bin: Bin,
    position: Option<Point>,
    place: String,
    kind: Kind,
    central: bool,
    repeat: bool,
    happened: Option<Minute>,
}

fn rows_of(
    offence: Offence,
    map: &Map,
    sites: &[Site],
    clusters: &[Cluster],
    seed: u64,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let counts = by_ward(offence, seed);
    let (repeats, repeats_unlocated) = repeats(offence);
    let inside: u32 = counts.iter().sum();
    let mut before = 0;
    for (ward, &count) in counts.iter().enumerate() {
        let mut rng = stream(seed, 200 + offence as u64, ward as u64);
        let mut placing = Placing::new(offence, ward, count, sites, clusters);
        // Differences of a rounded running share, so that the wards' repeats add up to the borough's.
        let share = repeats * (before + count) / inside - repeats * before / inside;
        before += count;
        if repeats > 0 {
            for (site, length) in placing.chains(&mut rng, count, share) {
                add_chain(offence, &sites[site], length, &mut rng, &mut rows);
            }
        } else {
            for _ in 0..count {
                rows.push(at_site(&sites[placing.scatter(&mut rng)]));
            }
        }
    }
    add_strays(offence, map, repeats_unlocated, seed, &mut rows);
    rows
}

/// Repeats among the incidents inside wards, and among those without coordinates.
const fn repeats(offence: Offence) -> (u32, usize) {
    match offence {
        Offence::DomesticIncident => (
            REPEAT_INCIDENTS - REPEAT_INCIDENTS_UNLOCATED as u32,
            REPEAT_INCIDENTS_UNLOCATED,
        ),
        Offence::DomesticViolence => (
            REPEAT_OFFENCES - REPEAT_OFFENCES_UNLOCATED as u32,
            REPEAT_OFFENCES_UNLOCATED,
        ),
        _ => (0, 0),
    }
}

fn at_site(site: &Site) -> Row {
    Row {
        bin: Bin::Inside(site.ward),
        position: Some(site.at),
        place: site.label(),
        kind: site.kind,
        central: site.central,
        repeat: false,
        happened: None,
    }
}

fn add_chain(offence: Offence, site: &Site, length: u32, rng: &mut Stream, rows: &mut Vec<Row>) {
    let occasion = Occasion {
        offence,
        afternoon: false,
        central: site.central,
    };
    for minute in times::chain(rng, occasion, length) {
        rows.push(Row {
            happened: Some(minute),
            ..at_site(site)
        });
    }
}

fn add_strays(offence: Offence, map: &Map, repeats: usize, seed: u64, rows: &mut Vec<Row>) {
    let totals = offence.totals();
    let stray = |bin, position, place: &str| Row {
        bin,
        position,
        place: place.to_owned(),
        kind: Kind::House,
        central: false,
        repeat: false,
        happened: None,
    };
    for _ in 0..totals.on_boundary {
        let point = strays::on_boundary(map, offence);
        rows.push(stray(Bin::OnBoundary, Some(point), "Ward boundary"));
    }
    for point in strays::outside(map, offence, seed) {
        rows.push(stray(Bin::Outside, Some(point), "Outside the borough"));
    }
    for number in 0..usize::try_from(totals.unlocated).unwrap_or(0) {
        rows.push(Row {
            repeat: number < repeats,
            ..stray(Bin::Unlocated, None, "Not recorded")
        });
    }
}

fn add_timed(offence: Offence, rows: Vec<Row>, seed: u64, all: &mut Vec<Incident>) {
    let mut rng = stream(seed, 300 + offence as u64, 0);
    let afternoons = match offence {
        Offence::Burglary => quota(&mut rng, rows.len(), AFTERNOON),
        _ => vec![false; rows.len()],
    };
    for (row, afternoon) in rows.into_iter().zip(afternoons) {
        let occasion = Occasion {
            offence,
            afternoon,
            central: row.central,
        };
        let happened = row
            .happened
            .unwrap_or_else(|| times::moment(&mut rng, occasion));
        let (from, to) = times::recorded(&mut rng, offence, happened);
        all.push(Incident {
            id: String::new(),
            offence,
            from,
            to,
            happened,
            position: row.position,
            place: row.place,
            kind: row.kind,
            source: "police",
            bin: row.bin,
            attributes: Attributes {
                repeat_victim: if row.repeat { "yes" } else { "" },
                ..Attributes::default()
            },
        });
    }
}

/// Marks what happened in homes: a repeat is one at an address that had one of the type before in the year.
fn mark_repeats(incidents: &mut [Incident]) {
    let mut seen = BTreeSet::new();
    for incident in incidents {
        if !incident.offence.is_at_home() {
            continue;
        }
        let again = match incident.position {
            Some(position) => !seen.insert((incident.offence, position)),
            None => incident.attributes.repeat_victim == "yes",
        };
        incident.attributes.repeat_victim = if again { "yes" } else { "no" };
    }
}

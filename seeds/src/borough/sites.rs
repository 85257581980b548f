//! The places of the borough: homes along streets, shops, pubs, car parks, schools and parks, each at its own metre.

use std::collections::{BTreeMap, BTreeSet};

use super::estates::{ESTATES, Estate};
use super::map::{Map, Point, inside};
use super::names;
use super::wards::WARDS;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A house.
    House,
    /// A block of flats.
    Flats,
    /// A block of maisonettes.
    Maisonettes,
    /// A shop.
    Shop,
    /// A pub or club.
    Pub,
    /// A car park.
    CarPark,
    /// A school and its grounds.
    School,
    /// A park or play area.
    Park,
}

impl Kind {
    /// Whether people live here.
    #[must_use]
    pub const fn is_dwelling(self) -> bool {
        matches!(self, Self::House | Self::Flats | Self::Maisonettes)
    }
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Its ward, by position in `wards::WARDS`.
    pub ward: usize,
    /// Easting and northing, in whole metres.
    pub at: Point,
    /// What stands here.
    pub kind: Kind,
    /// Households that live here.
    pub households: u32,
    /// The street, by number.
    pub street: usize,
    /// The number in the street.
    pub number: u32,
    /// Whether it belongs to the town centre.
    pub central: bool,
}

impl Site {
    /// The address, all invented.
    #[must_use]
    pub fn label(&self) -> String {
        let street = names::street(self.street);
        let number = self.number;
        match self.kind {
            Kind::House => format!("{number} {street}"),
            Kind::Flats => format!("Flats at {number} {street}"),
            Kind::Maisonettes => format!("Maisonettes at {number} {street}"),
            Kind::Shop => format!("Shop at {number} {street}"),
            Kind::Pub => format!(
                "{} at {number} {street}",
                names::pub_name(self.street, number)
            ),
            Kind::CarPark => format!("Car park at {number} {street}"),
            Kind::School => format!("School grounds at {number} {street}"),
            Kind::Park => format!("Park entrance {number} near {street}"),
        }
    }
}

/// A street bends one way and then the other over this many plots, and takes a new name with each.
const RUN: i64 = 24;

/// A candidate position along a street of an estate.
struct Plot {
    rank: i64,
    estate: usize,
    at: Point,
    street: usize,
    number: u32,
}

/// Lays out every place of every ward; the households add up to those declared, exactly.
#[must_use]
pub fn lay_out(map: &Map) -> Vec<Site> {
    let rings: Vec<Vec<Point>> = (0..WARDS.len()).map(|ward| map.ring(ward)).collect();
    let mut streets = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut sites = Vec::new();
    for (ward, ring) in rings.iter().enumerate() {
        let mut plots = Vec::new();
        for (number, estate) in ESTATES.iter().enumerate() {
            if estate.ward == ward {
                add_plots(number, estate, ring, &mut streets, &mut plots);
                add_open_places(number, estate, ring, &mut taken, &mut sites);
            }
        }
        plots.sort_by_key(|plot| (plot.rank, plot.at));
        settle(ward, &plots, &mut taken, &mut sites);
    }
    sites
}

/// The plots along the streets of one estate, out to two and a quarter of its reach.
fn add_plots(
    number: usize,
    estate: &Estate,
    ring: &[Point],
    streets: &mut BTreeMap<(usize, i64, i64), usize>,
    plots: &mut Vec<Plot>,
) {
    let far = estate.reach * 9 / 4;
    for row in -(far / estate.spacing)..=(far / estate.spacing) {
        for plot in -(far / estate.plot)..=(far / estate.plot) {
            let (run, step) = (plot.div_euclid(RUN), plot.rem_euclid(RUN));
            if step == 0 {
                continue;
            }
            let sway = 4 * estate.bend * step * (RUN - step) / (RUN * RUN);
            let sway = if run.rem_euclid(2) == 0 { sway } else { -sway };
            for side in [-1, 1] {
                let (x, y) = estate.at(plot * estate.plot, row * estate.spacing + side * 12 + sway);
                let rank = estate.rank(x, y);
                let Some(at) = buildable(number, estate, (x, y), rank, ring) else {
                    continue;
                };
                let next = streets.len();
                let street = *streets.entry((number, row, run)).or_insert(next);
                let number_in_street = 2 * step - i64::from(side < 0);
                plots.push(Plot {
                    rank,
                    estate: number,
                    at,
                    street,
                    number: u32::try_from(number_in_street).unwrap_or(0),
                });
            }
        }
    }
}

/// The point, if a home may stand there: well inside its ward, nearest to its own estate, not in a park or school ground.
fn buildable(
    number: usize,
    estate: &Estate,
    (x, y): (i64, i64),
    rank: i64,
    ring: &[Point],
) -> Option<Point> {
    let nearest = ESTATES.iter().enumerate().all(|(other, rival)| {
        other == number || rival.ward != estate.ward || rival.rank(x, y) > rank
    });
    let open = [park(estate), school(estate)]
        .iter()
        .all(|&((ox, oy), radius)| {
            let (dx, dy) = (x - ox, y - oy);
            dx * dx + dy * dy > radius * radius
        });
    if !nearest || !open {
        return None;
    }
    let point = (i32::try_from(x).ok()?, i32::try_from(y).ok()?);
    clear_of(ring, point, 22).then_some(point)
}

fn clear_of(ring: &[Point], (x, y): Point, margin: i32) -> bool {
    [(0, 0), (margin, 0), (-margin, 0), (0, margin), (0, -margin)]
        .iter()
        .all(|(dx, dy)| inside(ring, (x + dx, y + dy)))
}

/// The middle and the radius of an estate's park.
const fn park(estate: &Estate) -> ((i64, i64), i64) {
    (
        estate.at(estate.reach * 11 / 20, estate.reach * 3 / 10),
        estate.reach / 5,
    )
}

/// The middle and the radius of an estate's school ground.
const fn school(estate: &Estate) -> ((i64, i64), i64) {
    (
        estate.at(-estate.reach * 9 / 20, -estate.reach * 4 / 10),
        estate.reach / 6,
    )
}

/// Entrances and corners of the estate's park and school ground.
fn add_open_places(
    number: usize,
    estate: &Estate,
    ring: &[Point],
    taken: &mut BTreeSet<Point>,
    sites: &mut Vec<Site>,
) {
    const CORNERS: [(i64, i64); 6] = [(0, 0), (8, 3), (-6, 7), (2, -9), (-9, -2), (5, 8)];
    for ((middle, radius), kind) in [(park(estate), Kind::Park), (school(estate), Kind::School)] {
        let corners = if kind == Kind::Park { 6 } else { 4 };
        for (count, (dx, dy)) in (1_u32..).zip(CORNERS.iter().take(corners)) {
            let x = i32::try_from(middle.0 + dx * radius / 10).unwrap_or(0);
            let y = i32::try_from(middle.1 + dy * radius / 10).unwrap_or(0);
            if clear_of(ring, (x, y), 8) && taken.insert((x, y)) {
                sites.push(Site {
                    ward: estate.ward,
                    at: (x, y),
                    kind,
                    households: 0,
                    street: names::STREETS + number,
                    number: count,
                    central: false,
                });
            }
        }
    }
}

/// Builds on the plots nearest to the centres until every household of the ward has a home.
fn settle(ward: usize, plots: &[Plot], taken: &mut BTreeSet<Point>, sites: &mut Vec<Site>) {
    let mut homeless = WARDS[ward].households;
    let mut built = vec![0_u32; ESTATES.len()];
    for plot in plots {
        if homeless == 0 {
            break;
        }
        if !taken.insert(plot.at) {
            continue;
        }
        let order = built[plot.estate];
        built[plot.estate] += 1;
        let town = plot.estate == TOWN;
        let (kind, wanted) = if town {
            in_town(order)
        } else {
            in_estate(order)
        };
        let households = wanted.min(homeless);
        homeless -= households;
        sites.push(Site {
            ward,
            at: plot.at,
            kind,
            households,
            street: plot.street,
            number: plot.number,
            central: town && order < CENTRAL,
        });
    }
}

/// The estate that is the town centre, by position in `ESTATES`.
const TOWN: usize = 9;

/// So many of its plots, from the middle outwards, are the town centre.
const CENTRAL: u32 = 190;

/// What stands on the town's plots, from the middle outwards.
const fn in_town(order: u32) -> (Kind, u32) {
    if order < CENTRAL {
        match order % 18 {
            4 | 13 => (Kind::Pub, 0),
            9 => (Kind::CarPark, 0),
            6 | 15 => (Kind::Flats, 5),
            _ => (Kind::Shop, 0),
        }
    } else {
        dwelling(order, 9)
    }
}

/// What stands on an estate's plots, from its middle outwards.
const fn in_estate(order: u32) -> (Kind, u32) {
    match order {
        0..=7 => (Kind::Shop, 0),
        8 => (Kind::Pub, 0),
        9 | 30 => (Kind::CarPark, 0),
        _ => dwelling(order, 34),
    }
}

/// A block of homes on one plot in `every`, houses on the others.
const fn dwelling(order: u32, every: u32) -> (Kind, u32) {
    if order % every != every / 2 {
        (Kind::House, 1)
    } else if order / every % 3 == 2 {
        (Kind::Maisonettes, 4)
    } else {
        (Kind::Flats, 6)
    }
}

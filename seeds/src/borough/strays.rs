//! The few incidents that are not simply inside a ward: without coordinates, outside the borough, on a boundary.

use hotspur_core::{Stream, stream};

use super::draw::between;
use super::map::{Map, Point, inside};
use super::offences::Offence;
use super::wards::WARDS;

/// How far outside the borough an incident may lie, in metres, so that it still counts towards the density at its edge.
const NEAR: i64 = 700;

const UNIT: u64 = 2;

/// Arcs between plain wards: Mercian and Spital, Trinity and Belgrave, Bolehall and Spital.
const BOUNDARIES: [(char, char); 3] = [('B', 'I'), ('O', 'P'), ('J', 'K')];

/// A point exactly on the boundary between two plain wards, one boundary for each offence that has such an incident.
#[must_use]
pub fn on_boundary(map: &Map, offence: Offence) -> Point {
    let number = match offence {
        Offence::YouthNuisance => 0,
        Offence::TheftFromVehicle => 1,
        _ => 2,
    };
    let (start, end) = BOUNDARIES[number];
    let arc = map.arc(start, end);
    arc[arc.len() / 2]
}

/// Points outside every ward and within 700 metres of the borough's outline.
#[must_use]
pub fn outside(map: &Map, offence: Offence, seed: u64) -> Vec<Point> {
    let rings: Vec<Vec<Point>> = (0..WARDS.len()).map(|ward| map.ring(ward)).collect();
    let mut rng = stream(seed, UNIT, offence as u64);
    (0..offence.totals().outside)
        .map(|_| one_outside(&mut rng, &rings))
        .collect()
}

fn one_outside(rng: &mut Stream, rings: &[Vec<Point>]) -> Point {
    for _ in 0..10_000 {
        let point = (
            between(rng, 417_800, 425_000),
            between(rng, 298_900, 306_900),
        );
        let off_the_map = rings.iter().all(|ring| !inside(ring, point));
        let nearest = rings
            .iter()
            .flatten()
            .map(|&corner| squared(corner, point))
            .min();
        if off_the_map && nearest.is_some_and(|d| (100 * 100..NEAR * NEAR).contains(&d)) {
            return point;
        }
    }
    (417_900, 305_900)
}

fn squared(a: Point, b: Point) -> i64 {
    let (dx, dy) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    dx * dx + dy * dy
}

//! The schematic map: ten wards drawn by us from nodes and arcs. It is not the official boundary map.
//!
//! Neighbouring wards share an arc, and an arc is drawn once, so that they share its vertices exactly: no gap, no
//! overlap. Positions are whole metres of EPSG:27700, roughly where Tamworth lies.

use std::collections::BTreeMap;

use geo::{Coord, LineString, Polygon};
use hotspur_core::{Stream, stream};

use super::draw::below;

/// Where arcs meet.
const NODES: [(char, i32, i32); 18] = [
    ('A', 418_740, 304_640),
    ('B', 420_560, 306_240),
    ('C', 422_300, 305_840),
    ('D', 424_200, 303_420),
    ('E', 424_060, 301_640),
    ('F', 422_760, 299_700),
    ('G', 420_640, 299_480),
    ('H', 418_860, 301_420),
    ('I', 420_060, 304_380),
    ('J', 421_180, 304_140),
    ('K', 421_900, 304_420),
    ('L', 420_960, 303_060),
    ('M', 422_420, 303_080),
    ('N', 421_940, 302_460),
    ('O', 420_060, 302_180),
    ('P', 420_760, 301_180),
    ('Q', 422_480, 301_640),
    ('R', 421_980, 300_960),
];

/// A point in whole metres.
pub type Point = (i32, i32);

/// Two nodes and the points that the line between them is drawn through.
type Arc = (char, char, &'static [Point]);

/// The arcs between nodes.
const ARCS: [Arc; 27] = [
    (
        'B',
        'A',
        &[
            (419_780, 306_060),
            (419_240, 306_000),
            (418_900, 305_480),
            (418_480, 305_180),
        ],
    ),
    (
        'A',
        'H',
        &[
            (418_560, 303_980),
            (419_080, 303_420),
            (418_980, 302_960),
            (418_600, 302_400),
            (418_720, 301_800),
        ],
    ),
    (
        'H',
        'G',
        &[(418_960, 300_860), (419_420, 300_340), (419_960, 299_780)],
    ),
    (
        'G',
        'F',
        &[(421_240, 299_740), (421_780, 299_500), (422_300, 299_580)],
    ),
    (
        'F',
        'E',
        &[(423_240, 300_000), (423_380, 300_560), (423_900, 301_000)],
    ),
    ('E', 'D', &[(424_240, 302_180), (423_980, 302_700)]),
    (
        'D',
        'C',
        &[
            (424_300, 304_100),
            (423_880, 304_560),
            (423_540, 305_300),
            (423_180, 305_060),
            (422_900, 305_700),
        ],
    ),
    ('C', 'B', &[(421_840, 306_240), (421_200, 306_020)]),
    ('A', 'I', &[(418_980, 304_320), (419_500, 304_640)]),
    ('B', 'I', &[(420_340, 305_640), (420_480, 305_100)]),
    ('I', 'J', &[(420_420, 304_080), (420_800, 304_340)]),
    ('J', 'K', &[(421_500, 304_360)]),
    ('K', 'C', &[(421_760, 304_960), (422_220, 305_300)]),
    ('J', 'L', &[(420_900, 303_720), (421_180, 303_380)]),
    ('K', 'M', &[(422_180, 304_020), (422_060, 303_520)]),
    ('M', 'D', &[(422_980, 303_280), (423_460, 303_040)]),
    ('L', 'N', &[(421_380, 302_880), (421_560, 302_520)]),
    ('M', 'N', &[(422_300, 302_720)]),
    ('N', 'Q', &[(422_060, 302_060), (422_380, 301_980)]),
    ('Q', 'E', &[(423_020, 301_820), (423_520, 301_480)]),
    ('L', 'O', &[(420_620, 302_720), (420_180, 302_640)]),
    ('O', 'H', &[(419_560, 301_980), (419_260, 301_560)]),
    ('O', 'P', &[(420_360, 301_840), (420_380, 301_420)]),
    ('P', 'R', &[(421_220, 301_300), (421_560, 300_980)]),
    ('R', 'Q', &[(422_300, 301_180)]),
    ('P', 'G', &[(420_540, 300_620), (420_800, 300_100)]),
    (
        'R',
        'F',
        &[(422_240, 300_640), (422_180, 300_200), (422_560, 300_020)],
    ),
];

/// The nodes around each ward, anticlockwise, in the order of `wards::WARDS`.
const RINGS: [&str; 10] = [
    "DCKM",   // Amington
    "NLOPRQ", // Belgrave
    "KJLNM",  // Bolehall
    "IAHOLJ", // Castle
    "EDMNQ",  // Glascote
    "BAI",    // Mercian
    "CBIJK",  // Spital
    "FEQR",   // Stonydelph
    "OHGP",   // Trinity
    "GFRP",   // Wilnecote
];

/// The key of the map's own random streams: the map is the same under every seed of the generator.
const MAP_SEED: u64 = 0x5C4E_3A71;

/// No straight stretch of a boundary is longer than this, in metres.
const LONGEST: i64 = 170;

/// The drawn map: one ring for each ward and every arc by its two nodes.
#[derive(Debug, Clone)]
pub struct Map {
    arcs: BTreeMap<(char, char), Vec<Point>>,
}

impl Map {
    /// Draws the map.
    #[must_use]
    pub fn draw() -> Self {
        let mut arcs = BTreeMap::new();
        for (number, (start, end, via)) in (0_u64..).zip(ARCS) {
            let mut rng = stream(MAP_SEED, number, 0);
            let mut stops = vec![node(start)];
            stops.extend_from_slice(via);
            stops.push(node(end));
            let mut line = vec![stops[0]];
            for pair in stops.windows(2) {
                roughen(pair[0], pair[1], &mut rng, &mut line);
            }
            let back = line.iter().rev().copied().collect();
            arcs.insert((start, end), line);
            arcs.insert((end, start), back);
        }
        Self { arcs }
    }

    /// The outline of a ward, anticlockwise and closed.
    #[must_use]
    pub fn ring(&self, ward: usize) -> Vec<Point> {
        let nodes: Vec<char> = RINGS[ward].chars().collect();
        let mut ring = Vec::new();
        for (position, &start) in nodes.iter().enumerate() {
            let end = nodes[(position + 1) % nodes.len()];
            let arc = self.arc(start, end);
            ring.extend_from_slice(&arc[..arc.len().saturating_sub(1)]);
        }
        ring.extend(ring.first().copied());
        ring
    }

    /// The vertices of the arc between two nodes; empty if no arc joins them.
    #[must_use]
    pub fn arc(&self, start: char, end: char) -> &[Point] {
        self.arcs.get(&(start, end)).map_or(&[], Vec::as_slice)
    }
}

/// A ring of whole metres as a polygon.
#[must_use]
pub fn polygon(ring: &[Point]) -> Polygon<f64> {
    let line: LineString<f64> = ring
        .iter()
        .map(|&(x, y)| Coord {
            x: f64::from(x),
            y: f64::from(y),
        })
        .collect();
    Polygon::new(line, Vec::new())
}

/// Whether a point lies inside a ring (crossing number); points on the ring itself may go either way.
#[must_use]
pub fn inside(ring: &[Point], point: Point) -> bool {
    let (x, y) = (i64::from(point.0), i64::from(point.1));
    let mut within = false;
    for pair in ring.windows(2) {
        let (ax, ay) = (i64::from(pair[0].0), i64::from(pair[0].1));
        let (bx, by) = (i64::from(pair[1].0), i64::from(pair[1].1));
        if (ay > y) != (by > y) {
            let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
            if (side > 0) == (by > ay) {
                within = !within;
            }
        }
    }
    within
}

fn node(name: char) -> Point {
    NODES
        .iter()
        .find(|(other, _, _)| *other == name)
        .map_or((0, 0), |&(_, x, y)| (x, y))
}

/// Adds the points after `start` up to `end`, each long stretch broken at a displaced midpoint, as a surveyed line wanders.
fn roughen(start: Point, end: Point, rng: &mut Stream, line: &mut Vec<Point>) {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let squared = i64::from(dx) * i64::from(dx) + i64::from(dy) * i64::from(dy);
    if squared <= LONGEST * LONGEST {
        line.push(end);
        return;
    }
    let sway = i32::try_from(below(rng, 221)).unwrap_or(110) - 110;
    let middle = (
        start.0 + dx / 2 - dy * sway / 1_000,
        start.1 + dy / 2 + dx * sway / 1_000,
    );
    roughen(start, middle, rng, line);
    roughen(middle, end, rng, line);
}

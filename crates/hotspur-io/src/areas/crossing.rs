//! Where the rings of an area cross, overlap or fold back on themselves.

use std::collections::BTreeSet;

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line, LineString};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject};

/// Pairs of segments looked at before a shape is given up as too intricate: about a minute's work, and a thousand
/// times what the most indented coast asks for.
const MOST_PAIRS: usize = 100_000_000;

/// Places of crossing before a shape is given up. A slip of the pen crosses in a few; in a boundary that crosses in many
/// the size before and after a repair may agree by chance, and the ground be quite another.
const MOST_PLACES: usize = 20;

/// What the rings of one area do to each other.
#[derive(Debug, Default)]
pub(super) struct Crossings {
    /// The first place, by the order of the vertices, where a boundary crosses, overlaps or touches itself, or crosses
    /// or overlaps another.
    pub first: Option<Coord<f64>>,
    /// All such places, by the bits of their coordinates.
    places: BTreeSet<(u64, u64)>,
    /// Pairs of rings that touch at a vertex, which is allowed unless they also cross there.
    pub touching: BTreeSet<(usize, usize)>,
    /// Whether counting was given up.
    pub too_intricate: bool,
}

struct Segment {
    line: Line<f64>,
    ring: usize,
    /// Its number in the ring, and how many the ring has.
    place: usize,
    of: usize,
}

/// Compares every pair of segments whose boxes meet: n log n for real boundaries. Coordinates must be finite, and no
/// vertex may follow itself.
pub(super) fn crossings(rings: &[&LineString<f64>]) -> Crossings {
    let segments: Vec<Segment> = rings
        .iter()
        .enumerate()
        .flat_map(|(ring, line)| {
            let of = line.lines().len();
            line.lines().enumerate().map(move |(place, line)| Segment {
                line,
                ring,
                place,
                of,
            })
        })
        .collect();
    let boxes: Vec<GeomWithData<Rectangle<[f64; 2]>, usize>> = segments
        .iter()
        .enumerate()
        .map(|(number, segment)| GeomWithData::new(box_of(segment.line), number))
        .collect();
    let tree = RTree::bulk_load(boxes);
    let mut found = Crossings::default();
    let mut pairs = 0;
    for (number, segment) in segments.iter().enumerate() {
        let around: AABB<[f64; 2]> = box_of(segment.line).envelope();
        let mut later: Vec<usize> = tree
            .locate_in_envelope_intersecting(&around)
            .map(|other| other.data)
            .filter(|other| *other > number)
            .collect();
        // The tree's order depends on how it was built; the first crossing should not.
        later.sort_unstable();
        pairs += later.len();
        for other in later {
            found.compare(segment, &segments[other]);
        }
        if pairs > MOST_PAIRS || found.places.len() > MOST_PLACES {
            found.too_intricate = true;
            break;
        }
    }
    found
}

impl Crossings {
    fn compare(&mut self, a: &Segment, b: &Segment) {
        let Some(meeting) = line_intersection(a.line, b.line) else {
            return;
        };
        let (at, allowed) = match meeting {
            LineIntersection::Collinear { intersection } => (intersection.start, false),
            LineIntersection::SinglePoint {
                intersection,
                is_proper,
            } if a.ring == b.ring => (intersection, !is_proper && follows(a, b)),
            LineIntersection::SinglePoint {
                intersection,
                is_proper,
            } => {
                if !is_proper {
                    self.touching
                        .insert((a.ring.min(b.ring), a.ring.max(b.ring)));
                }
                (intersection, !is_proper)
            }
        };
        if !allowed {
            self.places.insert((at.x.to_bits(), at.y.to_bits()));
            self.first.get_or_insert(at);
        }
    }
}

/// Whether two segments of one ring are neighbours, which share a vertex by right.
fn follows(a: &Segment, b: &Segment) -> bool {
    let gap = a.place.abs_diff(b.place);
    gap == 1 || gap + 1 == a.of
}

fn box_of(line: Line<f64>) -> Rectangle<[f64; 2]> {
    Rectangle::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y])
}

//! An outline cut into bands of northing, so that a place meets the few edges beside it and no others.

use std::ops::{Range, RangeInclusive};

use geo::coordinate_position::CoordPos;
use geo::kernels::RobustKernel;
use geo::{Coord, Kernel, LineString, MultiPolygon, Orientation};

/// One ring of an outline.
#[derive(Debug)]
struct Ring<'a> {
    coords: &'a [Coord<f64>],
    /// The polygon that it bounds.
    polygon: usize,
    exterior: bool,
}

/// The edges of an outline by band of northing; an edge is in every band that it has a point in.
#[derive(Debug)]
pub(super) struct Bands<'a> {
    rings: Vec<Ring<'a>>,
    /// The first band, and where each begins in `edges`.
    first: usize,
    starts: Vec<u32>,
    /// Ring and first vertex, in the order of the outline.
    edges: Vec<(u32, u32)>,
}

impl<'a> Bands<'a> {
    /// Cuts an outline. `bands` are those it lies in, `on_grid` says where a vertex is, and `rows` in which bands an edge
    /// between two such has a point.
    pub(super) fn new<T: Copy>(
        outline: &'a MultiPolygon<f64>,
        bands: Range<usize>,
        on_grid: impl Fn(Coord<f64>) -> T,
        rows: impl Fn(T, T) -> RangeInclusive<usize>,
    ) -> Self {
        let mut rings = Vec::new();
        for (polygon, of) in outline.iter().enumerate() {
            let mut take = |ring: &'a LineString<f64>, exterior| {
                let coords = ring.0.as_slice();
                rings.push(Ring {
                    coords,
                    polygon,
                    exterior,
                });
            };
            take(of.exterior(), true);
            of.interiors().iter().for_each(|hole| take(hole, false));
        }
        let mut starts = vec![0_u32; bands.len() + 2];
        let mut found = Vec::new();
        for (number, ring) in (0_u32..).zip(&rings) {
            let Some(first) = ring.coords.first() else {
                continue;
            };
            let mut start = on_grid(*first);
            // A ring of one vertex is an edge without length.
            let ends = ring.coords.get(1..).filter(|ends| !ends.is_empty());
            for (vertex, end) in (0_u32..).zip(ends.unwrap_or(ring.coords)) {
                let end = on_grid(*end);
                let rows = rows(start, end);
                start = end;
                // A hole may reach beyond the bounds of its polygon, where it says nothing.
                let low = (*rows.start()).max(bands.start) - bands.start;
                let high = (*rows.end() + 1).min(bands.end).saturating_sub(bands.start);
                for band in low..high {
                    starts[band + 2] += 1;
                }
                found.push((low..high, (number, vertex)));
            }
        }
        for band in 2..starts.len() {
            starts[band] += starts[band - 1];
        }
        let mut edges = vec![(0, 0); starts.last().map_or(0, |count| *count as usize)];
        for (within, edge) in found {
            for band in within {
                let next = &mut starts[band + 1];
                edges[*next as usize] = edge;
                *next += 1;
            }
        }
        starts.pop();
        Self {
            rings,
            first: bands.start,
            starts,
            edges,
        }
    }

    /// Where a coordinate of a band lies: what `geo` says of the whole outline, to the letter, since an edge that has no
    /// point at the northing of the coordinate says nothing there. Time O(edges of the band).
    pub(super) fn position(&self, coord: Coord<f64>, band: usize) -> CoordPos {
        let Some(band) = band.checked_sub(self.first) else {
            return CoordPos::Outside;
        };
        let (Some(begin), Some(end)) = (self.starts.get(band), self.starts.get(band + 1)) else {
            return CoordPos::Outside;
        };
        let edges = &self.edges[*begin as usize..*end as usize];
        let (mut inside, mut boundaries) = (false, 0);
        // The polygon whose exterior holds the coordinate, until one of its holes does.
        let mut within: Option<usize> = None;
        for ring_edges in edges.chunk_by(|a, b| a.0 == b.0) {
            let ring = &self.rings[ring_edges[0].0 as usize];
            if ring.exterior {
                inside |= within.is_some();
                within = None;
            } else if within != Some(ring.polygon) {
                continue;
            }
            match (in_ring(coord, ring.coords, ring_edges), ring.exterior) {
                (CoordPos::OnBoundary, _) => {
                    boundaries += 1;
                    within = None;
                }
                (CoordPos::Inside, true) => within = Some(ring.polygon),
                (CoordPos::Inside, false) => within = None,
                (CoordPos::Outside, _) => {}
            }
        }
        inside |= within.is_some();
        // A point where two polygons of one outline touch is no part of the boundary of the whole.
        if boundaries % 2 == 1 {
            CoordPos::OnBoundary
        } else if inside {
            CoordPos::Inside
        } else {
            CoordPos::Outside
        }
    }
}

fn ends(coords: &[Coord<f64>], vertex: u32) -> (Coord<f64>, Coord<f64>) {
    let vertex = vertex as usize;
    (coords[vertex], coords[(vertex + 1).min(coords.len() - 1)])
}

/// The winding number of a ring about a coordinate by the edges that pass its northing: upward edges hold their lower
/// end and downward ones theirs, and what lies on an edge is on the boundary.
fn in_ring(coord: Coord<f64>, coords: &[Coord<f64>], edges: &[(u32, u32)]) -> CoordPos {
    let mut winding = 0;
    for (_, vertex) in edges {
        let (start, end) = ends(coords, *vertex);
        let upward = start.y <= coord.y;
        if (upward && end.y < coord.y) || (!upward && end.y > coord.y) {
            continue;
        }
        if start.x < coord.x && end.x < coord.x {
            continue;
        }
        // An edge wholly east is passed by the ray, and needs no predicate.
        let side = if start.x > coord.x && end.x > coord.x {
            if upward {
                Orientation::CounterClockwise
            } else {
                Orientation::Clockwise
            }
        } else {
            RobustKernel::orient2d(start, end, coord)
        };
        match side {
            // Neither end is strictly on one side, or the edge is level: on it, if between its ends.
            Orientation::Collinear if between(coord.x, start.x, end.x) => {
                return CoordPos::OnBoundary;
            }
            Orientation::CounterClockwise if upward && end.y != coord.y => winding += 1,
            Orientation::Clockwise if !upward => winding -= 1,
            _ => {}
        }
    }
    if winding == 0 {
        CoordPos::Outside
    } else {
        CoordPos::Inside
    }
}

fn between(value: f64, a: f64, b: f64) -> bool {
    a.min(b) <= value && value <= a.max(b)
}

//! Which ring lies in which, and what that makes of them: land, hole, island in a hole.
//!
//! Shapefiles list rings in any order and often wound the wrong way; only the nesting can be relied on.

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::{Area, BoundingRect, Coord, InteriorPoint, LineString, MultiPolygon, Polygon, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// More rings than the most broken coast of one area has.
pub(super) const MOST_RINGS: usize = 50_000;

/// For each ring the smallest ring that holds it. Rings must be finite and must not cross.
pub(super) fn parents(rings: &[&LineString<f64>]) -> Vec<Option<usize>> {
    let shapes: Vec<Polygon<f64>> = rings
        .iter()
        .map(|ring| Polygon::new((*ring).clone(), Vec::new()))
        .collect();
    let sizes: Vec<f64> = shapes.iter().map(Area::unsigned_area).collect();
    let bounds: Vec<Option<Rect<f64>>> = rings.iter().map(|ring| ring.bounding_rect()).collect();
    let tree = RTree::bulk_load(
        bounds
            .iter()
            .enumerate()
            .filter_map(|(number, found)| Some(GeomWithData::new(rectangle((*found)?), number)))
            .collect(),
    );
    let parent = |ring: usize| {
        let own = bounds[ring]?;
        let around: AABB<[f64; 2]> =
            AABB::from_corners([own.min().x, own.min().y], [own.max().x, own.max().y]);
        let mut larger: Vec<usize> = tree
            .locate_in_envelope_intersecting(&around)
            .map(|other| other.data)
            .filter(|other| sizes[*other] > sizes[ring] && holds(bounds[*other], own))
            .collect();
        larger.sort_by(|a, b| sizes[*a].total_cmp(&sizes[*b]).then(a.cmp(b)));
        larger
            .into_iter()
            .find(|other| lies_in(&shapes[ring], rings[*other]))
    };
    (0..rings.len()).map(parent).collect()
}

/// Land, holes and islands from rings in any order: a ring within an even number of others is land.
pub(super) fn assemble(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let all: Vec<&LineString<f64>> = rings.iter().collect();
    let parents = parents(&all);
    let depth = |ring: usize| std::iter::successors(parents[ring], |up| parents[*up]).count();
    let holes: Vec<bool> = (0..rings.len()).map(|ring| depth(ring) % 2 == 1).collect();
    let mut polygons: Vec<Option<Polygon<f64>>> = rings
        .iter()
        .zip(&holes)
        .map(|(ring, hole)| (!hole).then(|| Polygon::new(ring.clone(), Vec::new())))
        .collect();
    for (ring, line) in rings.into_iter().enumerate() {
        let land = parents[ring].filter(|_| holes[ring]);
        if let Some(polygon) = land.and_then(|land| polygons[land].as_mut()) {
            polygon.interiors_push(line);
        }
    }
    MultiPolygon::new(polygons.into_iter().flatten().collect())
}

/// Whether a ring that does not cross another lies within it. A vertex decides, unless it lies on the other.
fn lies_in(inner: &Polygon<f64>, outer: &LineString<f64>) -> bool {
    let side = |coord: Coord<f64>| match coord_pos_relative_to_ring(coord, outer) {
        CoordPos::Inside => Some(true),
        CoordPos::Outside => Some(false),
        CoordPos::OnBoundary => None,
    };
    inner
        .exterior()
        .coords()
        .find_map(|coord| side(*coord))
        .or_else(|| side(inner.interior_point()?.0))
        .unwrap_or(false)
}

fn holds(outer: Option<Rect<f64>>, inner: Rect<f64>) -> bool {
    outer.is_some_and(|outer| {
        outer.min().x <= inner.min().x
            && outer.min().y <= inner.min().y
            && outer.max().x >= inner.max().x
            && outer.max().y >= inner.max().y
    })
}

fn rectangle(bounds: Rect<f64>) -> Rectangle<[f64; 2]> {
    let (low, high) = (bounds.min(), bounds.max());
    Rectangle::from_corners([low.x, low.y], [high.x, high.y])
}

//! Areas that overlap.

use geo::{Area, BooleanOps, BoundingRect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::ReadArea;

/// Shared borders that were drawn, rounded or projected apart leave slivers: less than this share of the smaller area
/// is no overlap. A ward of 3 km² may share 300 m².
const SLIVER_SHARE: f64 = 1e-4;

/// The pairs of areas that overlap, with the size they share in square metres, the largest first. Areas are in metres.
/// Time: one intersection a pair of touching bounding boxes.
#[must_use]
pub fn overlaps(areas: &[ReadArea]) -> Vec<(usize, usize, f64)> {
    let boxes: Vec<GeomWithData<Rectangle<[f64; 2]>, usize>> = areas
        .iter()
        .enumerate()
        .filter_map(|(number, area)| {
            let bounds = area.outline.bounding_rect()?;
            let (low, high) = (bounds.min(), bounds.max());
            let rectangle = Rectangle::from_corners([low.x, low.y], [high.x, high.y]);
            Some(GeomWithData::new(rectangle, number))
        })
        .collect();
    let tree = RTree::bulk_load(boxes.clone());
    let mut found = Vec::new();
    for first in &boxes {
        let envelope = AABB::from_corners(first.geom().lower(), first.geom().upper());
        for second in tree.locate_in_envelope_intersecting(&envelope) {
            if second.data <= first.data {
                continue;
            }
            let (a, b) = (&areas[first.data].outline, &areas[second.data].outline);
            let shared = a.intersection(b).unsigned_area();
            if shared > SLIVER_SHARE * a.unsigned_area().min(b.unsigned_area()) {
                found.push((first.data, second.data, shared));
            }
        }
    }
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    found
}

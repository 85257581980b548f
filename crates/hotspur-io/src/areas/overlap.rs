//! Areas that overlap.

use geo::{Area as _, BooleanOps, BoundingRect};
use hotspur_core::Areas;
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Shared borders that were drawn, rounded or projected apart leave slivers: less than this share of the smaller area
/// is no overlap. A ward of 3 km² may share 300 m².
const SLIVER_SHARE: f64 = 1e-4;

/// The pairs of areas that overlap, with the size they share in square metres, the largest first.
///
/// The areas together are as large as their union where none overlaps: only where they are larger are pairs looked at,
/// one intersection a pair of touching bounding boxes.
#[must_use]
pub fn overlaps(areas: &Areas) -> Vec<(usize, usize, f64)> {
    let sizes: Vec<f64> = areas
        .list()
        .iter()
        .map(|area| area.outline.unsigned_area())
        .collect();
    let excess = sizes.iter().sum::<f64>() - areas.study_area().unsigned_area();
    let smallest = sizes.iter().copied().fold(f64::INFINITY, f64::min);
    if excess <= SLIVER_SHARE * smallest {
        return Vec::new();
    }
    let mut found: Vec<(usize, usize, f64)> = touching_boxes(areas)
        .into_par_iter()
        .filter_map(|(first, second)| {
            let outline = |number: usize| &areas.list()[number].outline;
            let shared = outline(first).intersection(outline(second)).unsigned_area();
            let overlap = shared > SLIVER_SHARE * sizes[first].min(sizes[second]);
            overlap.then_some((first, second, shared))
        })
        .collect();
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    found
}

/// The pairs of areas whose bounding boxes touch.
fn touching_boxes(areas: &Areas) -> Vec<(usize, usize)> {
    let boxes: Vec<GeomWithData<Rectangle<[f64; 2]>, usize>> = areas
        .list()
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
    let mut pairs: Vec<(usize, usize)> = boxes
        .iter()
        .flat_map(|first| {
            let envelope = AABB::from_corners(first.geom().lower(), first.geom().upper());
            let touching = tree.locate_in_envelope_intersecting(&envelope);
            touching
                .map(|second| (first.data, second.data))
                .collect::<Vec<_>>()
        })
        .filter(|(first, second)| first < second)
        .collect();
    pairs.sort_unstable();
    pairs
}

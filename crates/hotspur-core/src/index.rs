//! Distinct places in an R-tree.

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use crate::metres::{Metres, Position};

/// An R-tree over distinct places, bulk-loaded in O(p log p).
#[derive(Debug)]
pub struct PlaceIndex {
    tree: RTree<GeomWithData<[f64; 2], u32>>,
}

impl PlaceIndex {
    /// Indexes places; the number of a place is its position in the slice.
    #[must_use]
    pub fn new(places: &[Position]) -> Self {
        let items = places
            .iter()
            .zip(0_u32..)
            .map(|(place, number)| GeomWithData::new([place.x(), place.y()], number))
            .collect();
        Self {
            tree: RTree::bulk_load(items),
        }
    }

    /// The places in a rectangle, its border included, in ascending order.
    #[must_use]
    pub fn in_rectangle(&self, rectangle: geo::Rect<f64>) -> Vec<u32> {
        let (low, high) = (rectangle.min(), rectangle.max());
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        let mut found: Vec<u32> = self
            .tree
            .locate_in_envelope(&envelope)
            .map(|item| item.data)
            .collect();
        found.sort_unstable();
        found
    }

    /// The places at most `radius` from `centre`, in ascending order.
    #[must_use]
    pub fn within(&self, centre: Position, radius: Metres) -> Vec<u32> {
        let mut found: Vec<u32> = self
            .tree
            .locate_within_distance([centre.x(), centre.y()], radius.0 * radius.0)
            .map(|item| item.data)
            .collect();
        found.sort_unstable();
        found
    }
}

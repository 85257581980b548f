//! Which area a place lies in, by one tie rule.
//!
//! A place strictly inside one or more areas counts in each of them (areas may overlap). A place inside none that
//! lies exactly on the boundary of one or more counts in the one whose code is first alphabetically. Whatever is
//! left lies outside. So every place has exactly one standing, and nothing is lost or counted twice.

mod frame;
mod label_grid;
mod ring;
mod shape;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BoundingRect, MultiPolygon};
use rayon::prelude::*;

use self::label_grid::LabelGrid;
use crate::area::Areas;
use crate::index::PlaceIndex;
use crate::metres::Position;

/// Where a place stands towards the areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// In no area.
    Outside,
    /// Strictly inside one area.
    Inside(u32),
    /// Strictly inside several areas, in ascending order: only where areas overlap. Boxed twice, so that the many places
    /// that are in one area take two words each and not three.
    InsideSeveral(Box<Box<[u32]>>),
    /// On a boundary and inside none; counted in this area.
    OnBoundary(u32),
}

impl Standing {
    /// The areas that the place counts in.
    #[must_use]
    pub fn areas(&self) -> &[u32] {
        match self {
            Self::Outside => &[],
            Self::InsideSeveral(areas) => areas,
            Self::Inside(area) | Self::OnBoundary(area) => std::slice::from_ref(area),
        }
    }

    /// Takes into account how a place lies to one more area; areas come in ascending order.
    fn meet(&mut self, area: u32, position: CoordPos) {
        match (position, &mut *self) {
            (CoordPos::Inside, Self::Inside(_) | Self::InsideSeveral(_)) => {
                let mut all = self.areas().to_vec();
                all.push(area);
                *self = Self::InsideSeveral(Box::new(all.into_boxed_slice()));
            }
            (CoordPos::Inside, _) => *self = Self::Inside(area),
            (CoordPos::OnBoundary, Self::Outside) => *self = Self::OnBoundary(area),
            _ => {}
        }
    }
}

/// The standing of every place towards the areas.
///
/// The same as [`locate_by_index`]. A grid is laid over the areas; a cell that no edge passes has one answer, and a place
/// in another cell meets the edges in its own cell alone: it is inside where the winding number at the centre of the cell,
/// and the edges crossed on the way from there, say so. What is left or right of an edge, and what lies on it, is told by
/// the same robust predicate. Time O(edges + cells) to label, with half as many cells as edges and a tenth of the places,
/// then O(1) for most places.
///
/// ```
/// use geo::{Rect, coord};
/// use hotspur_core::{Area, Areas, Position, Standing, locate};
/// let square = |code: &str, x: f64| Area {
///     code: code.into(),
///     name: code.into(),
///     outline: Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 10.0, y: 10.0}).to_polygon().into(),
///     exposures: Default::default(),
/// };
/// let areas = Areas::new(vec![square("B", 10.0), square("A", 0.0)]).unwrap();
/// let places: Vec<_> = [(5.0, 5.0), (10.0, 5.0), (30.0, 5.0)]
///     .iter().map(|(x, y)| Position::new(*x, *y).unwrap()).collect();
/// let standings = locate(&places, &areas);
/// assert_eq!(standings, [Standing::Inside(0), Standing::OnBoundary(0), Standing::Outside]);
/// ```
#[must_use]
pub fn locate(places: &[Position], areas: &Areas) -> Vec<Standing> {
    match LabelGrid::new(areas, places.len()) {
        Some(grid) => grid.standings(places),
        None => locate_by_index(places, &PlaceIndex::new(places), areas),
    }
}

/// The standing of every place towards the areas, area by area: the plain statement of what [`locate`] finds.
///
/// Candidates come from the R-tree, the test is `geo`'s robust point-in-polygon: time O(p log p) for `p` places plus
/// the vertices of an area for each place in its bounding box.
#[must_use]
pub fn locate_by_index(places: &[Position], index: &PlaceIndex, areas: &Areas) -> Vec<Standing> {
    let found: Vec<Vec<(u32, CoordPos)>> = areas
        .list()
        .par_iter()
        .map(|area| touching(&area.outline, places, index))
        .collect();
    let mut standings = vec![Standing::Outside; places.len()];
    for (area, hits) in (0_u32..).zip(found) {
        for (place, position) in hits {
            standings[place as usize].meet(area, position);
        }
    }
    standings
}

/// The places of an outline's bounding box that lie in it or on its boundary.
fn touching(
    outline: &MultiPolygon<f64>,
    places: &[Position],
    index: &PlaceIndex,
) -> Vec<(u32, CoordPos)> {
    let Some(bounds) = outline.bounding_rect() else {
        return Vec::new();
    };
    index
        .in_rectangle(bounds)
        .into_par_iter()
        .map(|place| {
            let coord = places[place as usize].coord();
            (place, outline.coordinate_position(&coord))
        })
        .filter(|(_, position)| *position != CoordPos::Outside)
        .collect()
}

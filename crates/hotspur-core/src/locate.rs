//! Which area a place lies in, by one tie rule.
//!
//! A place strictly inside one or more areas counts in each of them (areas may overlap). A place inside none that
//! lies exactly on the boundary of one or more counts in the one whose code is first alphabetically. Whatever is
//! left lies outside. So every place has exactly one standing, and nothing is lost or counted twice.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BoundingRect, MultiPolygon};
use rayon::prelude::*;

use crate::area::Areas;
use crate::index::PlaceIndex;
use crate::metres::Position;

/// Where a place stands towards the areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// In no area.
    Outside,
    /// Strictly inside these areas; more than one only where areas overlap.
    Inside(Vec<u32>),
    /// On a boundary and inside none; counted in this area.
    OnBoundary(u32),
}

impl Standing {
    /// The areas that the place counts in.
    #[must_use]
    pub fn areas(&self) -> &[u32] {
        match self {
            Self::Outside => &[],
            Self::Inside(areas) => areas,
            Self::OnBoundary(area) => std::slice::from_ref(area),
        }
    }
}

/// The standing of every place towards the areas.
///
/// Candidates come from the R-tree, the test is `geo`'s robust point-in-polygon: time O(p log p) for `p` places plus
/// the vertices of an area for each place in its bounding box.
///
/// ```
/// use geo::{Rect, coord};
/// use hotspur_core::{Area, Areas, PlaceIndex, Position, Standing, locate};
/// let square = |code: &str, x: f64| Area {
///     code: code.into(),
///     name: code.into(),
///     outline: Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 10.0, y: 10.0}).to_polygon().into(),
///     exposures: Default::default(),
/// };
/// let areas = Areas::new(vec![square("B", 10.0), square("A", 0.0)]).unwrap();
/// let places: Vec<_> = [(5.0, 5.0), (10.0, 5.0), (30.0, 5.0)]
///     .iter().map(|(x, y)| Position::new(*x, *y).unwrap()).collect();
/// let standings = locate(&places, &PlaceIndex::new(&places), &areas);
/// assert_eq!(standings, [Standing::Inside(vec![0]), Standing::OnBoundary(0), Standing::Outside]);
/// ```
#[must_use]
pub fn locate(places: &[Position], index: &PlaceIndex, areas: &Areas) -> Vec<Standing> {
    let found: Vec<Vec<(u32, CoordPos)>> = areas
        .list()
        .par_iter()
        .map(|area| touching(&area.outline, places, index))
        .collect();
    let mut standings = vec![Standing::Outside; places.len()];
    for (area, hits) in (0_u32..).zip(found) {
        for (place, position) in hits {
            let standing = &mut standings[place as usize];
            match (position, &mut *standing) {
                (CoordPos::Inside, Standing::Inside(areas)) => areas.push(area),
                (CoordPos::Inside, _) => *standing = Standing::Inside(vec![area]),
                (CoordPos::OnBoundary, Standing::Outside) => {
                    *standing = Standing::OnBoundary(area);
                }
                _ => {}
            }
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

//! Where exactly: a part of the study area, and what is found in it against the rest and against the time before.

mod borders;
mod count;
mod location;
mod places;
mod told;

pub use borders::{Border, borders};
pub use count::{Counts, Spans, counts};
pub use location::{
    Base, Location, LocationCounted, NAMED_PLACES, SQUARE_KILOMETRES, locate_answer,
};
pub(crate) use location::{places_in, things};
pub use places::{TopPlace, top_places};

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BooleanOps, BoundingRect, Coord, LineString, MultiPolygon, Polygon, unary_union};

use crate::area::Areas;
use crate::index::PlaceIndex;
use crate::locate::Standing;
use crate::metres::{Metres, Position};

/// Corners of the polygon that stands for a circle where ground is measured or drawn: it covers 99.999 % of the circle.
const CORNERS: u32 = 720;

/// A circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub centre: Position,
    /// Its radius.
    pub radius: Metres,
}

/// A part of the study area: what lies in any of some areas, and in a circle, and in a polygon, as far as each is given.
///
/// ```
/// use hotspur_core::focus::Focus;
/// assert!(Focus::default().is_everywhere());
/// assert!(!Focus { areas: vec![3], ..Focus::default() }.is_everywhere());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Focus {
    /// Areas by number, ascending; all of them where there is none.
    pub areas: Vec<u32>,
    /// A circle.
    pub circle: Option<Circle>,
    /// A polygon, in metres.
    pub polygon: Option<MultiPolygon<f64>>,
}

impl Focus {
    /// Whether it is the whole of the study area.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.areas.is_empty() && self.circle.is_none() && self.polygon.is_none()
    }

    /// Whether it is made of whole areas, so that their exposures are its own.
    #[must_use]
    pub const fn is_of_areas(&self) -> bool {
        self.circle.is_none() && self.polygon.is_none()
    }

    /// Which places lie in it. A place counts in areas as the run counts it; the edge of a circle belongs to it, and so does
    /// that of a polygon. What lies outside the study area is in no part of it.
    ///
    /// The circle and the box of the polygon are queries of the R-tree: time O(places found · vertices of the polygon + places).
    #[must_use]
    pub fn holds(
        &self,
        places: &[Position],
        index: &PlaceIndex,
        standings: &[Standing],
    ) -> Vec<bool> {
        let mut held: Vec<bool> = standings
            .iter()
            .map(|standing| self.holds_any(standing.areas()))
            .collect();
        if let Some(circle) = self.circle {
            keep(&mut held, &index.within(circle.centre, circle.radius));
        }
        if let Some(polygon) = &self.polygon {
            let near = polygon.bounding_rect().map(|rect| index.in_rectangle(rect));
            let inside: Vec<u32> = near
                .into_iter()
                .flatten()
                .filter(|place| {
                    let at = places[*place as usize].coord();
                    polygon.coordinate_position(&at) != CoordPos::Outside
                })
                .collect();
            keep(&mut held, &inside);
        }
        held
    }

    fn holds_any(&self, areas: &[u32]) -> bool {
        if self.areas.is_empty() {
            return !areas.is_empty();
        }
        areas.iter().any(|area| self.areas.contains(area))
    }

    /// Its ground within the study area; a circle is a polygon of 720 corners.
    #[must_use]
    pub fn ground(&self, areas: &Areas) -> MultiPolygon<f64> {
        let mut ground = if self.areas.is_empty() {
            areas.study_area().clone()
        } else {
            let outlines = self.areas.iter().map(|area| &areas.list()[*area as usize]);
            let outlines: Vec<_> = outlines.map(|area| &area.outline).collect();
            unary_union(outlines.iter().copied())
        };
        if let Some(circle) = self.circle {
            ground = ground.intersection(&circle.polygon());
        }
        if let Some(polygon) = &self.polygon {
            ground = ground.intersection(polygon);
        }
        ground
    }
}

impl Circle {
    /// The circle as a polygon.
    #[must_use]
    pub fn polygon(&self) -> Polygon<f64> {
        let corner = |number: u32| {
            let angle = std::f64::consts::TAU * f64::from(number) / f64::from(CORNERS);
            Coord {
                x: self.centre.x() + self.radius.0 * angle.cos(),
                y: self.centre.y() + self.radius.0 * angle.sin(),
            }
        };
        Polygon::new(LineString((0..CORNERS).map(corner).collect()), Vec::new())
    }
}

/// Forgets all but some.
fn keep(held: &mut [bool], some: &[u32]) {
    let mut kept = vec![false; held.len()];
    for place in some {
        kept[*place as usize] = held[*place as usize];
    }
    held.copy_from_slice(&kept);
}

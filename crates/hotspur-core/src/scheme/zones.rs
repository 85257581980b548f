//! The zones of a scheme, and which of them a place lies in.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area as _, BoundingRect, MultiPolygon};

use crate::index::PlaceIndex;
use crate::locate::Standing;
use crate::metres::Position;

/// What a zone is to a scheme; where zones touch, a place belongs to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Where it was done.
    Target,
    /// Ground like it where it was not.
    Control,
    /// Ground like the buffer, that the buffer is compared with.
    BufferControl,
    /// Where crime may have gone to.
    Buffer,
}

impl Zone {
    /// The word in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Control => "control",
            Self::BufferControl => "buffer_control",
            Self::Buffer => "buffer",
        }
    }
}

/// The zones of a scheme within the study area, each once, in the order of [`Zone`], sharing no ground.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Zones {
    /// Each with its ground.
    pub list: Vec<(Zone, MultiPolygon<f64>)>,
}

impl Zones {
    /// The place of a zone in the list.
    #[must_use]
    pub fn position(&self, zone: Zone) -> Option<usize> {
        self.list.iter().position(|(known, _)| *known == zone)
    }

    /// The ground of a zone in square kilometres.
    #[must_use]
    pub fn square_kilometres(&self, zone: Zone) -> Option<f64> {
        self.position(zone)
            .map(|at| self.list[at].1.unsigned_area() / 1e6)
    }
}

/// The zone that each place lies in, by its place in the list; the edge of a zone belongs to it, and what lies outside the study
/// area is in none. Time O(places found · vertices + places).
///
/// ```
/// use geo::{Rect, MultiPolygon};
/// use hotspur_core::scheme::{Zone, Zones, zone_of_places};
/// use hotspur_core::{PlaceIndex, Position, Standing};
/// let square = |x: f64| MultiPolygon::new(vec![Rect::new((x, 0.0), (x + 10.0, 10.0)).to_polygon()]);
/// let zones = Zones { list: vec![(Zone::Target, square(0.0)), (Zone::Buffer, square(10.0))] };
/// let places = [5.0, 10.0, 15.0, 25.0].map(|x| Position::new(x, 5.0).unwrap());
/// let found = zone_of_places(&zones, &places, &PlaceIndex::new(&places), &vec![Standing::Inside(0); 4]);
/// assert_eq!(found, [Some(0), Some(0), Some(1), None], "what touches both is the target's");
/// ```
#[must_use]
pub fn zone_of_places(
    zones: &Zones,
    places: &[Position],
    index: &PlaceIndex,
    standings: &[Standing],
) -> Vec<Option<u8>> {
    let mut found = vec![None; places.len()];
    for ((_, ground), number) in zones.list.iter().zip(0_u8..) {
        let near = ground.bounding_rect().map(|rect| index.in_rectangle(rect));
        for place in near.into_iter().flatten() {
            let place = place as usize;
            let at = places[place].coord();
            let free = found[place].is_none() && !standings[place].areas().is_empty();
            if free && ground.coordinate_position(&at) != CoordPos::Outside {
                found[place] = Some(number);
            }
        }
    }
    found
}

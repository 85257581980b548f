//! Where labels stand: inside their area if they fit there, and never on one another.

use geo::{BoundingRect, Contains, MultiPolygon, Point, Rect, Simplify};
use serde::Serialize;

use super::map::{Frame, tenth};
use super::wards::Ward;

const LONGEST: usize = 26;
/// How much of a label's width must fit, in turn: more than all of it, so that it keeps clear of the edges; all of it;
/// and at worst most of it.
const WIDTHS: [f64; 3] = [1.15, 1.0, 0.75];
/// How finely an area is searched for room, each way.
const STEPS: usize = 24;

/// A text on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub text: String,
}

/// The labels of a map; who comes first has the choice.
#[derive(Debug)]
pub struct Labels {
    frame: Frame,
    taken: Vec<[f64; 4]>,
}

impl Labels {
    /// None yet.
    pub const fn new(frame: Frame) -> Self {
        Self {
            frame,
            taken: Vec::new(),
        }
    }

    /// The label of an area: as near to its middle as it fits inside. Where it fits nowhere, that of a flagged area
    /// stands across its edges, and another's is left out; so is one that would cover another.
    pub fn label(&mut self, ward: &Ward, shape: &MultiPolygon<f64>) -> Option<Label> {
        let mut text: String = ward.name.chars().take(LONGEST).collect();
        if text.len() < ward.name.len() {
            text.push('…');
        }
        let room = self.frame.room;
        let flagged = ward.class == "hotspot";
        let half = (room.wide)(&text, flagged) * room.label / 2.0;
        let middle = self.frame.middle_point(shape)?;
        let place = |point: &Point| {
            let (x, y) = self.frame.place(point.x(), point.y());
            let x = x.clamp(half, (self.frame.width - half).max(half));
            self.is_free(self.around(x, y, half)).then_some((x, y))
        };
        let spots = Spots::of(shape, middle, self.frame);
        let inside = WIDTHS.into_iter().find_map(|part| {
            let fitting = |point: &&Point| spots.fits(point, half * part);
            (spots.points.iter().filter(fitting)).find_map(place)
        });
        let across = || flagged.then(|| place(&middle)).flatten();
        let (x, y) = inside.or_else(across)?;
        self.taken.push(self.around(x, y, half));
        let x = tenth(x);
        Some(Label { x, y, text })
    }

    fn around(&self, x: f64, y: f64, half: f64) -> [f64; 4] {
        let size = self.frame.room.label;
        [x - half, y - size * 0.7, x + half, y + size * 0.5]
    }

    fn is_free(&self, room: [f64; 4]) -> bool {
        self.taken.iter().all(|other| {
            room[2] < other[0] || other[2] < room[0] || room[3] < other[1] || other[3] < room[1]
        })
    }
}

/// Where in an area a label may stand.
struct Spots {
    /// The nearest to the middle first.
    points: Vec<Point>,
    shape: MultiPolygon<f64>,
    bounds: Rect,
    scale: f64,
    /// Half the height of a label, in metres.
    high: f64,
}

impl Spots {
    fn of(shape: &MultiPolygon<f64>, middle: Point, frame: Frame) -> Self {
        let bounds = (shape.bounding_rect()).unwrap_or_else(|| Rect::new(middle.0, middle.0));
        let step = |at: usize| (at as f64 + 0.5) / STEPS as f64;
        let mut points: Vec<Point> = (0..STEPS * STEPS)
            .map(|at| {
                let (across, up) = (step(at % STEPS), step(at / STEPS));
                let (low, width, height) = (bounds.min(), bounds.width(), bounds.height());
                Point::new(low.x + width * across, low.y + height * up)
            })
            .collect();
        points.push(middle);
        let far = |point: &Point| (point.x() - middle.x()).hypot(point.y() - middle.y());
        points.sort_by(|a, b| far(a).total_cmp(&far(b)));
        Self {
            points,
            // What is smaller than a point of the picture decides nothing and takes long to look at.
            shape: shape.simplify(1.0 / frame.scale),
            bounds,
            scale: frame.scale,
            high: frame.room.label * 0.6 / frame.scale,
        }
    }

    /// Whether a label that is twice `half` wide fits in the area around a point.
    fn fits(&self, point: &Point, half: f64) -> bool {
        let (wide, high) = (half / self.scale, self.high);
        let (low, top) = (self.bounds.min(), self.bounds.max());
        let (x, y) = point.x_y();
        let within =
            x - wide >= low.x && x + wide <= top.x && y - high >= low.y && y + high <= top.y;
        within
            && [-1.0, 1.0, 0.0].into_iter().all(|across| {
                let x = x + across * wide;
                let mut both = [high, -high].into_iter();
                both.all(|up| self.shape.contains(&Point::new(x, y + up)))
            })
    }
}

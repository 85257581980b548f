//! The frame of square rows and columns that is laid over the areas.

use std::ops::RangeInclusive;

use geo::{Coord, Rect, coord};

use crate::area::Areas;

/// The fewest and the most cells.
const CELLS: (usize, usize) = (1 << 8, 1 << 21);

/// How far beyond itself an edge reaches into cells, in cells: far more than rounding moves it.
const MARGIN: f64 = 1e-6;

/// As many rows as columns over the bounding box of all areas; what lies beyond it belongs to the cells at its border.
#[derive(Debug)]
pub(super) struct Frame {
    bounds: Rect<f64>,
    slots: usize,
    per_metre: (f64, f64),
    metres: (f64, f64),
}

impl Frame {
    /// A frame for so many places; `None` where the areas have no extent along an axis.
    pub(super) fn new(areas: &Areas, places: usize) -> Option<Self> {
        let exteriors: Vec<&[Coord<f64>]> = (areas.list().iter())
            .flat_map(|area| area.outline.iter())
            .map(|polygon| polygon.exterior().0.as_slice())
            .collect();
        let edges: usize = exteriors.iter().map(|coords| coords.len()).sum();
        let (low, high) = extent(exteriors.into_iter().flatten());
        // Most edges are those of two areas.
        let cells = (places / 10 + edges / 2).clamp(CELLS.0, CELLS.1);
        let slots = cells.isqrt();
        let (width, height) = (high.x - low.x, high.y - low.y);
        let per_metre = (slots as f64 / width, slots as f64 / height);
        let sound = |scale: f64| scale.is_finite() && scale > 0.0;
        (sound(per_metre.0) && sound(per_metre.1)).then_some(Self {
            bounds: Rect::new(low, high),
            slots,
            per_metre,
            metres: (width / slots as f64, height / slots as f64),
        })
    }

    /// How many rows there are, and columns.
    pub(super) const fn slots(&self) -> usize {
        self.slots
    }

    /// Whether a coordinate is within the bounding box.
    pub(super) fn holds(&self, coord: Coord<f64>) -> bool {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        (coord.x >= low.x) & (coord.x <= high.x) & (coord.y >= low.y) & (coord.y <= high.y)
    }

    /// The row and the column of a coordinate.
    pub(super) fn cell(&self, coord: Coord<f64>) -> (usize, usize) {
        let (x, y) = self.on_grid(coord);
        (self.slot(y), self.slot(x))
    }

    /// The centre of a cell.
    pub(super) fn centre(&self, row: usize, column: usize) -> Coord<f64> {
        let low = self.bounds.min();
        coord! {
            x: low.x + (column as f64 + 0.5) * self.metres.0,
            y: low.y + (row as f64 + 0.5) * self.metres.1,
        }
    }

    /// A coordinate in cells from the south-west corner.
    pub(super) fn on_grid(&self, coord: Coord<f64>) -> (f64, f64) {
        let low = self.bounds.min();
        (
            (coord.x - low.x) * self.per_metre.0,
            (coord.y - low.y) * self.per_metre.1,
        )
    }

    /// The slots that what lies between two numbers of cells passes or touches.
    pub(super) fn reach(&self, low: f64, high: f64) -> RangeInclusive<usize> {
        self.slot(low - MARGIN)..=self.slot(high + MARGIN)
    }

    /// Visits each row that an edge passes or touches, with the columns where it does and the one where it passes the
    /// middle of the row, if it does. The ends of the edge are in cells.
    pub(super) fn each_row(
        &self,
        a: (f64, f64),
        b: (f64, f64),
        mut visit: impl FnMut(usize, RangeInclusive<usize>, usize),
    ) {
        let ((x0, y0), (x1, y1)) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        let (rows, columns) = (self.reach(y0, y1), self.reach(x0.min(x1), x0.max(x1)));
        if columns.start() == columns.end() {
            for row in rows {
                visit(row, columns.clone(), *columns.start());
            }
            return;
        }
        let per_row = (y1 - y0).recip();
        let at = |y: f64| x0 + (x1 - x0) * ((y - y0) * per_row).clamp(0.0, 1.0);
        let slanting = per_row.is_finite();
        let middle = |row: usize| {
            let middle = if slanting { at(row as f64 + 0.5) } else { x0 };
            self.slot(middle)
        };
        if rows.start() == rows.end() {
            visit(*rows.start(), columns, middle(*rows.start()));
            return;
        }
        for row in rows {
            let (from, to) = if slanting {
                let (south, north) = (row as f64 - MARGIN, (row + 1) as f64 + MARGIN);
                // The rows at the border hold what lies beyond it.
                (
                    if row == 0 { x0 } else { at(south) },
                    if row + 1 == self.slots { x1 } else { at(north) },
                )
            } else {
                (x0, x1)
            };
            visit(row, self.reach(from.min(to), from.max(to)), middle(row));
        }
    }

    fn slot(&self, cells: f64) -> usize {
        // What is negative becomes zero.
        (cells as u32 as usize).min(self.slots - 1)
    }
}

/// The least and the greatest coordinates; the greatest below the least where there are none.
pub(super) fn extent<'a>(coords: impl Iterator<Item = &'a Coord<f64>>) -> (Coord<f64>, Coord<f64>) {
    // Comparisons as one instruction has them: coordinates are finite.
    let least = |a: f64, b: f64| if a < b { a } else { b };
    let most = |a: f64, b: f64| if a > b { a } else { b };
    let none = (
        coord! {x: f64::INFINITY, y: f64::INFINITY},
        coord! {x: f64::NEG_INFINITY, y: f64::NEG_INFINITY},
    );
    coords.fold(none, |(low, high), coord| {
        (
            coord! {x: least(coord.x, low.x), y: least(coord.y, low.y)},
            coord! {x: most(coord.x, high.x), y: most(coord.y, high.y)},
        )
    })
}

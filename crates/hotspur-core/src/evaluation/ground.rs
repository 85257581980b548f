//! How much of each cell lies in the study area.

use geo::{Coord, LineString, MultiPolygon};

use crate::grid::Grid;

/// The ground of each cell within the study area, in square metres, row by row from the south-west. Over a grid that
/// covers the study area the cells add up to it.
///
/// By Green's theorem: each edge of the outline is cut at the grid's lines, and each piece adds the strip of ground east
/// of it, with the sign of its direction; in the row's further cells it adds whole strips. No polygon is clipped.
/// Time O(pieces · log + cells).
///
/// ```
/// use geo::{MultiPolygon, polygon};
/// use hotspur_core::Grid;
/// use hotspur_core::evaluation::cell_ground;
/// let triangle = MultiPolygon::from(polygon![(x: 0.0, y: 0.0), (x: 20.0, y: 0.0), (x: 0.0, y: 20.0)]);
/// let ground = cell_ground(&Grid::new(0.0, 0.0, 10.0, 2, 2).unwrap(), &triangle);
/// assert_eq!(ground, [100.0, 50.0, 50.0, 0.0]);
/// ```
#[must_use]
pub fn cell_ground(grid: &Grid, study_area: &MultiPolygon<f64>) -> Vec<f64> {
    let cells = grid.columns() * grid.rows();
    let mut sums = Sums {
        within: vec![0.0; cells],
        height: vec![0.0; cells],
    };
    for polygon in study_area {
        sums.add_ring(polygon.exterior(), grid, 1.0);
        for hole in polygon.interiors() {
            sums.add_ring(hole, grid, -1.0);
        }
    }
    let side = grid.cell().0;
    for row in 0..grid.rows() {
        let mut height = 0.0;
        for cell in row * grid.columns()..(row + 1) * grid.columns() {
            sums.within[cell] = (sums.within[cell] + height * side).clamp(0.0, side * side);
            height += sums.height[cell];
        }
    }
    sums.within
}

/// What the pieces of the outline add to their own cell, and how high they stand there: the strips east of it.
struct Sums {
    within: Vec<f64>,
    height: Vec<f64>,
}

impl Sums {
    /// Adds a ring; `sign` is 1 for ground and −1 for a hole, whichever way the ring runs.
    fn add_ring(&mut self, ring: &LineString<f64>, grid: &Grid, sign: f64) {
        // A ring that runs counter-clockwise goes down on its western side, where its ground begins.
        let sign = if doubled_area(ring) > 0.0 {
            -sign
        } else {
            sign
        };
        for edge in ring.lines() {
            self.add_edge(edge.start, edge.end, grid, sign);
        }
    }

    fn add_edge(&mut self, a: Coord<f64>, b: Coord<f64>, grid: &Grid, sign: f64) {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        if dy == 0.0 {
            return;
        }
        let (x0, y0) = grid.origin();
        let side = grid.cell().0;
        let mut cuts = vec![0.0, 1.0];
        cuts.extend(between(a.y, b.y, y0, side, grid.rows()).map(|y| (y - a.y) / dy));
        cuts.extend(between(a.x, b.x, x0, side, grid.columns()).map(|x| (x - a.x) / dx));
        cuts.sort_unstable_by(f64::total_cmp);
        for pair in cuts.windows(2) {
            let middle = f64::midpoint(pair[0], pair[1]);
            let (x, y) = (a.x + middle * dx, a.y + middle * dy);
            let column = slot((x - x0) / side, grid.columns());
            let row = slot((y - y0) / side, grid.rows());
            let cell = row * grid.columns() + column;
            let height = sign * (pair[1] - pair[0]) * dy;
            self.within[cell] += height * (grid.west(column + 1) - x);
            self.height[cell] += height;
        }
    }
}

/// The lines of the grid strictly between two coordinates.
fn between(
    a: f64,
    b: f64,
    origin: f64,
    side: f64,
    slots: usize,
) -> impl Iterator<Item = f64> + use<> {
    let (low, high) = (a.min(b), a.max(b));
    let first = slot((low - origin) / side, slots);
    let last = slot((high - origin) / side, slots) + 1;
    (first..=last)
        .map(move |line| origin + line as f64 * side)
        .filter(move |at| low < *at && *at < high)
}

fn slot(quotient: f64, slots: usize) -> usize {
    (quotient.max(0.0) as usize).min(slots - 1)
}

/// Twice the area of a ring, positive where it runs counter-clockwise; from its first corner, so that large
/// coordinates cost no digits.
fn doubled_area(ring: &LineString<f64>) -> f64 {
    let Some(first) = ring.0.first() else {
        return 0.0;
    };
    ring.lines()
        .map(|edge| {
            let (a, b) = (edge.start - *first, edge.end - *first);
            a.x * b.y - b.x * a.y
        })
        .sum()
}

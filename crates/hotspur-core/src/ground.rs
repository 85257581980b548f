//! How much of each cell's ground lies inside a polygon.

use geo::{Coord, LineString, MultiPolygon};

use crate::grid::Grid;

/// A piece of land smaller than this share of a cell, or of the polygon where that is smaller than a cell, is a rounding
/// error of the coordinates, not ground.
const LEAST_SHARE: f64 = 1e-9;

/// The square metres of each cell that lie inside `polygon`, for the cells that hold any, ascending by cell number
/// (`row · columns + column`).
///
/// A ring is cut in halves by the lines of the grid until a piece is one cell or fills its rectangle (Sutherland & Hodgman
/// 1974, doi:10.1145/360767.360802, against one half-plane at a time; the signed area of a cut ring is exact, also where it
/// is not convex). Holes are subtracted. Time O(vertices · log cells + cells on the outline).
///
/// ```
/// use geo::{MultiPolygon, Rect, coord};
/// use hotspur_core::{Grid, ground};
/// let grid = Grid::new(0.0, 0.0, 10.0, 3, 1).unwrap();
/// let polygon = MultiPolygon::from(Rect::new(coord! {x: 5.0, y: 0.0}, coord! {x: 20.0, y: 10.0}).to_polygon());
/// assert_eq!(ground(&grid, &polygon), [(0, 50.0), (1, 100.0)]);
/// ```
#[must_use]
pub fn ground(grid: &Grid, polygon: &MultiPolygon<f64>) -> Vec<(usize, f64)> {
    let mut pieces = Vec::new();
    for part in polygon {
        cut_ring(grid, part.exterior(), 1.0, &mut pieces);
        for hole in part.interiors() {
            cut_ring(grid, hole, -1.0, &mut pieces);
        }
    }
    // Equal cells add in the order in which their pieces were cut, so the sum does not depend on the sort.
    pieces.sort_by_key(|(cell, _)| *cell);
    let whole = grid.cell().0 * grid.cell().0;
    let mut found: Vec<(usize, f64)> = Vec::new();
    for (cell, area) in pieces {
        match found.last_mut() {
            Some((last, sum)) if *last == cell => *sum += area,
            _ => found.push((cell, area)),
        }
    }
    let sum: f64 = found.iter().map(|(_, area)| area).sum();
    let least = LEAST_SHARE * whole.min(sum);
    found.retain(|(_, area)| *area > least);
    for (_, area) in &mut found {
        *area = area.min(whole);
    }
    found
}

/// The same for every cell of the grid, row by row from the south-west, 0 where there is none.
#[must_use]
pub fn cell_ground(grid: &Grid, polygon: &MultiPolygon<f64>) -> Vec<f64> {
    let mut all = vec![0.0; grid.columns() * grid.rows()];
    for (cell, metres) in ground(grid, polygon) {
        all[cell] = metres;
    }
    all
}

/// A rectangle of cells.
#[derive(Clone, Copy)]
struct Block {
    columns: (usize, usize),
    rows: (usize, usize),
}

fn cut_ring(grid: &Grid, ring: &LineString<f64>, sign: f64, pieces: &mut Vec<(usize, f64)>) {
    let mut points: Vec<Coord<f64>> = ring.0.clone();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let all = Block {
        columns: (0, grid.columns()),
        rows: (0, grid.rows()),
    };
    for half in [
        Side::East(0),
        Side::West(grid.columns()),
        Side::North(0),
        Side::South(grid.rows()),
    ] {
        points = keep(grid, &points, half);
    }
    descend(grid, points, all, sign, pieces);
}

fn descend(
    grid: &Grid,
    points: Vec<Coord<f64>>,
    block: Block,
    sign: f64,
    pieces: &mut Vec<(usize, f64)>,
) {
    if points.len() < 3 {
        return;
    }
    let (width, height) = (
        block.columns.1 - block.columns.0,
        block.rows.1 - block.rows.0,
    );
    let area = signed_area(&points).abs();
    let cell = grid.cell().0 * grid.cell().0;
    if width * height == 1 {
        pieces.push((block.rows.0 * grid.columns() + block.columns.0, sign * area));
        return;
    }
    let full = cell * (width * height) as f64;
    if points.len() == 4 && area >= full * (1.0 - 1e-12) {
        for row in block.rows.0..block.rows.1 {
            let start = row * grid.columns();
            pieces.extend(
                (block.columns.0..block.columns.1).map(|column| (start + column, sign * cell)),
            );
        }
        return;
    }
    let (mut first, mut second) = (block, block);
    let (low, high) = if width >= height {
        let middle = block.columns.0 + width / 2;
        first.columns.1 = middle;
        second.columns.0 = middle;
        (Side::West(middle), Side::East(middle))
    } else {
        let middle = block.rows.0 + height / 2;
        first.rows.1 = middle;
        second.rows.0 = middle;
        (Side::South(middle), Side::North(middle))
    };
    let (below, above) = (keep(grid, &points, low), keep(grid, &points, high));
    drop(points);
    descend(grid, below, first, sign, pieces);
    descend(grid, above, second, sign, pieces);
}

/// One side of a line of the grid.
#[derive(Clone, Copy)]
enum Side {
    East(usize),
    West(usize),
    North(usize),
    South(usize),
}

/// The part of a ring on one side of a line.
fn keep(grid: &Grid, points: &[Coord<f64>], side: Side) -> Vec<Coord<f64>> {
    match side {
        Side::East(column) => half(points, grid.west(column), |p| p.x, 1.0),
        Side::West(column) => half(points, grid.west(column), |p| p.x, -1.0),
        Side::North(row) => half(points, grid.south(row), |p| p.y, 1.0),
        Side::South(row) => half(points, grid.south(row), |p| p.y, -1.0),
    }
}

fn half(
    points: &[Coord<f64>],
    line: f64,
    of: fn(&Coord<f64>) -> f64,
    sign: f64,
) -> Vec<Coord<f64>> {
    let mut kept: Vec<Coord<f64>> = Vec::with_capacity(points.len());
    let mut push = |point: Coord<f64>| {
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    };
    let Some(mut before) = points.last() else {
        return kept;
    };
    for point in points {
        let (a, b) = ((of(before) - line) * sign, (of(point) - line) * sign);
        if (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0) {
            push(crossing(before, point, line, of));
        }
        if b >= 0.0 {
            push(*point);
        }
        before = point;
    }
    if kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    kept
}

/// Where a segment meets the line; exactly on it, so that both sides agree.
fn crossing(a: &Coord<f64>, b: &Coord<f64>, line: f64, of: fn(&Coord<f64>) -> f64) -> Coord<f64> {
    // From the lower end, so that both directions of a shared edge meet the line in the same point.
    let (a, b) = if of(a) <= of(b) { (a, b) } else { (b, a) };
    let t = (line - of(a)) / (of(b) - of(a));
    let met = Coord {
        x: a.x + t * (b.x - a.x),
        y: a.y + t * (b.y - a.y),
    };
    let along_x = of(&Coord { x: 1.0, y: 0.0 }) == 1.0;
    if along_x {
        Coord { x: line, y: met.y }
    } else {
        Coord { x: met.x, y: line }
    }
}

/// The signed area, about the first point so that large coordinates cancel early.
fn signed_area(points: &[Coord<f64>]) -> f64 {
    let Some(origin) = points.first() else {
        return 0.0;
    };
    points
        .windows(2)
        .map(|pair| {
            let (a, b) = (pair[0] - *origin, pair[1] - *origin);
            a.x * b.y - b.x * a.y
        })
        .sum::<f64>()
        / 2.0
}

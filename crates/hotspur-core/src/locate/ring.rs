//! A ring cut into the cells of a frame, so that a place meets the few edges in its own cell and no others.

use std::ops::RangeInclusive;

use geo::coordinate_position::CoordPos;
use geo::kernels::RobustKernel;
use geo::{Coord, Kernel, Orientation};

use super::frame::{Frame, extent};

/// How a ring, or a polygon, lies to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// It holds nothing of it.
    None,
    /// It holds all of it.
    All,
    /// An edge passes it, or may.
    Passed,
}

/// A place in its cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    coord: Coord<f64>,
    row: usize,
    column: usize,
    centre: Coord<f64>,
}

impl Spot {
    /// Where a coordinate stands in a frame.
    pub(super) fn new(frame: &Frame, coord: Coord<f64>) -> Self {
        let (row, column) = frame.cell(coord);
        Self {
            coord,
            row,
            column,
            centre: frame.centre(row, column),
        }
    }
}

/// What a ring is in a cell.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Where its edges begin; they end where those of the next cell begin.
    first: u32,
    /// How often the ring winds about the centre of the cell.
    winding: i32,
}

/// A ring, by the cells of its bounding box; an edge is in every cell that it passes or touches.
#[derive(Debug)]
pub(super) struct Ring<'a> {
    coords: &'a [Coord<f64>],
    rows: RangeInclusive<usize>,
    columns: RangeInclusive<usize>,
    /// Row by row, and one more.
    cells: Vec<Cell>,
    /// First vertices, in the order of the ring.
    edges: Vec<u32>,
}

impl<'a> Ring<'a> {
    /// Cuts a ring of one vertex at least; `met` is room for edges and their cells. Time O(vertices + cells).
    pub(super) fn new(frame: &Frame, coords: &'a [Coord<f64>], met: &mut Vec<(u32, u32)>) -> Self {
        let (low, high) = extent(coords.iter());
        let (low, high) = (frame.on_grid(low), frame.on_grid(high));
        let (rows, columns) = (frame.reach(low.1, high.1), frame.reach(low.0, high.0));
        let mut ring = Self {
            coords,
            cells: Vec::new(),
            edges: Vec::new(),
            rows,
            columns,
        };
        let blank = Cell {
            first: 0,
            winding: 0,
        };
        ring.cells = vec![blank; ring.rows.clone().count() * ring.width() + 1];
        met.clear();
        ring.meet(frame, met);
        ring.add_up();
        ring.edges = vec![0; met.len()];
        for (cell, vertex) in met.iter().rev() {
            let first = &mut ring.cells[*cell as usize].first;
            *first -= 1;
            ring.edges[*first as usize] = *vertex;
        }
        ring
    }

    /// The rows and columns of its bounding box.
    pub(super) fn window(&self) -> (RangeInclusive<usize>, RangeInclusive<usize>) {
        (self.rows.clone(), self.columns.clone())
    }

    /// How it lies to the cells of its window, row by row.
    pub(super) fn covers(&self) -> impl Iterator<Item = Cover> {
        let pairs = self.cells.iter().zip(&self.cells[1..]);
        pairs.map(|(here, next)| {
            if here.first != next.first {
                Cover::Passed
            } else if here.winding == 0 {
                Cover::None
            } else {
                Cover::All
            }
        })
    }

    /// Where a coordinate of a cell lies, by the winding number about the centre of the cell and the edges between the two.
    ///
    /// The way leads along the northing of the coordinate to the middle of the cell and along that to the centre, all of
    /// it in the cell. Where an edge is crossed, what was on its left is on its right, and the winding number is one more
    /// on the left. Should the way meet a vertex or an edge's line, its corner counts as moved north by less than any
    /// distance, and east by less than that (Edelsbrunner and Mücke 1990, doi:10.1145/77635.77639). Time O(edges of the cell).
    pub(super) fn position(&self, spot: &Spot) -> CoordPos {
        let Some(cell) = self.number(spot.row, spot.column) else {
            return CoordPos::Outside;
        };
        let (here, next) = (self.cells[cell], self.cells[cell + 1]);
        let (coord, centre) = (spot.coord, spot.centre);
        let corner = geo::coord! {x: centre.x, y: coord.y};
        let (west, east) = (coord.x.min(centre.x), coord.x.max(centre.x));
        let (south, north) = (coord.y.min(centre.y), coord.y.max(centre.y));
        let mut winding = here.winding;
        for vertex in &self.edges[here.first as usize..next.first as usize] {
            let (start, end) = self.edge(*vertex);
            // Most edges lie wholly on one side of the way.
            if (start.x < west) & (end.x < west)
                | (start.x > east) & (end.x > east)
                | (start.y < south) & (end.y < south)
                | (start.y > north) & (end.y > north)
            {
                continue;
            }
            let beside = between(coord.x, start.x, end.x) && between(coord.y, start.y, end.y);
            if beside && RobustKernel::orient2d(start, end, coord) == Orientation::Collinear {
                return CoordPos::OnBoundary;
            }
            let left = |at| i32::from(is_left(start, end, at));
            if (start.y <= coord.y) != (end.y <= coord.y) {
                winding += left(coord) - left(corner);
            }
            if (start.x <= centre.x) != (end.x <= centre.x) {
                winding += left(corner) - left(centre);
            }
        }
        if winding == 0 {
            CoordPos::Outside
        } else {
            CoordPos::Inside
        }
    }

    /// Finds the cells of each edge, counts the edges of each cell, and notes in the last cell whose centre is west
    /// of it where an edge passes the middle of a row.
    fn meet(&mut self, frame: &Frame, met: &mut Vec<(u32, u32)>) {
        // A ring of one vertex is an edge without length.
        let edges = (self.coords.len() - 1).max(1);
        let mut a = frame.on_grid(self.coords[0]);
        let (width, rows, columns) = (self.width(), self.rows.clone(), self.columns.clone());
        for vertex in 0..edges as u32 {
            let (start, end) = self.edge(vertex);
            let b = frame.on_grid(end);
            frame.each_row(a, b, |row, passed, middle| {
                // Rounding may not lead out of the window.
                let row = row.clamp(*rows.start(), *rows.end());
                let west = (row - rows.start()) * width;
                let (from, to) = (
                    (*passed.start()).max(*columns.start()) - columns.start(),
                    (*passed.end()).min(*columns.end()) - columns.start(),
                );
                for cell in west + from..=west + to {
                    self.cells[cell].first += 1;
                    met.push((cell as u32, vertex));
                }
                let (first, last) = (*columns.start(), *columns.end());
                let mut column = middle.clamp(first, last);
                let northing = frame.centre(row, column).y;
                let upward = start.y <= northing;
                if upward == (end.y <= northing) {
                    return;
                }
                // To the last centre west of where the edge passes: rounding moves an edge that is all but level far.
                let is_west = |column| is_left(start, end, frame.centre(row, column)) == upward;
                while column < last && is_west(column + 1) {
                    column += 1;
                }
                while column > first && !is_west(column) {
                    column -= 1;
                }
                if column > first || is_west(column) {
                    self.cells[west + column - first].winding += if upward { 1 } else { -1 };
                }
            });
            a = b;
        }
    }

    /// Adds up: the edges east of each centre, and where the edges of each cell end.
    fn add_up(&mut self) {
        let width = self.width();
        let mut end = 0;
        for row in self.cells.chunks_mut(width) {
            let mut winding = 0;
            for cell in row.iter_mut().rev() {
                winding += cell.winding;
                cell.winding = winding;
            }
            for cell in row {
                end += cell.first;
                cell.first = end;
            }
        }
    }

    /// The number of a cell in the window.
    fn number(&self, row: usize, column: usize) -> Option<usize> {
        (self.rows.contains(&row) && self.columns.contains(&column))
            .then(|| (row - self.rows.start()) * self.width() + column - self.columns.start())
    }

    fn width(&self) -> usize {
        self.columns.end() + 1 - self.columns.start()
    }

    fn edge(&self, vertex: u32) -> (Coord<f64>, Coord<f64>) {
        let vertex = vertex as usize;
        let end = (vertex + 1).min(self.coords.len() - 1);
        (self.coords[vertex], self.coords[end])
    }
}

/// Whether a coordinate is left of an edge of some length; one in line with it counts as moved.
fn is_left(start: Coord<f64>, end: Coord<f64>, at: Coord<f64>) -> bool {
    match RobustKernel::orient2d(start, end, at) {
        Orientation::CounterClockwise => true,
        Orientation::Clockwise => false,
        Orientation::Collinear if start.x == end.x => end.y < start.y,
        Orientation::Collinear => end.x > start.x,
    }
}

fn between(value: f64, a: f64, b: f64) -> bool {
    a.min(b) <= value && value <= a.max(b)
}

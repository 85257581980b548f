//! Which cells of a grid belong to the study area.

use geo::{LinesIter, MultiPolygon};

use crate::grid::Grid;

/// The cells that share ground with the study area, row by row from the south-west: those whose centre lies in it and
/// those that its outline crosses. So the surface covers every corner of every area.
///
/// Centres are classified a row at a time by the crossings of the outline (even-odd), edges by walking the rows that
/// they span. Time O(vertices · rows spanned + cells).
#[must_use]
pub fn cells_touching(grid: &Grid, study_area: &MultiPolygon<f64>) -> Vec<bool> {
    let mut touching = vec![false; grid.columns() * grid.rows()];
    let mut crossings = vec![Vec::new(); grid.rows()];
    for line in study_area.lines_iter() {
        let (a, b) = (line.start, line.end);
        let (low, high) = (row_of(grid, a.y.min(b.y)), row_of(grid, a.y.max(b.y)));
        for (row, crossings) in crossings.iter_mut().enumerate().take(high + 1).skip(low) {
            let y = grid.centre_y(row);
            if (a.y <= y) != (b.y <= y) {
                crossings.push(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
            let (from, to) = strip(grid, row, (a.x, a.y), (b.x, b.y));
            let start = row * grid.columns();
            touching[start + column_of(grid, from)..=start + column_of(grid, to)].fill(true);
        }
    }
    for (row, mut crossings) in crossings.into_iter().enumerate() {
        crossings.sort_unstable_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            for column in column_of(grid, pair[0])..=column_of(grid, pair[1]) {
                let x = grid.centre_x(column);
                if pair[0] <= x && x <= pair[1] {
                    touching[row * grid.columns() + column] = true;
                }
            }
        }
    }
    touching
}

/// The eastings between which a segment passes through a row of cells.
fn strip(grid: &Grid, row: usize, a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let (south, north) = (grid.south(row), grid.south(row + 1));
    let at = |y: f64| {
        let y = y.clamp(a.1.min(b.1), a.1.max(b.1));
        if a.1 == b.1 {
            a.0
        } else {
            a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
        }
    };
    if a.1 == b.1 {
        return (a.0.min(b.0), a.0.max(b.0));
    }
    let (x1, x2) = (at(south), at(north));
    (x1.min(x2), x1.max(x2))
}

fn row_of(grid: &Grid, y: f64) -> usize {
    let (_, y0) = grid.origin();
    (((y - y0) / grid.cell().0).floor().max(0.0) as usize).min(grid.rows() - 1)
}

fn column_of(grid: &Grid, x: f64) -> usize {
    let (x0, _) = grid.origin();
    (((x - x0) / grid.cell().0).floor().max(0.0) as usize).min(grid.columns() - 1)
}

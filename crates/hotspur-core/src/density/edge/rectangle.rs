//! Windows that are rectangles.

use geo::Rect;

use crate::grid::Grid;

/// The rectangle that shares of cells say: full in the middle, and cut alike along each side.
pub(super) fn rectangle(grid: &Grid, shares: &[f64]) -> Option<Rect<f64>> {
    const SLACK: f64 = 1e-9;
    let columns = grid.columns();
    let at = |column: usize, row: usize| shares[row * columns + column];
    let held = |column: usize, row: usize| at(column, row) > 0.0;
    let mut used = (0..columns).filter(|i| (0..grid.rows()).any(|j| held(*i, j)));
    let west = used.next()?;
    let east = used.next_back().unwrap_or(west);
    let mut used = (0..grid.rows()).filter(|j| (0..columns).any(|i| held(i, *j)));
    let south = used.next()?;
    let north = used.next_back().unwrap_or(south);
    // In a strip of two cells the shares do not tell length from width: only full ones do.
    let row = if north >= south + 2 { south + 1 } else { south };
    let column = if east >= west + 2 { west + 1 } else { west };
    if (at(column, row) - 1.0).abs() > SLACK {
        return None;
    }
    for j in south..=north {
        for i in west..=east {
            let cut_x = i == west || i == east;
            let cut_y = j == south || j == north;
            let expected =
                if cut_x { at(i, row) } else { 1.0 } * if cut_y { at(column, j) } else { 1.0 };
            if (at(i, j) - expected).abs() > SLACK {
                return None;
            }
        }
    }
    let cell = grid.cell().0;
    Some(Rect::new(
        geo::coord! {x: grid.west(west + 1) - at(west, row) * cell, y: grid.south(south + 1) - at(column, south) * cell},
        geo::coord! {x: grid.west(east) + at(east, row) * cell, y: grid.south(north) + at(column, north) * cell},
    ))
}

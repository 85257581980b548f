//! Half-open cells, counted by hand.

use hotspur_core::{Grid, Position};

use super::record::{record, relative};

#[test]
pub(super) fn cells_are_half_open_and_the_last_column_and_row_are_closed() {
    let grid = Grid::new(0.0, 0.0, 100.0, 2, 2).unwrap();
    let points = [
        (0.0, 0.0),
        (100.0, 0.0),
        (99.999, 100.0),
        (200.0, 200.0),
        (200.0, 50.0),
        (100.0, 100.0),
        (50.0, 200.0),
        (200.001, 50.0),
    ];
    let mut counts = [0; 4];
    let mut outside = 0;
    for (x, y) in points {
        match grid.cell_of(Position::new(x, y).unwrap()) {
            Some((column, row)) => counts[row * 2 + column] += 1,
            None => outside += 1,
        }
    }
    assert_eq!((counts, outside), ([1, 2, 2, 2], 1));
    let found = [counts[0], counts[1], counts[2], counts[3], outside].map(f64::from);
    let names = ("counts of half-open cells", "grid.rs", "by hand");
    record(names, &found, &[1.0, 2.0, 2.0, 2.0, 1.0], relative(0.0));
}

#[test]
fn a_position_on_an_edge_that_no_float_hits_goes_to_the_cell_whose_edge_it_is() {
    // 0.1 cannot be written in binary: the quotient of an edge by the cell rounds to either side.
    let grid = Grid::new(0.0, 0.0, 0.1, 1_000, 1).unwrap();
    for column in 0..1_000 {
        let edge = Position::new(grid.west(column), 0.05).unwrap();
        assert_eq!(grid.cell_of(edge), Some((column, 0)));
    }
}

//! The ground of cells within an area, against the clipping of `geo` 0.33.

use geo::{Area, BooleanOps, MultiPolygon, polygon};
use hotspur_core::cell_ground;
use hotspur_core::{Grid, Metres};

/// A star with a hole, whose edges cross the grid at every slope, far from the origin as eastings are.
fn ragged(x: f64, y: f64) -> MultiPolygon<f64> {
    let star = polygon!(
        exterior: [
            (x: x + 3.0, y: y + 1.0), (x: x + 57.3, y: y + 12.1), (x: x + 96.0, y: y + 2.0), (x: x + 80.0, y: y + 50.0),
            (x: x + 99.0, y: y + 91.5), (x: x + 50.0, y: y + 70.0), (x: x + 11.0, y: y + 98.7), (x: x + 20.0, y: y + 50.0),
        ],
        interiors: [[
            (x: x + 40.0, y: y + 40.0), (x: x + 44.4, y: y + 61.0), (x: x + 60.0, y: y + 55.0), (x: x + 55.0, y: y + 33.3),
        ]],
    );
    let island = polygon![
        (x: x + 0.0, y: y + 40.0), (x: x + 10.0, y: y + 40.0), (x: x + 10.0, y: y + 60.0), (x: x + 0.0, y: y + 60.0),
    ];
    MultiPolygon::new(vec![star, island])
}

#[test]
fn the_ground_of_each_cell_is_what_clipping_leaves_of_it() {
    for (x, y) in [(0.0, 0.0), (420_000.0, 303_000.0)] {
        let area = ragged(x, y);
        let bounds = geo::BoundingRect::bounding_rect(&area).unwrap();
        for side in [7.0, 10.0, 33.0, 250.0] {
            let grid = Grid::over(bounds, Metres(side)).unwrap();
            let ground = cell_ground(&grid, &area);
            for row in 0..grid.rows() {
                for column in 0..grid.columns() {
                    let square = MultiPolygon::from(grid.square(column, row).to_polygon());
                    let clipped = area.intersection(&square).unsigned_area();
                    let found = ground[row * grid.columns() + column];
                    // A coordinate near 420000 has an ulp of 6e-11 m, an edge here is some ten metres long; the clipping
                    // rounds coarser than that.
                    assert!(
                        (found - clipped).abs() < 1e-4,
                        "{column}, {row} of {side} m: {found}, clipped {clipped}"
                    );
                }
            }
            let sum: f64 = ground.iter().sum();
            let whole = area.unsigned_area();
            assert!((sum - whole).abs() < 1e-6 * whole, "{sum} of {whole}");
        }
    }
}

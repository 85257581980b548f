//! Shares of cells against the clipping of polygons (geo 0.33, `BooleanOps`).

use geo::{Area, BooleanOps, LineString, MultiPolygon, Polygon};
use hotspur_core::density::cell_shares;
use hotspur_core::{Grid, stream};
use rand::RngExt;

#[test]
fn shares_of_cells_equal_the_areas_of_clipped_polygons() {
    let grid = Grid::new(-37.5, -20.0, 12.5, 11, 9).unwrap();
    let mut random = stream(11, 0, 0);
    for _ in 0..40 {
        let mut corner = || {
            (
                random.random_range(-80.0..140.0),
                random.random_range(-60.0..130.0),
            )
        };
        let triangle = |a, b, c| Polygon::new(LineString::from(vec![a, b, c, a]), vec![]);
        let one = triangle(corner(), corner(), corner());
        let other = triangle(corner(), corner(), corner());
        // Parts, holes and either direction of rings.
        for area in [
            MultiPolygon(vec![one.clone()]),
            one.union(&other),
            one.difference(&other),
        ] {
            let found = cell_shares(&grid, &area);
            for row in 0..grid.rows() {
                for column in 0..grid.columns() {
                    let square = grid.square(column, row).to_polygon();
                    let expected = area.intersection(&square).unsigned_area() / (12.5 * 12.5);
                    let found = found[row * grid.columns() + column];
                    // Clipping works on a lattice of its own, of about one part in a hundred million.
                    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
                    assert!((0.0..=1.0).contains(&found));
                }
            }
        }
    }
    assert!(
        cell_shares(&grid, &MultiPolygon(vec![]))
            .iter()
            .all(|share| *share == 0.0)
    );
}

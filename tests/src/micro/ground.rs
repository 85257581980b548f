//! The ground of cells inside any polygon.

use geo::{Area as _, BooleanOps, BoundingRect, Coord, LineString, MultiPolygon, Polygon};
use hotspur_core::{Grid, Metres, cell_ground, ground};
use proptest::prelude::*;

/// A ring around a centre with these distances at equal angles; it turns right where that is wished.
fn ring(x: f64, y: f64, radii: &[f64], clockwise: bool) -> LineString<f64> {
    let step = std::f64::consts::TAU / radii.len() as f64;
    let mut points: Vec<Coord<f64>> = radii
        .iter()
        .enumerate()
        .map(|(at, radius)| {
            let angle = step * at as f64 + 0.1;
            Coord {
                x: x + radius * angle.cos(),
                y: y + radius * angle.sin(),
            }
        })
        .collect();
    if clockwise {
        points.reverse();
    }
    points.push(points[0]);
    LineString::new(points)
}

/// Stars of 60 to 100 m with a hole of 5 to 40 m, and an island beside them; far from the origin as eastings are.
fn land() -> impl Strategy<Value = MultiPolygon<f64>> {
    let radii = |least, most| prop::collection::vec(least..most, 9..16);
    let turns = (any::<bool>(), any::<bool>());
    let place = (0.0..300.0, 0.0..300.0);
    (
        radii(60.0, 100.0),
        radii(5.0, 40.0),
        radii(10.0, 30.0),
        turns,
        place,
    )
        .prop_map(|(outer, hole, island, (one, other), (x, y))| {
            let (x, y) = (420_000.0 + x, 303_000.0 + y);
            // `Polygon::new` leaves the turn of its rings as it is.
            let star = Polygon::new(ring(x, y, &outer, one), vec![ring(x, y, &hole, other)]);
            let island = Polygon::new(ring(x + 140.0, y, &island, other), Vec::new());
            MultiPolygon::new(vec![star, island])
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ground_of_all_cells_adds_up_to_the_polygon(land in land(), side in prop::sample::select(vec![1.0, 7.0, 25.0, 100.0, 1e3, 1e6])) {
        let grid = Grid::over(land.bounding_rect().unwrap(), Metres(side)).unwrap();
        let sum: f64 = cell_ground(&grid, &land).iter().sum();
        let whole = land.unsigned_area();
        // Pieces below a thousand-millionth of a cell are left out, and coordinates of 420000 m have an ulp of 6e-11 m.
        prop_assert!((sum - whole).abs() < 1e-8 * whole, "{} of {}", sum, whole);
    }

    #[test]
    fn the_ground_of_a_cell_is_what_clipping_leaves_of_it(land in land(), side in prop::sample::select(vec![25.0, 60.0, 500.0])) {
        let grid = Grid::over(land.bounding_rect().unwrap(), Metres(side)).unwrap();
        let found = cell_ground(&grid, &land);
        for row in 0..grid.rows() {
            for column in 0..grid.columns() {
                let square = MultiPolygon::from(grid.square(column, row).to_polygon());
                let clipped = land.intersection(&square).unsigned_area();
                let own = found[row * grid.columns() + column];
                // The clipping rounds coordinates to some 1e-7 m, over edges of a hundred metres.
                prop_assert!((own - clipped).abs() < 1e-4, "{}, {}: {} and {}", column, row, own, clipped);
            }
        }
    }
}

#[test]
fn the_turn_of_a_ring_changes_nothing() {
    let radii = [80.0, 61.0, 99.0, 70.0, 85.0, 64.0, 92.0, 77.0];
    let grid = Grid::new(-100.0, -100.0, 10.0, 20, 20).unwrap();
    let of = |outer, hole| {
        let star = Polygon::new(
            ring(0.0, 0.0, &radii, outer),
            vec![ring(0.0, 0.0, &[30.0; 7], hole)],
        );
        cell_ground(&grid, &MultiPolygon::from(star))
    };
    let left = of(false, true);
    for (outer, hole) in [(false, false), (true, false), (true, true)] {
        for (a, b) in left.iter().zip(of(outer, hole)) {
            // The same products in another order.
            assert!((a - b).abs() < 1e-10, "{a} and {b}");
        }
    }
}

#[test]
fn a_cell_that_dwarfs_the_polygon_still_holds_its_ground() {
    let square = geo::Rect::new((420_000.0, 303_000.0), (421_000.0, 304_000.0)).to_polygon();
    for side in [5e5, 1e8, 1e12] {
        let grid = Grid::new(0.0, 0.0, side, 1, 1).unwrap();
        assert_eq!(ground(&grid, &square.clone().into()), [(0, 1e6)], "{side}");
    }
}

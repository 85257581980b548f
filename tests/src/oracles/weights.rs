//! Neighbours by hand and by brute force.

use geo::{LineString, MultiPolygon, Polygon, Rect, coord};
use hotspur_core::weights::{Contiguity, Weights, cells, contiguity, distance_band, nearest};
use hotspur_core::{Grid, Metres, Position, stream};
use rand::RngExt;

use Contiguity::{Queen, Rook};

fn lists(weights: &Weights) -> Vec<Vec<u32>> {
    (0..weights.len())
        .map(|unit| weights.neighbours(unit).to_vec())
        .collect()
}

fn outline(points: &[(f64, f64)]) -> MultiPolygon<f64> {
    Polygon::new(LineString::from(points.to_vec()), Vec::new()).into()
}

fn block(x: (f64, f64), y: (f64, f64)) -> MultiPolygon<f64> {
    Rect::new(coord! {x: x.0, y: y.0}, coord! {x: x.1, y: y.1})
        .to_polygon()
        .into()
}

fn positions(n: usize, side: u32, seed: u64) -> Vec<Position> {
    let mut random = stream(seed, 0, 0);
    let mut along = || f64::from(random.random_range(0..side));
    (0..n)
        .map(|_| Position::new(along(), along()).unwrap())
        .collect()
}

#[test]
fn lists_are_sorted_and_lose_repeats_themselves_and_numbers_of_nobody() {
    let found = Weights::from_lists(vec![vec![2, 0, 1, 2, 9], vec![], vec![u32::MAX, 0]]);
    assert_eq!(lists(&found), [vec![1, 2], vec![], vec![0]]);
    assert_eq!((found.len(), found.islands()), (3, vec![1]));
    assert!(found.neighbours(3).is_empty() && found.neighbours(usize::MAX - 1).is_empty());
    let nobody = Weights::from_lists(Vec::new());
    assert!(nobody.is_empty() && nobody.islands().is_empty());
}

#[test]
fn queens_and_rooks_of_cells_go_over_no_edge_and_into_no_cell_that_is_not_tested() {
    let grid = Grid::new(-40.0, 7.0, 12.5, 3, 3).unwrap();
    let ring: Vec<bool> = (0..9).map(|cell| cell != 4).collect();
    let queen = cells(&grid, &ring, Queen);
    let rook = cells(&grid, &ring, Rook);
    // Numbered 0 1 2 / 3 4 / 5 6 7 from the south.
    #[rustfmt::skip]
    let by_queen = vec![
        vec![1, 3], vec![0, 2, 3, 4], vec![1, 4], vec![0, 1, 5, 6], vec![1, 2, 6, 7], vec![3, 6], vec![3, 4, 5, 7], vec![4, 6],
    ];
    #[rustfmt::skip]
    let by_rook = vec![
        vec![1, 3], vec![0, 2], vec![1, 4], vec![0, 5], vec![2, 7], vec![3, 6], vec![5, 7], vec![4, 6],
    ];
    assert_eq!(lists(&queen), by_queen);
    assert_eq!(lists(&rook), by_rook);
}

#[test]
fn cells_equal_a_brute_force_comparison_of_columns_and_rows() {
    let (columns, rows) = (17, 11);
    let grid = Grid::new(0.0, 0.0, 86.4, columns, rows).unwrap();
    let mut random = stream(3, 0, 0);
    let tested: Vec<bool> = (0..columns * rows)
        .map(|_| random.random_bool(0.7))
        .collect();
    let units: Vec<(usize, usize)> = (0..columns * rows)
        .filter(|cell| tested[*cell])
        .map(|cell| (cell / columns, cell % columns))
        .collect();
    for (contiguity, farthest) in [(Queen, 8), (Rook, 1)] {
        let expected: Vec<Vec<u32>> = units
            .iter()
            .map(|a| {
                let near = |b: &(usize, usize)| {
                    let (r, c) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
                    r.max(c) == 1 && r * r + c * c <= farthest
                };
                let with_numbers = (0_u32..).zip(&units);
                let around = with_numbers.filter(|(_, b)| near(b));
                around.map(|(number, _)| number).collect()
            })
            .collect();
        assert_eq!(lists(&cells(&grid, &tested, contiguity)), expected);
    }
}

#[test]
fn no_cell_or_too_few_flags_make_fewer_units_not_a_panic() {
    let grid = Grid::new(0.0, 0.0, 10.0, 2, 2).unwrap();
    assert!(cells(&grid, &[false; 4], Queen).is_empty());
    assert_eq!(
        lists(&cells(&grid, &[true, true], Queen)),
        [vec![1], vec![0]]
    );
    let alone = Grid::new(0.0, 0.0, 10.0, 1, 1).unwrap();
    assert_eq!(cells(&alone, &[true], Queen).islands(), [0]);
}

#[test]
fn four_squares_at_a_corner_are_all_queens_but_only_two_rooks_each() {
    let squares = [
        block((0.0, 500.0), (0.0, 500.0)),
        block((500.0, 1_000.0), (0.0, 500.0)),
        block((0.0, 500.0), (500.0, 1_000.0)),
        block((500.0, 1_000.0), (500.0, 1_000.0)),
    ];
    for tolerance in [0.0, 0.01, 1.0, 20.0] {
        let queen = contiguity(&squares, Queen, Metres(tolerance));
        assert!(lists(&queen).iter().all(|list| list.len() == 3));
        let rook = contiguity(&squares, Rook, Metres(tolerance));
        assert_eq!(
            lists(&rook),
            [vec![1, 2], vec![0, 3], vec![0, 3], vec![1, 2]]
        );
    }
}

#[test]
fn wedges_that_meet_at_a_point_are_rooks_only_of_the_wedges_beside_them() {
    let corner = |step: usize| {
        let angle = std::f64::consts::TAU * step as f64 / 12.0;
        (400.0 * angle.cos(), 400.0 * angle.sin())
    };
    let wedges: Vec<_> = (0..12)
        .map(|step| outline(&[(0.0, 0.0), corner(step), corner(step + 1)]))
        .collect();
    let rook = contiguity(&wedges, Rook, Metres(1.0));
    for step in 0..12_u32 {
        let mut expected = vec![(step + 1) % 12, (step + 11) % 12];
        expected.sort_unstable();
        assert_eq!(rook.neighbours(step as usize), expected);
    }
    let queen = contiguity(&wedges, Queen, Metres(1.0));
    assert!(lists(&queen).iter().all(|list| list.len() == 11));
}

#[test]
fn a_border_drawn_twice_with_other_vertices_and_slivers_is_one_border() {
    // Two sides of a wavy border, each sampled at its own places and moved by up to 0.9 m.
    let mut random = stream(5, 0, 0);
    let mut side = |step: f64| -> Vec<(f64, f64)> {
        let many = (1_000.0 / step) as usize;
        (1..many)
            .map(|i| {
                let y = i as f64 * step;
                let wave = 30.0 * (y / 200.0).sin();
                (1_000.0 + wave + random.random_range(-0.4..0.4), y)
            })
            .collect()
    };
    let (west_side, mut east_side) = (side(13.7), side(9.1));
    let mut west = vec![(0.0, 0.0), (1_000.0, 0.0)];
    west.extend(west_side);
    west.extend([(995.0, 1_000.0), (0.0, 1_000.0)]);
    let mut east = vec![(2_000.0, 0.0), (2_000.0, 1_000.0), (995.0, 1_000.0)];
    east_side.reverse();
    east.extend(east_side);
    east.push((1_000.0, 0.0));
    let apart = block((2_050.0, 2_100.0), (0.0, 1_000.0));
    let areas = [outline(&west), outline(&east), apart];
    for way in [Queen, Rook] {
        let found = contiguity(&areas, way, Metres(1.0));
        assert_eq!(lists(&found), [vec![1], vec![0], vec![]]);
    }
}

#[test]
fn slivers_and_overlaps_up_to_the_tolerance_join_and_wider_ones_part() {
    for (gap, joined) in [(-0.9, true), (0.0, true), (0.9, true), (1.1, false)] {
        // The eastern side has its vertices elsewhere.
        let west = block((0.0, 100.0), (0.0, 100.0));
        let x = 100.0 + gap;
        let east = outline(&[(x, 0.0), (200.0, 0.0), (200.0, 90.0), (x, 90.0), (x, 33.0)]);
        for way in [Queen, Rook] {
            let found = contiguity(&[west.clone(), east.clone()], way, Metres(1.0));
            assert_eq!(found.islands().is_empty(), joined, "{gap} {way:?}");
        }
    }
}

#[test]
fn a_rough_border_of_short_steps_is_a_border() {
    // Steps of 0.7 m both ways: no segment runs along the straight side.
    let mut rough = vec![(200.0, 0.0), (200.0, 100.0), (100.0, 100.0)];
    rough.extend(
        (1..100)
            .rev()
            .map(|i| (100.0 + 0.7 * f64::from(i % 2), f64::from(i))),
    );
    rough.push((100.0, 0.0));
    let areas = [block((0.0, 100.0), (0.0, 100.0)), outline(&rough)];
    assert!(contiguity(&areas, Rook, Metres(1.0)).islands().is_empty());
}

#[test]
fn a_shared_stretch_shorter_than_the_tolerance_makes_queens_not_rooks() {
    for (shared, rooks) in [(0.5, false), (3.0, true)] {
        let areas = [
            block((0.0, 100.0), (0.0, 100.0)),
            block((100.0, 200.0), (100.0 - shared, 200.0)),
        ];
        assert!(contiguity(&areas, Queen, Metres(1.0)).islands().is_empty());
        let rook = contiguity(&areas, Rook, Metres(1.0));
        assert_eq!(rook.islands().is_empty(), rooks, "{shared}");
    }
}

#[test]
fn an_area_in_the_hole_of_another_is_its_neighbour_and_one_deep_inside_is_not() {
    let hole = block((40.0, 60.0), (40.0, 60.0)).0.remove(0);
    let ring = Polygon::new(
        block((0.0, 100.0), (0.0, 100.0)).0[0].exterior().clone(),
        vec![hole.exterior().clone()],
    );
    let areas = [ring.into(), hole.into(), block((10.0, 20.0), (10.0, 20.0))];
    for way in [Queen, Rook] {
        let found = contiguity(&areas, way, Metres(0.01));
        assert_eq!(lists(&found), [vec![1], vec![0], vec![]]);
    }
}

#[test]
fn outlines_that_are_empty_or_no_numbers_have_no_neighbours() {
    let areas = [
        MultiPolygon::new(Vec::new()),
        outline(&[(f64::NAN, 0.0), (1.0, f64::INFINITY), (1.0, 1.0)]),
        block((5.0, 5.0), (5.0, 5.0)),
        block((0.0, 1.0), (0.0, 1.0)),
    ];
    for way in [Queen, Rook] {
        for tolerance in [f64::NAN, -1.0, 0.0, 0.1] {
            let found = contiguity(&areas, way, Metres(tolerance));
            assert_eq!(found.islands(), [0, 1, 2, 3]);
        }
        assert!(contiguity(&[], way, Metres(1.0)).is_empty());
    }
}

#[test]
fn a_grid_of_outlines_has_the_neighbours_of_its_cells() {
    let grid = Grid::new(421_000.0, 302_000.0, 86.4, 9, 7).unwrap();
    let squares: Vec<MultiPolygon<f64>> = (0..63)
        .map(|cell| grid.square(cell % 9, cell / 9).to_polygon().into())
        .collect();
    for way in [Queen, Rook] {
        let by_index = cells(&grid, &[true; 63], way);
        assert_eq!(contiguity(&squares, way, Metres(0.5)), by_index);
    }
}

#[test]
fn a_band_and_the_nearest_equal_brute_force_with_ties_and_coincident_points() {
    // On 12 x 12 places 300 points coincide, and most distances are tied.
    let positions = positions(300, 12, 9);
    let distance = |a: usize, b: usize| positions[a].distance_squared(positions[b]);
    let by_distance = |unit: usize| {
        let mut others: Vec<u32> = (0..300).filter(|other| *other as usize != unit).collect();
        others.sort_by(|a, b| {
            let (near, far) = (distance(unit, *a as usize), distance(unit, *b as usize));
            near.total_cmp(&far).then(a.cmp(b))
        });
        others
    };
    for k in [0, 1, 3, 8, 40, 299, 1_000] {
        let few = |unit| by_distance(unit).into_iter().take(k).collect();
        let expected = Weights::from_lists((0..300).map(few).collect());
        assert_eq!(nearest(&positions, k), expected, "{k}");
    }
    for band in [0.0, 1.0, 2.5, 5.0] {
        let within = |unit: usize| {
            let mut others = by_distance(unit);
            others.retain(|other| distance(unit, *other as usize) <= band * band);
            others
        };
        let expected = Weights::from_lists((0..300).map(within).collect());
        assert_eq!(distance_band(&positions, Metres(band)), expected, "{band}");
    }
}

#[test]
fn no_band_no_positions_and_one_position_have_no_neighbours() {
    let two = positions(2, 5, 1);
    for band in [f64::NAN, -10.0] {
        assert_eq!(distance_band(&two, Metres(band)).islands(), [0, 1]);
    }
    assert!(
        distance_band(&two, Metres(f64::INFINITY))
            .islands()
            .is_empty()
    );
    assert!(nearest(&[], 3).is_empty() && distance_band(&[], Metres(9.0)).is_empty());
    assert_eq!(nearest(&two[..1], 3).islands(), [0]);
}

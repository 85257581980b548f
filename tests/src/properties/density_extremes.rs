//! Densities by moments of bins at the ends of what may be asked: bandwidths far below a cell, places that only just
//! reach a grid, grids of one row, cells that binary fractions do not hold, coordinates far from the origin.

use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, density_at, surface};
use hotspur_core::{Grid, Metres, Position, stream};
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Of what all places within reach of a cell would give it if they lay at its centre: a term is off by a few roundings of
/// the largest that it can be, however small it is.
const SLACK: f64 = 1e-13;

const FAST: [Kernel; 2] = [Kernel::Quartic, Kernel::Epanechnikov];

/// Compares every cell to the plain sum, where the coordinates of centres and places are off by a rounding: a term then by
/// its slope, at most two in a bandwidth, times that.
#[track_caller]
fn assert_within_rounding(
    places: &[WeightedPlace],
    grid: &Grid,
    kernel: Kernel,
    bandwidth: f64,
    what: &str,
) {
    let (west, south) = grid.origin();
    let (east, north) = (grid.west(grid.columns()), grid.south(grid.rows()));
    let furthest = [west, south, east, north]
        .into_iter()
        .fold(0.0, |most: f64, edge| most.max(edge.abs()));
    let moved = 8.0 * f64::EPSILON * furthest / bandwidth;
    assert_plain(places, grid, (kernel, bandwidth), SLACK + moved, what);
}

#[track_caller]
fn assert_plain(
    places: &[WeightedPlace],
    grid: &Grid,
    (kernel, bandwidth): (Kernel, f64),
    slack: f64,
    what: &str,
) {
    let params = DensityParams {
        kernel,
        bandwidth: Metres(bandwidth),
        cell: grid.cell(),
    };
    let found = surface(places, grid, &params);
    for (cell, value) in found.per_square_metre.iter().enumerate() {
        let centre = Position::new(
            grid.centre_x(cell % grid.columns()),
            grid.centre_y(cell / grid.columns()),
        )
        .unwrap();
        let expected = density_at(centre, places, kernel, bandwidth);
        let reach = (bandwidth * (1.0 + 1e-9)).powi(2);
        let near: f64 = (places.iter())
            .filter(|place| centre.distance_squared(place.position) <= reach)
            .map(|place| place.weight)
            .sum();
        let slack = slack * near * kernel.peak(bandwidth);
        assert!(
            (value - expected).abs() <= slack,
            "{what}, {kernel}: cell {cell}: {value:e} is not {expected:e} within {slack:e}: {:e}",
            (value - expected).abs() / (near * kernel.peak(bandwidth))
        );
    }
}

/// So many places, of one or of any weight, on and about a grid.
fn places(
    random: &mut Xoshiro256PlusPlus,
    grid: &Grid,
    beyond: f64,
    count: usize,
) -> Vec<WeightedPlace> {
    let cell = grid.cell().0;
    let (x0, y0) = grid.origin();
    let (east, north) = (grid.west(grid.columns()), grid.south(grid.rows()));
    (0..count)
        .map(|_| {
            let x = random.random_range(x0 - beyond..east + beyond);
            let y = random.random_range(y0 - beyond..north + beyond);
            // Some on the corners and centres of cells, and of half cells.
            let step = [0.25, 0.5, 1.0][random.random_range(0..3_usize)] * cell;
            let snap = |v: f64, from: f64| from + ((v - from) / step).round() * step;
            let (x, y) = match random.random_range(0..3_u8) {
                0 => (snap(x, x0), snap(y, y0)),
                1 => (snap(x, x0), y),
                _ => (x, y),
            };
            WeightedPlace {
                position: Position::new(x, y).unwrap(),
                weight: [1.0, 3.0, 0.1, 1e6][random.random_range(0..4_usize)],
            }
        })
        .collect()
}

#[test]
fn a_bandwidth_far_below_a_cell_reaches_what_the_plain_sum_reaches() {
    for case in 0..16 {
        let mut random = stream(case, 21, 0);
        let (columns, rows) = (random.random_range(1..9), random.random_range(1..9));
        let grid = Grid::new(0.0, 0.0, 64.0, columns, rows).unwrap();
        let count = [70, 2_000][case as usize % 2];
        let places = places(&mut random, &grid, 64.0, count);
        for share in [0.6, 0.5, 0.3, 0.05, 1e-3, 1e-6, 1e-8, 1e-12] {
            for kernel in FAST {
                let what = format!("case {case}, {columns} x {rows}, {count} places, R {share}");
                assert_within_rounding(&places, &grid, kernel, 64.0 * share, &what);
            }
        }
    }
}

#[test]
fn cells_that_binary_fractions_do_not_hold_give_the_plain_sum_but_for_rounding() {
    for case in 0..45 {
        let mut random = stream(case, 22, 0);
        let cell: f64 = [33.3, 0.1, 7.7, 100.0 / 3.0, 86.4][random.random_range(0..5_usize)];
        let origin: (f64, f64) =
            [(0.0, 0.0), (431_000.0, 1_210_000.0), (-5e6, 4e6)][case as usize % 3];
        let shapes = [(1, 60), (60, 1), (1, 1), (13, 29), (40, 40)];
        let (columns, rows) = shapes[random.random_range(0..shapes.len())];
        let (x0, y0) = (
            (origin.0 / cell).floor() * cell,
            (origin.1 / cell).floor() * cell,
        );
        let grid = Grid::new(x0, y0, cell, columns, rows).unwrap();
        let radii = [0.4, 1.0, 2.0, 7.9, 15.999, 16.0, 16.001, 33.0, 70.0];
        let radius = radii[random.random_range(0..radii.len())];
        let count = [64, 400, 3_000][random.random_range(0..3_usize)];
        let places = places(&mut random, &grid, 1.2 * radius * cell, count);
        let bounded = |kernel: &Kernel| *kernel != Kernel::Gaussian;
        for kernel in Kernel::ALL.into_iter().filter(bounded) {
            let what = format!(
                "case {case}, {columns} x {rows} of {cell} from {x0}, R {radius}, {count} places"
            );
            assert_within_rounding(&places, &grid, kernel, radius * cell, &what);
        }
    }
}

#[test]
fn places_that_only_just_reach_a_grid_give_the_plain_sum_but_for_rounding() {
    for case in 0..40 {
        let mut random = stream(case, 23, 0);
        let grid = Grid::new(1_000.0, 2_000.0, 50.0, 12, 7).unwrap();
        let bandwidth = [100.0, 400.0, 1_700.0][case as usize % 3];
        let places: Vec<WeightedPlace> = (0..90)
            .map(|_| WeightedPlace {
                position: Position::new(
                    1_025.0 - bandwidth * (1.0 - 10_f64.powi(-random.random_range(1..14))),
                    2_025.0 + f64::from(random.random_range(0..7_u8)) * 50.0,
                )
                .unwrap(),
                weight: 1.0,
            })
            .collect();
        for kernel in FAST {
            assert_within_rounding(&places, &grid, kernel, bandwidth, &format!("case {case}"));
        }
    }
}

#[test]
fn very_many_places_within_a_bandwidth_far_below_a_cell_give_the_plain_sum_but_for_rounding() {
    let mut random = stream(0, 24, 0);
    let grid = Grid::new(0.0, 0.0, 64.0, 1, 1).unwrap();
    let bandwidth = 64.0 / 9_999.0;
    let places: Vec<WeightedPlace> = (0..230_000)
        .map(|_| WeightedPlace {
            position: Position::new(
                32.0 + bandwidth * random.random_range(0.0..0.7),
                32.0 + bandwidth * random.random_range(0.0..0.7),
            )
            .unwrap(),
            weight: 1.0,
        })
        .collect();
    for kernel in FAST {
        // The centre of the cell is exact, and so are the differences of places from it.
        assert_plain(
            &places,
            &grid,
            (kernel, bandwidth),
            SLACK,
            "in one quarter of one cell",
        );
    }
}

#[test]
fn a_flat_kernel_holds_the_places_at_exactly_its_bandwidth_on_any_grid() {
    for cell in [33.3, 0.1, 7.7, 86.4, 100.0 / 3.0] {
        let grid = Grid::new(0.0, 0.0, cell, 60, 60).unwrap();
        for radius in [1.0, 2.0, 5.0] {
            // On the centres of cells, reckoned otherwise: some as far from others as a bandwidth, some a rounding further.
            let places: Vec<WeightedPlace> = (0..60_u8)
                .map(|number| f64::from(2 * number + 1) * (cell / 2.0))
                .flat_map(|at| [(at, at), (grid.centre_x(30), at), (at, grid.centre_y(30))])
                .map(|(x, y)| WeightedPlace {
                    position: Position::new(x, y).unwrap(),
                    weight: 1.0,
                })
                .collect();
            let what = format!("cells of {cell}, R {radius}");
            assert_within_rounding(&places, &grid, Kernel::Uniform, radius * cell, &what);
        }
    }
}

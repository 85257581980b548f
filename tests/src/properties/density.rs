//! Densities by moments of bins equal the plain sum at every cell.

use hotspur_core::density::{DensityParams, Kernel, Surface, WeightedPlace, density_at, surface};
use hotspur_core::{Grid, Metres, Position, stream};
use rand::RngExt;

/// Of the maximum of a surface: the sums differ in order, and a cell's place in bandwidths is rounded.
const SLACK: f64 = 1e-12;

fn params(kernel: Kernel, bandwidth: f64, grid: &Grid) -> DensityParams {
    DensityParams {
        kernel,
        bandwidth: Metres(bandwidth),
        cell: grid.cell(),
    }
}

/// Compares up to `most` cells, evenly spread, to the plain sum; a cell that no place reaches is zero, and no other.
#[track_caller]
fn assert_plain(
    places: &[WeightedPlace],
    params: &DensityParams,
    found: &Surface,
    most: usize,
    what: &str,
) {
    let grid = &found.grid;
    let cells = grid.columns() * grid.rows();
    let at = |cell: usize| {
        let (x, y) = (
            grid.centre_x(cell % grid.columns()),
            grid.centre_y(cell / grid.columns()),
        );
        density_at(
            Position::new(x, y).unwrap(),
            places,
            params.kernel,
            params.bandwidth.0,
        )
    };
    let most_found = found.per_square_metre.iter().copied().fold(0.0, f64::max);
    for cell in (0..cells).step_by(cells.div_ceil(most)) {
        let (value, expected) = (found.per_square_metre[cell], at(cell));
        assert!(
            (value - expected).abs() <= SLACK * most_found,
            "{what}: cell {cell}: {value:e} is not {expected:e}, of {most_found:e}"
        );
        assert!(value >= 0.0, "{what}: cell {cell}: {value:e}");
        // Within a rounding of the rim, either may see nothing.
        let reached = expected > 1e-20 * most_found;
        assert!(
            reached || value <= 1e-20 * most_found,
            "{what}: cell {cell}: {value:e}"
        );
        if expected == 0.0 {
            assert!(value == 0.0, "{what}: cell {cell}: {value:e} of nothing");
        }
    }
}

#[test]
fn the_density_equals_the_plain_sum_for_random_places_grids_and_bandwidths_by_every_kernel() {
    for case in 0..60 {
        let mut random = stream(case, 11, 0);
        let origin =
            [(0.0, 0.0), (650_000.0, 1_200_000.0), (-3_000.0, 420_000.0)][case as usize % 3];
        let cell = [50.0, 100.0, 12.5][random.random_range(0..3_usize)];
        let (columns, rows) = (random.random_range(1..70), random.random_range(1..50));
        let radius =
            [0.2, 0.7, 1.0, 3.0, 6.0, 16.0, 17.3, 40.0, 90.0][random.random_range(0..9_usize)];
        let count = [3, 70, 500, 3_000][random.random_range(0..4_usize)];
        let grid = Grid::new(origin.0, origin.1, cell, columns, rows).unwrap();
        let (width, height) = (cell * columns as f64, cell * rows as f64);
        let mut places: Vec<WeightedPlace> = (0..count)
            .map(|_| {
                // Some outside the grid, some on corners of cells.
                let x = random.random_range(-0.3..1.3) * width;
                let y = random.random_range(-0.3..1.3) * height;
                let (x, y) = match random.random_range(0..4_u8) {
                    0 => ((x / cell).round() * cell, (y / cell).round() * cell),
                    1 => (x.round(), y.round()),
                    _ => (x, y),
                };
                WeightedPlace {
                    position: Position::new(origin.0 + x, origin.1 + y).unwrap(),
                    weight: if random.random_range(0..2_u8) == 0 {
                        1.0
                    } else {
                        random.random_range(0.1..30.0)
                    },
                }
            })
            .collect();
        for _ in 0..count / 2 {
            let again = places[random.random_range(0..count)];
            places.push(again);
        }
        for kernel in Kernel::ALL {
            // The Gaussian reaches everywhere: few cells say as much.
            let params = params(kernel, radius * cell, &grid);
            let found = surface(&places, &grid, &params);
            let what = format!(
                "case {case}, {kernel}, {columns} x {rows} cells, R {radius}, {count} places"
            );
            assert_plain(&places, &params, &found, 150, &what);
        }
    }
}

#[test]
fn crowded_cells_are_summed_in_halves_and_equal_the_plain_sum() {
    let mut random = stream(3, 12, 0);
    let grid = Grid::new(400_000.0, 300_000.0, 50.0, 12, 9).unwrap();
    let places: Vec<WeightedPlace> = (0..9_000)
        .map(|_| WeightedPlace {
            position: Position::new(
                400_000.0 + random.random_range(-400.0..1_000.0),
                300_000.0 + random.random_range(-400.0..850.0),
            )
            .unwrap(),
            weight: 1.0,
        })
        .collect();
    for kernel in [Kernel::Quartic, Kernel::Epanechnikov] {
        for bandwidth in [60.0, 300.0, 1_700.0] {
            let params = params(kernel, bandwidth, &grid);
            let found = surface(&places, &grid, &params);
            assert_plain(
                &places,
                &params,
                &found,
                108,
                &format!("{kernel}, {bandwidth} m"),
            );
        }
    }
}

#[test]
fn a_place_at_exactly_a_bandwidth_adds_nothing() {
    let grid = Grid::new(0.0, 0.0, 10.0, 130, 130).unwrap();
    // 3-4-5 triangles from the centres of cells to their corners' lattice: 300 m = (180, 240).
    let places: Vec<WeightedPlace> = (0..100)
        .map(|number| WeightedPlace {
            position: Position::new(
                605.0 + f64::from(number % 10) * 10.0,
                605.0 + f64::from(number / 10) * 10.0,
            )
            .unwrap(),
            weight: 1.0,
        })
        .collect();
    for kernel in [Kernel::Quartic, Kernel::Epanechnikov, Kernel::Triweight] {
        let params = params(kernel, 300.0, &grid);
        let found = surface(&places, &grid, &params);
        assert_plain(
            &places,
            &params,
            &found,
            grid.columns() * grid.rows(),
            kernel.as_str(),
        );
    }
}

#[test]
fn the_density_of_many_places_is_the_same_bits_for_any_order_and_threads() {
    let grid = Grid::new(400_000.0, 300_000.0, 25.0, 150, 120).unwrap();
    let pool = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    };
    // To the centimetre nearly all places differ; every twenty metres three stand at one, on borders of bins among others.
    for step in [0.01, 20.0] {
        let mut random = stream(4, 13, 0);
        let mut at = |first: f64, length: f64| {
            first + (random.random_range(-500.0..length + 500.0) / step).round() * step
        };
        let positions: Vec<(f64, f64)> = (0..150_000)
            .map(|_| (at(400_000.0, 3_750.0), at(300_000.0, 3_000.0)))
            .collect();
        let mut places: Vec<WeightedPlace> = positions
            .into_iter()
            .map(|(x, y)| WeightedPlace {
                position: Position::new(x, y).unwrap(),
                weight: random.random_range(0.1..3.0),
            })
            .collect();
        for (kernel, bandwidth) in [
            (Kernel::Quartic, 90.0),
            (Kernel::Quartic, 1_000.0),
            (Kernel::Triweight, 90.0),
        ] {
            let params = params(kernel, bandwidth, &grid);
            let alone = pool(1).install(|| surface(&places, &grid, &params));
            places.reverse();
            places.rotate_left(40_000);
            let together = pool(3).install(|| surface(&places, &grid, &params));
            assert!(alone == together, "{kernel}, {bandwidth} m, {step} m");
        }
    }
}

#[test]
fn the_density_of_many_places_integrates_to_their_weight() {
    let mut random = stream(5, 14, 0);
    let grid = Grid::new(-2_000.0, -2_000.0, 20.0, 300, 300).unwrap();
    let places: Vec<WeightedPlace> = (0..20_000)
        .map(|_| WeightedPlace {
            position: Position::new(
                random.random_range(0.0..2_000.0),
                random.random_range(0.0..2_000.0),
            )
            .unwrap(),
            weight: f64::from(random.random_range(1..4_u8)),
        })
        .collect();
    let events: f64 = places.iter().map(|place| place.weight).sum();
    // The midpoint rule errs more where the kernel is less smooth at its rim.
    for (kernel, slack) in [(Kernel::Quartic, 1e-6), (Kernel::Epanechnikov, 1e-5)] {
        let found = surface(&places, &grid, &params(kernel, 700.0, &grid));
        assert!(found.events == events);
        let share = found.integral() / events;
        assert!((share - 1.0).abs() < slack, "{kernel}: {share}");
    }
}

//! Corrected densities equal their plain statement at every cell of any window, one row of cells and cells without a share
//! among them.

use hotspur_core::density::{
    DensityParams, EdgeCorrection, EdgeMass, Kernel, WeightedPlace, corrected, corrected_density_at,
};
use hotspur_core::{Grid, Metres, Position, stream};
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Shares of a window with holes and cut cells, or of nothing but whole cells.
fn shares(random: &mut Xoshiro256PlusPlus, cells: usize) -> Vec<f64> {
    let whole = random.random_range(0..3_u8);
    (0..cells)
        .map(|_| match (whole, random.random_range(0..10_u8)) {
            (0, _) | (_, 0..6) => 1.0,
            (_, 6 | 7) => 0.0,
            _ => random.random_range(0.0..1.0),
        })
        .collect()
}

#[test]
fn the_corrected_density_equals_the_plain_statement_on_random_windows_by_every_kernel() {
    for case in 0..60 {
        let mut random = stream(case, 31, 0);
        let cell = [33.3, 100.0][case as usize % 2];
        let shapes = [(1, 1), (1, 40), (40, 1), (2, 9), (17, 12)];
        let (columns, rows) = shapes[random.random_range(0..shapes.len())];
        let grid = Grid::new(-5.0 * cell, 12.0 * cell, cell, columns, rows).unwrap();
        let inside = shares(&mut random, columns * rows);
        let radius = [0.2, 1.0, 4.5, 20.0, 70.0][random.random_range(0..5_usize)];
        let places: Vec<WeightedPlace> = (0..100)
            .map(|_| WeightedPlace {
                position: Position::new(
                    random.random_range(grid.west(0)..=grid.west(columns)),
                    random.random_range(grid.south(0)..=grid.south(rows)),
                )
                .unwrap(),
                weight: random.random_range(0.1..9.0),
            })
            .collect();
        for kernel in Kernel::ALL {
            let params = DensityParams {
                kernel,
                bandwidth: Metres(radius * cell),
                cell: Metres(cell),
            };
            let mass = EdgeMass::of_cells(&grid, &inside, &params);
            for correction in EdgeCorrection::ALL {
                let found = corrected(&places, &grid, &params, &inside, correction).surface;
                let most = found.per_square_metre.iter().copied().fold(0.0, f64::max);
                for (at, value) in found.per_square_metre.iter().enumerate() {
                    let centre =
                        Position::new(grid.centre_x(at % columns), grid.centre_y(at / columns))
                            .unwrap();
                    let expected = if correction != EdgeCorrection::None && inside[at] <= 0.0 {
                        0.0
                    } else {
                        let h = radius * cell;
                        corrected_density_at(centre, &places, kernel, h, &mass, correction)
                    };
                    // Masses of a Gaussian carry ten digits.
                    let slack = if kernel == Kernel::Gaussian {
                        1e-9
                    } else {
                        1e-11
                    };
                    assert!(
                        (value - expected).abs() <= slack * most,
                        "case {case}, {columns} x {rows}, R {radius}, {kernel}, {correction}: cell {at}: {value:e} is not \
                         {expected:e}"
                    );
                }
            }
        }
    }
}

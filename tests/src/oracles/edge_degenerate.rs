//! Windows and supports that are too small for the raster, and none at all.

use super::edge::{at, params, place};
use hotspur_core::Grid;
use hotspur_core::density::{
    EdgeCorrection, EdgeMass, Kernel, LEAST_MASS, corrected, corrected_surface, surface,
};

#[test]
fn a_window_thinner_than_the_kernel_does_not_explode_and_is_counted() {
    let grid = Grid::new(0.0, 0.0, 100.0, 30, 30).unwrap();
    let mut inside = vec![0.0; 900];
    for column in 0..30 {
        inside[15 * 30 + column] = 1e-6;
    }
    let places = [
        place(1_500.0, 1_500.000_05, 3.0),
        place(777.0, 1_500.000_02, 2.0),
    ];
    for kernel in Kernel::ALL {
        for bandwidth in [20.0, 100.0, 1_000.0] {
            let params = params(kernel, bandwidth, 100.0);
            let plain = surface(&places, &grid, &params);
            let jones = corrected(
                &places,
                &grid,
                &params,
                &inside,
                EdgeCorrection::JonesDiggle,
            );
            assert_eq!(jones.floored, 2, "{kernel} {bandwidth}");
            assert!(jones.surface.integral_over(&inside) <= 5.0);
            let uniform = corrected(&places, &grid, &params, &inside, EdgeCorrection::Uniform);
            assert_eq!(uniform.floored, 30, "{kernel} {bandwidth}");
            for (found, plain) in uniform
                .surface
                .per_square_metre
                .iter()
                .zip(plain.per_square_metre)
            {
                assert!(found.is_finite() && *found <= plain / LEAST_MASS);
            }
        }
    }
}

#[test]
fn no_events_no_window_and_broken_shares_give_finite_surfaces() {
    let grid = Grid::new(0.0, 0.0, 10.0, 20, 20).unwrap();
    let some = [place(35.0, 35.0, 1.0)];
    let mut broken = vec![1.0; 400];
    broken[3] = f64::NAN;
    broken[4] = -1.0;
    broken[5] = 7.0;
    for kernel in Kernel::ALL {
        let params = params(kernel, 30.0, 10.0);
        for correction in EdgeCorrection::ALL {
            let none = corrected_surface(&[], &grid, &params, &vec![1.0; 400], correction);
            assert!(none.per_square_metre.iter().all(|density| *density == 0.0));
            for inside in [&vec![0.0; 400], &vec![], &broken] {
                let found = corrected_surface(&some, &grid, &params, inside, correction);
                assert!(
                    found
                        .per_square_metre
                        .iter()
                        .all(|density| density.is_finite())
                );
                if correction != EdgeCorrection::None && inside[..].first() != Some(&1.0) {
                    assert_eq!(found.integral(), 0.0, "no window, no density");
                }
            }
        }
    }
}

#[test]
fn a_support_smaller_than_a_cell_takes_the_share_of_its_cell() {
    let grid = Grid::new(0.0, 0.0, 100.0, 3, 3).unwrap();
    let mut inside = vec![1.0; 9];
    inside[0] = 0.25;
    let mass = EdgeMass::of_cells(&grid, &inside, &params(Kernel::Quartic, 10.0, 100.0));
    assert_eq!(mass.at(at(95.0, 95.0)), 0.25);
    assert_eq!(mass.at(at(150.0, 99.0)), 1.0);
}

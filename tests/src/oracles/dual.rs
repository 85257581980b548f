//! Two densities against each other, in closed form.

use hotspur_core::density::{
    DensityParams, Dual, EdgeCorrection, Kernel, Surface, WeightedPlace, corrected_surface, dual,
    surface,
};
use hotspur_core::{Grid, Metres, Position, Reason};

use super::record::{floored, record};

const BANDWIDTH: Metres = Metres(200.0);

fn grid() -> Grid {
    Grid::new(0.0, 0.0, 20.0, 50, 40).unwrap()
}

fn params(kernel: Kernel) -> DensityParams {
    DensityParams {
        kernel,
        bandwidth: BANDWIDTH,
        cell: Metres(20.0),
    }
}

fn place(x: f64, y: f64, weight: f64) -> WeightedPlace {
    WeightedPlace {
        position: Position::new(x, y).unwrap(),
        weight,
    }
}

fn of(places: &[WeightedPlace], kernel: Kernel) -> Surface {
    surface(places, &grid(), &params(kernel))
}

fn cell(column: usize, row: usize) -> usize {
    row * 50 + column
}

#[test]
pub(super) fn two_gaussians_have_the_ratio_of_their_exponents() {
    // ρ = (|s − b|² − |s − a|²) / 2σ², whatever the numbers of events.
    let (a, b) = (place(450.0, 410.0, 12.0), place(630.0, 330.0, 700.0));
    let (cases, controls) = (of(&[a], Kernel::Gaussian), of(&[b], Kernel::Gaussian));
    let found = dual(&cases, &controls, 12.0, 700.0, 0.0, BANDWIDTH);
    for row in 0..40 {
        for column in 0..50 {
            let s = Position::new(grid().centre_x(column), grid().centre_y(row)).unwrap();
            let expected = (s.distance_squared(b.position) - s.distance_squared(a.position))
                / (2.0 * 200.0 * 200.0);
            let rho = found.log_ratio[cell(column, row)].known().unwrap();
            assert!((rho - expected).abs() < 1e-11, "{rho} is not {expected}");
            let names = (
                "log ratio of two densities",
                "density/dual.rs",
                "closed form",
            );
            record(names, &[rho], &[expected], floored(1e-11, 1.0));
            let difference = cases.per_km2(column, row) - controls.per_km2(column, row);
            let found = found.difference_per_km2[cell(column, row)];
            assert!((found - difference).abs() <= 1e-12 * difference.abs());
        }
    }
}

#[test]
fn the_same_pattern_has_no_relative_risk_however_many_events() {
    let pattern = super::density::points();
    let tenfold: Vec<WeightedPlace> = pattern
        .iter()
        .map(|place| WeightedPlace {
            weight: 10.0,
            ..*place
        })
        .collect();
    let inside = vec![1.0; 2_000];
    for correction in EdgeCorrection::ALL {
        let of = |places: &[WeightedPlace]| {
            corrected_surface(
                places,
                &grid(),
                &params(Kernel::Quartic),
                &inside,
                correction,
            )
        };
        let (cases, controls) = (of(&pattern), of(&tenfold));
        let found = dual(&cases, &controls, 45.0, 450.0, 5.0, BANDWIDTH);
        let known: Vec<f64> = found
            .log_ratio
            .iter()
            .filter_map(|rho| rho.known())
            .collect();
        assert!(known.len() > 1_000 && known.iter().all(|rho| rho.abs() < 1e-11));
        let exchanged = dual(
            &cases,
            &controls,
            cases.integral_over(&inside),
            controls.integral_over(&inside),
            5.0,
            BANDWIDTH,
        );
        for (rho, other) in found.log_ratio.iter().zip(&exchanged.log_ratio) {
            assert_eq!(rho.reason(), other.reason());
            assert!(
                rho.known()
                    .is_none_or(|rho| (rho - other.known().unwrap()).abs() < 1e-11)
            );
        }
    }
}

#[test]
fn where_fewer_controls_than_declared_are_expected_the_ratio_is_null_and_not_clamped() {
    // One place of w controls: λ₂ π h² is 3 w (1 − u²)² for the quartic kernel, and 5 where 1 − u² = √(5 / 3 w).
    let at_centre = [place(510.0, 410.0, 40.0)];
    let controls = of(&at_centre, Kernel::Quartic);
    let found = dual(&controls, &controls, 40.0, 40.0, 5.0, BANDWIDTH);
    let furthest = 200.0 * (1.0 - (5.0_f64 / 120.0).sqrt()).sqrt();
    let (mut known, mut null) = (0, 0);
    for row in 0..40 {
        for column in 0..50 {
            let s = Position::new(grid().centre_x(column), grid().centre_y(row)).unwrap();
            let near = s.distance_squared(at_centre[0].position).sqrt() <= furthest;
            let rho = found.log_ratio[cell(column, row)];
            if near {
                known += 1;
                assert!(rho.known().unwrap().abs() < 1e-12);
            } else {
                null += 1;
                assert_eq!(rho.reason(), Some(Reason::TooFewControls));
            }
        }
    }
    assert!(known > 100 && null > 1_000);
    let all = dual(&controls, &controls, 40.0, 40.0, 0.0, BANDWIDTH);
    let more = all
        .log_ratio
        .iter()
        .filter(|rho| rho.known().is_some())
        .count();
    assert!(more > known, "a smaller minimum keeps more cells");
    assert!(
        more < 2_000,
        "cells without any control stay null under a minimum of zero"
    );
}

#[test]
fn where_there_are_controls_and_no_cases_the_ratio_is_null_and_the_difference_is_not() {
    let cases = of(&[place(100.0, 100.0, 9.0)], Kernel::Quartic);
    let controls = of(
        &[place(100.0, 100.0, 50.0), place(800.0, 600.0, 50.0)],
        Kernel::Quartic,
    );
    let found = dual(&cases, &controls, 9.0, 100.0, 5.0, BANDWIDTH);
    let there = cell(40, 30);
    assert_eq!(found.log_ratio[there].reason(), Some(Reason::NoEvents));
    assert!((found.difference_per_km2[there] + controls.per_km2(40, 30)).abs() < 1e-9);
    let here = found.log_ratio[cell(5, 5)].known().unwrap();
    assert!(
        (here - 2_f64.ln()).abs() < 1e-12,
        "all of the cases, half of the controls: {here}"
    );
    let nowhere = cell(25, 20);
    assert_eq!(
        found.log_ratio[nowhere].reason(),
        Some(Reason::TooFewControls)
    );
    assert_eq!(found.difference_per_km2[nowhere], 0.0);
}

#[test]
fn no_cases_no_controls_and_totals_that_are_no_numbers_have_no_ratio() {
    let some = of(&[place(510.0, 410.0, 40.0)], Kernel::Quartic);
    let none = of(&[], Kernel::Quartic);
    let all = |found: &Dual, reason| {
        found.log_ratio.len() == 2_000
            && found
                .log_ratio
                .iter()
                .all(|rho| rho.reason() == Some(reason))
    };
    let too_few = Reason::TooFewControls;
    assert!(all(&dual(&some, &none, 40.0, 0.0, 5.0, BANDWIDTH), too_few));
    assert!(all(&dual(&none, &none, 0.0, 0.0, 5.0, BANDWIDTH), too_few));
    assert!(all(
        &dual(&some, &some, 40.0, f64::NAN, 5.0, BANDWIDTH),
        too_few
    ));
    assert!(all(
        &dual(&some, &some, 40.0, 40.0, f64::NAN, BANDWIDTH),
        too_few
    ));
    assert!(all(
        &dual(&some, &some, 40.0, 40.0, 5.0, Metres(0.0)),
        too_few
    ));
    assert!(all(
        &dual(&some, &some, 40.0, 40.0, 5.0, Metres(f64::NAN)),
        too_few
    ));
    let no_cases = dual(&none, &some, 0.0, 40.0, 5.0, BANDWIDTH);
    assert_eq!(
        no_cases.log_ratio[cell(25, 20)].reason(),
        Some(Reason::NoEvents)
    );
    assert_eq!(no_cases.log_ratio[0].reason(), Some(too_few));
    let broken = dual(&some, &some, f64::NAN, 40.0, 5.0, BANDWIDTH);
    assert!(broken.log_ratio.iter().all(|rho| rho.known().is_none()));
}

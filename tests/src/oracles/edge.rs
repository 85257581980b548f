//! Edge correction against other software and closed forms.
//!
//! spatstat.explore 3.0-6: `density.ppp(edge = TRUE, at = "points")`, with `diggle = FALSE` and `diggle = TRUE`.

use geo::{MultiPolygon, Rect, polygon};
use hotspur_core::density::{
    DensityParams, EdgeCorrection, EdgeMass, Kernel, WeightedPlace, cell_shares, corrected,
    corrected_density_at, corrected_surface, gaussian_mass_in_rectangle, surface,
};
use hotspur_core::{Grid, Metres, Position, stream};
use rand::RngExt;

use super::record::{record, relative};

pub(super) fn at(x: f64, y: f64) -> Position {
    Position::new(x, y).unwrap()
}

pub(super) fn place(x: f64, y: f64, weight: f64) -> WeightedPlace {
    WeightedPlace {
        position: at(x, y),
        weight,
    }
}

fn rectangle() -> Rect<f64> {
    Rect::new((0.0, 0.0), (1_000.0, 800.0))
}

pub(super) fn params(kernel: Kernel, bandwidth: f64, cell: f64) -> DensityParams {
    DensityParams {
        kernel,
        bandwidth: Metres(bandwidth),
        cell: Metres(cell),
    }
}

/// The oracle prints 13 digits, of which the last may be rounded.
fn check(correction: EdgeCorrection, expected: &[f64]) {
    let points = super::density::points();
    let mass = EdgeMass::of_rectangle(rectangle(), 80.0);
    assert_eq!(points.len(), expected.len());
    for (point, expected) in points.iter().zip(expected) {
        let found = corrected_density_at(
            point.position,
            &points,
            Kernel::Gaussian,
            80.0,
            &mass,
            correction,
        );
        assert!(
            (found / expected - 1.0).abs() <= 1e-10,
            "{found} is not {expected}"
        );
        let statistic = format!("density, gaussian kernel, {correction} edge correction");
        let oracle = "spatstat.explore 3.0-6, `density.ppp`";
        let names = (statistic.as_str(), "density/edge/correct.rs", oracle);
        record(names, &[found], &[*expected], relative(1e-10));
    }
}

#[test]
pub(super) fn the_uniform_correction_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    0.0001144312545549, 0.000142360587082, 0.0001328744184419, 0.0001509763976742, 0.0001701840717324, 0.0001571281622348,
    9.131211416093e-05, 0.0001592457908501, 0.000181982774088, 6.504899714402e-05, 0.0001816423268059, 0.0001373244204753,
    0.0001684187565418, 0.0001102975158556, 0.0001663802137569, 7.711167766237e-05, 0.0001097125007223, 0.0001808658416079,
    0.0001662214083189, 0.0001349232028942, 6.467544193543e-05, 8.473870756721e-05, 9.271680887925e-05, 7.813359003779e-05,
    2.962981726606e-05, 3.696530481879e-05, 0.0001065666409709, 8.460418540738e-05, 0.0001000608817099, 0.0002054632839161,
    7.159127201631e-05, 4.518650760067e-05, 3.124300312086e-05, 0.0001090031482992, 0.0001246171948054, 0.0001771427535229,
    0.0001687929897825, 0.0001130875502572, 0.0001289248815309, 0.0001607439453346, 0.0001302652427516, 0.0001999178219402,
    0.0001955101429232, 0.0001991711261909, 0.0001928172131321,
    ];
    check(EdgeCorrection::Uniform, &expected);
}

#[test]
pub(super) fn the_correction_of_jones_and_diggle_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    0.0001164819317275, 0.0001435587382259, 0.0001359460914783, 0.0001510153337842, 0.000170277488044, 0.0001572028161956,
    8.357934574592e-05, 0.0001594633208651, 0.0001821814084481, 6.238377300872e-05, 0.0001819327466731, 0.0001385047374371,
    0.0001690881096721, 0.0001122494504778, 0.0001671415282262, 7.721287110399e-05, 0.000109765315442, 0.0001810126424751,
    0.0001671703976727, 0.0001355894781388, 5.90109882335e-05, 7.680639435817e-05, 9.267581980385e-05, 7.901189923747e-05,
    3.0136680483e-05, 3.71668540334e-05, 0.0001082067269536, 8.525082378635e-05, 9.975579501003e-05, 0.0002141885361084,
    7.727965953334e-05, 4.427505013043e-05, 3.1132291544e-05, 0.0001121658458343, 0.0001265083329506, 0.0001818330921482,
    0.0001706169608998, 0.0001021033257746, 0.0001133249486426, 0.0001667346015785, 0.0001041267479873, 0.0002078850995817,
    0.0002034818401857, 0.0002077768176756, 0.0001967992310054,
    ];
    check(EdgeCorrection::JonesDiggle, &expected);
}

#[test]
fn a_surface_on_a_rectangle_equals_the_exact_formula_at_every_cell() {
    // The window cuts the cells of its eastern and northern sides, and the grid reaches beyond it.
    let window = Rect::new((20.0, 40.0), (1_007.0, 792.0));
    let grid = Grid::new(0.0, 0.0, 20.0, 53, 43).unwrap();
    let inside = cell_shares(&grid, &window.to_polygon().into());
    let places: Vec<WeightedPlace> = super::density::points()
        .into_iter()
        .filter(|place| place.position.y() > 40.0)
        .collect();
    let mass = EdgeMass::of_rectangle(window, 80.0);
    let params = params(Kernel::Gaussian, 80.0, 20.0);
    for correction in [EdgeCorrection::Uniform, EdgeCorrection::JonesDiggle] {
        let found = corrected_surface(&places, &grid, &params, &inside, correction);
        assert_eq!(found.events, places.len() as f64);
        for row in 0..grid.rows() {
            for column in 0..grid.columns() {
                let cell = row * grid.columns() + column;
                let centre = at(grid.centre_x(column), grid.centre_y(row));
                let expected = if inside[cell] > 0.0 {
                    corrected_density_at(centre, &places, Kernel::Gaussian, 80.0, &mass, correction)
                } else {
                    0.0
                };
                let found = found.per_square_metre[cell];
                assert!(
                    (found - expected).abs() <= 1e-11 * expected,
                    "{found} is not {expected}"
                );
            }
        }
    }
}

#[test]
fn a_surface_on_any_window_equals_the_plain_statement_at_every_cell() {
    let (grid, inside) = bent(25.0);
    let places = scattered(40, 3);
    for kernel in Kernel::ALL {
        let params = params(kernel, 130.0, 25.0);
        let mass = EdgeMass::of_cells(&grid, &inside, &params);
        for correction in EdgeCorrection::ALL {
            let found = corrected_surface(&places, &grid, &params, &inside, correction);
            for (cell, found) in found.per_square_metre.iter().enumerate() {
                let (row, column) = (cell / grid.columns(), cell % grid.columns());
                let centre = at(grid.centre_x(column), grid.centre_y(row));
                let expected = if inside[cell] > 0.0 || correction == EdgeCorrection::None {
                    corrected_density_at(centre, &places, kernel, 130.0, &mass, correction)
                } else {
                    0.0
                };
                // At a distance of just the support, rounding decides whether a uniform kernel reaches.
                assert!(
                    (found - expected).abs() <= 1e-10 * expected.abs(),
                    "{kernel} {correction} {found} {expected}"
                );
            }
        }
    }
}

/// A window with a corner that points inwards and a slant, on a grid that reaches beyond it.
fn window() -> MultiPolygon<f64> {
    polygon![
        (x: 130.0, y: 110.0), (x: 1_510.0, y: 110.0), (x: 1_510.0, y: 700.0), (x: 800.0, y: 700.0),
        (x: 800.0, y: 1_400.0), (x: 430.0, y: 1_400.0),
    ]
    .into()
}

fn bent(cell: f64) -> (Grid, Vec<f64>) {
    let grid = Grid::over(Rect::new((0.0, 0.0), (1_600.0, 1_500.0)), Metres(cell)).unwrap();
    let inside = cell_shares(&grid, &window());
    (grid, inside)
}

fn scattered(n: usize, seed: u64) -> Vec<WeightedPlace> {
    use geo::Contains;
    let window = window();
    let mut random = stream(seed, 0, 0);
    let mut places = Vec::new();
    while places.len() < n {
        let (x, y) = (
            random.random_range(0.0..1_600.0),
            random.random_range(0.0..1_500.0),
        );
        if window.contains(&geo::Point::new(x, y)) {
            places.push(place(x, y, f64::from(random.random_range(1..9_u8))));
        }
    }
    places
}

#[test]
fn jones_and_diggle_keep_the_total_within_the_error_of_the_raster() {
    let (grid, inside) = bent(20.0);
    for seed in 0..4 {
        let places = scattered(60, seed);
        let total: f64 = places.iter().map(|place| place.weight).sum();
        for kernel in Kernel::ALL {
            let params = params(
                kernel,
                if kernel == Kernel::Gaussian {
                    90.0
                } else {
                    240.0
                },
                20.0,
            );
            let integral = |correction| {
                corrected_surface(&places, &grid, &params, &inside, correction)
                    .integral_over(&inside)
            };
            let lost = integral(EdgeCorrection::None) / total;
            assert!(lost < 0.97, "{kernel}: nothing to correct, {lost}");
            let found = integral(EdgeCorrection::JonesDiggle) / total;
            // Twelve cells across a support: the uniform kernel, which jumps at its rim, is the worst.
            let slack = if kernel == Kernel::Uniform {
                5e-3
            } else {
                1e-3
            };
            assert!((found - 1.0).abs() < slack, "{kernel}: {found}");
        }
    }
}

#[test]
fn the_uniform_correction_leaves_a_flat_pattern_flat() {
    // Sixteen events to a cell of the window, of which each stands for its own ground.
    let (grid, inside) = bent(20.0);
    use geo::Contains;
    let area = window();
    let mut places = Vec::new();
    for i in 0..320_u16 {
        for j in 0..300_u16 {
            let (x, y) = (f64::from(i) * 5.0 + 2.5, f64::from(j) * 5.0 + 2.5);
            if area.contains(&geo::Point::new(x, y)) {
                places.push(place(x, y, 25.0));
            }
        }
    }
    for kernel in Kernel::ALL {
        let params = params(
            kernel,
            if kernel == Kernel::Gaussian {
                70.0
            } else {
                200.0
            },
            20.0,
        );
        let plain = surface(&places, &grid, &params);
        let flat = corrected(&places, &grid, &params, &inside, EdgeCorrection::Uniform);
        assert_eq!(flat.floored, 0);
        let mut lowest = f64::INFINITY;
        for (cell, density) in flat.surface.per_square_metre.iter().enumerate() {
            if inside[cell] > 0.0 {
                lowest = lowest.min(plain.per_square_metre[cell]);
                assert!((density - 1.0).abs() < 0.03, "{kernel} {density}");
            } else {
                assert_eq!(*density, 0.0);
            }
        }
        assert!(lowest < 0.5, "{kernel}: nothing to correct, {lowest}");
    }
}

#[test]
fn the_mass_of_a_kernel_beside_a_straight_edge_equals_its_closed_form() {
    // With u = t / h the distance to the edge: 1 − (arccos u − u √(1 − u²)) / π for the uniform kernel, Φ(t / σ) for the
    // Gaussian, and a half on the edge for every kernel.
    let grid = Grid::new(0.0, 0.0, 10.0, 400, 200).unwrap();
    let mut inside = vec![1.0; 80_000];
    // One cell cut in a far corner: no longer a rectangle.
    inside[0] = 0.5;
    for distance in [0.0, 35.0, 100.0, 165.0, 250.0, 600.0] {
        let about = at(2_000.0, distance);
        for kernel in Kernel::ALL {
            let h = if kernel == Kernel::Gaussian {
                100.0
            } else {
                300.0
            };
            let found = EdgeMass::of_cells(&grid, &inside, &params(kernel, h, 10.0)).at(about);
            let u: f64 = distance / h;
            if kernel == Kernel::Uniform {
                let cap = if u < 1.0 {
                    u.acos() - u * (1.0 - u * u).sqrt()
                } else {
                    0.0
                };
                let expected = 1.0 - cap / std::f64::consts::PI;
                assert!(
                    (found - expected).abs() < 3e-3,
                    "{distance}: {found} {expected}"
                );
            }
            if kernel == Kernel::Gaussian {
                let edge = Rect::new((-1e9, 0.0), (1e9, 1e9));
                let expected = gaussian_mass_in_rectangle(about, &edge, h);
                assert!(
                    (found - expected).abs() < 1e-12,
                    "{distance}: {found} {expected}"
                );
            }
            if distance == 0.0 {
                assert!((found - 0.5).abs() < 1e-12, "{kernel}: {found}");
            }
            if distance == 600.0 && kernel != Kernel::Gaussian {
                assert_eq!(found, 1.0, "{kernel}: the interior is whole");
            }
        }
    }
}

#[test]
pub(super) fn the_mass_of_a_gaussian_far_outside_a_rectangle_does_not_cancel() {
    // Φ(−10) = 7.619853024160593e-24 by the C library's erfc (glibc, by Python 3 `math.erfc`); statrs keeps ten digits there.
    let window = Rect::new((0.0, -1e6), (1e6, 1e6));
    for about in [at(-100.0, 0.0), at(1e6 + 100.0, 0.0)] {
        let found = gaussian_mass_in_rectangle(about, &window, 10.0);
        let names = (
            "mass of a Gaussian in a rectangle far from it",
            "density/edge/mass.rs",
            "Python 3, `math.erfc` (glibc)",
        );
        record(
            names,
            &[found],
            &[7.619_853_024_160_593e-24],
            relative(1e-9),
        );
        assert!(
            (found / 7.619_853_024_160_593e-24 - 1.0).abs() < 1e-9,
            "{found}"
        );
    }
}

#[test]
fn the_words_of_corrections_are_read_as_they_are_written() {
    let words = EdgeCorrection::ALL.map(EdgeCorrection::as_str);
    assert_eq!(words, ["none", "uniform", "jones-diggle"]);
    for correction in EdgeCorrection::ALL {
        assert_eq!(correction.to_string().parse(), Ok(correction));
    }
    assert!("diggle".parse::<EdgeCorrection>().is_err());
}

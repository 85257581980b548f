//! What holds for any input: conservation, invariance, the integral of a density.

/// Densities by moments of bins.
mod density;
/// The same at the ends of what may be asked.
mod density_extremes;
/// What is shown of count tables, and what an attacker makes of it.
mod disclosure;
/// Densities corrected for the edge of the window.
mod edge;
/// Places among areas.
mod locate;
/// Near repeats and repeats at the same place.
mod repeat;
/// The ground around recent events.
mod risk;
/// Repeats at the same place.
mod same_place;

use geo::{Contains, Rect, coord};
use hotspur_core::density::{
    DensityParams, Kernel, WeightedPlace, cell_shares, density_at, surface,
};
use hotspur_core::{Area, Areas, Grid, Metres, Minute, Month, Position, Standing, locate, stream};
use proptest::prelude::*;
use rand::RngExt;

fn place(x: f64, y: f64, weight: f64) -> WeightedPlace {
    WeightedPlace {
        position: Position::new(x, y).unwrap(),
        weight,
    }
}

fn scattered(n: usize, seed: u64) -> Vec<WeightedPlace> {
    let mut random = stream(seed, 0, 0);
    (0..n)
        .map(|_| {
            let (x, y) = (
                random.random_range(0.0..5_000.0),
                random.random_range(0.0..4_000.0),
            );
            place(x, y, f64::from(random.random_range(1..20_u8)))
        })
        .collect()
}

fn params(kernel: Kernel) -> DensityParams {
    DensityParams {
        kernel,
        bandwidth: Metres(310.0),
        cell: Metres(50.0),
    }
}

#[test]
fn the_density_at_200_random_cells_equals_the_brute_force_sum_for_every_kernel() {
    let places = scattered(3_000, 7);
    let grid = Grid::over(
        Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 5_000.0, y: 4_000.0}),
        Metres(50.0),
    )
    .unwrap();
    let mut random = stream(8, 0, 0);
    for kernel in Kernel::ALL {
        let found = surface(&places, &grid, &params(kernel));
        for _ in 0..200 {
            let column = random.random_range(0..grid.columns());
            let row = random.random_range(0..grid.rows());
            let centre = Position::new(grid.centre_x(column), grid.centre_y(row)).unwrap();
            let expected = density_at(centre, &places, kernel, 310.0) * 1e6;
            let value = found.per_km2(column, row);
            // The two sums add the same terms in different orders.
            assert!(
                (value - expected).abs() <= 1e-12 * expected,
                "{kernel}: {value} is not {expected}"
            );
        }
    }
}

#[test]
fn the_unclipped_density_integrates_to_the_number_of_events() {
    let places = scattered(400, 9);
    let events: f64 = places.iter().map(|place| place.weight).sum();
    let bounds = Rect::new(
        coord! {x: -3_000.0, y: -3_000.0},
        coord! {x: 8_000.0, y: 7_000.0},
    );
    // The midpoint rule errs most where the kernel jumps: the uniform one, at its rim.
    for (kernel, slack) in [
        (Kernel::Quartic, 1e-5),
        (Kernel::Triweight, 1e-6),
        (Kernel::Epanechnikov, 1e-4),
        (Kernel::Triangular, 1e-4),
        (Kernel::Gaussian, 1e-9),
        (Kernel::Uniform, 5e-3),
    ] {
        let grid = Grid::over(bounds, Metres(20.0)).unwrap();
        let found = surface(&places, &grid, &params(kernel)).integral();
        assert!(
            (found / events - 1.0).abs() < slack,
            "{kernel}: {found} of {events}"
        );
    }
}

#[test]
fn the_density_does_not_depend_on_the_order_of_places_nor_on_the_number_of_threads() {
    let mut places = scattered(2_000, 10);
    let grid = Grid::new(0.0, 0.0, 50.0, 100, 80).unwrap();
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let alone = one.install(|| surface(&places, &grid, &params(Kernel::Quartic)));
    places.reverse();
    let three = rayon::ThreadPoolBuilder::new()
        .num_threads(3)
        .build()
        .unwrap();
    let together = three.install(|| surface(&places, &grid, &params(Kernel::Quartic)));
    assert_eq!(alone, together);
}

fn square(code: &str, x: f64, y: f64, side: f64) -> Area {
    Area {
        code: code.to_owned(),
        name: code.to_owned(),
        outline: Rect::new(coord! {x: x, y: y}, coord! {x: x + side, y: y + side})
            .to_polygon()
            .into(),
        exposures: Default::default(),
    }
}

#[test]
fn a_cell_is_in_the_study_area_when_it_holds_ground_of_it() {
    let areas = Areas::new(vec![square("A", 130.0, 130.0, 340.0)]).unwrap();
    let grid = Grid::over(
        Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 600.0, y: 600.0}),
        Metres(100.0),
    )
    .unwrap();
    let shares = cell_shares(&grid, areas.study_area());
    for row in 0..6 {
        for column in 0..6 {
            let expected = (1..=4).contains(&row) && (1..=4).contains(&column);
            assert_eq!(
                shares[row * 6 + column] > 0.0,
                expected,
                "cell {column}, {row}"
            );
        }
    }
}

#[test]
fn a_diagonal_outline_is_covered_by_cells_without_a_gap() {
    let diamond =
        geo::wkt!(POLYGON((0.0 1000.0, 1000.0 0.0, 2000.0 1000.0, 1000.0 2000.0, 0.0 1000.0)));
    let grid = Grid::over(
        Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 2_000.0, y: 2_000.0}),
        Metres(90.0),
    )
    .unwrap();
    let shares = cell_shares(&grid, &diamond.clone().into());
    let mut random = stream(11, 0, 0);
    for _ in 0..5_000 {
        let (x, y) = (
            random.random_range(0.0..2_000.0),
            random.random_range(0.0..2_000.0),
        );
        if diamond.contains(&geo::Point::new(x, y)) {
            let (column, row) = grid.cell_of(Position::new(x, y).unwrap()).unwrap();
            assert!(shares[row * grid.columns() + column] > 0.0, "{x}, {y}");
        }
    }
}

proptest! {
    /// Coordinates on a coarse lattice, so that points fall on edges and corners time and again.
    #[test]
    fn every_place_is_in_an_area_on_a_boundary_or_outside_and_shared_edges_count_once(
        points in prop::collection::vec((0..13_i32, 0..13_i32), 1..60)
    ) {
        let mut squares = Vec::new();
        for row in 0..3 {
            for column in 0..3 {
                let code = format!("{}", 9 - row * 3 - column);
                squares.push(square(&code, f64::from(column) * 4.0, f64::from(row) * 4.0, 4.0));
            }
        }
        let areas = Areas::new(squares).unwrap();
        let mut places: Vec<Position> = points
            .iter()
            .map(|(x, y)| Position::new(f64::from(*x), f64::from(*y)).unwrap())
            .collect();
        places.sort();
        places.dedup();
        let standings = locate(&places, &areas);
        for (place, standing) in places.iter().zip(&standings) {
            let (x, y) = (place.x(), place.y());
            let touching: Vec<u32> = (0..9).filter(|area| {
                let outline = geo::BoundingRect::bounding_rect(&areas.list()[*area as usize].outline).unwrap();
                outline.min().x <= x && x <= outline.max().x && outline.min().y <= y && y <= outline.max().y
            }).collect();
            let on_edge = x % 4.0 == 0.0 || y % 4.0 == 0.0;
            let expected = match touching.first() {
                None => Standing::Outside,
                Some(first) if on_edge => Standing::OnBoundary(*first),
                Some(first) => Standing::Inside(*first),
            };
            prop_assert_eq!(standing, &expected, "{:?}", place);
        }
    }
}

#[test]
fn the_month_of_every_day_is_that_of_the_calendar() {
    const DAY: i32 = 24 * 60;
    for day in (-719_600..800_000).chain([i32::MIN / DAY, i32::MAX / DAY - 1]) {
        for minute in [0, DAY - 1] {
            let minute = Minute(day * DAY + minute);
            let civil = minute.to_civil();
            assert_eq!(
                minute.month(),
                Month::from_year_month(civil.year(), civil.month())
            );
        }
    }
}

//! The circular scan against smerc 1.8.4, `SpatialEpi` 1.2.8.9000 and `SaTScan` 9.6.

use std::fs;
use std::path::Path;

use hotspur_core::Position;
use hotspur_core::scan::{Cluster, ScanParams, circular_scan, log_likelihood_ratio};

use super::lattices::{CASES, GRID_COUNTS, GRID_POPULATION, POPULATION, centres};
use super::record::{Tolerance, record, relative};
use super::scan_by_hand::{clusters, drawn, highest, score, zones};
use crate::shared_data::shared_data;

/// smerc's zones of the lattice that hold more than is expected: members, cases, expected, ratio. The other 16 have ratio 0.
const ABOVE: [(&[u32], u64, f64, f64); 17] = [
    (&[0], 120, 50.48333333333, 38.25177331475),
    (&[4], 150, 77.66666666667, 30.78204285752),
    (&[8], 110, 75.725, 7.756108972335),
    (&[0, 1], 165, 122.325, 8.323038385321),
    (&[0, 5], 161, 121.3541666667, 7.260188613946),
    (&[3, 4], 210, 146.5958333333, 15.8622691586),
    (&[3, 8], 170, 144.6541666667, 2.689579206455),
    (&[4, 9], 198, 145.625, 11.01765208848),
    (&[0, 1, 2], 203, 196.1083333333, 0.1671390415259),
    (&[0, 1, 5], 206, 193.1958333333, 0.5786774696718),
    (&[0, 5, 6], 196, 189.3125, 0.1608175808963),
    (&[2, 3, 4], 248, 220.3791666667, 2.47558570961),
    (&[3, 4, 9], 258, 214.5541666667, 6.137826137464),
    (&[3, 7, 8], 222, 218.4375, 0.04213126836548),
    (&[4, 8, 9], 308, 221.35, 23.48248561731),
    (&[2, 3, 4, 8], 358, 296.1041666667, 11.07887083464),
    (&[3, 4, 8, 9], 368, 290.2791666667, 17.49172891296),
];

const SMERC: &str = "smerc 1.8.4";
const BOTH: &str = "smerc 1.8.4 and SpatialEpi 1.2.8.9000";
const BRUTE: &str = "brute force, and smerc 1.8.4 where it has a cluster";
const SATSCAN: &str = "SaTScan 9.6";
const EVERY_RATIO: &str = "scan: log likelihood ratio of every zone";
const RATIO: &str = "scan: log likelihood ratio of a cluster";
const DUE: &str = "scan: expected cases of a cluster";
const LIKELIHOOD: &str = "scan/likelihood.rs";
const CIRCULAR: &str = "scan/circular.rs";

/// The oracles print 13 digits.
#[track_caller]
fn assert_close(names: (&str, &'static str, &'static str), found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= 1e-10 * expected.abs(),
        "{found} is not {expected}"
    );
    record(names, &[found], &[expected], relative(1e-10));
}

#[track_caller]
fn check_clusters(found: &[Cluster], expected: &[(&[u32], u64, f64, f64)]) {
    for (rank, (found, (members, cases, due, llr))) in found.iter().zip(expected).enumerate() {
        // `SpatialEpi` was asked for the first cluster alone.
        let oracle = if rank == 0 { BOTH } else { SMERC };
        assert_eq!(&found.members, members);
        assert_eq!(found.observed, *cases);
        assert_close((DUE, CIRCULAR, oracle), found.expected, *due);
        assert_close((RATIO, CIRCULAR, oracle), found.llr, *llr);
    }
}

#[test]
pub(super) fn every_zone_of_the_lattice_and_its_ratio_equal_smerc() {
    let positions = centres(5, 2, 1_000.0, 0.0);
    let zones = zones(&positions, &POPULATION, 0.5);
    assert_eq!(zones.len(), 39);
    for zone in &zones {
        let (cases, due, _) = score(zone, &CASES, &POPULATION);
        let found = log_likelihood_ratio(cases as u64, due, 699);
        match ABOVE.iter().find(|(members, ..)| members == zone) {
            None => {
                assert_eq!(found, 0.0);
                record(
                    (EVERY_RATIO, LIKELIHOOD, BRUTE),
                    &[found],
                    &[0.0],
                    relative(1e-10),
                );
            }
            Some((_, observed, expected, llr)) => {
                assert_eq!(cases as u64, *observed);
                assert!((due - expected).abs() <= 1e-10 * expected);
                assert_close((EVERY_RATIO, LIKELIHOOD, BRUTE), found, *llr);
            }
        }
    }
}

#[test]
pub(super) fn the_clusters_of_the_lattice_equal_smerc() {
    let positions = centres(5, 2, 1_000.0, 0.0);
    let found = circular_scan(&positions, &CASES, &POPULATION, &ScanParams::default())
        .known()
        .unwrap();
    assert_eq!(found.len(), 3);
    check_clusters(&found, &[ABOVE[0], ABOVE[1], ABOVE[2]]);
    assert_eq!((found[0].centre, found[0].radius.0), (0, 0.0));
    // Both oracles give the smallest p that 999 maps allow.
    assert_eq!(found[0].p, 0.001);
    let names = ("scan: p of 999 maps", "scan/monte_carlo.rs", BOTH);
    record(names, &[found[0].p], &[0.001], relative(0.0));
}

#[test]
pub(super) fn the_clusters_of_the_grid_equal_smerc() {
    let positions = centres(12, 9, 200.0, 100.0);
    assert_eq!(zones(&positions, &GRID_POPULATION, 0.5).len(), 5_666);
    let params = ScanParams {
        most_clusters: 3,
        ..ScanParams::default()
    };
    let found = circular_scan(&positions, &GRID_COUNTS, &GRID_POPULATION, &params)
        .known()
        .unwrap();
    assert_eq!(found.len(), 3);
    check_clusters(
        &found,
        &[
            (
                &[50, 51, 62, 63, 64, 75],
                36,
                9.256413232734,
                24.39271904323,
            ),
            (
                &[31, 32, 33, 43, 44, 45, 55, 56],
                27,
                12.64492164829,
                6.768579371164,
            ),
            (&[77], 4, 1.177713290772, 2.091236325763),
        ],
    );
}

fn column(file: &Path, index: usize) -> Vec<f64> {
    fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(|line| line.split_whitespace().nth(index).unwrap().parse().unwrap())
        .collect()
}

/// First location (its centre), locations, radius, cases, expected, relative risk, ratio, p of 999 maps.
type Printed = (usize, usize, f64, u64, f64, f64, f64, f64);

/// Leukaemia in upstate New York, at most a tenth of the population in a zone.
#[test]
pub(super) fn the_clusters_of_new_york_equal_satscan() {
    #[rustfmt::skip]
    const PRINTED: [Printed; 7] = [
        (49, 26, 0.070, 85, 49.71, 1.84, 11.577255, 0.001),
        (89, 8, 0.13, 38, 17.79, 2.22, 9.019716, 0.013),
        (112, 33, 0.040, 64, 40.85, 1.64, 6.114140, 0.216),
        (62, 4, 0.061, 25, 12.82, 1.99, 4.651839, 0.609),
        (46, 7, 0.043, 28, 15.54, 1.84, 4.169203, 0.755),
        (266, 4, 0.026, 12, 5.14, 2.37, 3.363518, 0.961),
        (166, 3, 0.012, 11, 4.61, 2.41, 3.209485, 0.976),
    ];
    let Some(shared) = shared_data() else {
        return;
    };
    let folder = shared.join("oracles/scan");
    let places = folder.join("satscan_ny_coords.txt");
    let positions: Vec<Position> = column(&places, 1)
        .into_iter()
        .zip(column(&places, 2))
        .map(|(x, y)| Position::new(x, y).unwrap())
        .collect();
    let cases: Vec<u64> = column(&folder.join("satscan_ny_cases.txt"), 1)
        .into_iter()
        .map(|count| count as u64)
        .collect();
    let population = column(&folder.join("satscan_ny_pop.txt"), 2);
    let params = ScanParams {
        max_share: 0.1,
        ..ScanParams::default()
    };
    let found = circular_scan(&positions, &cases, &population, &params)
        .known()
        .unwrap();
    for (found, cluster) in found.iter().zip(PRINTED) {
        let (first, locations, radius, observed, due, risk, llr, p) = cluster;
        assert_eq!(found.centre + 1, first);
        assert_eq!(found.members.len(), locations);
        // Two digits are printed.
        assert!(
            (found.radius.0 - radius).abs() <= 0.05 * radius,
            "{:?}",
            found.radius
        );
        assert_eq!(found.observed, observed);
        // As many digits as are printed.
        assert!((found.expected - due).abs() <= 0.005);
        assert!((found.relative_risk.known().unwrap() - risk).abs() <= 0.005);
        assert!((found.llr - llr).abs() <= 5e-7, "{}", found.llr);
        // Four standard deviations of the difference between two runs of 999 maps, and one map.
        let slack = 4.0 * (2.0 * p * (1.0 - p) / 999.0).sqrt() + 0.001;
        assert!((found.p - p).abs() <= slack, "{} is not {p}", found.p);
        let digits = Tolerance::Words {
            words: "half of the last digit printed",
            floor: 0.0,
        };
        let four = Tolerance::Words {
            words: "four standard deviations of two runs of 999 maps; the difference is absolute",
            floor: 1.0,
        };
        let parts = [
            (RATIO, found.llr, llr, digits),
            (DUE, found.expected, due, digits),
            (
                "scan: relative risk",
                found.relative_risk.known().unwrap(),
                risk,
                digits,
            ),
            ("scan: p of 999 maps", found.p, p, four),
        ];
        for (statistic, found, printed, tolerance) in parts {
            let names = (statistic, CIRCULAR, SATSCAN);
            record(names, &[found], &[printed], tolerance);
        }
    }
    assert!(found.len() >= PRINTED.len());
}

/// Six cases in five units: 15,625 maps, each with its probability.
#[test]
fn p_converges_to_the_sum_over_all_maps_that_there_are() {
    let positions = centres(5, 1, 100.0, 0.0);
    let population = [1.0, 2.5, 2.0, 0.5, 4.0];
    let cases = [0, 3, 2, 0, 1];
    let zones = zones(&positions, &population, 0.5);
    let clusters = clusters(&zones, &cases, &population);
    let mut exact = vec![0.0; clusters.len()];
    for map in 0..5_usize.pow(6) {
        let (mut rest, mut chance, mut counts) = (map, 1.0, [0; 5]);
        for _ in 0..6 {
            counts[rest % 5] += 1;
            chance *= population[rest % 5] / 10.0;
            rest /= 5;
        }
        let best = highest(&zones, &counts, &population);
        for (sum, (_, llr)) in exact.iter_mut().zip(&clusters) {
            if best >= llr * (1.0 - 1e-9) {
                *sum += chance;
            }
        }
    }
    let params = ScanParams {
        replicates: 20_000,
        ..ScanParams::default()
    };
    let found = circular_scan(&positions, &cases, &population, &params)
        .known()
        .unwrap();
    assert_eq!(found.len(), exact.len());
    assert!(exact[0] > 0.05 && exact[0] < 0.95);
    for (found, exact) in found.iter().zip(exact) {
        let slack = 4.0 * (exact * (1.0 - exact) / 20_000.0).sqrt() + 1.0 / 20_001.0;
        assert!(
            (found.p - exact).abs() <= slack,
            "{} is not {exact}",
            found.p
        );
    }
}

#[test]
fn under_chance_alone_a_twentieth_of_maps_have_p_up_to_a_twentieth_and_half_up_to_a_half() {
    let positions = centres(6, 5, 100.0, 0.0);
    // Uneven populations, so that ties between maps are rare and p has its nominal level.
    let population: Vec<f64> = (0..30_u32)
        .map(|unit| 50.0 + f64::from(unit * 37 % 101))
        .collect();
    let (mut twentieth, mut half) = (0, 0);
    for simulation in 0..200 {
        let cases = drawn(150, &population, 1_000_000, simulation);
        let params = ScanParams {
            replicates: 199,
            seed: simulation,
            most_clusters: 1,
            ..ScanParams::default()
        };
        let found = circular_scan(&positions, &cases, &population, &params)
            .known()
            .unwrap();
        let p = found.first().map_or(1.0, |first| first.p);
        twentieth += u32::from(p <= 0.05);
        half += u32::from(p <= 0.5);
    }
    // Binomial(200, 0.05) is in 2..=21 and Binomial(200, 0.5) in 77..=123 with probability above 0.998.
    assert!((2..=21).contains(&twentieth), "{twentieth}");
    assert!((77..=123).contains(&half), "{half}");
}

#[test]
fn one_thread_and_four_find_the_same_to_the_bit() {
    let positions = centres(12, 9, 200.0, 100.0);
    let scan = |threads: usize| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
            .install(|| {
                let params = ScanParams::default();
                circular_scan(&positions, &GRID_COUNTS, &GRID_POPULATION, &params)
            })
    };
    let one = scan(1);
    assert!(one.clone().known().unwrap().len() > 3);
    assert_eq!(one, scan(4));
}

#[test]
fn the_seed_moves_p_and_nothing_else_and_most_clusters_only_cuts() {
    let positions = centres(12, 9, 200.0, 100.0);
    let scan = |seed, most_clusters| {
        let params = ScanParams {
            seed,
            most_clusters,
            ..ScanParams::default()
        };
        circular_scan(&positions, &GRID_COUNTS, &GRID_POPULATION, &params)
            .known()
            .unwrap()
    };
    let (first, other) = (scan(1, 10), scan(2, 10));
    assert_eq!(scan(1, 2), first[..2]);
    assert!(scan(1, 0).is_empty());
    let shape = |found: &[Cluster]| -> Vec<(Vec<u32>, f64)> {
        found
            .iter()
            .map(|one| (one.members.clone(), one.llr))
            .collect()
    };
    assert_eq!(shape(&first), shape(&other));
    let p = |found: &[Cluster]| -> Vec<f64> { found.iter().map(|one| one.p).collect() };
    assert_ne!(p(&first), p(&other));
}

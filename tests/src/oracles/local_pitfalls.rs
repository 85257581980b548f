//! What goes wrong with neighbours and local statistics elsewhere, each held off by a test.

use hotspur_core::adjust::benjamini_hochberg;
use hotspur_core::local::{
    Standardisation, gi, gi_star, global_moran, local_moran, local_moran_permutation,
};
use hotspur_core::weights::{Contiguity, Weights, cells, distance_band};
use hotspur_core::{Grid, Metres, Position, Reason, Value, stream};
use rand::RngExt;

use crate::oracles::local::{all_known, assert_relative, assert_statistics};

fn square(side: usize) -> Weights {
    let grid = Grid::new(0.0, 0.0, 100.0, side, side).unwrap();
    cells(&grid, &vec![true; side * side], Contiguity::Queen)
}

/// Counts without any pattern, mean 3.
fn counts(n: usize, seed: u64) -> Vec<f64> {
    let mut random = stream(seed, 0, 0);
    (0..n)
        .map(|_| f64::from(random.random_range(0..7_u8)))
        .collect()
}

#[test]
fn every_inner_cell_of_86_4_metres_has_eight_neighbours_which_distances_of_centres_do_not_give() {
    // 4.33 x 6.12 km, where the cell is not a whole number of metres.
    let grid = Grid::new(419_812.3, 299_871.9, 86.4, 51, 71).unwrap();
    let inner = |unit: usize| (1..50).contains(&(unit % 51)) && (1..70).contains(&(unit / 51));
    let by_index = cells(&grid, &[true; 51 * 71], Contiguity::Queen);
    let centres: Vec<Position> = (0..51 * 71)
        .map(|unit| Position::new(grid.centre_x(unit % 51), grid.centre_y(unit / 51)).unwrap())
        .collect();
    let by_distance = distance_band(&centres, Metres(86.4 * std::f64::consts::SQRT_2));
    let full = |weights: &Weights| {
        (0..51 * 71)
            .filter(|unit| inner(*unit) && weights.neighbours(*unit).len() == 8)
            .count()
    };
    assert_eq!(full(&by_index), 49 * 69);
    assert!(full(&by_distance) < 49 * 69);
}

#[test]
fn q_values_are_over_all_cells_not_over_each_neighbourhood() {
    // Counts without a pattern: many a cell has p < 0.05, and about as many p times its nine cells would stay below.
    let weights = square(60);
    let p: Vec<f64> = all_known(&gi_star(&counts(3_600, 11), &weights))
        .iter()
        .map(|gi| gi.p)
        .collect();
    let q = benjamini_hochberg(&p);
    let local = (0..3_600).filter(|unit| {
        let cells = weights.neighbours(*unit).len() as f64 + 1.0;
        p[*unit] * cells <= 0.05
    });
    assert!(local.count() > 5);
    assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 0);
    // By definition, at the rank of each among all 3,600.
    let mut sorted = p.clone();
    sorted.sort_by(f64::total_cmp);
    let smallest = (0..3_600).map(|rank| sorted[rank] * 3_600.0 / (rank + 1) as f64);
    let least = q.iter().copied().fold(1.0, f64::min);
    assert_relative(&[least], &[smallest.fold(1.0, f64::min)], 1e-15);
}

#[test]
fn scores_do_not_depend_on_a_common_factor_of_a_units_weights() {
    // The general formula, with W and S1, for weights of 1 / (k + 1): the variance for binary weights would not do.
    let (weights, values) = (square(7), counts(49, 12));
    let n = 49.0;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    let by_rows = |unit: usize| {
        let mut around = weights.neighbours(unit).to_vec();
        around.push(unit as u32);
        let weight = 1.0 / around.len() as f64;
        let (sum, squares) = (1.0, around.len() as f64 * weight * weight);
        let lag: f64 = around.iter().map(|j| weight * values[*j as usize]).sum();
        (lag - sum * mean) / (variance * (n * squares - sum * sum) / (n - 1.0)).sqrt()
    };
    let found: Vec<f64> = all_known(&gi_star(&values, &weights))
        .iter()
        .map(|gi| gi.z)
        .collect();
    let expected: Vec<f64> = (0..49).map(by_rows).collect();
    assert_statistics(&found, &expected, 1e-11);
}

#[test]
fn one_value_that_is_no_number_leaves_every_unit_undefined_not_low_among_low() {
    let weights = square(6);
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut values = counts(36, 13);
        values[17] = odd;
        let reason = Some(Reason::NotFinite);
        let rows = Standardisation::Rows;
        assert!(
            gi_star(&values, &weights)
                .iter()
                .all(|v| v.reason() == reason)
        );
        assert!(gi(&values, &weights).iter().all(|v| v.reason() == reason));
        assert!(
            local_moran(&values, &weights, rows)
                .iter()
                .all(|v| v.reason() == reason)
        );
        let p = local_moran_permutation(&values, &weights, 99, 1);
        assert!(p.len() == 36 && p.iter().all(|v| v.reason() == reason));
        assert_eq!(global_moran(&values, &weights, rows).reason(), reason);
    }
}

#[test]
fn the_permutation_p_is_two_sided_and_reaches_down_to_two_in_r_plus_one() {
    // A block of high values in a corner of zeros and ones.
    let values: Vec<f64> = (0..400)
        .map(|unit| {
            if unit % 20 < 4 && unit / 20 < 4 {
                50.0
            } else {
                f64::from(unit % 3 == 0)
            }
        })
        .collect();
    for replicates in [99, 999] {
        let p = local_moran_permutation(&values, &square(20), replicates, 4);
        let known: Vec<f64> = p.into_iter().filter_map(Value::known).collect();
        let floor = 2.0 / (f64::from(replicates) + 1.0);
        assert_eq!(known.iter().copied().fold(1.0, f64::min), floor);
        assert!(known.iter().all(|p| (floor..=1.0).contains(p)));
    }
}

#[test]
fn the_permutation_p_comes_from_draws_without_replacement_of_every_other_unit_alike() {
    // Nine units in a ring, two neighbours: all 28 pairs of the other eight can be counted.
    let values = [3.0, 0.0, 7.0, 1.0, 12.0, 2.0, 5.0, 20.0, 4.0];
    let ring = Weights::from_lists((0..9).map(|i| vec![(i + 1) % 9, (i + 8) % 9]).collect());
    let replicates = 40_000;
    let found = all_known(&local_moran_permutation(&values, &ring, replicates, 6));
    for (unit, p) in found.into_iter().enumerate() {
        let sum: f64 = ring
            .neighbours(unit)
            .iter()
            .map(|j| values[*j as usize])
            .sum();
        let others: Vec<f64> = (0..9).filter(|j| *j != unit).map(|j| values[j]).collect();
        let mut sums = Vec::new();
        for (at, first) in others.iter().enumerate() {
            sums.extend(others[at + 1..].iter().map(|second| first + second));
        }
        let share = |count: usize| count as f64 / sums.len() as f64;
        let above = share(sums.iter().filter(|s| **s >= sum).count());
        let below = share(sums.iter().filter(|s| **s <= sum).count());
        let exact = (2.0 * above.min(below)).min(1.0);
        // Five standard deviations of twice a share of 40,000 draws; the cap at one is reached within it.
        let slack = 5.0 * 2.0 * (0.25 / f64::from(replicates)).sqrt();
        assert!((p - exact).abs() < slack, "{unit}: {p} is not {exact}");
    }
}

#[test]
fn the_permutation_p_agrees_with_the_normal_one_where_neighbours_are_many() {
    let mut random = stream(14, 0, 0);
    let values: Vec<f64> = (0..225).map(|_| random.random_range(0.0..1.0)).collect();
    let by_normal = all_known(&local_moran(&values, &square(15), Standardisation::Rows));
    let by_draws = all_known(&local_moran_permutation(&values, &square(15), 4_999, 2));
    for (normal, drawn) in by_normal.iter().zip(by_draws) {
        // The mean of eight uniform values is nearly normal, that of three in a corner less so.
        assert!(
            (normal.p - drawn).abs() < 0.06,
            "{} is not {drawn}",
            normal.p
        );
    }
}

#[test]
fn threads_do_not_matter() {
    let (values, weights) = (counts(900, 15), square(30));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap()
            .install(|| local_moran_permutation(&values, &weights, 199, 8))
    };
    let one = with(1);
    assert_eq!(one, with(4));
    assert_ne!(one, local_moran_permutation(&values, &weights, 199, 9));
}

#[test]
fn a_million_links_take_no_dense_matrix() {
    // 360 x 360 cells would take 134 GB as a matrix of n x n.
    let weights = square(360);
    let values = counts(360 * 360, 16);
    assert!(weights.neighbours(400).len() == 8);
    assert!(
        gi_star(&values, &weights)
            .iter()
            .all(|v| v.reason().is_none())
    );
    let found = global_moran(&values, &weights, Standardisation::Rows)
        .known()
        .unwrap();
    assert!(found.z.abs() < 5.0);
}

//! Permutations that units share, against every permutation counted and against draws of their own.

use hotspur_core::local::{local_moran_permutation, local_moran_permutation_apart};
use hotspur_core::weights::{Contiguity, Weights, cells};
use hotspur_core::{Grid, Value, stream};
use rand::RngExt;

use super::local::all_known;

fn lattice(columns: usize, rows: usize) -> Weights {
    let grid = Grid::new(0.0, 0.0, 100.0, columns, rows).unwrap();
    cells(&grid, &vec![true; columns * rows], Contiguity::Queen)
}

fn counts(n: usize, seed: u64) -> Vec<f64> {
    let mut random = stream(seed, 0, 0);
    let count = |_| f64::from(random.random_range(0..5_u8).saturating_sub(1));
    (0..n).map(count).collect()
}

/// How many sets of `k` of the values have a sum of at least, and of at most, what was observed; and how many sets there are.
fn tails(others: &[f64], k: usize, observed: f64) -> (u64, u64, u64) {
    fn walk(left: &[f64], k: usize, sum: f64, observed: f64, found: &mut (u64, u64, u64)) {
        if k == 0 {
            found.0 += u64::from(sum >= observed);
            found.1 += u64::from(sum <= observed);
            found.2 += 1;
            return;
        }
        for at in 0..=left.len() - k {
            walk(&left[at + 1..], k - 1, sum + left[at], observed, found);
        }
    }
    let mut found = (0, 0, 0);
    walk(others, k, 0.0, observed, &mut found);
    found
}

/// The p that infinitely many replicates would give. Counts are whole, so that their sums are exact.
fn exact(values: &[f64], weights: &Weights, unit: usize) -> f64 {
    let others: Vec<f64> = (0..values.len())
        .filter(|other| *other != unit)
        .map(|other| values[other])
        .collect();
    let around = weights.neighbours(unit);
    let observed = around.iter().map(|other| values[*other as usize]).sum();
    let (above, below, all) = tails(&others, around.len(), observed);
    (2.0 * above.min(below) as f64 / all as f64).min(1.0)
}

type Permutation = fn(&[f64], &Weights, u32, u64) -> Vec<Value<f64>>;

const WAYS: [Permutation; 2] = [local_moran_permutation, local_moran_permutation_apart];

/// The p of a unit by the definition of shared draws, one at a time, with whole sums: the first so many that do not hold it.
fn by_hand(values: &[f64], weights: &Weights, unit: u32, replicates: u32, seed: u64) -> f64 {
    let around = weights.neighbours(unit as usize);
    let observed: f64 = around.iter().map(|other| values[*other as usize]).sum();
    let (mut above, mut below, mut left) = (0, 0, replicates);
    for draw in 0.. {
        if left == 0 {
            break;
        }
        let mut random = stream(seed, u64::MAX - around.len() as u64, draw);
        let mut urn: Vec<u32> = (0..values.len() as u32).collect();
        for step in 0..around.len() {
            let pick = random.random_range(step as u32..values.len() as u32);
            urn.swap(step, pick as usize);
        }
        let drawn = &urn[..around.len()];
        if !drawn.contains(&unit) {
            let sum: f64 = drawn.iter().map(|other| values[*other as usize]).sum();
            above += u32::from(sum >= observed);
            below += u32::from(sum <= observed);
            left -= 1;
        }
    }
    let p = 2.0 * (f64::from(above.min(below)) + 1.0) / (f64::from(replicates) + 1.0);
    p.min(1.0)
}

#[test]
fn shared_draws_give_the_p_of_their_definition_to_the_bit_on_random_graphs() {
    for case in 0..80 {
        let mut random = stream(case, 41, 0);
        let n = random.random_range(4..40_u32);
        // Nobody has more than half of all as neighbours, so that nobody draws apart.
        let lists = (0..n)
            .map(|_| {
                let most = random.random_range(1..=n / 2);
                (0..most).map(|_| random.random_range(0..n)).collect()
            })
            .collect();
        let weights = Weights::from_lists(lists);
        let values = counts(n as usize, case);
        let replicates = [1, 9, 200][case as usize % 3];
        let found = local_moran_permutation(&values, &weights, replicates, case);
        for (unit, found) in (0..n).zip(found) {
            if let Some(found) = found.known() {
                let expected = by_hand(&values, &weights, unit, replicates, case);
                assert_eq!(found, expected, "case {case}: unit {unit} of {n}");
            }
        }
    }
}

#[test]
fn both_ways_give_the_p_of_all_permutations_counted() {
    // 20 cells with 3, 5 or 8 neighbours; one of them holds more than all others, so that a draw that held it would show.
    let weights = lattice(5, 4);
    let mut values = counts(20, 21);
    values[7] = 90.0;
    let replicates = 20_000;
    for way in WAYS {
        let found = way(&values, &weights, replicates, 5);
        for (unit, found) in found.iter().enumerate() {
            let exact = exact(&values, &weights, unit);
            let found = found.known().unwrap();
            // Five standard deviations of twice a share of the replicates, and the one added to each count.
            let half = exact / 2.0;
            let slack = 10.0 * (half * (1.0 - half) / f64::from(replicates)).sqrt()
                + 4.0 / f64::from(replicates);
            assert!(
                (found - exact).abs() <= slack,
                "{unit}: {found} is not {exact}"
            );
        }
    }
}

#[test]
fn the_mean_of_many_seeds_is_the_exact_share_whichever_way_is_drawn() {
    // With nine replicates p depends on the whole distribution of the counts above and below, not on its mean alone.
    let (weights, mut values) = (lattice(4, 4), counts(16, 22));
    values[5] = 30.0;
    let seeds = 4_000;
    let mean = |way: Permutation| {
        let mut sums = [0.0; 16];
        for seed in 0..seeds {
            for (sum, p) in sums.iter_mut().zip(way(&values, &weights, 9, seed)) {
                *sum += p.known().unwrap();
            }
        }
        sums.iter()
            .map(|sum| sum / seeds as f64)
            .collect::<Vec<f64>>()
    };
    let [shared, apart] = WAYS.map(mean);
    for (shared, apart) in shared.iter().zip(apart) {
        // p lies between 0.2 and 1, so that its standard deviation is at most 0.4, and a difference of two means
        // has at most 0.4 · √(2 / 4,000); five of them.
        assert!((shared - apart).abs() <= 0.045, "{shared} is not {apart}");
    }
}

#[test]
fn p_of_a_large_lattice_agree_with_draws_apart_within_what_both_draw_by_chance() {
    let (weights, mut random) = (lattice(30, 30), stream(9, 0, 0));
    let whole = counts(900, 23);
    let continuous: Vec<f64> = (whole.iter())
        .map(|value| value + random.random::<f64>())
        .collect();
    for values in [whole, continuous] {
        let [shared, apart] = WAYS.map(|way| all_known(&way(&values, &weights, 1_999, 3)));
        for (shared, apart) in shared.iter().zip(apart) {
            // Twice a share of 1,999 draws, on both sides: five and a half standard deviations of their difference, for
            // 900 cells.
            let half = (shared.max(apart) / 2.0).max(0.01);
            let slack = 5.5 * 2.0 * (2.0 * half * (1.0 - half) / 1_999.0).sqrt();
            assert!((shared - apart).abs() <= slack, "{shared} is not {apart}");
        }
    }
}

#[test]
fn units_with_more_than_half_of_all_as_neighbours_draw_apart() {
    // A wheel: the hub touches seven of eight, each unit of the rim the hub and the two beside it; one rim unit is cut off
    // from the hub.
    let mut lists: Vec<Vec<u32>> = (0..9_u32)
        .map(|unit| vec![1 + (unit + 6) % 8, 1 + unit % 8, 0])
        .collect();
    lists[0] = (1..8).collect();
    lists[8].pop();
    let wheel = Weights::from_lists(lists);
    let values = [4.0, 1.0, 9.0, 2.0, 7.0, 3.0, 0.0, 11.0, 6.0];
    let [shared, apart] = WAYS.map(|way| way(&values, &wheel, 999, 2));
    assert_eq!(shared[0], apart[0]);
    assert_ne!(shared, apart);
}

#[test]
fn both_ways_are_undefined_for_the_same_reasons() {
    let chain = Weights::from_lists(vec![vec![1], vec![0, 2], vec![1, 3], vec![2], vec![]]);
    for values in [
        vec![1.0; 5],
        vec![1.0, 2.0, 3.0, 4.0, 5.0],
        vec![0.0, 0.0, 0.0, 0.0, 1.0],
        vec![f64::NAN, 0.0, 0.0, 0.0, 1.0],
        vec![1.0, 2.0],
    ] {
        for replicates in [0, 99] {
            let reasons = WAYS.map(|way| {
                let found = way(&values, &chain, replicates, 1);
                found.iter().map(|p| p.reason()).collect::<Vec<_>>()
            });
            assert_eq!(reasons[0], reasons[1]);
        }
    }
}

//! Local statistics of degenerate input, and what holds for any input.

use hotspur_core::local::{
    FEW_UNITS, Gi, LocalMoran, Quadrant, Standardisation, gi, gi_bin, gi_star, global_moran,
    local_moran, local_moran_permutation,
};
use hotspur_core::weights::{Contiguity, Weights, cells};
use hotspur_core::{Grid, Reason, Value};
use proptest::prelude::*;

use crate::oracles::local::{all_known, assert_relative, assert_statistics};

const ROWS: Standardisation = Standardisation::Rows;
const BINARY: Standardisation = Standardisation::Binary;

fn chain(n: u32) -> Weights {
    Weights::from_lists((0..n).map(|i| vec![i.wrapping_sub(1), i + 1]).collect())
}

fn complete(n: u32) -> Weights {
    Weights::from_lists((0..n).map(|_| (0..n).collect()).collect())
}

/// The reasons of all five, unit by unit; the global one once.
fn reasons(values: &[f64], weights: &Weights) -> Vec<Option<Reason>> {
    let mut found: Vec<_> = gi_star(values, weights).iter().map(Value::reason).collect();
    found.extend(gi(values, weights).iter().map(Value::reason));
    found.extend(local_moran(values, weights, ROWS).iter().map(Value::reason));
    let drawn = local_moran_permutation(values, weights, 9, 1);
    found.extend(drawn.iter().map(Value::reason));
    found.push(global_moran(values, weights, ROWS).reason());
    found
}

#[track_caller]
fn assert_all(values: &[f64], weights: &Weights, reason: Reason) {
    let found = reasons(values, weights);
    assert_eq!(found.len(), 4 * values.len() + 1);
    assert!(
        found.iter().all(|found| *found == Some(reason)),
        "{found:?}"
    );
}

#[test]
fn no_unit_one_unit_and_units_that_disagree_are_undefined() {
    assert_all(&[], &chain(0), Reason::TooFewUnits);
    assert_all(&[4.0], &chain(1), Reason::TooFewUnits);
    assert_all(&[4.0, 5.0, 6.0], &chain(4), Reason::UnitsDisagree);
    assert_all(&[4.0, 5.0, 6.0], &chain(2), Reason::UnitsDisagree);
}

#[test]
fn each_statistic_wants_its_least_number_of_units() {
    let few = Some(Reason::TooFewUnits);
    let apart = Weights::from_lists(vec![vec![], vec![]]);
    assert!(gi_star(&[1.0, 2.0], &apart)[0].reason().is_none());
    assert_eq!(gi(&[1.0, 2.0], &apart)[0].reason(), few);
    assert_eq!(local_moran(&[1.0, 2.0], &apart, ROWS)[0].reason(), few);
    assert_eq!(
        global_moran(&[1.0, 2.0, 5.0], &chain(3), ROWS).reason(),
        few
    );
    assert!(gi(&[1.0, 2.0, 5.0], &chain(3))[0].reason().is_none());
    assert!(
        local_moran(&[1.0, 2.0, 5.0], &chain(3), ROWS)[0]
            .reason()
            .is_none()
    );
    assert_eq!(FEW_UNITS, 30);
}

#[test]
fn values_that_do_not_vary_or_only_by_rounding_are_undefined() {
    let rounded: Vec<f64> = (0..12)
        .map(|i| if i % 3 == 0 { 0.1 + 0.2 } else { 0.3 })
        .collect();
    for values in [vec![0.0; 12], vec![0.1; 12], vec![-7e300; 12], rounded] {
        assert_all(&values, &chain(12), Reason::NoVariation);
    }
}

#[test]
fn where_everybody_neighbours_everybody_there_is_nothing_to_differ_from() {
    assert_all(
        &[1.0, 2.0, 3.0, 5.0, 9.0],
        &complete(5),
        Reason::EveryUnitNeighbours,
    );
}

#[test]
fn one_odd_value_among_equal_ones_is_undefined_where_only_equal_ones_are_compared() {
    let mut values = vec![0.1; 12];
    values[4] = 8.3;
    assert_eq!(
        gi(&values, &chain(12))[4].reason(),
        Some(Reason::NoVariation)
    );
    let local = local_moran(&values, &chain(12), ROWS);
    assert_eq!(local[4].reason(), Some(Reason::NoVariation));
    let drawn = local_moran_permutation(&values, &chain(12), 9, 1);
    assert_eq!(drawn[4].reason(), Some(Reason::NoVariation));
    assert!(local[3].reason().is_none() && drawn[3].reason().is_none());
    // In a ring it makes the same I wherever it lies.
    let ring = Weights::from_lists((0..12).map(|i| vec![(i + 1) % 12, (i + 11) % 12]).collect());
    assert_eq!(
        global_moran(&values, &ring, ROWS).reason(),
        Some(Reason::NoVariation)
    );
}

#[test]
fn a_unit_at_the_mean_has_no_local_moran_whatever_the_rounding_of_the_mean() {
    let values = [0.1, 0.2, 0.3, 0.4, 0.5];
    let found = local_moran(&values, &chain(5), ROWS);
    assert_eq!(found[2].reason(), Some(Reason::AtTheMean));
    let drawn = local_moran_permutation(&values, &chain(5), 9, 1);
    assert_eq!(drawn[2].reason(), Some(Reason::AtTheMean));
    // Neighbours that balance are no high ones, whatever their sum rounds to.
    let balanced = local_moran(
        &[0.9, 0.1, 0.2, 0.3, 0.4, 0.5],
        &Weights::from_lists(vec![vec![1, 2, 3], vec![], vec![], vec![], vec![], vec![]]),
        ROWS,
    );
    assert_eq!(balanced[0].known().unwrap().quadrant, Quadrant::HighLow);
}

#[test]
fn half_a_plane_of_islands_stays_and_is_named() {
    let grid = Grid::new(0.0, 0.0, 10.0, 6, 6).unwrap();
    let whole = cells(&grid, &[true; 36], Contiguity::Queen);
    let lists = (0..36)
        .map(|i| {
            if i < 18 {
                whole.neighbours(i).to_vec()
            } else {
                Vec::new()
            }
        })
        .map(|list| list.into_iter().filter(|j| *j < 18).collect());
    let weights = Weights::from_lists(lists.collect());
    let values: Vec<f64> = (0..36_u32).map(|i| f64::from(i * i % 11)).collect();
    assert_eq!(weights.islands(), (18..36).collect::<Vec<u32>>());

    let mean = values.iter().sum::<f64>() / 36.0;
    let sd = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 36.0).sqrt();
    let star = all_known(&gi_star(&values, &weights));
    for unit in 18..36 {
        assert_statistics(&[star[unit].z], &[(values[unit] - mean) / sd], 1e-12);
        let none = Some(Reason::NoNeighbours);
        assert_eq!(gi(&values, &weights)[unit].reason(), none);
        assert_eq!(local_moran(&values, &weights, BINARY)[unit].reason(), none);
        assert_eq!(
            local_moran_permutation(&values, &weights, 9, 1)[unit].reason(),
            none
        );
    }
    assert_eq!(
        global_moran(&values, &weights, ROWS)
            .known()
            .unwrap()
            .islands,
        18
    );
    let nobody = Weights::from_lists(vec![Vec::new(); 36]);
    assert_eq!(
        global_moran(&values, &nobody, ROWS).reason(),
        Some(Reason::NoNeighbours)
    );
}

#[test]
fn no_replicates_make_no_p() {
    let found = local_moran_permutation(&[1.0, 2.0, 3.0, 7.0], &chain(4), 0, 1);
    assert!(
        found
            .iter()
            .all(|p| p.reason() == Some(Reason::NoReplicates))
    );
}

#[test]
fn bins_follow_p_at_its_limits_and_the_sign_of_z() {
    for (p, bin) in [
        (0.0, 3),
        (0.01, 3),
        (0.010_001, 2),
        (0.05, 2),
        (0.100, 1),
        (0.11, 0),
    ] {
        assert_eq!((gi_bin(1.3, p), gi_bin(-1.3, p)), (bin, -bin));
    }
    assert_eq!(gi_bin(2.0, f64::NAN), 0);
    assert_eq!((gi_bin(f64::NAN, 0.001), gi_bin(0.0, 0.001)), (0, 0));
}

#[test]
fn p_values_of_large_scores_are_exact_down_to_the_smallest_numbers() {
    // One event on an island among n units has z = √(n − 1); erfc(√((n − 1) / 2)) by mpmath 1.4.1 with 40 digits.
    let cases = [
        (26, 5.733_031_437_583_878e-7),
        (101, 1.523_970_604_832_105e-23),
        (401, 5.507_248_237_212_467_4e-89),
        (1_001, 1.795_832_784_800_726_2e-219),
        (1_370, 1.145_114_244_504_915_4e-299),
    ];
    for (n, p) in cases {
        let mut values = vec![0.0; n];
        values[7] = 1.0;
        let found = gi_star(&values, &Weights::from_lists(vec![Vec::new(); n]));
        // The rounding of z counts z² times in p.
        assert_relative(&[found[7].known().unwrap().p], &[p], 2e-12);
    }
}

/// Any map: values of any size, with ties, on any weights.
fn any_map() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<u32>>)> {
    (4_usize..20).prop_flat_map(|n| {
        let value = prop_oneof![(-3..4_i32).prop_map(f64::from), -1e6..1e6_f64];
        let neighbours = prop::collection::vec(0..n as u32, 0..5);
        (
            prop::collection::vec(value, n),
            prop::collection::vec(neighbours, n),
        )
    })
}

fn gi_numbers(found: &[Value<Gi>]) -> Vec<f64> {
    let z = |value: &Value<Gi>| value.known().map_or(-99.0, |gi| gi.z);
    found.iter().map(z).collect()
}

fn moran_numbers(found: &[Value<LocalMoran>]) -> Vec<f64> {
    let numbers = |value: &Value<LocalMoran>| value.known().map_or([-99.0; 3], |m| [m.i, m.z, m.p]);
    found.iter().flat_map(numbers).collect()
}

proptest! {
    #[test]
    fn permuting_the_units_permutes_the_answers((values, lists) in any_map(), turn in 1_usize..19) {
        let n = values.len();
        // Unit i becomes unit to(i), by a step of the ring and a reflection.
        let to = |i: usize| (2 * n - 1 - i + turn) % n;
        let mut moved_values = vec![0.0; n];
        let mut moved_lists = vec![Vec::new(); n];
        for i in 0..n {
            moved_values[to(i)] = values[i];
            moved_lists[to(i)] = lists[i].iter().map(|j| to(*j as usize) as u32).collect();
        }
        let (weights, moved) = (Weights::from_lists(lists), Weights::from_lists(moved_lists));
        let back = |numbers: Vec<f64>, each: usize| -> Vec<f64> {
            (0..n).flat_map(|i| numbers[to(i) * each..(to(i) + 1) * each].to_vec()).collect()
        };
        // Sums in another order differ by rounding, which scores of nearly equal values enlarge.
        let close = |found: Vec<f64>, expected: Vec<f64>| {
            found.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1e-8 * b.abs().max(1.0))
        };
        prop_assert!(close(back(gi_numbers(&gi_star(&moved_values, &moved)), 1), gi_numbers(&gi_star(&values, &weights))));
        prop_assert!(close(back(gi_numbers(&gi(&moved_values, &moved)), 1), gi_numbers(&gi(&values, &weights))));
        let found = back(moran_numbers(&local_moran(&moved_values, &moved, ROWS)), 3);
        prop_assert!(close(found, moran_numbers(&local_moran(&values, &weights, ROWS))));
        if let (Value::Known(found), Value::Known(expected)) =
            (global_moran(&moved_values, &moved, ROWS), global_moran(&values, &weights, ROWS))
        {
            // The variance is the difference of numbers of the order of one.
            prop_assert!((found.i - expected.i).abs() < 1e-11);
            prop_assert!((found.variance_randomisation - expected.variance_randomisation).abs() < 1e-11);
        }
    }

    #[test]
    fn nothing_known_is_not_finite_and_scale_and_sign_do_what_they_should((values, lists) in any_map()) {
        let weights = Weights::from_lists(lists);
        let star = gi_numbers(&gi_star(&values, &weights));
        let plain = gi_numbers(&gi(&values, &weights));
        let local = local_moran(&values, &weights, ROWS);
        prop_assert!(star.iter().chain(&plain).chain(&moran_numbers(&local)).all(|z| z.is_finite()));
        // A power of two changes no digit, even where squares would overflow or vanish.
        for factor in [2.0_f64.powi(900), 2.0_f64.powi(-900)] {
            let scaled: Vec<f64> = values.iter().map(|x| x * factor).collect();
            prop_assert_eq!(&gi_numbers(&gi_star(&scaled, &weights)), &star);
            prop_assert_eq!(moran_numbers(&local_moran(&scaled, &weights, ROWS)), moran_numbers(&local));
        }
        let turned: Vec<f64> = values.iter().map(|x| -x).collect();
        let opposite: Vec<f64> = star.iter().map(|z| if *z == -99.0 { *z } else { -z }).collect();
        prop_assert_eq!(gi_numbers(&gi_star(&turned, &weights)), opposite);
        // The score of local Moran is that of Gi, with the sign of the unit's own deviation.
        for (moran, z) in local.iter().zip(plain) {
            if let Value::Known(moran) = moran {
                prop_assert!((moran.z.abs() - z.abs()).abs() <= 1e-8 * z.abs().max(1.0));
            }
        }
    }
}

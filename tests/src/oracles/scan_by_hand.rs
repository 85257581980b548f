//! The scan by its definition alone: every zone as a set, every map one by one, no order, table or threshold.

use std::collections::BTreeSet;

use hotspur_core::scan::{Cluster, ScanParams, circular_scan};
use hotspur_core::{Position, stream};
use proptest::prelude::*;
use rand::RngExt;

/// Two ratios closer than this are the same zone in another order of summing.
const SLACK: f64 = 1e-9;

/// All distinct zones: around each unit the units by (squared distance, index), as far as the population allows.
pub fn zones(positions: &[Position], population: &[f64], share: f64) -> BTreeSet<Vec<u32>> {
    let people: f64 = population.iter().sum();
    let mut zones = BTreeSet::new();
    for centre in positions {
        let mut order: Vec<usize> = (0..positions.len()).collect();
        order.sort_by(|a, b| {
            let (to_a, to_b) = (
                centre.distance_squared(positions[*a]),
                centre.distance_squared(positions[*b]),
            );
            to_a.total_cmp(&to_b).then(a.cmp(b))
        });
        for length in 1..=order.len() {
            let mut members: Vec<u32> = order[..length].iter().map(|unit| *unit as u32).collect();
            members.sort_unstable();
            let inside: f64 = members.iter().map(|unit| population[*unit as usize]).sum();
            if inside <= share * people * (1.0 + 1e-12) {
                zones.insert(members);
            }
        }
    }
    zones
}

/// c, e and the ratio of a set of units.
pub fn score(members: &[u32], cases: &[u64], population: &[f64]) -> (f64, f64, f64) {
    let all: f64 = cases.iter().map(|count| *count as f64).sum();
    let people: f64 = population.iter().sum();
    let inside =
        |of: &dyn Fn(usize) -> f64| -> f64 { members.iter().map(|unit| of(*unit as usize)).sum() };
    let c = inside(&|unit| cases[unit] as f64);
    let e = all * inside(&|unit| population[unit]) / people;
    if c < 2.0 || c <= e * (1.0 + SLACK) {
        return (c, e, 0.0);
    }
    let term = |count: f64, due: f64| {
        if count == 0.0 {
            0.0
        } else {
            count * (count / due).ln()
        }
    };
    (c, e, term(c, e) + term(all - c, all - e))
}

/// The highest ratio of any zone.
pub fn highest(zones: &BTreeSet<Vec<u32>>, cases: &[u64], population: &[f64]) -> f64 {
    zones
        .iter()
        .map(|zone| score(zone, cases, population).2)
        .fold(0.0, f64::max)
}

/// The map of a replicate: each case in the unit whose cumulative population first exceeds a uniform share of all.
pub fn drawn(total: u64, population: &[f64], seed: u64, replicate: u64) -> Vec<u64> {
    let people: f64 = population.iter().sum();
    let mut random = stream(seed, 0, replicate);
    let mut cases = vec![0; population.len()];
    for _ in 0..total {
        let at = random.random::<f64>() * people;
        let mut below = 0.0;
        let unit = population.iter().position(|size| {
            below += size;
            below > at
        });
        cases[unit.unwrap()] += 1;
    }
    cases
}

/// Members and ratio of each cluster, in order.
pub fn clusters(
    zones: &BTreeSet<Vec<u32>>,
    cases: &[u64],
    population: &[f64],
) -> Vec<(Vec<u32>, f64)> {
    let mut left: Vec<(&Vec<u32>, f64)> = zones
        .iter()
        .map(|zone| (zone, score(zone, cases, population).2))
        .filter(|(_, llr)| *llr > 0.0)
        .collect();
    let mut accepted = Vec::new();
    while !left.is_empty() {
        let best = left.iter().map(|(_, llr)| *llr).fold(0.0, f64::max);
        let (members, llr) = left
            .iter()
            .filter(|(_, llr)| *llr >= best * (1.0 - SLACK))
            .min_by_key(|(zone, _)| (zone.len(), *zone))
            .map(|(zone, llr)| ((*zone).clone(), *llr))
            .unwrap();
        left.retain(|(zone, _)| zone.iter().all(|unit| !members.contains(unit)));
        accepted.push((members, llr));
    }
    accepted
}

/// Units on few positions, so that many distances are equal and some units coincide; some nobody lives in.
fn study() -> impl Strategy<Value = (Vec<Position>, Vec<u64>, Vec<f64>)> {
    let unit = (0_u8..5, 0_u8..5, 0_u64..12, 0_u8..30);
    prop::collection::vec(unit, 2..16).prop_map(|units| {
        let positions = units
            .iter()
            .map(|(x, y, ..)| Position::new(f64::from(*x), f64::from(*y)).unwrap());
        // Tenths are not exact in binary, so that the order of summing shows.
        let population = units.iter().map(|unit| f64::from(unit.3) * 0.1);
        let cases = units
            .iter()
            .map(|unit| if unit.3 == 0 { 0 } else { unit.2 });
        (positions.collect(), cases.collect(), population.collect())
    })
}

fn check(positions: &[Position], cases: &[u64], population: &[f64], params: &ScanParams) {
    let zones = zones(positions, population, params.max_share);
    let Some(found) = circular_scan(positions, cases, population, params).known() else {
        let total: u64 = cases.iter().sum();
        assert!(total < 2 || zones.is_empty());
        return;
    };
    let expected = clusters(&zones, cases, population);
    assert_eq!(found.len(), expected.len().min(params.most_clusters));
    if found.is_empty() {
        return;
    }
    let total = cases.iter().sum();
    let maxima: Vec<f64> = (0..u64::from(params.replicates))
        .map(|replicate| {
            let map = drawn(total, population, params.seed, replicate);
            highest(&zones, &map, population)
        })
        .collect();
    for (found, (members, llr)) in found.iter().zip(&expected) {
        assert_eq!(&found.members, members);
        // Terms of up to a few hundred cancel, so that the error is absolute.
        assert!((found.llr - llr).abs() <= 1e-11 + SLACK * llr);
        let reached = maxima
            .iter()
            .filter(|maximum| **maximum >= found.llr * (1.0 - SLACK));
        assert_eq!(
            found.p,
            (1 + reached.count()) as f64 / (1 + maxima.len()) as f64
        );
        check_circle(found, positions, cases, population);
    }
}

/// The parts of a cluster agree with one another and with the map.
fn check_circle(found: &Cluster, positions: &[Position], cases: &[u64], population: &[f64]) {
    let (c, e, _) = score(&found.members, cases, population);
    assert_eq!(found.observed as f64, c);
    assert!((found.expected - e).abs() <= 1e-12 * e);
    let away = |unit: usize| positions[found.centre].distance_squared(positions[unit]);
    let furthest = found.members.iter().map(|unit| away(*unit as usize));
    assert_eq!(found.radius.0, furthest.fold(0.0, f64::max).sqrt());
    for unit in 0..positions.len() {
        let inside = found.members.contains(&(unit as u32));
        assert!(inside || away(unit).sqrt() >= found.radius.0);
    }
    let all: f64 = cases.iter().map(|count| *count as f64).sum();
    match found.relative_risk.known() {
        Some(risk) => {
            let by_hand = (c / e) / ((all - c) / (all - e));
            assert!((risk - by_hand).abs() <= 1e-11 * by_hand);
        }
        None => assert_eq!(c, all),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn clusters_and_their_p_equal_the_definition_on_any_map(
        (positions, cases, population) in study(),
        max_share in 0.05_f64..=0.5,
        seed in 0_u64..1_000,
        replicates in 1_u32..150,
    ) {
        prop_assume!(population.iter().any(|size| *size > 0.0));
        let params = ScanParams { max_share, replicates, seed, ..ScanParams::default() };
        check(&positions, &cases, &population, &params);
    }
}

/// Enough cases that they no longer fit sixteen bits, a lattice of equal cells where ties abound, and one of many cells.
#[test]
fn clusters_and_their_p_equal_the_definition_for_many_cases_and_many_ties() {
    let maps = [
        (5_u32, 4_u32, 40_000_u64, 15_u32),
        (4, 2, i16::MAX as u64, 70),
        (4, 2, i16::MAX as u64 + 1, 70),
        (6, 6, 12, 400),
        (11, 9, 900, 70),
    ];
    for (columns, rows, total, replicates) in maps {
        let positions = super::lattices::centres(columns, rows, 100.0, 50.0);
        let population = vec![10_000.0; positions.len()];
        let cases = drawn(total, &population, 77, 0);
        let params = ScanParams {
            replicates,
            seed: 5,
            ..ScanParams::default()
        };
        check(&positions, &cases, &population, &params);
    }
}

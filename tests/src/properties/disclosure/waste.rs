//! How much more is withheld than need be.

use super::brute;
use super::{protected, random_counts, secondary, seeded, sensitive, told, two_way};
use hotspur_core::disclosure::System;
use rand::RngExt;

/// Counts of which about a third are small, none so that a total is.
fn third_small(seed: u64, count: usize) -> Vec<u64> {
    let mut random = seeded(seed);
    (0..count)
        .map(|_| {
            if random.random_bool(0.3) {
                random.random_range(1..5)
            } else {
                random.random_range(5..30)
            }
        })
        .collect()
}

#[test]
fn on_random_tables_little_more_is_withheld_than_any_solution_must() {
    let tables = 200;
    let (mut found, mut bound) = (0, 0);
    for seed in 0..tables {
        let answer = protected(&two_way(6, 5, &third_small(seed, 30)));
        assert!(answer.lower_bound <= secondary(&answer));
        assert!(!answer.whole_withheld);
        found += secondary(&answer);
        bound += answer.lower_bound;
    }
    let excess = (found - bound) as f64 / tables as f64;
    println!("{found} withheld, {bound} at least, {excess} more a table");
    assert!(excess < 2.0, "{excess}");
}

/// The fewest secondary cells with which trying every table finds nothing bracketed too tightly.
fn fewest(system: &System) -> usize {
    let sensitive = sensitive(system);
    let targets: Vec<Vec<u32>> = sensitive
        .iter()
        .map(|cell| system.cells()[*cell].atoms.clone())
        .collect();
    let open: Vec<usize> = (0..system.cells().len())
        .filter(|cell| !sensitive.contains(cell))
        .collect();
    let mut sets: Vec<u32> = (0..1_u32 << open.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    for set in sets {
        let mut hidden = vec![false; system.cells().len()];
        sensitive.iter().for_each(|cell| hidden[*cell] = true);
        for (bit, cell) in open.iter().enumerate() {
            hidden[*cell] |= set >> bit & 1 == 1 && system.value(*cell) > 0;
        }
        let found = brute::intervals(system.atoms().len(), &told(system, &hidden), &targets);
        if found.is_some_and(|found| found.iter().all(|(low, high)| high - low >= 3)) {
            return set.count_ones() as usize;
        }
    }
    unreachable!("everything withheld protects")
}

#[test]
fn on_tables_small_enough_to_try_every_choice_it_is_seldom_one_more_than_the_fewest() {
    let mut random = seeded(61);
    let (mut found, mut best, mut tables) = (0, 0, 0);
    while tables < 25 {
        let counts: Vec<u64> = random_counts(&mut random, 4, 7)
            .iter()
            .map(|count| count + 2)
            .collect();
        let system = two_way(2, 2, &counts);
        if sensitive(&system).iter().any(|cell| *cell > 3) || sensitive(&system).is_empty() {
            continue;
        }
        tables += 1;
        let answer = protected(&system);
        let fewest = fewest(&system);
        assert!(
            answer.lower_bound <= fewest && fewest <= secondary(&answer),
            "{counts:?}"
        );
        found += secondary(&answer);
        best += fewest;
    }
    println!("{found} withheld, {best} at best, {tables} tables");
    assert!(found <= best + tables / 5, "{found} against {best}");
}

//! Near repeats: the Knox table against a walk over all pairs, and what its test must not depend on.

use std::collections::BTreeMap;

use hotspur_core::repeat::{
    DayEvent, KnoxTest, Metric, Nearness, Permutations, SpaceBands, TimeBands, knox_table,
    knox_test,
};
use hotspur_core::{Metres, Position, Reason, stream};
use proptest::prelude::*;
use rand::RngExt;

pub(super) fn near(space: &[f64], time: &[u32], metric: Metric) -> Nearness {
    let breaks: Vec<Metres> = space.iter().map(|end| Metres(*end)).collect();
    Nearness {
        space: SpaceBands::new(&breaks).unwrap(),
        time: TimeBands::new(time).unwrap(),
        metric,
    }
}

pub(super) fn event(x: f64, y: f64, day: i32, count: u32) -> DayEvent {
    DayEvent {
        position: Position::new(x, y).unwrap(),
        day,
        count,
    }
}

fn drawn(replicates: u32, seed: u64) -> Permutations {
    Permutations {
        replicates,
        seed,
        unit: 3,
    }
}

/// Events on a lattice of `step` metres, so that some share a place and some are exactly a break apart.
fn scattered(n: usize, side: f64, step: f64, days: i32, seed: u64) -> Vec<DayEvent> {
    let mut random = stream(seed, 1, 1);
    (0..n)
        .map(|_| {
            let mut at = || (random.random_range(0.0..side) / step).floor() * step;
            let (x, y) = (at(), at());
            event(x - 700.0, y + 9_000.0, random.random_range(-5..days), 1)
        })
        .collect()
}

/// Every pair against every band: what the table must hold.
fn plain(events: &[DayEvent], near: &Nearness) -> Vec<u64> {
    let single: Vec<&DayEvent> = events
        .iter()
        .flat_map(|event| std::iter::repeat_n(event, event.count as usize))
        .collect();
    let times = near.time.len();
    let mut found = vec![0; near.space.len() * times];
    for (first, one) in single.iter().enumerate() {
        for other in &single[first + 1..] {
            let (a, b) = (one.position, other.position);
            let (dx, dy) = ((a.x() - b.x()).abs(), (a.y() - b.y()).abs());
            let apart = match near.metric {
                Metric::Euclidean => (dx * dx + dy * dy).sqrt(),
                Metric::Manhattan => dx + dy,
            };
            let days = one.day.abs_diff(other.day);
            let space = (0..near.space.len()).find(|band| match band {
                0 => apart == 0.0,
                _ => apart < near.space.until(*band).0,
            });
            let time = (0..times).find(|band| days < near.time.until(*band));
            if let (Some(space), Some(time)) = (space, time) {
                found[space * times + time] += 1;
            }
        }
    }
    found
}

fn observed(events: &[DayEvent], near: &Nearness) -> Vec<u64> {
    let table = knox_table(events, near).unwrap();
    table.cells().iter().map(|cell| cell.observed).collect()
}

proptest! {
    #[test]
    fn the_table_counts_what_a_walk_over_all_pairs_counts(
        n in 2_usize..250, seed in 0_u64..1_000, side in prop::sample::select(vec![40.0, 900.0, 20_000.0]),
        step in prop::sample::select(vec![10.0, 50.0, 0.001]), manhattan in any::<bool>(),
    ) {
        let metric = if manhattan { Metric::Manhattan } else { Metric::Euclidean };
        let events = scattered(n, side, step, 60, seed);
        let near = near(&[50.0, 100.0, 250.0], &[1, 7, 14, 28, 40], metric);
        prop_assert_eq!(observed(&events, &near), plain(&events, &near));
    }
}

#[test]
fn bands_that_reach_everywhere_hold_every_pair_once() {
    let events = scattered(700, 5_000.0, 25.0, 300, 4);
    for metric in [Metric::Euclidean, Metric::Manhattan] {
        let table =
            knox_table(&events, &near(&[10.0, 300.0, 1e6], &[2, 9, 1_000], metric)).unwrap();
        let all: u64 = table.cells().iter().map(|cell| cell.observed).sum();
        assert_eq!(all, 700 * 699 / 2);
        assert_eq!(table.space_margin.iter().sum::<u64>(), table.pairs);
        assert_eq!(table.time_margin.iter().sum::<u64>(), table.pairs);
        let expected: f64 = table.cells().iter().map(|cell| cell.expected).sum();
        // A sum of nine rounded numbers.
        assert!((expected / table.pairs as f64 - 1.0).abs() < 1e-14);
    }
}

#[test]
fn the_test_depends_neither_on_the_order_of_rows_nor_on_threads_nor_on_where_day_0_is() {
    let mut events = scattered(900, 4_000.0, 20.0, 200, 5);
    let near = near(&[60.0, 200.0], &[3, 7, 14, 28, 56, 90], Metric::Euclidean);
    let pool = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap()
    };
    let test = |events: &[DayEvent]| knox_test(events, &near, drawn(100, 9)).unwrap();
    let alone = pool(1).install(|| test(&events));
    events.reverse();
    events.rotate_left(311);
    let together = pool(3).install(|| test(&events));
    assert_eq!(alone, together);
    for event in &mut events {
        event.day += 20_000;
    }
    assert_eq!(alone, test(&events));
}

#[test]
fn a_row_of_three_events_is_three_rows_and_a_row_of_none_is_no_row() {
    let near = near(&[60.0, 200.0], &[3, 7], Metric::Euclidean);
    let apart = scattered(300, 900.0, 20.0, 50, 6);
    let mut tripled: Vec<DayEvent> = [&apart[..], &apart[..], &apart[..]].concat();
    tripled.push(event(-1e6, -1e6, 900, 0));
    let merged: Vec<DayEvent> = apart
        .iter()
        .map(|event| DayEvent { count: 3, ..*event })
        .collect();
    let test = |events: &[DayEvent]| knox_test(events, &near, drawn(64, 2)).unwrap();
    assert_eq!(test(&tripled), test(&merged));
    assert_eq!(observed(&merged, &near), plain(&tripled, &near));
}

/// The counts of a replicate are recounted by a table of the events with their days dealt anew.
#[test]
fn permuted_counts_are_those_of_tables_of_permuted_events_on_average() {
    let events = scattered(400, 2_000.0, 20.0, 100, 7);
    let near = near(&[60.0, 200.0], &[1, 3, 7, 14, 28], Metric::Euclidean);
    let test = knox_test(&events, &near, drawn(2_000, 2)).unwrap();
    for (cell, chance) in test.table.cells().iter().zip(test.chances()) {
        // The median of counts is within a fraction of their deviation, about the root of the mean, of the exact mean.
        let slack = 0.5 + 0.15 * cell.expected.sqrt();
        assert!(
            (chance.median - cell.expected).abs() <= slack,
            "{cell:?} {chance:?}"
        );
    }
}

#[test]
fn sums_of_sixteen_bits_do_not_overflow_where_many_events_share_a_place() {
    // 400 at one place: 79,800 pairs in one sum, all of them on the same day.
    let events = [event(0.0, 0.0, 0, 400), event(30.0, 0.0, 0, 300)];
    let near = near(&[50.0], &[1, 2], Metric::Euclidean);
    let test = knox_test(&events, &near, drawn(40, 1)).unwrap();
    assert_eq!(
        test.table.cell(0, 0).observed,
        400 * 399 / 2 + 300 * 299 / 2
    );
    assert_eq!(test.table.cell(1, 0).observed, 120_000);
    for space in 0..2 {
        assert_eq!(
            test.chance(space, 0).median,
            test.table.cell(space, 0).observed as f64
        );
        assert_eq!(test.chance(space, 0).p.known(), Some(1.0));
        // No pair is a day apart, so that there is nothing to test.
        assert_eq!(test.chance(space, 1).p.reason(), Some(Reason::NoPairs));
    }
}

/// Sites far apart with one event each; near some of them another follows within a week, 80 m away.
fn planted(followed: i32, seed: u64) -> Vec<DayEvent> {
    let mut random = stream(seed, 2, 2);
    let mut events = Vec::new();
    for site in 0..300 {
        let (x, y) = (f64::from(site % 20) * 400.0, f64::from(site / 20) * 400.0);
        let day = random.random_range(0..350);
        events.push(event(x, y, day, 1));
        let later = if site < followed {
            day + random.random_range(0..7)
        } else {
            random.random_range(0..350)
        };
        events.push(event(x + 80.0, y, later, 1));
    }
    events
}

#[test]
fn planted_near_repeats_are_found_in_their_band_and_in_no_other() {
    let near = near(&[100.0, 200.0, 420.0], &[7, 14, 28], Metric::Euclidean);
    let test = knox_test(&planted(60, 1), &near, drawn(999, 1)).unwrap();
    assert_eq!(test.chance(1, 0).p.known(), Some(0.001));
    assert!(test.chance(1, 0).q.known().unwrap() <= 0.01);
    assert!(test.table.cell(1, 0).ratio.known().unwrap() > 3.0);
    for (space, time) in [(3, 0), (3, 1), (3, 2), (1, 1), (1, 2)] {
        assert!(
            test.chance(space, time).q.known().unwrap() > 0.01,
            "{space} {time}"
        );
    }
    // Nobody is at the same place twice.
    assert_eq!(test.chance(0, 0).p.reason(), Some(Reason::NoPairs));
}

#[test]
fn without_structure_one_p_in_ten_is_below_a_tenth() {
    let near = near(&[300.0], &[20], Metric::Euclidean);
    let mut below: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..300 {
        let events = scattered(150, 2_000.0, 0.001, 200, 1_000 + seed);
        let test: KnoxTest = knox_test(&events, &near, drawn(99, seed)).unwrap();
        let p = test.chance(1, 0).p.known().unwrap();
        for (name, limit) in [("tenth", 0.1), ("half", 0.5)] {
            *below.entry(name).or_default() += u32::from(p <= limit);
        }
    }
    // Binomial with 300 draws: 30 ± 5.2 and at most 150 ± 8.7, ties making p larger; four deviations.
    assert!((9..=51).contains(&below["tenth"]), "{below:?}");
    assert!((105..=185).contains(&below["half"]), "{below:?}");
}

#[test]
fn degenerate_questions_are_refused_with_their_reason() {
    let near = near(&[100.0], &[7], Metric::Euclidean);
    let refused = |events: &[DayEvent]| knox_table(events, &near).unwrap_err();
    assert_eq!(refused(&[]), Reason::TooFewEvents);
    assert_eq!(refused(&[event(0.0, 0.0, 1, 1)]), Reason::TooFewEvents);
    let far = [event(0.0, 0.0, 0, 1), event(0.0, 0.0, 40_000, 1)];
    assert_eq!(refused(&far), Reason::OutOfRange);
    assert_eq!(
        refused(&[event(0.0, 0.0, 0, u32::MAX)]),
        Reason::TooManyEvents
    );
    let pair = [event(0.0, 0.0, 0, 1), event(0.0, 0.0, 1, 1)];
    assert_eq!(
        knox_test(&pair, &near, drawn(0, 1)).unwrap_err(),
        Reason::NoReplicates
    );
    // A million events at one place are 5·10¹¹ pairs.
    let stacked = [event(0.0, 0.0, 0, 1_000_000)];
    assert_eq!(
        knox_test(&stacked, &near, drawn(999, 1)).unwrap_err(),
        Reason::TooLarge
    );
}

#[test]
fn breaks_that_make_no_bands_are_refused() {
    let space = |breaks: &[f64]| {
        let breaks: Vec<Metres> = breaks.iter().map(|end| Metres(*end)).collect();
        SpaceBands::new(&breaks)
    };
    for bad in [
        &[][..],
        &[0.0],
        &[-1.0],
        &[f64::NAN],
        &[f64::INFINITY],
        &[2.0, 1.0],
        &[1.0, 1.0],
    ] {
        assert!(space(bad).is_err(), "{bad:?}");
    }
    assert!(space(&(1..40).map(f64::from).collect::<Vec<_>>()).is_err());
    assert!(TimeBands::new(&[]).is_err());
    assert!(TimeBands::new(&[7, 7]).is_err());
    assert!(TimeBands::new(&[40_000]).is_err());
    let bands = space(&[100.0, 250.5]).unwrap();
    assert_eq!(
        bands.to_string(),
        "[0 m, 0 m], (0 m, 100 m), [100 m, 250.5 m)"
    );
}

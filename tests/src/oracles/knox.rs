//! The Knox table against base R, the R package surveillance 1.20.3 and the Near Repeat Calculator 1.3.

use std::fs;

use hotspur_core::repeat::{
    DayEvent, Metric, Nearness, Permutations, SpaceBands, TimeBands, knox_table, knox_test,
};
use hotspur_core::{Metres, Position};
use jiff::civil::Date;

use super::record::{record, relative};
use crate::shared_data::shared_data;

/// Sixty events on a lattice of 50 m: easting, northing, day. Some share a place.
#[rustfmt::skip]
const EVENTS: [(i16, i16, i32); 60] = [
    (800, 500, 7), (150, 250, 82), (100, 450, 33), (350, 250, 34), (700, 650, 10), (50, 300, 28),
    (900, 650, 57), (850, 350, 9), (100, 750, 87), (200, 500, 45), (100, 350, 32), (500, 200, 40),
    (850, 150, 48), (100, 700, 55), (500, 700, 57), (750, 400, 76), (950, 550, 70), (750, 500, 89),
    (100, 450, 70), (900, 200, 46), (850, 750, 19), (750, 600, 7), (150, 400, 50), (600, 550, 14),
    (900, 650, 64), (0, 550, 48), (300, 550, 29), (700, 450, 3), (250, 750, 76), (0, 700, 65),
    (250, 700, 73), (850, 600, 36), (100, 600, 79), (500, 550, 22), (700, 100, 23), (500, 0, 51),
    (750, 50, 63), (700, 100, 83), (750, 50, 38), (250, 500, 61), (300, 450, 88), (350, 50, 83),
    (100, 300, 22), (550, 200, 52), (100, 700, 38), (200, 150, 67), (0, 300, 4), (300, 0, 15),
    (850, 150, 68), (300, 300, 18), (800, 500, 12), (150, 250, 88), (100, 450, 38), (350, 250, 38),
    (700, 650, 10), (50, 300, 58), (900, 650, 80), (850, 350, 24), (100, 750, 29), (200, 500, 58),
];

#[rustfmt::skip]
const EUCLIDEAN: [[f64; 4]; 4] = [[1.0, 4.0, 2.0, 6.0], [0.0, 7.0, 4.0, 14.0], [1.0, 21.0, 30.0, 37.0], [4.0, 24.0, 39.0, 63.0]];
#[rustfmt::skip]
const MANHATTAN: [[f64; 4]; 4] = [[1.0, 4.0, 2.0, 6.0], [0.0, 3.0, 3.0, 3.0], [1.0, 10.0, 15.0, 27.0], [1.0, 20.0, 28.0, 35.0]];
#[rustfmt::skip]
const EXPECTED: [[f64; 4]; 4] = [
    [0.1728813559322, 2.135593220339, 2.542372881356, 4.423728813559],
    [0.3937853107345, 4.864406779661, 5.790960451977, 10.07627118644],
    [1.642372881356, 20.28813559322, 24.15254237288, 42.02542372881],
    [2.257062146893, 27.8813559322, 33.19209039548, 57.75423728814],
];

pub fn near(space: &[f64], time: &[u32], metric: Metric) -> Nearness {
    let breaks: Vec<Metres> = space.iter().map(|end| Metres(*end)).collect();
    Nearness {
        space: SpaceBands::new(&breaks).unwrap(),
        time: TimeBands::new(time).unwrap(),
        metric,
    }
}

pub fn event(x: f64, y: f64, day: i32, count: u32) -> DayEvent {
    DayEvent {
        position: Position::new(x, y).unwrap(),
        day,
        count,
    }
}

fn golden() -> Vec<DayEvent> {
    let events = EVENTS.iter();
    events
        .map(|(x, y, day)| event(f64::from(*x), f64::from(*y), *day, 1))
        .collect()
}

#[test]
pub(super) fn pairs_by_band_of_distance_and_days_are_those_of_a_plain_cut_in_r() {
    for (metric, expected) in [
        (Metric::Euclidean, EUCLIDEAN),
        (Metric::Manhattan, MANHATTAN),
    ] {
        let table = knox_table(
            &golden(),
            &near(&[100.0, 200.0, 300.0], &[1, 7, 14, 28], metric),
        );
        let cells = table.unwrap().cells().to_vec();
        let found: Vec<f64> = cells.iter().map(|cell| cell.observed as f64).collect();
        assert_eq!(found, expected.concat());
        let names = (
            "Knox: pairs by band of distance and days",
            "repeat/knox.rs",
            "`table` and `cut` of `dist`, R 4.2.2",
        );
        record(names, &found, &expected.concat(), relative(0.0));
    }
}

#[test]
pub(super) fn expected_pairs_are_the_product_of_the_margins_over_all_pairs() {
    let near = near(&[100.0, 200.0, 300.0], &[1, 7, 14, 28], Metric::Euclidean);
    let table = knox_table(&golden(), &near).unwrap();
    assert_eq!((table.events, table.pairs), (60, 1_770));
    assert_eq!(table.space_margin, [18, 41, 171, 235]);
    assert_eq!(table.time_margin, [17, 210, 250, 435]);
    let found: Vec<f64> = table.cells().iter().map(|cell| cell.expected).collect();
    for (found, expected) in found.iter().zip(EXPECTED.concat()) {
        assert!(
            (found - expected).abs() <= 1e-10 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "Knox: expected pairs under permuted times",
        "repeat/knox.rs",
        "product of margins, R 4.2.2",
    );
    record(names, &found, &EXPECTED.concat(), relative(1e-10));
}

#[test]
pub(super) fn one_closed_cut_gives_the_pairs_and_the_expectation_of_surveillance() {
    // d ≤ 200 and |Δt| ≤ 14: closed above, so that the breaks are the next number and the next day.
    let near = near(&[200.0_f64.next_up()], &[15], Metric::Euclidean);
    let table = knox_table(&golden(), &near).unwrap();
    let sum = |of: fn(&hotspur_core::repeat::KnoxCell) -> f64| table.cells().iter().map(of).sum();
    let found: [f64; 2] = [sum(|cell| cell.observed as f64), sum(|cell| cell.expected)];
    let expected = [78.0, 73.32485875706];
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-10 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "Knox: one closed cut, pairs and expectation",
        "repeat/knox.rs",
        "surveillance 1.20.3, `knox`",
    );
    record(names, &found, &expected, relative(1e-10));
}

/// `surveillance::knox` and `pointpats` report P(X > observed), which is too small: a permutation as extreme as what was observed
/// counts against it. Here every permutation is.
#[test]
fn a_permutation_that_equals_what_was_observed_counts_against_it() {
    let events = [event(0.0, 0.0, 3, 2), event(5.0, 0.0, 3, 1)];
    let near = near(&[10.0], &[7], Metric::Euclidean);
    let permutations = Permutations {
        replicates: 99,
        seed: 1,
        unit: 0,
    };
    let test = knox_test(&events, &near, permutations).unwrap();
    assert_eq!(test.chance(1, 0).reached, 99);
    assert_eq!(test.chance(1, 0).p.known(), Some(1.0));
}

/// The arson fires of Chicago: what the Near Repeat Calculator 1.3 observed in bands of 200 m and a day by streets, the last row and
/// column being all beyond. Its bands are labelled "1 to 200" and "0 to 1"; a pair 399.96 m apart stands one band further out there.
#[test]
fn the_arson_of_chicago_has_the_pairs_of_the_near_repeat_calculator() {
    let Some(data) = shared_data() else { return };
    let file = data.join("oracles/near-repeat/chicago_arson.csv");
    let Ok(text) = fs::read_to_string(file) else {
        println!("skipped: the fires are not among the real data");
        return;
    };
    let events: Vec<DayEvent> = text
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let date: Date = fields[2].trim().parse().unwrap();
            let days = date.duration_since(Date::constant(2016, 1, 1)).as_hours() / 24;
            let at = |field: usize| fields[field].parse().unwrap();
            event(at(0), at(1), days as i32, 1)
        })
        .collect();
    assert_eq!(events.len(), 522);
    let near = near(
        &[200.0, 400.0, 600.0, 1e7],
        &[1, 2, 3, 10_000],
        Metric::Manhattan,
    );
    let permutations = Permutations {
        replicates: 999,
        seed: 1,
        unit: 0,
    };
    let test = knox_test(&events, &near, permutations).unwrap();
    let observed: Vec<u64> = test
        .table
        .cells()
        .iter()
        .map(|cell| cell.observed)
        .collect();
    #[rustfmt::skip]
    let calculator = [
        [0, 2, 0, 8], [9, 1, 1, 45], [4, 0, 0, 140], [6, 0, 0, 234], [393, 710, 770, 133_658],
    ];
    let mut expected = calculator.concat();
    expected[11] += 1;
    expected[15] -= 1;
    assert_eq!(observed, expected);
    assert_eq!(observed.iter().sum::<u64>(), test.table.pairs);
    // It gives p = 0.01, the least of its 99 runs, to these four and to the last of the table.
    for (space, time) in [(0, 1), (1, 0), (2, 0), (3, 0)] {
        assert!(test.chance(space, time).p.known().unwrap() <= 0.01);
    }
    // 74.25, 11.647 and 7.714 are its ratios to the mean of 99 runs of about a tenth of a pair to one pair each.
    for (space, calculator) in [(1, 74.25), (2, 11.647), (3, 7.714)] {
        let ratio = test.table.cell(space, 0).ratio.known().unwrap();
        assert!(
            (ratio / calculator).ln().abs() < 0.5,
            "{ratio} {calculator}"
        );
    }
}

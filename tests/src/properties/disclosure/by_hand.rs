//! Cases worked by hand.

use hotspur_core::disclosure::{
    AttackError, Before, Cell, Interval, Said, Statement, Status, System, attack, protect,
};

use super::{
    cell, derived, nested_themes, protected, random_counts, secondary, seeded, two_way, withheld,
};

fn say(atoms: &[u32], said: Said) -> Statement {
    Statement {
        atoms: atoms.to_vec(),
        said,
    }
}

#[test]
fn a_single_small_count_in_the_middle_of_a_table_takes_three_more_with_it() {
    let found = protected(&two_way(3, 3, &[20, 30, 20, 25, 3, 30, 20, 25, 30]));
    assert_eq!(secondary(&found), 3);
    assert_eq!(found.status[4], Status::Primary);
    assert_eq!(
        found.intervals[4],
        Some(Interval {
            low: 1,
            high: Some(4)
        })
    );
    assert!(found.lower_bound <= 3 && !found.whole_withheld);
}

#[test]
fn two_fours_under_a_published_total_of_eight_are_known() {
    let small = |atom| say(&[atom], Said::Between(1, Some(4)));
    let told = [say(&[0, 1], Said::Exactly(8)), small(0), small(1)];
    let found = attack(2, &told, &[vec![0], vec![1]]).unwrap();
    assert_eq!(
        found,
        [Interval {
            low: 4,
            high: Some(4)
        }; 2]
    );
    let system = System::new(
        vec![4, 4, 30],
        vec![
            cell(&[0], 1.0),
            cell(&[1], 1.0),
            cell(&[2], 1.0),
            cell(&[0, 1, 2], 9.0),
        ],
    );
    let found = protected(&system.unwrap());
    assert_eq!(found.status[2], Status::Secondary);
    assert_eq!(found.lower_bound, 1);
}

#[test]
fn what_a_theme_holds_beyond_a_theme_inside_it_is_protected_too() {
    let cells = vec![cell(&[0, 1], 3.0), cell(&[0], 1.0), derived(&[1])];
    let system = System::new(vec![17, 3], cells).unwrap();
    let found = protected(&system);
    assert_eq!(
        found.status,
        [Status::Shown, Status::Secondary, Status::Derived]
    );
    let interval = found.intervals[2].unwrap();
    assert!(interval.high.unwrap() - interval.low >= 3);
}

#[test]
fn two_tables_that_share_a_withheld_row_are_judged_together() {
    // The first table alone would hide atom 0 behind atom 1; the second shows atom 1 beside atom 2.
    let cells = vec![
        cell(&[0], 1.0),
        cell(&[1], 1.0),
        cell(&[0, 1], 9.0),
        cell(&[1, 2], 9.0),
        cell(&[2], 2.0),
    ];
    let system = System::new(vec![3, 20, 30], cells).unwrap();
    let found = protected(&system);
    assert_eq!(withheld(&found), [true, true, false, false, true]);
}

#[test]
fn what_was_always_shown_stays_and_a_count_that_it_gives_away_is_named() {
    let cells = || vec![cell(&[0], 1.0), cell(&[1], 1.0), cell(&[0, 1], 9.0)];
    let system = System::new(vec![3, 20], cells()).unwrap();
    let mut before = Before::nothing(&system);
    before.always_shown = vec![false, true, true];
    let found = protect(&system, &before).unwrap();
    assert_eq!((found.status[0], found.weaker), (Status::Primary, vec![0]));
    before.always_shown = vec![true, false, false];
    assert_eq!(
        protect(&system, &before).unwrap().status,
        [Status::Shown; 3]
    );
}

#[test]
fn a_derived_count_that_was_always_to_be_worked_out_holds_nothing_up() {
    let cells = vec![cell(&[0, 1], 3.0), cell(&[0], 1.0), derived(&[1])];
    let system = System::new(vec![17, 3], cells).unwrap();
    let mut before = Before::nothing(&system);
    before.always_shown = vec![true, true, false];
    let found = protect(&system, &before).unwrap();
    assert_eq!(
        found.status,
        [Status::Shown, Status::Shown, Status::Derived]
    );
}

#[test]
fn what_was_withheld_before_stays_withheld_and_zeros_are_shown() {
    let system = System::new(vec![30, 0], vec![cell(&[0], 1.0), cell(&[1], 1.0)]).unwrap();
    let mut before = Before::nothing(&system);
    before.withheld = vec![true, true];
    let found = protect(&system, &before).unwrap();
    assert_eq!(found.status, [Status::Secondary, Status::Shown]);
}

#[test]
fn a_small_total_of_small_counts_cannot_be_hidden_in_full_and_is_named() {
    // 1 + 2 = 3: two counts that are not zero leave a total of at least 2, and under 5 neither can be 4.
    let system = System::new(
        vec![1, 2],
        vec![cell(&[0], 1.0), cell(&[1], 1.0), cell(&[0, 1], 9.0)],
    )
    .unwrap();
    let found = protect(&system, &Before::nothing(&system)).unwrap();
    assert_eq!(found.status, [Status::Primary; 3]);
    assert_eq!(found.weaker, [0, 1, 2]);
    let proven: Vec<_> = (found.intervals.iter())
        .map(|interval| interval.map(|found| (found.low, found.high)))
        .collect();
    let (part, total) = (Some((1, Some(3))), Some((2, Some(4))));
    assert_eq!(proven, [part, part, total]);
}

#[test]
fn under_a_threshold_of_two_a_single_event_stays_uncertain() {
    let single = |atoms: &[u32]| Cell {
        threshold: 2,
        ..cell(atoms, 1.0)
    };
    let total = Cell {
        cost: 9.0,
        ..single(&[0, 1, 2])
    };
    let system = System::new(
        vec![1, 6, 7],
        vec![single(&[0]), single(&[1]), single(&[2]), total],
    )
    .unwrap();
    let found = protected(&system);
    assert_eq!(secondary(&found), 1);
    let interval = found.intervals[0].unwrap();
    assert!(interval.high.unwrap() > interval.low);
}

#[test]
fn statements_that_cannot_all_be_true_are_found_out() {
    let clash = [
        say(&[0, 1], Said::Exactly(3)),
        say(&[0], Said::Between(4, None)),
    ];
    assert_eq!(attack(2, &clash, &[]), Err(AttackError::Contradiction));
    // Each pair of sums is sound; all three leave 3 = 2 (a + b + c) − 2 · 4.
    let odd = [
        say(&[0, 1], Said::Exactly(2)),
        say(&[1, 2], Said::Exactly(2)),
        say(&[0, 2], Said::Exactly(2)),
        say(&[0, 1, 2], Said::Exactly(4)),
    ];
    assert_eq!(attack(3, &odd, &[vec![0]]), Err(AttackError::Contradiction));
}

#[test]
fn a_sum_with_nothing_above_it_has_no_upper_bound() {
    let found = attack(
        3,
        &[say(&[0, 1], Said::Between(4, None))],
        &[vec![0, 1], vec![2]],
    )
    .unwrap();
    assert_eq!(
        found,
        [
            Interval { low: 4, high: None },
            Interval { low: 0, high: None }
        ]
    );
}

#[test]
fn the_same_system_is_protected_the_same_way_twice() {
    let counts: Vec<u64> = random_counts(&mut seeded(41), 48, 12)
        .iter()
        .map(|count| count + 1)
        .collect();
    let (table, themes) = (two_way(6, 8, &counts), nested_themes(16, &counts));
    for system in [table, themes] {
        let before = Before::nothing(&system);
        assert_eq!(protect(&system, &before), protect(&system, &before));
    }
}

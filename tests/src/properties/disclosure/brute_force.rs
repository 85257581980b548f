//! Compared with every integer table that agrees with what is published.

use hotspur_core::disclosure::{Before, ProtectError, System, attack, protect};

use super::{brute, nested_themes, random_counts, seeded, sensitive, told, two_way, withheld};

/// What an attacker with all the time in the world makes of these cells.
fn by_brute_force(system: &System, hidden: &[bool], cells: &[usize]) -> Vec<(u64, u64)> {
    let targets: Vec<Vec<u32>> = cells
        .iter()
        .map(|cell| system.cells()[*cell].atoms.clone())
        .collect();
    let told = told(system, hidden);
    let found = brute::intervals(system.atoms().len(), &told, &targets).unwrap();
    let attacked = attack(system.atoms().len(), &told, &targets).unwrap();
    for (attacked, (low, high)) in attacked.iter().zip(&found) {
        assert!(attacked.low <= *low && attacked.high.is_none_or(|most| most >= *high));
    }
    found
}

/// Everything withheld but zeros.
fn everything(system: &System) -> Vec<bool> {
    (0..system.cells().len())
        .map(|cell| system.cells()[cell].candidate && system.value(cell) > 0)
        .collect()
}

/// Protected as asked, or impossible to protect: both to be seen by trying every table. How many were protected.
fn judge(system: &System) -> usize {
    let sensitive = sensitive(system);
    let wide =
        |cell: usize, (low, high): (u64, u64)| high - low >= system.cells()[cell].threshold - 2;
    match protect(system, &Before::nothing(system)) {
        Ok(found) => {
            let intervals = by_brute_force(system, &withheld(&found), &sensitive);
            let all = by_brute_force(system, &everything(system), &sensitive);
            for ((cell, interval), most) in sensitive.iter().zip(intervals).zip(all) {
                let weaker = found.weaker.contains(cell);
                // Of those that no withholding makes as wide as asked, what it leaves must be left.
                assert!(
                    wide(*cell, interval) || (weaker && !wide(*cell, most) && interval == most),
                    "{:?}: cell {cell} in {interval:?}",
                    system.atoms()
                );
                let proven = found.intervals[*cell].unwrap();
                assert!(
                    proven.low >= interval.0
                        && (weaker
                            || proven
                                .high
                                .is_some_and(|high| wide(*cell, (proven.low, high))))
                );
            }
            usize::from(found.weaker.is_empty())
        }
        Err(ProtectError::Impossible { cells }) => {
            let all = everything(system);
            for (cell, interval) in cells.iter().zip(by_brute_force(system, &all, &cells)) {
                assert!(
                    !wide(*cell, interval),
                    "{:?}: cell {cell} could be in {interval:?}",
                    system.atoms()
                );
            }
            0
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn no_small_count_of_a_table_with_totals_is_bracketed_tighter_than_asked() {
    let mut random = seeded(31);
    let protected: usize = (0..60)
        .map(|_| judge(&two_way(3, 3, &random_counts(&mut random, 9, 6))))
        .sum();
    assert!(protected > 20, "{protected} of 60");
}

#[test]
fn nor_is_one_of_themes_that_hold_one_another_or_what_lies_between_them() {
    let mut random = seeded(32);
    let protected: usize = (0..60)
        .map(|_| judge(&nested_themes(2, &random_counts(&mut random, 6, 7))))
        .sum();
    assert!(protected > 20, "{protected} of 60");
}

#[test]
fn shown_values_are_the_sums_of_their_atoms() {
    let mut random = seeded(33);
    let counts = random_counts(&mut random, 12, 9);
    let system = two_way(3, 4, &counts);
    for (number, cell) in system.cells().iter().enumerate() {
        let sum: u64 = cell.atoms.iter().map(|atom| counts[*atom as usize]).sum();
        assert_eq!(system.value(number), sum);
    }
}

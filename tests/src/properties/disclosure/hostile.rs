//! Systems nobody should hand in: an answer or an error, never a panic.

use hotspur_core::disclosure::{
    AttackError, Before, Cell, ProtectError, Said, Statement, System, SystemError, attack, protect,
};
use proptest::prelude::*;

use super::{cell, two_way};

#[test]
fn nothing_at_all_is_protected() {
    let system = System::new(Vec::new(), Vec::new()).unwrap();
    assert!(
        protect(&system, &Before::nothing(&system))
            .unwrap()
            .status
            .is_empty()
    );
    assert_eq!(attack(0, &[], &[Vec::new()]).unwrap()[0].high, Some(0));
}

#[test]
fn what_is_not_sound_is_refused() {
    let refused = |cell: Cell| System::new(vec![1, 2], vec![cell]).unwrap_err();
    assert!(matches!(
        refused(cell(&[2], 1.0)),
        SystemError::NoSuchAtom { .. }
    ));
    assert!(matches!(
        refused(cell(&[1, 0], 1.0)),
        SystemError::Unsorted { .. }
    ));
    assert!(matches!(
        refused(cell(&[1, 1], 1.0)),
        SystemError::Unsorted { .. }
    ));
    for cost in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(
            refused(cell(&[0], cost)),
            SystemError::BadCost { .. }
        ));
    }
    assert!(matches!(
        System::new(vec![u64::MAX, 1], Vec::new()),
        Err(SystemError::TooLarge { .. })
    ));
    let system = System::new(vec![1], vec![cell(&[0], 1.0)]).unwrap();
    assert!(matches!(
        protect(&system, &Before::default()),
        Err(ProtectError::Lengths { .. })
    ));
    let statement = |atoms: &[u32], value| Statement {
        atoms: atoms.to_vec(),
        said: Said::Exactly(value),
    };
    for wrong in [
        statement(&[9], 1),
        statement(&[1, 0], 1),
        statement(&[0], u64::MAX),
    ] {
        assert!(matches!(
            attack(2, &[wrong], &[]),
            Err(AttackError::Unsound { number: 0, .. })
        ));
    }
}

#[test]
fn counts_beyond_all_reason_are_protected_like_others() {
    let huge = 100_000_000_000_000;
    let system = two_way(3, 3, &[huge, 3, huge, huge, huge, huge, huge, huge, huge]);
    let found = protect(&system, &Before::nothing(&system)).unwrap();
    let interval = found.intervals[1].unwrap();
    assert_eq!((interval.low, interval.high), (1, Some(4)));
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let atoms = proptest::collection::btree_set(0..6_u32, 0..6);
    (atoms, 0..8_u64, 0.001..1e9_f64, any::<bool>()).prop_map(
        |(atoms, threshold, cost, candidate)| Cell {
            atoms: atoms.into_iter().collect(),
            threshold,
            cost,
            candidate,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(51), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whatever_is_handed_in_gets_an_answer(
        counts in proptest::collection::vec(prop_oneof![0..7_u64, Just(100_000_000_000_000)], 6),
        cells in proptest::collection::vec((any_cell(), any::<bool>(), proptest::bool::weighted(0.1)), 0..9),
    ) {
        let before = Before {
            withheld: cells.iter().map(|(_, withheld, _)| *withheld).collect(),
            always_shown: cells.iter().map(|(_, _, shown)| *shown).collect(),
        };
        let system = System::new(counts, cells.into_iter().map(|(cell, ..)| cell).collect()).unwrap();
        let found = protect(&system, &before);
        if let Ok(found) = &found {
            prop_assert_eq!(found.status.len(), system.cells().len());
        }
    }

    #[test]
    fn an_attacker_told_anything_gets_an_answer(
        told in proptest::collection::vec((proptest::collection::btree_set(0..5_u32, 0..5), 0..9_u64, prop_oneof![Just(None), (0..9_u64).prop_map(Some), Just(Some(1_000_000_000_000_000))]), 0..7),
    ) {
        let statements: Vec<Statement> = (told.into_iter())
            .map(|(atoms, low, high)| Statement { atoms: atoms.into_iter().collect(), said: Said::Between(low, high) })
            .collect();
        let answer = attack(5, &statements, &[vec![0], vec![1, 2], vec![0, 1, 2, 3, 4]]);
        prop_assert_ne!(answer, Err(AttackError::Solver));
    }
}

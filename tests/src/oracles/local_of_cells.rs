//! Gi* on a lattice against Gi* with the neighbours listed, and sums around cells against sums over neighbours.

use hotspur_core::local::{Gi, gi_star, gi_star_of_cells};
use hotspur_core::weights::{Contiguity, Lattice, cells};
use hotspur_core::{Grid, Reason, Value, stream};
use proptest::prelude::*;
use rand::RngExt;

const BOTH: [Contiguity; 2] = [Contiguity::Queen, Contiguity::Rook];

fn grid(columns: usize, rows: usize) -> Grid {
    Grid::new(0.0, 0.0, 50.0, columns, rows).unwrap()
}

/// Both ways agree on every cell: the same reason, or scores that differ by the rounding of the plain sums.
fn check(grid: &Grid, tested: &[bool], contiguity: Contiguity, counts: &[u64]) {
    let (lattice, listed) = (
        Lattice::new(grid, tested, contiguity),
        cells(grid, tested, contiguity),
    );
    let values: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    let plain = gi_star(&values, &listed);
    let found = gi_star_of_cells(counts, &lattice);
    assert_eq!(found.iter().len(), counts.len());
    for (cell, (found, plain)) in found.iter().zip(plain).enumerate() {
        assert_eq!(found.reason(), plain.reason(), "{cell}");
        let (Some(found), Some(plain)) = (found.known(), plain.known()) else {
            continue;
        };
        // The plain sum of nine deviations rounds each at their size, up to the root of n standard deviations.
        let slack = 1e-13 * (counts.len() as f64).sqrt().max(plain.z.abs());
        assert!(
            (found.z - plain.z).abs() <= slack,
            "{} is not {}",
            found.z,
            plain.z
        );
        // A tail changes by about z times what z does.
        let relative = 4.0 * (1.0 + plain.z.abs()) * slack + 1e-13;
        assert!((found.p - plain.p).abs() <= relative * plain.p.max(1e-300));
    }
    check_sums(&lattice, &listed, counts, &values);
}

fn check_sums(
    lattice: &Lattice,
    listed: &hotspur_core::weights::Weights,
    counts: &[u64],
    values: &[f64],
) {
    assert_eq!(lattice.len(), listed.len());
    // Thirds round, so that the order of addition shows.
    let thirds: Vec<f64> = values.iter().map(|value| value / 3.0).collect();
    let (sums, totals) = (lattice.sums(counts), lattice.totals(&thirds));
    for cell in 0..listed.len() {
        let around = listed.neighbours(cell);
        assert_eq!(usize::from(lattice.sizes()[cell]), around.len() + 1);
        let count = |sum: u64, other: &u32| sum + counts[*other as usize];
        assert_eq!(sums[cell], around.iter().fold(counts[cell], count));
        let total = |sum: f64, other: &u32| sum + thirds[*other as usize];
        assert_eq!(totals[cell], around.iter().fold(thirds[cell], total));
    }
}

/// A masked lattice, and counts of its cells: mostly few, some large.
fn masked() -> impl Strategy<Value = (usize, usize, Vec<bool>, Vec<u64>)> {
    (1_usize..14, 1_usize..14).prop_flat_map(|(columns, rows)| {
        let tested = prop::collection::vec(prop::bool::weighted(0.7), columns * rows);
        let count = prop_oneof![8 => 0_u64..4, 1 => 0_u64..2_000, 1 => 0_u64..200_000_000];
        let counts = prop::collection::vec(count, columns * rows);
        (Just(columns), Just(rows), tested, counts)
    })
}

proptest! {
    #[test]
    fn gi_star_on_any_masked_lattice_equals_gi_star_with_the_neighbours_listed(
        (columns, rows, tested, counts) in masked(),
    ) {
        let grid = grid(columns, rows);
        let units = tested.iter().filter(|tested| **tested).count();
        for contiguity in BOTH {
            check(&grid, &tested, contiguity, &counts[..units]);
        }
    }
}

#[test]
fn gi_star_on_a_town_of_forty_thousand_cells_equals_gi_star_with_the_neighbours_listed() {
    let grid = grid(200, 200);
    let mut random = stream(3, 0, 0);
    // A disc with holes.
    let tested: Vec<bool> = (0..40_000_i64)
        .map(|cell| {
            let (x, y) = (cell % 200 - 100, cell / 200 - 100);
            x * x + y * y < 9_000 && random.random_range(0..20) > 0
        })
        .collect();
    let units = tested.iter().filter(|tested| **tested).count();
    let counts: Vec<u64> = (0..units)
        .map(|_| random.random_range(0..6_u64).saturating_sub(3))
        .collect();
    for contiguity in BOTH {
        check(&grid, &tested, contiguity, &counts);
    }
}

/// A block of 4,096 counts whose squares just fit 64 bits, and others on either side of where they are added in 128.
#[test]
fn gi_star_of_large_counts_equals_gi_star_with_the_neighbours_listed() {
    const LARGE: u64 = (1 << 26) - 1;
    let grid = grid(128, 96);
    let mut random = stream(4, 0, 0);
    let counts: Vec<u64> = (0..128 * 96)
        .map(|cell| match cell / 4_096 {
            0 => LARGE,
            1 => random.random_range(0..3) * LARGE.div_ceil(2),
            _ => random.random_range(0..3),
        })
        .collect();
    for contiguity in BOTH {
        check(&grid, &vec![true; counts.len()], contiguity, &counts);
    }
}

fn reasons(counts: &[u64], columns: usize, rows: usize) -> Vec<Option<Reason>> {
    let tested = vec![true; columns * rows];
    let lattice = Lattice::new(&grid(columns, rows), &tested, Contiguity::Queen);
    let found = gi_star_of_cells(counts, &lattice);
    found.iter().map(|gi: Value<Gi>| gi.reason()).collect()
}

#[test]
fn cells_are_undefined_for_the_reasons_that_units_are() {
    assert_eq!(reasons(&[5], 1, 1), [Some(Reason::TooFewUnits)]);
    assert_eq!(reasons(&[5, 1], 3, 1), [Some(Reason::UnitsDisagree); 2]);
    assert_eq!(reasons(&[2; 6], 3, 2), [Some(Reason::NoVariation); 6]);
    assert_eq!(reasons(&[0; 6], 3, 2), [Some(Reason::NoVariation); 6]);
    // The middle of three by three has all others around it.
    let middle = reasons(&[1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3);
    assert_eq!(middle[4], Some(Reason::EveryUnitNeighbours));
    assert!((0..9).all(|cell| cell == 4 || middle[cell].is_none()));
    assert!(reasons(&[], 3, 3).is_empty());
}

#[test]
fn more_events_than_are_exact_are_refused_and_as_many_as_are_not() {
    assert_eq!(reasons(&[1 << 49, 0, 0, 0], 4, 1), [None; 4]);
    for counts in [[1 << 49, 1, 0, 0], [u64::MAX, 1, 0, 0], [u64::MAX; 4]] {
        assert_eq!(reasons(&counts, 4, 1), [Some(Reason::TooLarge); 4]);
    }
}

#[test]
fn a_cell_that_does_not_exist_has_no_score() {
    let lattice = Lattice::new(&grid(2, 1), &[true, true], Contiguity::Rook);
    assert_eq!(gi_star_of_cells(&[1, 2], &lattice).of(2), None);
}

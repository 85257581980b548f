//! Disclosure control: tables small enough to try every count, cases worked by hand, and systems nobody should hand in.

mod brute;
mod brute_force;
mod by_hand;
mod hostile;
mod sums;
mod waste;

use hotspur_core::disclosure::{Before, Cell, Protected, Said, Statement, Status, System, protect};
use hotspur_core::{Stream, stream};
use rand::RngExt;

/// A candidate under a threshold of 5.
fn cell(atoms: &[u32], cost: f64) -> Cell {
    Cell {
        atoms: atoms.to_vec(),
        threshold: 5,
        cost,
        candidate: true,
    }
}

/// A sum that is never shown but must not be worked out either.
fn derived(atoms: &[u32]) -> Cell {
    Cell {
        candidate: false,
        ..cell(atoms, 1.0)
    }
}

/// Every count of a table, its rows, its columns and its grand total, in this order.
fn two_way(rows: usize, columns: usize, counts: &[u64]) -> System {
    let atom = |row: usize, column: usize| (row * columns + column) as u32;
    let mut cells: Vec<Cell> = (0..(rows * columns) as u32)
        .map(|atom| cell(&[atom], 1.0))
        .collect();
    for row in 0..rows {
        let atoms: Vec<u32> = (0..columns).map(|column| atom(row, column)).collect();
        cells.push(cell(&atoms, 5.0));
    }
    for column in 0..columns {
        let atoms: Vec<u32> = (0..rows).map(|row| atom(row, column)).collect();
        cells.push(cell(&atoms, 5.0));
    }
    let all: Vec<u32> = (0..(rows * columns) as u32).collect();
    cells.push(cell(&all, 25.0));
    System::new(counts.to_vec(), cells).unwrap()
}

/// Three groups by area, published as three themes that hold one another, with totals; what lies between two themes of an area is
/// derived.
fn nested_themes(areas: usize, counts: &[u64]) -> System {
    let mut cells = Vec::new();
    for theme in 1..=3_u32 {
        let of = |area: u32| (0..theme).map(move |group| area * 3 + group);
        for area in 0..areas as u32 {
            cells.push(cell(&of(area).collect::<Vec<u32>>(), f64::from(theme)));
        }
        let all: Vec<u32> = (0..areas as u32).flat_map(of).collect();
        cells.push(cell(&all, 10.0));
    }
    for area in 0..areas as u32 {
        cells.push(derived(&[area * 3 + 1]));
        cells.push(derived(&[area * 3 + 2]));
    }
    System::new(counts.to_vec(), cells).unwrap()
}

fn random_counts(random: &mut Stream, count: usize, most: u64) -> Vec<u64> {
    (0..count).map(|_| random.random_range(0..=most)).collect()
}

fn seeded(seed: u64) -> Stream {
    stream(seed, 0, 0)
}

fn protected(system: &System) -> Protected {
    protect(system, &Before::nothing(system)).unwrap()
}

fn withheld(found: &Protected) -> Vec<bool> {
    (found.status.iter())
        .map(|status| matches!(status, Status::Primary | Status::Secondary))
        .collect()
}

fn secondary(found: &Protected) -> usize {
    (found.status.iter())
        .filter(|status| **status == Status::Secondary)
        .count()
}

/// All that an attacker is told when these cells are withheld, by the rule and by nothing of the engine.
fn told(system: &System, withheld: &[bool]) -> Vec<Statement> {
    let said = |(number, cell): (usize, &Cell)| {
        let value = system.value(number);
        let said = match (cell.candidate, withheld[number]) {
            (false, _) => return None,
            (true, false) => Said::Exactly(value),
            (true, true) if value < cell.threshold => Said::Between(1, Some(cell.threshold - 1)),
            (true, true) => Said::Between(cell.threshold, None),
        };
        Some(Statement {
            atoms: cell.atoms.clone(),
            said,
        })
    };
    system.cells().iter().enumerate().filter_map(said).collect()
}

/// Cells that must not be worked out.
fn sensitive(system: &System) -> Vec<usize> {
    (0..system.cells().len())
        .filter(|cell| (1..system.cells()[*cell].threshold).contains(&system.value(*cell)))
        .collect()
}

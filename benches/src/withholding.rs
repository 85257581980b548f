//! Withholding on tables of the size of a force: protecting them, against attacking what was published once.

use anyhow::Result;
use hotspur_core::disclosure::{
    Before, Cell, Protected, Said, Statement, Status, System, attack, protect,
};
use hotspur_core::stream;
use rand::RngExt;

use crate::{Line, median};

/// Counts below this are withheld.
const THRESHOLD: u64 = 5;

/// The tables: rows, columns, and the share of counts below the threshold.
const TABLES: [(u32, u32, f64); 4] = [
    (14, 24, 0.1),
    (14, 24, 0.33),
    (200, 14, 0.1),
    (200, 14, 0.33),
];

/// One line a table.
pub fn all() -> Result<Vec<(String, Line)>> {
    TABLES.into_iter().map(line).collect()
}

fn line((rows, columns, share): (u32, u32, f64)) -> Result<(String, Line)> {
    let system = two_way(rows, columns, share)?;
    let found = protect(&system, &Before::nothing(&system))?;
    let complementary = (found.status.iter())
        .filter(|status| **status == Status::Secondary)
        .count();
    let small = (found.status.iter())
        .filter(|status| **status == Status::Primary)
        .count();
    let time = median(|| Ok(protect(&system, &Before::nothing(&system))?))?;
    let limit_time = median(|| attacked(&system, &found))?;
    let label = format!(
        "{rows} × {columns}, {small} small, {complementary} complementary, at least {}",
        found.lower_bound
    );
    Ok((
        label,
        Line {
            stage: "withhold and prove",
            time,
            limit: "one attack on what is shown",
            limit_time,
        },
    ))
}

/// A table with the totals of its rows, its columns and of all.
fn two_way(rows: u32, columns: u32, share: f64) -> Result<System> {
    let mut random = stream(1, u64::from(rows * columns), (share * 100.0) as u64);
    let atoms: Vec<u64> = (0..rows * columns)
        .map(|_| {
            if random.random_bool(share) {
                random.random_range(1..THRESHOLD)
            } else {
                random.random_range(THRESHOLD..30)
            }
        })
        .collect();
    let cell = |atoms: Vec<u32>, cost| Cell {
        atoms,
        threshold: THRESHOLD,
        cost,
        candidate: true,
    };
    let mut cells: Vec<Cell> = (0..rows * columns)
        .map(|atom| cell(vec![atom], 1.0))
        .collect();
    for row in 0..rows {
        cells.push(cell(
            (0..columns).map(|column| row * columns + column).collect(),
            20.0,
        ));
    }
    for column in 0..columns {
        cells.push(cell(
            (0..rows).map(|row| row * columns + column).collect(),
            20.0,
        ));
    }
    cells.push(cell((0..rows * columns).collect(), 100.0));
    Ok(System::new(atoms, cells)?)
}

/// What an attacker learns of every small count.
fn attacked(system: &System, found: &Protected) -> Result<usize> {
    let cells = system.cells();
    let said = |cell: usize| match found.status[cell] {
        Status::Shown => Said::Exactly(system.value(cell)),
        Status::Primary => Said::Between(1, Some(THRESHOLD - 1)),
        Status::Secondary | Status::Derived => Said::Between(THRESHOLD, None),
    };
    let statements: Vec<Statement> = (0..cells.len())
        .map(|cell| Statement {
            atoms: cells[cell].atoms.clone(),
            said: said(cell),
        })
        .collect();
    let targets: Vec<Vec<u32>> = (0..cells.len())
        .filter(|cell| found.status[*cell] == Status::Primary)
        .map(|cell| cells[cell].atoms.clone())
        .collect();
    Ok(attack(system.atoms().len(), &statements, &targets)?.len())
}

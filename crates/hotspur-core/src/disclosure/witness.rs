//! Witnesses: other counts that agree with everything published. What they show is proven in integers, whoever found them.

use std::collections::BTreeMap;

use super::region::OPEN;
use super::state::State;
use super::system::System;
use super::targets::{Reached, Target};

/// Which cells hold each atom.
pub(super) struct CellsOf(Vec<Vec<u32>>);

impl CellsOf {
    pub fn new(system: &System) -> Self {
        let mut of = vec![Vec::new(); system.atoms().len()];
        for (number, cell) in system.cells().iter().enumerate() {
            for atom in &cell.atoms {
                of[*atom as usize].push(number as u32);
            }
        }
        Self(of)
    }

    /// The cells that hold an atom, ascending.
    pub fn of(&self, atom: u32) -> &[u32] {
        &self.0[atom as usize]
    }
}

/// Counts that differ from the true ones, by the cells whose values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Witness {
    changes: Vec<(u32, i64)>,
}

impl Witness {
    /// The witness in which these atoms change; none where a count would be negative.
    pub fn new(system: &System, cells_of: &CellsOf, moves: &[(u32, i64)]) -> Option<Self> {
        let mut changes = BTreeMap::new();
        for (atom, change) in moves {
            let value = i128::from(system.atoms()[*atom as usize]);
            if value + i128::from(*change) < 0 {
                return None;
            }
            for cell in &cells_of.0[*atom as usize] {
                *changes.entry(*cell).or_insert(0_i64) += change;
            }
        }
        changes.retain(|_, change| *change != 0);
        Some(Self {
            changes: changes.into_iter().collect(),
        })
    }

    /// Whether it agrees with all that is told: a shown cell has not changed, a withheld one is where it may be.
    pub fn agrees(&self, state: &State) -> bool {
        self.changes.iter().all(|(cell, change)| {
            let (low, high) = state.told(*cell as usize);
            let value = i128::from(state.system.value(*cell as usize)) + i128::from(*change);
            value >= i128::from(low) && (high == OPEN || value <= i128::from(high))
        })
    }
}

/// What was proven of a system, to begin from when it is protected again with other cells known: a proof that still agrees with
/// what is told need not be sought twice, and is checked like any other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proofs(Vec<Witness>);

/// All witnesses found so far.
pub(super) struct Witnesses {
    pub cells_of: CellsOf,
    found: Vec<Witness>,
}

impl Witnesses {
    /// Those of another time, as far as they speak of cells that the system has.
    pub fn new(system: &System, proofs: &Proofs) -> Self {
        let cells = system.cells().len();
        let has = |witness: &&Witness| {
            let mut changes = witness.changes.iter();
            changes.all(|(cell, _)| (*cell as usize) < cells)
        };
        Self {
            cells_of: CellsOf::new(system),
            found: proofs.0.iter().filter(has).cloned().collect(),
        }
    }

    /// Kept for another time.
    pub fn proofs(self) -> Proofs {
        Proofs(self.found)
    }

    /// How far each cell is proven to go, down and up, by the witnesses that agree with what is told.
    pub fn reached(&self, state: &State) -> Vec<Reached> {
        let mut reached = vec![(0, 0); state.withheld.len()];
        for witness in &self.found {
            if witness.agrees(state) {
                note(witness, &mut reached);
            }
        }
        reached
    }

    /// Keeps a witness that agrees with what is told, and notes how far cells go in it; whether it does agree.
    pub fn keep(&mut self, state: &State, moves: &[(u32, i64)], reached: &mut [Reached]) -> bool {
        let Some(witness) = Witness::new(state.system, &self.cells_of, moves) else {
            return false;
        };
        let agrees = witness.agrees(state);
        if agrees {
            note(&witness, reached);
            self.found.push(witness);
        }
        agrees
    }
}

fn note(witness: &Witness, reached: &mut [Reached]) {
    for (cell, change) in &witness.changes {
        let (down, up) = &mut reached[*cell as usize];
        let by = change.unsigned_abs();
        let side = if *change < 0 { down } else { up };
        *side = (*side).max(by);
    }
}

/// Whether every target is proven to be as uncertain as it must be.
pub(super) fn all_protected(targets: &[Target], reached: &[Reached]) -> bool {
    (targets.iter()).all(|target| target.missing(reached[target.cell]).is_empty())
}

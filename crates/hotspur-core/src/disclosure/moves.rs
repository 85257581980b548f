//! Programmes over changes of atoms from a point, so that counts of any size leave small numbers to the solver.

use super::linear::{Programme, TOLERANCE};
use super::region::{OPEN, Region};

/// A programme whose variables are the changes dⱼ = xⱼ − centreⱼ of some atoms, all others staying where they are.
pub(super) struct Moves {
    pub programme: Programme,
    /// The atoms that may change, ascending; one column each, in this order.
    pub atoms: Vec<u32>,
}

impl Moves {
    /// The moves of `atoms` within the bounds and the numbered rows of a region, none further than `reach`.
    pub fn new(
        region: &Region,
        centre: &[u64],
        atoms: Vec<u32>,
        rows: &[usize],
        reach: f64,
    ) -> Self {
        let mut programme = Programme::default();
        for atom in &atoms {
            let (lower, upper) = room(region, centre, *atom, reach);
            programme.column(0.0, lower, upper);
        }
        let mut moves = Self { programme, atoms };
        for number in rows {
            let row = &region.rows[*number];
            let now = value(centre, &row.atoms);
            let terms = moves.terms(&row.atoms, 1.0);
            let (lower, upper) = (difference(row.low, now), difference(row.high, now));
            moves.programme.row(terms, lower, upper);
        }
        moves
    }

    /// The change of a sum of atoms, times a sign, as terms of a row.
    pub fn terms(&self, atoms: &[u32], sign: f64) -> Vec<(usize, f64)> {
        (atoms.iter())
            .filter_map(|atom| Some((self.atoms.binary_search(atom).ok()?, sign)))
            .collect()
    }

    /// The whole changes that a solution stands for, without zeros; none where one is not an integer.
    pub fn changes(&self, solution: &[f64]) -> Option<Vec<(u32, i64)>> {
        whole(self.atoms.iter().copied().zip(solution.iter().copied()))
    }
}

/// Changes rounded to integers, where they all are within the tolerance.
pub(super) fn whole(changes: impl Iterator<Item = (u32, f64)>) -> Option<Vec<(u32, i64)>> {
    let mut rounded = Vec::new();
    for (atom, change) in changes {
        let nearest = change.round();
        if !((change - nearest).abs() <= TOLERANCE) {
            return None;
        }
        if nearest != 0.0 {
            rounded.push((atom, nearest as i64));
        }
    }
    Some(rounded)
}

/// How far an atom can go down and up.
pub(super) fn room(region: &Region, centre: &[u64], atom: u32, reach: f64) -> (f64, f64) {
    let atom = atom as usize;
    let lower = difference(region.low[atom], centre[atom]).max(-reach);
    let upper = difference(region.high[atom], centre[atom]).min(reach);
    (lower, upper)
}

/// bound − value, infinite where the bound is open.
pub(super) fn difference(bound: u64, value: u64) -> f64 {
    if bound == OPEN {
        return f64::INFINITY;
    }
    (i128::from(bound) - i128::from(value)) as f64
}

/// Σ of the atoms at a point.
pub(super) fn value(point: &[u64], atoms: &[u32]) -> u64 {
    (atoms.iter()).fold(0_u64, |sum, atom| sum.saturating_add(point[*atom as usize]))
}

//! The last resorts: everything around a target withheld, and then everything that touches it by whatever chain of sums.

use super::presolve::components;
use super::state::State;

/// Cells of more atoms than this lead too far to count as surroundings.
const LONG: usize = 32;

/// Withholds every candidate but zeros that shares an atom with a short cell around the target. Time O(entries of all cells).
pub(super) fn withhold_surroundings(state: &mut State, cell: usize) {
    let system = state.system;
    let mut inside = vec![false; system.atoms().len()];
    let target = &system.cells()[cell].atoms;
    for other in system.cells() {
        let near =
            other.atoms.len() <= LONG && other.atoms.iter().any(|atom| target.contains(atom));
        if near && other.candidate {
            other
                .atoms
                .iter()
                .for_each(|atom| inside[*atom as usize] = true);
        }
    }
    withhold_touching(state, &inside);
}

/// Withholds every candidate but zeros in the component of a cell. Time O(entries of all cells).
pub(super) fn withhold_component(state: &mut State, cell: usize) {
    let system = state.system;
    let sets = (system.cells().iter())
        .filter(|cell| cell.candidate)
        .map(|cell| cell.atoms.as_slice());
    let component = components(system.atoms().len(), sets);
    let mut touched = vec![false; component.len()];
    for atom in &system.cells()[cell].atoms {
        touched[component[*atom as usize] as usize] = true;
    }
    let inside: Vec<bool> = component
        .iter()
        .map(|part| touched[*part as usize])
        .collect();
    withhold_touching(state, &inside);
}

fn withhold_touching(state: &mut State, inside: &[bool]) {
    for (number, cell) in state.system.cells().iter().enumerate() {
        let touches = cell.atoms.iter().any(|atom| inside[*atom as usize]);
        if touches && state.may_withhold(number) {
            state.withheld[number] = true;
        }
    }
}

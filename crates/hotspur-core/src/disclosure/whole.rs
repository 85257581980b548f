//! The last resort: everything that touches a target, by whatever chain of sums, withheld.

use super::presolve::components;
use super::state::State;

/// Withholds every candidate but zeros in the component of a cell. Time O(entries of all cells).
pub(super) fn withhold_component(state: &mut State, cell: usize) {
    let system = state.system;
    let sets = (system.cells().iter())
        .filter(|cell| cell.candidate)
        .map(|cell| cell.atoms.as_slice());
    let component = components(system.atoms().len(), sets);
    let touched: Vec<u32> = (system.cells()[cell].atoms.iter())
        .map(|atom| component[*atom as usize])
        .collect();
    for (number, other) in system.cells().iter().enumerate() {
        let inside = (other.atoms.iter()).any(|atom| touched.contains(&component[*atom as usize]));
        if inside && state.may_withhold(number) {
            state.withheld[number] = true;
        }
    }
}

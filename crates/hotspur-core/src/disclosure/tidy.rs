//! Showing again what need not be withheld.

use super::reach::{Known, QUICK};
use super::state::State;
use super::targets::Target;
use super::witness::{Witnesses, all_protected};

/// Shows again, most costly first, each of `cells` without which every target is still proven to be protected. What could not be
/// shown while more was withheld cannot be shown later, so that one pass leaves nothing to show.
///
/// Witnesses that do without the cell stand; only targets that lose theirs are looked at again. Time: for each cell O(witnesses),
/// and a few small linear programmes.
pub(super) fn tidy(
    state: &mut State,
    cells: &[usize],
    targets: &[Target],
    witnesses: &mut Witnesses,
) {
    let mut order = cells.to_vec();
    let cost = |cell: &usize| state.system.cells()[*cell].cost;
    order.sort_by(|a, b| cost(b).total_cmp(&cost(a)).then(a.cmp(b)));
    for cell in order {
        state.withheld[cell] = false;
        if !still_protected(state, targets, witnesses) {
            state.withheld[cell] = true;
        }
    }
}

fn still_protected(state: &State, targets: &[Target], witnesses: &mut Witnesses) -> bool {
    let mut reached = witnesses.reached(state);
    if all_protected(targets, &reached) {
        return true;
    }
    let Some(known) = Known::of(state) else {
        return false;
    };
    for target in targets {
        for goal in target.missing(reached[target.cell]) {
            known.reach(state, goal, &QUICK, witnesses, &mut reached);
        }
        if let Some(goal) = target.otherwise(reached[target.cell]) {
            known.reach(state, goal, &QUICK, witnesses, &mut reached);
        }
        if !target.missing(reached[target.cell]).is_empty() {
            return false;
        }
    }
    true
}

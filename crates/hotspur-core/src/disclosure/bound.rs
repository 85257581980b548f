//! How many secondary cells any solution needs at least.

use super::region::OPEN;
use super::state::State;
use super::targets::targets;

/// A lower bound on the number of secondary cells.
///
/// Take a shown sum all of whose atoms are cells themselves. With nothing but what must be withheld, that one equation leaves cell i
/// between S − Σ most of the others and S − Σ least of the others, S the sum of the withheld values. Where that is too narrow for
/// one of them, at least one more cell of the equation, or the sum itself, must be withheld. Two bounds follow: the number of
/// such equations that share no cell, chosen greedily from the shortest; and all of them, over the most that one cell is in.
/// Both are valid whatever else is withheld; neither sees chains of equations. Time O(entries · log).
pub(super) fn lower_bound(forced: &State) -> usize {
    let needy = needy_sets(forced);
    let cells = forced.withheld.len();
    let mut degree = vec![0_usize; cells];
    for cell in needy.iter().flatten() {
        degree[*cell] += 1;
    }
    let most = degree.iter().copied().max().unwrap_or(0).max(1);
    let mut taken = vec![false; cells];
    let mut apart = 0;
    for set in &needy {
        if set.iter().all(|cell| !taken[*cell]) {
            apart += 1;
            set.iter().for_each(|cell| taken[*cell] = true);
        }
    }
    apart.max(needy.len().div_ceil(most))
}

/// For each equation that needs one more cell: the cells that could be it; the shortest first.
fn needy_sets(forced: &State) -> Vec<Vec<usize>> {
    let system = forced.system;
    let mut single = vec![None; system.atoms().len()];
    for (number, cell) in system.cells().iter().enumerate() {
        if let ([atom], true) = (cell.atoms.as_slice(), cell.candidate) {
            let slot: &mut Option<usize> = &mut single[*atom as usize];
            *slot = Some(slot.map_or(number, |other| better(forced, other, number)));
        }
    }
    let mut demanded = vec![false; system.cells().len()];
    targets(forced)
        .iter()
        .for_each(|target| demanded[target.cell] = true);
    let mut needy = Vec::new();
    for (number, cell) in system.cells().iter().enumerate() {
        let shown = cell.candidate && !forced.withheld[number];
        let parts: Option<Vec<usize>> = cell
            .atoms
            .iter()
            .map(|atom| single[*atom as usize])
            .collect();
        if let (true, Some(parts)) = (shown && cell.atoms.len() > 1, parts) {
            let (hidden, open): (Vec<usize>, Vec<usize>) =
                parts.into_iter().partition(|part| forced.withheld[*part]);
            if too_narrow(forced, &hidden, &demanded) {
                let more = open.into_iter().chain([number]);
                needy.push(more.filter(|cell| forced.may_withhold(*cell)).collect());
            }
        }
    }
    needy.sort_by_key(|set: &Vec<usize>| (set.len(), set.first().copied()));
    needy
}

/// Of two cells that are the same atom, the one that says more of it: the one that is not withheld.
fn better(forced: &State, one: usize, other: usize) -> usize {
    if forced.withheld[one] && !forced.withheld[other] {
        other
    } else {
        one
    }
}

fn too_narrow(forced: &State, hidden: &[usize], demanded: &[bool]) -> bool {
    let sum: u64 = hidden.iter().map(|cell| forced.system.value(*cell)).sum();
    let told: Vec<(u64, u64)> = hidden.iter().map(|cell| forced.told(*cell)).collect();
    let least = told
        .iter()
        .fold(0_u64, |sum, (low, _)| sum.saturating_add(*low));
    let most = told
        .iter()
        .fold(0_u64, |sum, (_, high)| sum.saturating_add(*high));
    hidden.iter().zip(&told).any(|(cell, (low, high))| {
        let up_to = sum.saturating_sub(least - low).min(*high);
        let down_to = if most == OPEN {
            *low
        } else {
            sum.saturating_sub(most - high).max(*low)
        };
        let threshold = forced.system.cells()[*cell].threshold;
        demanded[*cell] && up_to - down_to < threshold.saturating_sub(2).max(1)
    })
}

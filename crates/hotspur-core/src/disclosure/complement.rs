//! Complementary suppression: what else to withhold, at least cost, so that a target becomes as uncertain as it must be.

use std::collections::BTreeMap;

use super::linear::{Answer, Programme, TOLERANCE};
use super::moves::{difference, room, whole};
use super::neighbourhood::{Incidence, Neighbourhood};
use super::reach::{FEW_ROWS, FURTHEST};
use super::region::{Contradiction, Region};
use super::state::State;
use super::targets::Goal;
use super::witness::CellsOf;

/// How many rows are looked at, one size after another where nothing is found.
const SIZES: [usize; 3] = [36, 90, usize::MAX];

/// Costs are scaled to at most 1 and held above this, so that the solver can tell them apart from nothing.
const LEAST_COST: f64 = 1e-4;

/// What to withhold, and the moves of atoms that it makes possible.
pub(super) struct Complement {
    pub cells: Vec<u32>,
    /// None where the solver's moves are not integers.
    pub moves: Option<Vec<(u32, i64)>>,
}

/// What could move if everything that can be were withheld, and where the shown sums tie it together.
pub(super) struct Movable {
    bounds: Region,
    largest: f64,
}

impl Movable {
    pub fn of(state: &State) -> Result<Self, Contradiction> {
        let costs = state.system.cells().iter().map(|cell| cell.cost);
        Ok(Self {
            bounds: state.all_withheld().region()?,
            largest: costs.fold(0.0, f64::max),
        })
    }

    /// The cheapest moves that reach a goal, after Fischetti and Salazar (2001, doi:10.1287/mnsc.47.7.1008.9805):
    ///
    /// minimise Σ costᵢ |Δcellᵢ| over shown cells i, subject to Δcell = Σ dⱼ over its atoms, Δtarget = the goal, and to what the
    /// attacker would know of every cell that moves if it were withheld.
    ///
    /// Cells that move are the complement. A linear programme among the rows around the target, and if that finds nothing
    /// among all; with `integer` an integer one. None where there is no such move, or the solver gave up.
    pub fn complement(
        &self,
        state: &State,
        cells_of: &CellsOf,
        goal: Goal,
        integer: bool,
    ) -> Option<Complement> {
        if !self.leaves_room(state, goal) {
            return None;
        }
        let skeleton = self.skeleton(state);
        let incidence = Incidence::new(&skeleton);
        let target = &state.system.cells()[goal.cell].atoms;
        let few = skeleton.rows.len() <= FEW_ROWS;
        for size in SIZES.into_iter().skip(usize::from(few)) {
            let around = incidence.around(&skeleton, target, size);
            let everything = around.whole;
            let work = Costs::new(self, state, cells_of, around);
            if let Some(found) = work.solve(state, goal, integer) {
                return Some(found);
            }
            if everything {
                break;
            }
        }
        None
    }

    /// Whether the goal lies within what could move at all.
    fn leaves_room(&self, state: &State, goal: Goal) -> bool {
        let value = state.system.value(goal.cell);
        let (low, high) = self.bounds.span(&state.system.cells()[goal.cell].atoms);
        if goal.up {
            high >= value.saturating_add(goal.by)
        } else {
            value >= low.saturating_add(goal.by)
        }
    }

    /// The atoms that could move, tied by the sums that are shown now.
    fn skeleton(&self, state: &State) -> Region {
        let mut skeleton = self.bounds.clone();
        skeleton.rows.clear();
        for (number, cell) in state.system.cells().iter().enumerate() {
            let (low, high) = state.told(number);
            let atoms: Vec<u32> = (cell.atoms.iter().copied())
                .filter(|atom| !skeleton.is_fixed(*atom))
                .collect();
            if low == high && cell.atoms.len() > 1 && !atoms.is_empty() {
                skeleton.say_row(atoms, low, high);
            }
        }
        skeleton
    }
}

/// The programme of costs. The change of an atom is a sum of columns: its own, or those of the shown cell that is the atom.
struct Costs {
    programme: Programme,
    atoms: Vec<u32>,
    change_of: Vec<Vec<(usize, f64)>>,
    /// The columns of each shown cell: how much more, and how much less.
    shown: BTreeMap<u32, (usize, usize)>,
}

impl Costs {
    fn new(movable: &Movable, state: &State, cells_of: &CellsOf, around: Neighbourhood) -> Self {
        let mut costs = Self {
            programme: Programme::default(),
            change_of: Vec::with_capacity(around.atoms.len()),
            atoms: around.atoms,
            shown: BTreeMap::new(),
        };
        let mut sums = BTreeMap::new();
        for at in 0..costs.atoms.len() {
            let atom = costs.atoms[at];
            let mut own = None;
            for cell in cells_of.of(atom) {
                let single = state.system.cells()[*cell as usize].atoms.len() == 1;
                if single && own.is_none() && state.may_withhold(*cell as usize) {
                    own = Some(*cell);
                } else {
                    sums.entry(*cell).or_insert(());
                }
            }
            let change = costs.change(movable, state, atom, own);
            costs.change_of.push(change);
        }
        for cell in sums.into_keys() {
            costs.tie(movable, state, cell);
        }
        costs
    }

    fn change(
        &mut self,
        movable: &Movable,
        state: &State,
        atom: u32,
        own: Option<u32>,
    ) -> Vec<(usize, f64)> {
        let (lower, upper) = room(&movable.bounds, state.system.atoms(), atom, FURTHEST);
        match own {
            None => vec![(self.programme.column(0.0, lower, upper), 1.0)],
            Some(cell) => {
                let cost = self.cost(movable, state, cell);
                let more = self.programme.column(cost, 0.0, upper.max(0.0));
                let less = self.programme.column(cost, 0.0, (-lower).max(0.0));
                self.shown.insert(cell, (more, less));
                vec![(more, 1.0), (less, -1.0)]
            }
        }
    }

    fn cost(&self, movable: &Movable, state: &State, cell: u32) -> f64 {
        (state.system.cells()[cell as usize].cost / movable.largest).max(LEAST_COST)
    }

    /// Ties a sum of atoms to what may happen to it: nothing, a change within what is told, or a change at a cost.
    fn tie(&mut self, movable: &Movable, state: &State, cell: u32) {
        let number = cell as usize;
        let terms = self.terms(&state.system.cells()[number].atoms, 1.0);
        let value = state.system.value(number);
        if !state.may_withhold(number) {
            let (lower, upper) = span(state.told(number), value);
            self.programme.row(terms, lower, upper);
            return;
        }
        let (lower, upper) = span(state.told_if_withheld(number), value);
        let cost = self.cost(movable, state, cell);
        let more = self.programme.column(cost, 0.0, upper.min(FURTHEST));
        let less = self.programme.column(cost, 0.0, (-lower).min(FURTHEST));
        let mut terms = terms;
        terms.extend([(more, -1.0), (less, 1.0)]);
        self.programme.row(terms, 0.0, 0.0);
        self.shown.insert(cell, (more, less));
    }

    fn terms(&self, atoms: &[u32], sign: f64) -> Vec<(usize, f64)> {
        let places = atoms
            .iter()
            .filter_map(|atom| self.atoms.binary_search(atom).ok());
        places
            .flat_map(|at| self.change_of[at].iter())
            .map(|(column, factor)| (*column, sign * factor))
            .collect()
    }

    fn solve(mut self, state: &State, goal: Goal, integer: bool) -> Option<Complement> {
        let sign = if goal.up { 1.0 } else { -1.0 };
        let terms = self.terms(&state.system.cells()[goal.cell].atoms, sign);
        if terms.is_empty() {
            return None;
        }
        let by = goal.by as f64;
        self.programme.row(terms, by, by);
        let answer = if integer {
            self.programme.solve_integer()
        } else {
            self.programme.solve()
        };
        let Answer::Point(_, solution) = answer else {
            return None;
        };
        let moved = |column: usize| solution[column].abs() > TOLERANCE;
        let cells = (self.shown.iter())
            .filter(|(_, (more, less))| moved(*more) || moved(*less))
            .map(|(cell, _)| *cell)
            .collect();
        let change =
            |parts: &Vec<(usize, f64)>| parts.iter().map(|(c, factor)| solution[*c] * factor).sum();
        let changes = self.change_of.iter().map(change);
        Some(Complement {
            cells,
            moves: whole(self.atoms.iter().copied().zip(changes)),
        })
    }
}

/// How far down and up a value can go between bounds.
fn span((low, high): (u64, u64), value: u64) -> (f64, f64) {
    (difference(low, value), difference(high, value))
}

//! Looking for a witness in which a target is as much more, or less, than it is as it must be able to be.

use super::linear::{Answer, TOLERANCE};
use super::moves::Moves;
use super::neighbourhood::{Incidence, Neighbourhood};
use super::region::{OPEN, Region};
use super::state::State;
use super::targets::{Goal, Reached};
use super::witness::Witnesses;

/// No atom need move further to make a small count uncertain; it keeps the solver's numbers small.
pub(super) const FURTHEST: f64 = 1e6;

/// How many rows are looked at: most witnesses are found among few; what fails there is tried among more.
pub(super) const QUICK: [usize; 2] = [12, 40];

/// In a system of so few rows everything is looked at always: a proof that is missed there costs more than the time.
pub(super) const FEW_ROWS: usize = 1000;

/// The same, and then everything.
pub(super) const THOROUGH: [usize; 3] = [12, 40, usize::MAX];

/// What an attacker knows, prepared for looking.
pub(super) struct Known {
    region: Region,
    incidence: Incidence,
}

impl Known {
    /// None where what is told contradicts itself, which true values never do.
    pub fn of(state: &State) -> Option<Self> {
        let region = state.region().ok()?;
        let incidence = Incidence::new(&region);
        Some(Self { region, incidence })
    }

    /// Whether the bounds alone leave room for the goal.
    fn leaves_room(&self, state: &State, goal: Goal) -> bool {
        let atoms = &state.system.cells()[goal.cell].atoms;
        let (low, high) = self.region.span(atoms);
        let value = state.system.value(goal.cell);
        if goal.up {
            high == OPEN || high - value >= goal.least
        } else {
            value - low >= goal.least
        }
    }

    /// Looks for a witness among `sizes` rows around the target; every one found is kept, also if it falls short.
    /// Whether the goal is reached. A linear programme for each size, and an integer one where its vertex is not integral.
    pub fn reach(
        &self,
        state: &State,
        goal: Goal,
        sizes: &[usize],
        witnesses: &mut Witnesses,
        reached: &mut [Reached],
    ) -> bool {
        let target = &state.system.cells()[goal.cell].atoms;
        if !self.leaves_room(state, goal) {
            return false;
        }
        let few = self.region.rows.len() <= FEW_ROWS;
        let all = (few && !sizes.contains(&usize::MAX)).then_some(usize::MAX);
        for size in sizes.iter().copied().chain(all) {
            let around = self.incidence.around(&self.region, target, size);
            let whole = around.whole;
            if let Some(moves) = self.furthest(state, goal, around) {
                witnesses.keep(state, &moves, reached);
            }
            let (down, up) = reached[goal.cell];
            if (if goal.up { up } else { down }) >= goal.by {
                return true;
            }
            if whole {
                break;
            }
        }
        false
    }

    /// The moves that take the target furthest towards the goal, at most to it.
    fn furthest(
        &self,
        state: &State,
        goal: Goal,
        around: Neighbourhood,
    ) -> Option<Vec<(u32, i64)>> {
        let centre = state.system.atoms();
        let mut moves = Moves::new(&self.region, centre, around.atoms, &around.rows, FURTHEST);
        let sign = if goal.up { 1.0 } else { -1.0 };
        let terms = moves.terms(&state.system.cells()[goal.cell].atoms, sign);
        if terms.is_empty() {
            return None;
        }
        for (column, factor) in &terms {
            moves.programme.set_cost(*column, -factor);
        }
        moves
            .programme
            .row(terms, f64::NEG_INFINITY, goal.by as f64);
        let Answer::Point(cost, solution) = moves.programme.solve() else {
            return None;
        };
        if -cost < 1.0 - TOLERANCE {
            return None;
        }
        moves.changes(&solution).or_else(|| {
            let Answer::Point(_, solution) = moves.programme.solve_integer() else {
                return None;
            };
            moves.changes(&solution)
        })
    }
}

//! The steps of protecting a system, and what they hold between them.

use super::attack::{Interval, Said, Statement, attack};
use super::complement::Movable;
use super::protect::{ProtectError, Protected, Status};
use super::reach::{Known, QUICK, THOROUGH};
use super::state::State;
use super::targets::{Goal, Reached, Target, attainable, targets};
use super::tidy::tidy;
use super::whole::{withhold_component, withhold_surroundings};
use super::witness::{Proofs, Witnesses, all_protected};

/// Protection in the making.
pub(super) struct Work<'a> {
    pub state: State<'a>,
    pub targets: Vec<Target>,
    /// Targets of which less is asked than their threshold asks, because nothing could give more.
    pub weaker: Vec<usize>,
    pub witnesses: Witnesses,
    pub reached: Vec<Reached>,
}

impl<'a> Work<'a> {
    pub fn new(state: &State<'a>, proofs: &Proofs) -> Self {
        let witnesses = Witnesses::new(state.system, proofs);
        let reached = witnesses.reached(state);
        let (targets, weaker) = attainable(state, &reached);
        Self {
            targets,
            weaker,
            witnesses,
            reached,
            state: state.clone(),
        }
    }

    /// Shows again what need not be withheld.
    pub fn tidy(&mut self, forced: &State) {
        let added: Vec<usize> = (0..forced.withheld.len())
            .filter(|cell| self.state.withheld[*cell] && !forced.withheld[*cell])
            .collect();
        tidy(&mut self.state, &added, &self.targets, &mut self.witnesses);
    }

    /// Those of the targets that are not proven to be protected.
    fn open(&self) -> Vec<usize> {
        let open = |target: &&Target| !target.missing(self.reached[target.cell]).is_empty();
        (self.targets.iter().filter(open))
            .map(|target| target.cell)
            .collect()
    }

    fn all_protected(&self) -> bool {
        all_protected(&self.targets, &self.reached)
    }

    /// One pass suffices: to withhold more takes no witness away.
    pub fn withhold_more(&mut self) {
        let (Some(mut known), Ok(movable)) = (Known::of(&self.state), Movable::of(&self.state))
        else {
            return;
        };
        for target in self.targets.clone() {
            for goal in target.missing(self.reached[target.cell]) {
                self.look_or_withhold(&mut known, &movable, goal);
            }
            if let Some(goal) = target.otherwise(self.reached[target.cell]) {
                self.look_or_withhold(&mut known, &movable, goal);
            }
        }
    }

    /// Of a width, as much on this side as there can be: less is asked where nothing lets it move so far.
    fn look_or_withhold(&mut self, known: &mut Known, movable: &Movable, goal: Goal) {
        if self.look(known, goal, &QUICK) {
            return;
        }
        for by in (goal.least..=goal.by).rev() {
            let asked = Goal { by, ..goal };
            if self.is_reached(asked) || self.withhold(known, movable, asked) {
                return;
            }
        }
    }

    /// Whether withholding more reaches the goal.
    fn withhold(&mut self, known: &mut Known, movable: &Movable, goal: Goal) -> bool {
        for integer in [false, true] {
            let found = movable.complement(&self.state, &self.witnesses.cells_of, goal, integer);
            let Some(found) = found else {
                return false;
            };
            for cell in &found.cells {
                self.state.withheld[*cell as usize] = true;
            }
            if let Some(moves) = &found.moves {
                self.witnesses.keep(&self.state, moves, &mut self.reached);
            }
            if let Some(now) = Known::of(&self.state) {
                *known = now;
            }
            if self.look(known, goal, &QUICK) {
                return true;
            }
        }
        self.look(known, goal, &THOROUGH)
    }

    fn look(&mut self, known: &Known, goal: Goal, sizes: &[usize]) -> bool {
        self.is_reached(goal)
            || known.reach(
                &self.state,
                goal,
                sizes,
                &mut self.witnesses,
                &mut self.reached,
            )
    }

    fn is_reached(&self, goal: Goal) -> bool {
        let (down, up) = self.reached[goal.cell];
        (if goal.up { up } else { down }) >= goal.by
    }

    /// Where a target is not proven to be protected, everything around it is withheld, then everything that it touches, and it is
    /// checked again. Whether the latter was needed.
    pub fn fall_back(&mut self) -> Result<bool, ProtectError> {
        for cell in self.open() {
            withhold_surroundings(&mut self.state, cell);
        }
        self.look_everywhere();
        if self.all_protected() {
            return Ok(false);
        }
        for cell in self.open() {
            withhold_component(&mut self.state, cell);
        }
        self.look_everywhere();
        self.checked().map(|()| true)
    }

    /// The final check: every witness against what is published, in integers.
    pub fn checked(&mut self) -> Result<(), ProtectError> {
        self.reached = self.witnesses.reached(&self.state);
        let cells = self.open();
        if cells.is_empty() {
            Ok(())
        } else {
            Err(ProtectError::Impossible { cells })
        }
    }

    fn look_everywhere(&mut self) {
        if self.all_protected() {
            return;
        }
        let Some(known) = Known::of(&self.state) else {
            return;
        };
        for target in self.targets.clone() {
            for goal in target.missing(self.reached[target.cell]) {
                self.look(&known, goal, &THOROUGH);
            }
            if let Some(goal) = target.otherwise(self.reached[target.cell]) {
                self.look(&known, goal, &THOROUGH);
            }
        }
    }

    /// The targets that it is for this work to protect.
    pub fn hideable(&self) -> Vec<Target> {
        let done = |target: &Target| target.missing(self.reached[target.cell]).is_empty();
        let targets = self.targets.iter().copied();
        targets
            .filter(|target| done(target) || !self.is_given_away(target))
            .collect()
    }

    /// Whether a derived cell follows from what was always shown alone: nothing decided here can hide it.
    fn is_given_away(&self, target: &Target) -> bool {
        let system = self.state.system;
        if system.cells()[target.cell].candidate {
            return false;
        }
        let statements: Vec<Statement> = (0..system.cells().len())
            .filter(|cell| self.state.always_shown[*cell])
            .map(|cell| Statement {
                atoms: system.cells()[cell].atoms.clone(),
                said: Said::Exactly(system.value(cell)),
            })
            .collect();
        let asked = [system.cells()[target.cell].atoms.clone()];
        attack(system.atoms().len(), &statements, &asked).is_ok_and(|found| {
            found
                .iter()
                .all(|interval| interval.high == Some(interval.low))
        })
    }

    pub fn protected(&self, lower_bound: usize, whole_withheld: bool) -> Protected {
        let system = self.state.system;
        let cells = 0..system.cells().len();
        let mut intervals = vec![None; cells.len()];
        for target in targets(&self.state) {
            let (value, (down, up)) = (system.value(target.cell), self.reached[target.cell]);
            intervals[target.cell] = Some(Interval {
                low: value.saturating_sub(down),
                high: Some(value.saturating_add(up)),
            });
        }
        Protected {
            status: cells.map(|cell| self.status(cell)).collect(),
            intervals,
            lower_bound,
            whole_withheld,
            weaker: self.weaker.clone(),
        }
    }

    fn status(&self, cell: usize) -> Status {
        let system = self.state.system;
        match (system.cells()[cell].candidate, self.state.withheld[cell]) {
            (false, _) => Status::Derived,
            (true, false) => Status::Shown,
            (true, true) if system.is_small(cell) => Status::Primary,
            (true, true) => Status::Secondary,
        }
    }
}

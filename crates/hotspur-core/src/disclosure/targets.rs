//! What must stay uncertain, and by how much.

use super::attack::Interval;
use super::attacker::Attacker;
use super::reach::{Known, QUICK};
use super::region::OPEN;
use super::state::State;
use super::witness::{Proofs, Witnesses};

/// A cell that must be protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    pub cell: usize,
    /// By how much it must be able to be less, and more, than it is.
    pub down: u64,
    pub up: u64,
    /// How wide its interval must be, on whichever side.
    pub width: u64,
}

/// Asked of a target: that it can be so much more, or less, than it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goal {
    pub cell: usize,
    pub up: bool,
    pub by: u64,
    /// The least of it that is of use: of a width a part may be, with the rest on the other side.
    pub least: u64,
}

/// How far down and up a cell has been seen to go.
pub(super) type Reached = (u64, u64);

impl Target {
    fn of(state: &State, cell: usize) -> Self {
        let (value, threshold) = (
            state.system.value(cell),
            state.system.cells()[cell].threshold,
        );
        let width = threshold.saturating_sub(2).max(1);
        let ranged = state.withheld[cell] && threshold > 2;
        Self {
            cell,
            down: if ranged { value - 1 } else { 0 },
            up: if ranged { threshold - 1 - value } else { 0 },
            width,
        }
    }

    /// Asks no more than what the attacker cannot know if everything is withheld: an area with one burglary and two thefts, and
    /// nothing else, has fewer than five crimes, and each of them at most three. Whether less is asked.
    fn limit(&mut self, state: &State, all: Interval) -> bool {
        let value = state.system.value(self.cell);
        let up = all.high.map_or(OPEN, |high| high.saturating_sub(value));
        let down = value.saturating_sub(all.low);
        let asked = (self.down, self.up, self.width);
        self.down = self.down.min(down);
        self.up = self.up.min(up);
        self.width = self.width.min(down.saturating_add(up));
        asked != (self.down, self.up, self.width)
    }

    /// What is not reached yet, at most two goals: of a range both ends, of a width the side that is tried first.
    pub fn missing(&self, reached: Reached) -> Vec<Goal> {
        let (down, up) = reached;
        let goal = |up, by, least| Goal {
            cell: self.cell,
            up,
            by,
            least,
        };
        let mut goals = Vec::new();
        if up < self.up {
            goals.push(goal(true, self.up, self.up));
        }
        if down < self.down {
            goals.push(goal(false, self.down, self.down));
        }
        if goals.is_empty() && down.saturating_add(up) < self.width {
            goals.push(goal(true, self.width - down, 1));
        }
        goals
    }

    /// The other way to reach a width.
    pub fn otherwise(&self, reached: Reached) -> Option<Goal> {
        let (down, up) = reached;
        let open = self.up == 0 && self.down == 0 && down.saturating_add(up) < self.width;
        open.then(|| Goal {
            cell: self.cell,
            up: false,
            by: self.width - up,
            least: 1,
        })
    }
}

/// Every cell that is not shown and has a small value, with what can be asked of it; and those of which less is asked than
/// their threshold asks. For each that is not as uncertain as it must be already a witness is sought of what withholding everything
/// would leave, among few rows; where there is none, two linear programmes over all it touches tell how much that is.
pub(super) fn attainable(state: &State, reached: &[Reached]) -> (Vec<Target>, Vec<usize>) {
    let mut targets = targets(state);
    let mut weaker = Vec::new();
    let all = state.all_withheld();
    let (Ok(Ok(mut attacker)), Some(known)) = (all.region().map(Attacker::new), Known::of(&all))
    else {
        return (targets, weaker);
    };
    let mut witnesses = Witnesses::new(all.system, &Proofs::default());
    let mut left = vec![(0, 0); reached.len()];
    let open = |target: &&mut Target| !target.missing(reached[target.cell]).is_empty();
    for target in targets.iter_mut().filter(open) {
        for goal in target.missing(left[target.cell]) {
            known.reach(&all, goal, &QUICK, &mut witnesses, &mut left);
        }
        if let Some(goal) = target.otherwise(left[target.cell]) {
            known.reach(&all, goal, &QUICK, &mut witnesses, &mut left);
        }
        if target.missing(left[target.cell]).is_empty() {
            continue;
        }
        let most = attacker.interval(&state.system.cells()[target.cell].atoms);
        if most.is_ok_and(|most| target.limit(state, most)) {
            weaker.push(target.cell);
        }
    }
    (targets, weaker)
}

/// Every cell that is not shown and has a small value. Time O(cells).
pub(super) fn targets(state: &State) -> Vec<Target> {
    (0..state.withheld.len())
        .filter(|cell| {
            let hidden = state.withheld[*cell] || !state.system.cells()[*cell].candidate;
            hidden && !state.always_shown[*cell] && state.system.is_small(*cell)
        })
        .map(|cell| Target::of(state, cell))
        .collect()
}

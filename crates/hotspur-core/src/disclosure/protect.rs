//! Protecting a system, from what must be withheld to a proof that it cannot be worked out.

use super::attack::{Interval, Said, Statement, attack};
use super::bound::lower_bound;
use super::complement::Movable;
use super::reach::{Known, QUICK, THOROUGH};
use super::state::State;
use super::system::System;
use super::targets::{Goal, Reached, Target, targets};
use super::tidy::tidy;
use super::whole::withhold_component;
use super::witness::{Witnesses, all_protected};

/// What was decided before, one entry a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Before {
    /// Withheld already, and to stay so; of a zero it means nothing, as zeros are public.
    pub withheld: Vec<bool>,
    /// Known to everybody already, whatever their value.
    pub always_shown: Vec<bool>,
}

impl Before {
    /// Nothing decided yet.
    #[must_use]
    pub fn nothing(system: &System) -> Self {
        Self {
            withheld: vec![false; system.cells().len()],
            always_shown: vec![false; system.cells().len()],
        }
    }
}

/// What happens to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its value is published.
    Shown,
    /// Withheld because its own value is small.
    Primary,
    /// Withheld to protect another, or because it was before.
    Secondary,
    /// Not a candidate: never shown.
    Derived,
}

/// What is published, and what it leaves uncertain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// One a cell.
    pub status: Vec<Status>,
    /// For every cell that is not shown and has a value in 1..threshold: an interval both ends of which are proven possible by
    /// whole counts. An attacker's interval is no narrower; of a derived cell it may be wider.
    pub intervals: Vec<Option<Interval>>,
    /// How many secondary cells any solution needs at least.
    pub lower_bound: usize,
    /// Whether somewhere everything was withheld, because nothing less could be proven to protect.
    pub whole_withheld: bool,
}

/// Why a system cannot be protected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// These cells can be worked out, or could not be proven not to be, whatever is withheld.
    #[error("{} cells cannot be protected by withholding others; the first is {:?}", cells.len(), cells.first())]
    Impossible {
        /// The cells, ascending.
        cells: Vec<usize>,
    },
    /// What was decided before is of another system.
    #[error("decided before for {withheld} and {always_shown} cells; the system has {cells}")]
    Lengths {
        /// Entries of `withheld`.
        withheld: usize,
        /// Entries of `always_shown`.
        always_shown: usize,
        /// Cells of the system.
        cells: usize,
    },
}

/// Withholds as little as it can so that no small count can be worked out from what is shown.
///
/// # Rule
///
/// Zeros are shown. A candidate in 1..threshold is withheld (primary). The attacker knows every shown value, that counts are whole
/// and not negative, the rule, and which withheld cells are primary: these are in 1..threshold, other withheld cells at
/// least at their threshold (with a threshold of at most 2 all withheld cells are at least 1, and which are primary must not be
/// published). Every primary cell must then still be possible at 1 and at threshold − 1; every derived cell in 1..threshold within
/// an interval at least max(1, threshold − 2) wide, unless what was always shown alone determines it.
///
/// # Algorithm
///
/// 1. For each target and side a witness is sought: whole counts that agree with everything published, in which it is as
///    much more, or less, as it must be able to be; by linear programmes over its surroundings.
/// 2. Where there is none, cells are withheld so that there is one, at least Σ cost |change| (Fischetti and Salazar 2001,
///    doi:10.1287/mnsc.47.7.1008.9805).
/// 3. Cells without which every target still has its witnesses are shown again, most costly first.
/// 4. The witnesses are checked in integers against what is published in the end. Where one is missing, everything in its
///    component is withheld.
///
/// # Returns
///
/// The same for the same input: ties go to the lower index, and no step looks at a clock or a thread. The solution is minimal
/// (no secondary cell can be shown by the proofs sought), not minimum: that is NP-hard.
///
/// # Complexity
///
/// With T targets, S secondary cells and small linear programmes around each: about 2 T + S of them, and O(S · (entries + witnesses)).
///
/// # Errors
///
/// [`ProtectError::Impossible`] where no withholding helps: `always_shown` may give a count away.
///
/// ```
/// use hotspur_core::disclosure::{Before, Cell, Status, System, protect};
/// let cell = |atoms: &[u32], cost| Cell { atoms: atoms.to_vec(), threshold: 5, cost, candidate: true };
/// let system = System::new(vec![3, 20, 30], vec![cell(&[0], 1.0), cell(&[1], 1.0), cell(&[2], 2.0), cell(&[0, 1, 2], 9.0)])?;
/// let found = protect(&system, &Before::nothing(&system))?;
/// assert_eq!(found.status, [Status::Primary, Status::Secondary, Status::Shown, Status::Shown]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn protect(system: &System, before: &Before) -> Result<Protected, ProtectError> {
    let cells = system.cells().len();
    if before.withheld.len() != cells || before.always_shown.len() != cells {
        return Err(ProtectError::Lengths {
            withheld: before.withheld.len(),
            always_shown: before.always_shown.len(),
            cells,
        });
    }
    let forced = State::new(system, &before.always_shown, &before.withheld);
    let mut work = Work {
        targets: targets(&forced),
        witnesses: Witnesses::new(system),
        reached: vec![(0, 0); cells],
        state: forced.clone(),
    };
    work.withhold_more();
    let added: Vec<usize> = (0..cells)
        .filter(|cell| work.state.withheld[*cell] && !forced.withheld[*cell])
        .collect();
    work.targets = work.hideable();
    if work.all_protected() {
        tidy(&mut work.state, &added, &work.targets, &mut work.witnesses);
    }
    let whole_withheld = work.fall_back()?;
    Ok(work.protected(lower_bound(&forced), whole_withheld))
}

struct Work<'a> {
    state: State<'a>,
    targets: Vec<Target>,
    witnesses: Witnesses,
    reached: Vec<Reached>,
}

impl Work<'_> {
    fn all_protected(&self) -> bool {
        all_protected(&self.targets, &self.reached)
    }

    /// One pass suffices: to withhold more takes no witness away.
    fn withhold_more(&mut self) {
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

    fn look_or_withhold(&mut self, known: &mut Known, movable: &Movable, goal: Goal) {
        if self.look(known, goal, &QUICK) {
            return;
        }
        for integer in [false, true] {
            let found = movable.complement(&self.state, &self.witnesses.cells_of, goal, integer);
            let Some(found) = found else {
                return;
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
            if self.is_reached(goal) || self.look(known, goal, &THOROUGH) {
                return;
            }
        }
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

    /// The final check: every witness against what is published in the end; what fails it is withheld whole, and checked again.
    fn fall_back(&mut self) -> Result<bool, ProtectError> {
        self.reached = self.witnesses.reached(&self.state);
        if self.all_protected() {
            return Ok(false);
        }
        for target in self.targets.clone() {
            if !target.missing(self.reached[target.cell]).is_empty() {
                withhold_component(&mut self.state, target.cell);
            }
        }
        self.look_everywhere();
        self.reached = self.witnesses.reached(&self.state);
        let cells: Vec<usize> = (self.targets.iter())
            .filter(|target| !target.missing(self.reached[target.cell]).is_empty())
            .map(|target| target.cell)
            .collect();
        if cells.is_empty() {
            Ok(true)
        } else {
            Err(ProtectError::Impossible { cells })
        }
    }

    fn look_everywhere(&mut self) {
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
    fn hideable(&self) -> Vec<Target> {
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

    fn protected(&self, lower_bound: usize, whole_withheld: bool) -> Protected {
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

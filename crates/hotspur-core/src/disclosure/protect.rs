//! Protecting a system, from what must be withheld to a proof that it cannot be worked out.

use super::attack::Interval;
use super::bound::lower_bound;
use super::state::State;
use super::system::System;
use super::witness::Proofs;
use super::work::Work;

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
    /// Cells whose interval is narrower than their threshold asks, because it would be so if everything were withheld: 1 and 2
    /// cannot be 4 where their withheld sum is known to be below 5. Of a few ones the interval may even be a point to an
    /// attacker who knows which cells are primary.
    pub weaker: Vec<usize>,
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
/// an interval at least max(1, threshold − 2) wide, unless what was always shown alone determines it. No more is asked than what
/// withholding everything would leave open ([`Protected::weaker`]).
///
/// # Algorithm
///
/// 1. For each target and side a witness is sought: whole counts that agree with everything published, in which it is as
///    much more, or less, as it must be able to be; by linear programmes over its surroundings.
/// 2. Where there is none, cells are withheld so that there is one, at least Σ cost |change| (Fischetti and Salazar 2001,
///    doi:10.1287/mnsc.47.7.1008.9805).
/// 3. Where that finds nothing, everything around the target is withheld, and then everything in its component.
/// 4. Cells without which every target still has its witnesses are shown again, most costly first.
/// 5. The witnesses are checked in integers against what is published in the end.
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
    protect_again(system, before, &mut Proofs::default())
}

/// The same, beginning from proofs of the same atoms in the same cells, where others may have been known or withheld; those found are
/// added to them.
///
/// # Errors
///
/// As [`protect()`].
pub fn protect_again(
    system: &System,
    before: &Before,
    proofs: &mut Proofs,
) -> Result<Protected, ProtectError> {
    let cells = system.cells().len();
    if before.withheld.len() != cells || before.always_shown.len() != cells {
        return Err(ProtectError::Lengths {
            withheld: before.withheld.len(),
            always_shown: before.always_shown.len(),
            cells,
        });
    }
    let forced = State::new(system, &before.always_shown, &before.withheld);
    let mut work = Work::new(&forced, proofs);
    let found = protected(&mut work, &forced);
    *proofs = work.witnesses.proofs();
    found
}

fn protected(work: &mut Work, forced: &State) -> Result<Protected, ProtectError> {
    work.withhold_more();
    work.targets = work.hideable();
    let whole_withheld = work.fall_back()?;
    work.tidy(forced);
    work.checked()?;
    Ok(work.protected(lower_bound(forced), whole_withheld))
}

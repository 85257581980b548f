//! The attacker: what can be worked out from statements about sums.

use super::attacker::Attacker;
use super::region::{OPEN, Region};
use super::system::LARGEST;

/// What is known of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Its value.
    Exactly(u64),
    /// Bounds, both included; no upper one where it is none.
    Between(u64, Option<u64>),
}

/// Something known of a sum of atoms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The atoms summed: ascending, no repeats.
    pub atoms: Vec<u32>,
    /// What is known of the sum.
    pub said: Said,
}

/// What a value can be, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: u64,
    /// The most; unbounded where it is none.
    pub high: Option<u64>,
}

/// Why nothing can be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttackError {
    /// The statements cannot all be true.
    #[error("the statements contradict each other")]
    Contradiction,
    /// The solver found no answer that it could stand for.
    #[error("the linear solver gave up")]
    Solver,
    /// The atoms of a statement or target are out of range, out of order or repeated, or its bounds too large.
    #[error(
        "statement or target {number}: atoms must ascend below {atoms}, and bounds stay below {limit}"
    )]
    Unsound {
        /// Its number, statements first.
        number: usize,
        /// How many atoms there are.
        atoms: usize,
        /// The limit of bounds.
        limit: u64,
    },
}

/// The interval of each target, as an attacker can work it out who knows all statements and that atoms are whole and not negative.
///
/// # Returns
///
/// For each target {min, max} of Σ atoms over the linear relaxation, rounded inward to integers (⌈min − ε⌉, ⌊max + ε⌋,
/// ε = 1e-6). The true integer interval lies within; it can be narrower where the relaxation has vertices that are not
/// integral, so that a width read here is what an attacker with a linear solver learns, and never proof of protection:
/// that is what [`protect`](super::protect()) seeks witnesses for.
///
/// # Algorithm
///
/// Integer interval arithmetic first; then each connected part apart, with two linear programmes for each target and part, save where
/// a point found before attains the bound already.
///
/// # Complexity
///
/// At most 2 linear programmes for each target and part, each of the size of the part.
///
/// # Errors
///
/// [`AttackError::Contradiction`] where the statements cannot all be true, [`AttackError::Solver`] where the solver gave up,
/// [`AttackError::Unsound`] for what cannot be read.
///
/// ```
/// use hotspur_core::disclosure::{Interval, Said, Statement, attack};
/// let row = Statement { atoms: vec![0, 1], said: Said::Exactly(8) };
/// let small = |atom| Statement { atoms: vec![atom], said: Said::Between(1, Some(4)) };
/// let found = attack(2, &[row, small(0), small(1)], &[vec![0]])?;
/// assert_eq!(found, [Interval { low: 4, high: Some(4) }]);
/// # Ok::<(), hotspur_core::disclosure::AttackError>(())
/// ```
pub fn attack(
    atoms: usize,
    statements: &[Statement],
    targets: &[Vec<u32>],
) -> Result<Vec<Interval>, AttackError> {
    let sets = statements
        .iter()
        .map(|statement| &statement.atoms)
        .chain(targets);
    for (number, set) in sets.enumerate() {
        let bounds = statements
            .get(number)
            .map(|statement| bounds(statement.said));
        let sound = set.is_sorted_by(|a, b| a < b)
            && set.last().is_none_or(|last| (*last as usize) < atoms);
        if !(sound
            && bounds.is_none_or(|(low, high)| low < LARGEST && (high < LARGEST || high == OPEN)))
        {
            return Err(AttackError::Unsound {
                number,
                atoms,
                limit: LARGEST,
            });
        }
    }
    let mut region = Region::new(atoms);
    for statement in statements {
        let (low, high) = bounds(statement.said);
        region.say(&statement.atoms, low, high);
    }
    let mut attacker = Attacker::new(region)?;
    targets
        .iter()
        .map(|target| attacker.interval(target))
        .collect()
}

fn bounds(said: Said) -> (u64, u64) {
    match said {
        Said::Exactly(value) => (value, value),
        Said::Between(low, high) => (low, high.unwrap_or(OPEN)),
    }
}

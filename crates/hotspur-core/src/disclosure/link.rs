//! Two sums that everybody knows to be equal, though perhaps neither is published: the events of one kind by area, and the
//! same events by month.

use super::attack::{Said, Statement};

/// Above any count, and exact in an f64 many times over.
const LARGE: u64 = 1 << 32;

/// Σ left = Σ right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The atoms of one sum: ascending, no repeats.
    pub left: Vec<u32>,
    /// The atoms of the other: ascending, no repeats.
    pub right: Vec<u32>,
}

impl Link {
    /// The link as statements about plain sums. Each atom r of the right side gets a complement c with r + c = B, B above any
    /// count; then Σ left = Σ right is Σ left + Σ c = n B. The complements are numbered from `first`, which is above every atom;
    /// there are as many as atoms of the right side. Time O(atoms).
    ///
    /// ```
    /// use hotspur_core::disclosure::{Interval, Link, Said, Statement, attack};
    /// let link = Link { left: vec![0], right: vec![1, 2] };
    /// let mut said = link.statements(3);
    /// said.push(Statement { atoms: vec![1], said: Said::Exactly(4) });
    /// said.push(Statement { atoms: vec![2], said: Said::Between(1, Some(3)) });
    /// assert_eq!(attack(5, &said, &[vec![0]])?, [Interval { low: 5, high: Some(7) }]);
    /// # Ok::<(), hotspur_core::disclosure::AttackError>(())
    /// ```
    #[must_use]
    pub fn statements(&self, first: u32) -> Vec<Statement> {
        let complements = (first..).take(self.right.len());
        let mut said: Vec<Statement> = (self.right.iter().zip(complements.clone()))
            .map(|(atom, complement)| Statement {
                atoms: vec![*atom, complement],
                said: Said::Exactly(LARGE),
            })
            .collect();
        said.push(Statement {
            atoms: self.left.iter().copied().chain(complements).collect(),
            said: Said::Exactly(LARGE * self.right.len() as u64),
        });
        said
    }

    /// The true value of a complement.
    #[must_use]
    pub const fn complement(value: u64) -> u64 {
        LARGE.saturating_sub(value)
    }
}

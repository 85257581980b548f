//! What is shown at a moment of the work, and what that tells.

use super::region::{Contradiction, OPEN, Region};
use super::system::System;

/// Which cells are withheld.
#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    pub system: &'a System,
    /// Cells that everybody knows, whatever is decided.
    pub always_shown: &'a [bool],
    pub withheld: Vec<bool>,
}

impl<'a> State<'a> {
    /// Withholds what must be: small values, and what was withheld before. Zeros are public.
    pub fn new(system: &'a System, always_shown: &'a [bool], before: &[bool]) -> Self {
        let withheld = (0..system.cells().len())
            .map(|cell| {
                let may = system.cells()[cell].candidate && !always_shown[cell];
                may && system.value(cell) > 0 && (system.is_small(cell) || before[cell])
            })
            .collect();
        Self {
            system,
            always_shown,
            withheld,
        }
    }

    /// Whether the cell is shown now and could be withheld: zeros are public, and some cells are known already.
    pub fn may_withhold(&self, cell: usize) -> bool {
        self.system.cells()[cell].candidate
            && !self.always_shown[cell]
            && !self.withheld[cell]
            && self.system.value(cell) > 0
    }

    /// The same with everything withheld that can be.
    pub fn all_withheld(&self) -> Self {
        let mut all = self.clone();
        for cell in 0..all.withheld.len() {
            all.withheld[cell] |= self.may_withhold(cell);
        }
        all
    }

    /// What the attacker is told of a cell, (least, most).
    ///
    /// A shown cell: its value. A primary one: 1..threshold. Any other withheld one is known not to be small, and not to be zero,
    /// so that it is at least its threshold. With a threshold of at most 2 a primary cell could only be 1; there the attacker
    /// must not be told which cells are primary, and every withheld one is at least 1. Of a derived cell nothing is told.
    pub fn told(&self, cell: usize) -> (u64, u64) {
        let (value, of) = (self.system.value(cell), &self.system.cells()[cell]);
        if self.always_shown[cell] || (of.candidate && !self.withheld[cell]) {
            (value, value)
        } else if !of.candidate {
            (0, OPEN)
        } else {
            self.told_if_withheld(cell)
        }
    }

    /// The same of a candidate, were it withheld.
    pub fn told_if_withheld(&self, cell: usize) -> (u64, u64) {
        let of = &self.system.cells()[cell];
        if of.threshold <= 2 {
            (1, OPEN)
        } else if self.system.is_small(cell) {
            (1, of.threshold - 1)
        } else {
            (of.threshold, OPEN)
        }
    }

    /// All that is told, tightened.
    pub fn region(&self) -> Result<Region, Contradiction> {
        let mut region = Region::new(self.system.atoms().len());
        for (number, cell) in self.system.cells().iter().enumerate() {
            let (low, high) = self.told(number);
            if (low, high) != (0, OPEN) {
                region.say(&cell.atoms, low, high);
            }
        }
        region.tighten()?;
        Ok(region)
    }
}

//! What follows without a solver: tighter bounds of atoms by integer interval arithmetic, and the parts that do not touch.

use super::region::{Contradiction, OPEN, Region, Row};

/// Rounds of tightening: each is sound, so that stopping early only leaves more to the solver.
const MOST_ROUNDS: usize = 30;

impl Region {
    /// Tightens until nothing changes: in a row L ≤ Σ x ≤ H, xⱼ ≤ H − Σ low of the others and xⱼ ≥ L − Σ high of the others.
    /// Rows then lose the atoms that are fixed, and go where none is left. Time O(rounds · entries).
    pub fn tighten(&mut self) -> Result<(), Contradiction> {
        let mut rows = std::mem::take(&mut self.rows);
        for _ in 0..MOST_ROUNDS {
            let mut changed = false;
            for row in &rows {
                changed |= self.tighten_by(row)?;
            }
            if !changed {
                break;
            }
        }
        if (self.low.iter().zip(&self.high)).any(|(low, high)| low > high) {
            return Err(Contradiction);
        }
        for row in &mut rows {
            self.drop_fixed(row)?;
        }
        rows.retain(|row| !row.atoms.is_empty());
        rows.sort_by(|a, b| a.atoms.cmp(&b.atoms));
        rows.dedup_by(|later, kept| {
            let same = later.atoms == kept.atoms;
            if same {
                kept.low = kept.low.max(later.low);
                kept.high = kept.high.min(later.high);
            }
            same
        });
        self.rows = rows;
        if self.rows.iter().any(|row| row.low > row.high) {
            return Err(Contradiction);
        }
        Ok(())
    }

    fn tighten_by(&mut self, row: &Row) -> Result<bool, Contradiction> {
        let (low, high) = self.span(&row.atoms);
        if low > row.high || high < row.low {
            return Err(Contradiction);
        }
        let slack = if row.high == OPEN {
            OPEN
        } else {
            row.high - low
        };
        let open = (row.atoms.iter())
            .filter(|atom| self.high[**atom as usize] == OPEN)
            .count();
        let closed = (row.atoms.iter())
            .map(|atom| self.high[*atom as usize])
            .filter(|high| *high != OPEN)
            .fold(0_u64, u64::saturating_add);
        let mut changed = false;
        for atom in &row.atoms {
            let atom = *atom as usize;
            let (old_low, old_high) = (self.low[atom], self.high[atom]);
            let most = old_low.saturating_add(slack);
            if most < old_high {
                self.high[atom] = most;
                changed = true;
            }
            let others_open = open - usize::from(old_high == OPEN);
            // A saturated sum says nothing.
            if others_open > 0 || closed == OPEN {
                continue;
            }
            let others = if old_high == OPEN {
                closed
            } else {
                closed - old_high
            };
            let least = row.low.saturating_sub(others);
            if least > old_low {
                self.low[atom] = least;
                changed = true;
            }
            if self.low[atom] > self.high[atom] {
                return Err(Contradiction);
            }
        }
        Ok(changed)
    }

    fn drop_fixed(&self, row: &mut Row) -> Result<(), Contradiction> {
        let known = (row.atoms.iter())
            .filter(|atom| self.is_fixed(**atom))
            .fold(0_u64, |sum, atom| {
                sum.saturating_add(self.low[*atom as usize])
            });
        row.atoms.retain(|atom| !self.is_fixed(*atom));
        if known > row.high || (row.atoms.is_empty() && known < row.low) {
            return Err(Contradiction);
        }
        row.low = row.low.saturating_sub(known);
        if row.high != OPEN {
            row.high -= known;
        }
        Ok(())
    }
}

/// The connected component of each atom, where a set of atoms joins its members; named by its lowest atom.
/// Time O(entries · α).
pub(super) fn components<'a>(atoms: usize, sets: impl Iterator<Item = &'a [u32]>) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..atoms as u32).collect();
    for set in sets {
        for pair in set.windows(2) {
            let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
            parent[a.max(b) as usize] = a.min(b);
        }
    }
    (0..atoms as u32)
        .map(|atom| root(&mut parent, atom))
        .collect()
}

fn root(parent: &mut [u32], mut atom: u32) -> u32 {
    while parent[atom as usize] != atom {
        parent[atom as usize] = parent[parent[atom as usize] as usize];
        atom = parent[atom as usize];
    }
    atom
}

//! The surroundings of a target: few rows, chosen so that many atoms have all their rows among them and can move without
//! touching anything else. What moves there moves in the whole; what does not may still.

use super::region::{Region, Row};

/// Which rows hold each atom.
pub(super) struct Incidence {
    rows_of: Vec<Vec<u32>>,
}

/// Atoms that may move, and the rows that they touch.
pub(super) struct Neighbourhood {
    pub atoms: Vec<u32>,
    pub rows: Vec<usize>,
    /// Whether nothing was left out.
    pub whole: bool,
}

impl Incidence {
    pub fn new(region: &Region) -> Self {
        let mut rows_of = vec![Vec::new(); region.low.len()];
        for (number, row) in region.rows.iter().enumerate() {
            for atom in &row.atoms {
                rows_of[*atom as usize].push(number as u32);
            }
        }
        Self { rows_of }
    }

    /// Grows from the rows of a target, always by the row that shares most atoms with those taken (then the longest, then the
    /// first), up to `most` rows. Time O(most · rows + entries of the rows taken · rows of an atom).
    pub fn around(&self, region: &Region, target: &[u32], most: usize) -> Neighbourhood {
        let mut growth = Growth::new(self, region);
        for atom in target {
            for row in &self.rows_of[*atom as usize] {
                growth.take(*row as usize);
            }
        }
        let mut whole = false;
        while growth.count < most {
            let Some(next) = growth.next() else {
                whole = true;
                break;
            };
            growth.take(next);
        }
        let mut atoms = growth.free;
        // A target's atoms that no row holds move by themselves.
        atoms.extend(
            target.iter().filter(|atom| {
                self.rows_of[**atom as usize].is_empty() && !region.is_fixed(**atom)
            }),
        );
        atoms.sort_unstable();
        let rows = (0..region.rows.len())
            .filter(|row| growth.taken[*row])
            .collect();
        Neighbourhood { atoms, rows, whole }
    }
}

struct Growth<'a> {
    incidence: &'a Incidence,
    rows: &'a [Row],
    taken: Vec<bool>,
    count: usize,
    /// Rows of each atom that are not taken yet.
    left: Vec<usize>,
    /// Atoms of each row that a taken row holds too.
    shared: Vec<usize>,
    free: Vec<u32>,
}

impl<'a> Growth<'a> {
    fn new(incidence: &'a Incidence, region: &'a Region) -> Self {
        Self {
            incidence,
            rows: &region.rows,
            taken: vec![false; region.rows.len()],
            count: 0,
            left: incidence.rows_of.iter().map(Vec::len).collect(),
            shared: vec![0; region.rows.len()],
            free: Vec::new(),
        }
    }

    fn take(&mut self, row: usize) {
        if std::mem::replace(&mut self.taken[row], true) {
            return;
        }
        self.count += 1;
        for atom in &self.rows[row].atoms {
            let rows_of = &self.incidence.rows_of[*atom as usize];
            let left = &mut self.left[*atom as usize];
            let first = *left == rows_of.len();
            *left -= 1;
            if *left == 0 {
                self.free.push(*atom);
            }
            if first {
                for other in rows_of {
                    self.shared[*other as usize] += 1;
                }
            }
        }
    }

    fn next(&self) -> Option<usize> {
        let open = (0..self.rows.len()).filter(|row| !self.taken[*row] && self.shared[*row] > 0);
        let rank = |row: &usize| (self.shared[*row], self.rows[*row].atoms.len());
        open.max_by(|a, b| rank(a).cmp(&rank(b)).then(b.cmp(a)))
    }
}

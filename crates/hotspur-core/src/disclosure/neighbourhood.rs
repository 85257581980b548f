//! The surroundings of a target: few rows, chosen so that many atoms have all their rows among them and can move without
//! touching anything else. What moves there moves in the whole; what does not may still.

use super::region::{Region, Row};

/// Inequalities of more atoms than this have slack to spare: they are obeyed, but not followed to the atoms they hold.
const LONG: usize = 32;

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
    /// first), up to `most` rows. Equations hold their atoms until they are taken; inequalities only join those that move.
    /// Time O(most · rows + entries of the rows taken · rows of an atom).
    pub fn around(&self, region: &Region, target: &[u32], most: usize) -> Neighbourhood {
        let mut growth = Growth::new(self, region);
        for atom in target {
            growth.touch(*atom);
            for row in &self.rows_of[*atom as usize] {
                if !growth.is_long(*row as usize) {
                    growth.take(*row as usize);
                }
            }
        }
        let mut whole = false;
        while growth.count < most {
            let Some(next) = growth.next(most == usize::MAX) else {
                whole = most == usize::MAX;
                break;
            };
            growth.take(next);
        }
        let mut atoms = growth.free;
        atoms.retain(|atom| !region.is_fixed(*atom));
        atoms.sort_unstable();
        let mut rows: Vec<usize> = (atoms.iter())
            .flat_map(|atom| &self.rows_of[*atom as usize])
            .map(|row| *row as usize)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        Neighbourhood { atoms, rows, whole }
    }
}

struct Growth<'a> {
    incidence: &'a Incidence,
    rows: &'a [Row],
    taken: Vec<bool>,
    count: usize,
    /// Equations of each atom that are not taken yet.
    left: Vec<usize>,
    /// Atoms that a taken row holds.
    touched: Vec<bool>,
    /// Such atoms of each row.
    shared: Vec<usize>,
    free: Vec<u32>,
}

impl<'a> Growth<'a> {
    fn new(incidence: &'a Incidence, region: &'a Region) -> Self {
        let equations = |rows: &Vec<u32>| {
            rows.iter()
                .filter(|row| region.rows[**row as usize].is_equation())
                .count()
        };
        Self {
            incidence,
            rows: &region.rows,
            taken: vec![false; region.rows.len()],
            count: 0,
            left: incidence.rows_of.iter().map(equations).collect(),
            touched: vec![false; region.low.len()],
            shared: vec![0; region.rows.len()],
            free: Vec::new(),
        }
    }

    fn is_long(&self, row: usize) -> bool {
        !self.rows[row].is_equation() && self.rows[row].atoms.len() > LONG
    }

    fn touch(&mut self, atom: u32) {
        if std::mem::replace(&mut self.touched[atom as usize], true) {
            return;
        }
        if self.left[atom as usize] == 0 {
            self.free.push(atom);
        }
        for row in &self.incidence.rows_of[atom as usize] {
            self.shared[*row as usize] += 1;
        }
    }

    fn take(&mut self, row: usize) {
        if std::mem::replace(&mut self.taken[row], true) {
            return;
        }
        self.count += 1;
        let rows = self.rows;
        for atom in &rows[row].atoms {
            self.touch(*atom);
            if rows[row].is_equation() {
                self.left[*atom as usize] -= 1;
                if self.left[*atom as usize] == 0 {
                    self.free.push(*atom);
                }
            }
        }
    }

    fn next(&self, long_too: bool) -> Option<usize> {
        let open = (0..self.rows.len()).filter(|row| {
            !self.taken[*row] && self.shared[*row] > 0 && (long_too || !self.is_long(*row))
        });
        let rank = |row: &usize| (self.shared[*row], self.rows[*row].atoms.len());
        open.max_by(|a, b| rank(a).cmp(&rank(b)).then(b.cmp(a)))
    }
}

//! What an attacker knows: bounds of atoms and of sums of atoms.

/// No upper bound.
pub(super) const OPEN: u64 = u64::MAX;

/// low ≤ Σ atoms ≤ high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub atoms: Vec<u32>,
    pub low: u64,
    pub high: u64,
}

impl Row {
    /// Whether it leaves the sum one value.
    pub fn is_equation(&self) -> bool {
        self.low == self.high
    }
}

/// The integer points that agree with everything said: {x : low ≤ x ≤ high, and each row holds}.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub low: Vec<u64>,
    pub high: Vec<u64>,
    pub rows: Vec<Row>,
}

/// The statements cannot all be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contradiction;

impl Region {
    /// Any non-negative integers.
    pub fn new(atoms: usize) -> Self {
        Self {
            low: vec![0; atoms],
            high: vec![OPEN; atoms],
            rows: Vec::new(),
        }
    }

    /// Adds a statement; one about a single atom becomes its bounds.
    pub fn say(&mut self, atoms: &[u32], low: u64, high: u64) {
        match atoms {
            [atom] => {
                let atom = *atom as usize;
                self.low[atom] = self.low[atom].max(low);
                self.high[atom] = self.high[atom].min(high);
            }
            _ => self.say_row(atoms.to_vec(), low, high),
        }
    }

    /// Adds a statement as a row, whatever its length.
    pub fn say_row(&mut self, atoms: Vec<u32>, low: u64, high: u64) {
        self.rows.push(Row { atoms, low, high });
    }

    /// Whether an atom has one value left.
    pub fn is_fixed(&self, atom: u32) -> bool {
        self.low[atom as usize] == self.high[atom as usize]
    }

    /// The interval of a sum by the bounds of its atoms alone: (Σ low, Σ high).
    pub fn span(&self, atoms: &[u32]) -> (u64, u64) {
        let mut span = (0_u64, 0_u64);
        for atom in atoms {
            span.0 = span.0.saturating_add(self.low[*atom as usize]);
            span.1 = span.1.saturating_add(self.high[*atom as usize]);
        }
        span
    }

    /// Whether a point is within the bounds of these atoms and of these rows.
    pub fn holds(&self, point: &[u64], atoms: &[u32], rows: &[usize]) -> bool {
        let sum = |atoms: &[u32]| {
            (atoms.iter()).fold(0_u64, |sum, atom| sum.saturating_add(point[*atom as usize]))
        };
        let within = |atom: &u32| {
            let atom = *atom as usize;
            (self.low[atom]..=self.high[atom]).contains(&point[atom])
        };
        atoms.iter().all(within)
            && rows.iter().all(|row| {
                let row = &self.rows[*row];
                (row.low..=row.high).contains(&sum(&row.atoms))
            })
    }
}

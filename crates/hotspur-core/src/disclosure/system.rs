//! Atoms and cells: everything that may be said about the counts, in one linear system.

/// A sum of atoms that may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The atoms summed: ascending, no repeats.
    pub atoms: Vec<u32>,
    /// A value in 1..threshold may not be published; 0 where any may.
    pub threshold: u64,
    /// What withholding it costs: above 0, finite. Totals cost more.
    pub cost: f64,
    /// Whether it would be published at all. One that would not is a derived target: never shown, but protected too.
    pub candidate: bool,
}

/// What is wrong with a system.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SystemError {
    /// A cell names an atom that is not there.
    #[error("cell {cell} names atom {atom}; there are {atoms} atoms")]
    NoSuchAtom {
        /// The cell.
        cell: usize,
        /// The atom named.
        atom: u32,
        /// How many there are.
        atoms: usize,
    },
    /// The atoms of a cell are not in ascending order or one is repeated.
    #[error("the atoms of cell {cell} must ascend without repeats")]
    Unsorted {
        /// The cell.
        cell: usize,
    },
    /// A cost that cannot be compared.
    #[error("the cost of cell {cell} is {cost}; it must be above 0 and finite")]
    BadCost {
        /// The cell.
        cell: usize,
        /// Its cost.
        cost: f64,
    },
    /// Counts beyond what the arithmetic is exact for.
    #[error("all atoms, and each threshold, must together stay below {limit}")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// More atoms or cells than their numbers can hold.
    #[error("there are {count} atoms or cells; at most {most} can be numbered")]
    TooMany {
        /// How many there are.
        count: usize,
        /// The most.
        most: usize,
    },
}

/// Integers below this are exact in an f64, with room for sums and differences.
pub(super) const LARGEST: u64 = 1 << 51;

/// True atom values and the cells over them, checked once.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    atoms: Vec<u64>,
    cells: Vec<Cell>,
    values: Vec<u64>,
}

impl System {
    /// Checks atoms and cells. Time and memory: the sum of the cells' lengths.
    ///
    /// # Errors
    ///
    /// A [`SystemError`] that names the first cell which is not sound.
    ///
    /// ```
    /// use hotspur_core::disclosure::{Cell, System};
    /// let cell = |atoms: &[u32]| Cell { atoms: atoms.to_vec(), threshold: 5, cost: 1.0, candidate: true };
    /// let system = System::new(vec![4, 4], vec![cell(&[0]), cell(&[1]), cell(&[0, 1])])?;
    /// assert_eq!(system.value(2), 8);
    /// # Ok::<(), hotspur_core::disclosure::SystemError>(())
    /// ```
    pub fn new(atoms: Vec<u64>, cells: Vec<Cell>) -> Result<Self, SystemError> {
        let most = u32::MAX as usize;
        let count = atoms.len().max(cells.len());
        if count >= most {
            return Err(SystemError::TooMany { count, most });
        }
        let total = atoms
            .iter()
            .try_fold(0_u64, |sum, value| sum.checked_add(*value));
        let thresholds = cells.iter().all(|cell| cell.threshold < LARGEST);
        if !(total.is_some_and(|total| total < LARGEST) && thresholds) {
            return Err(SystemError::TooLarge { limit: LARGEST });
        }
        for (number, cell) in cells.iter().enumerate() {
            check(number, cell, atoms.len())?;
        }
        let values = (cells.iter())
            .map(|cell| cell.atoms.iter().map(|atom| atoms[*atom as usize]).sum())
            .collect();
        Ok(Self {
            atoms,
            cells,
            values,
        })
    }

    /// The true value of a cell: Σ of its atoms; 0 for one that is not there.
    #[must_use]
    pub fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or(0)
    }

    /// The true values of the atoms.
    #[must_use]
    pub fn atoms(&self) -> &[u64] {
        &self.atoms
    }

    /// The cells, in the order given.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Whether the cell's value may not be published: in 1..threshold.
    pub(super) fn is_small(&self, cell: usize) -> bool {
        let value = self.value(cell);
        value > 0 && value < self.cells[cell].threshold
    }
}

fn check(number: usize, cell: &Cell, atoms: usize) -> Result<(), SystemError> {
    if let Some(atom) = cell.atoms.iter().find(|atom| **atom as usize >= atoms) {
        return Err(SystemError::NoSuchAtom {
            cell: number,
            atom: *atom,
            atoms,
        });
    }
    if !cell.atoms.is_sorted_by(|a, b| a < b) {
        return Err(SystemError::Unsorted { cell: number });
    }
    if !(cell.cost > 0.0 && cell.cost.is_finite()) {
        return Err(SystemError::BadCost {
            cell: number,
            cost: cell.cost,
        });
    }
    Ok(())
}

//! Disclosure control of tables of counts (stub).
#![allow(missing_docs)]
#[derive(Debug, Clone)]
pub struct Cell {
    pub atoms: Vec<u32>,
    pub threshold: u64,
    pub cost: f64,
    pub candidate: bool,
}
#[derive(Debug, Clone)]
pub struct Link {
    pub left: Vec<u32>,
    pub right: Vec<u32>,
}
#[derive(Debug, Clone)]
pub struct System {
    atoms: Vec<u64>,
    cells: Vec<Cell>,
}
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("bad")]
pub struct SystemError;
impl System {
    pub fn new(atoms: Vec<u64>, cells: Vec<Cell>, _links: Vec<Link>) -> Result<Self, SystemError> {
        Ok(Self { atoms, cells })
    }
    pub fn value(&self, cell: usize) -> u64 {
        self.cells[cell]
            .atoms
            .iter()
            .map(|a| self.atoms[*a as usize])
            .sum()
    }
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
    pub fn atoms(&self) -> &[u64] {
        &self.atoms
    }
    pub fn links(&self) -> &[Link] {
        &[]
    }
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Exactly(u64),
    Between(u64, Option<u64>),
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub atoms: Vec<u32>,
    pub said: Said,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub low: u64,
    pub high: Option<u64>,
}
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AttackError {
    #[error("no")]
    Contradiction,
    #[error("no")]
    Solver(String),
}
pub fn attack(
    _atoms: usize,
    _statements: &[Statement],
    _links: &[Link],
    targets: &[Vec<u32>],
) -> Result<Vec<Interval>, AttackError> {
    Ok(targets
        .iter()
        .map(|_| Interval { low: 0, high: None })
        .collect())
}
#[derive(Debug, Clone, Default)]
pub struct Before {
    pub withheld: Vec<bool>,
    pub always_shown: Vec<bool>,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Shown,
    Primary,
    Secondary,
    Derived,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Protected {
    pub status: Vec<Status>,
    pub intervals: Vec<Option<Interval>>,
    pub lower_bound: usize,
    pub whole_withheld: bool,
}
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProtectError {
    #[error("no")]
    Impossible { cells: Vec<usize> },
}
pub fn protect(system: &System, before: &Before) -> Result<Protected, ProtectError> {
    let n = system.cells.len();
    Ok(Protected {
        status: (0..n)
            .map(|i| {
                let c = &system.cells[i];
                let v = system.value(i);
                if !c.candidate {
                    Status::Derived
                } else if before.always_shown.get(i) == Some(&true) {
                    Status::Shown
                } else if v > 0 && v < c.threshold {
                    Status::Primary
                } else if before.withheld.get(i) == Some(&true) {
                    Status::Secondary
                } else {
                    Status::Shown
                }
            })
            .collect(),
        intervals: vec![None; n],
        lower_bound: 0,
        whole_withheld: false,
    })
}

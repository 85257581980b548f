//! What became of every row.

use std::ops::{Add, AddAssign};

/// The bins of a run. The last five are disjoint and add up to the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows read.
    pub rows_read: u64,
    /// Strictly inside at least one area.
    pub in_area: u64,
    /// Located, and in no area.
    pub outside: u64,
    /// On a boundary, and counted in the area that the tie rule names.
    pub on_boundary: u64,
    /// Without a location.
    pub unlocated: u64,
    /// Not usable, or not asked for; each with its reason.
    pub rejected: u64,
}

impl Ledger {
    /// Whether the five bins add up to the rows read.
    #[must_use]
    pub const fn balances(&self) -> bool {
        self.in_area + self.outside + self.on_boundary + self.unlocated + self.rejected
            == self.rows_read
    }
}

impl AddAssign for Ledger {
    fn add_assign(&mut self, other: Self) {
        self.rows_read += other.rows_read;
        self.in_area += other.in_area;
        self.outside += other.outside;
        self.on_boundary += other.on_boundary;
        self.unlocated += other.unlocated;
        self.rejected += other.rejected;
    }
}

impl Add for Ledger {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

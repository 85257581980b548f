//! The fields of one row, whoever split it.

use csv::ByteRecord;

/// The fields of one row, quotation marks removed.
pub trait Fields {
    /// The field in a column; `None` beyond the last.
    fn get(&self, column: usize) -> Option<&[u8]>;

    /// How many fields there are.
    fn len(&self) -> usize;

    /// Whether a field holds a NUL byte.
    fn holds_nul(&self) -> bool;

    /// The fields from one column to another as they stand in the file; `None` where they do not stand side by side.
    fn side_by_side(&self, _first: usize, _last: usize) -> Option<&[u8]> {
        None
    }

    /// The fields in order.
    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|column| self.get(column))
    }
}

impl Fields for ByteRecord {
    fn get(&self, column: usize) -> Option<&[u8]> {
        self.get(column)
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn holds_nul(&self) -> bool {
        self.as_slice().contains(&0)
    }
}

/// Fields that stand one after another in one run of bytes.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'r> {
    /// The bytes that hold them.
    pub bytes: &'r [u8],
    /// Where the first begins.
    pub start: usize,
    /// Where each ends.
    pub ends: &'r [usize],
    /// How many bytes stand between two: one delimiter, or nothing.
    pub gap: usize,
    /// Whether one holds a NUL byte.
    pub nul: bool,
}

impl Fields for Joined<'_> {
    fn get(&self, column: usize) -> Option<&[u8]> {
        let end = *self.ends.get(column)?;
        let start = match column.checked_sub(1) {
            Some(before) => self.ends.get(before)? + self.gap,
            None => self.start,
        };
        self.bytes.get(start..end)
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn side_by_side(&self, first: usize, last: usize) -> Option<&[u8]> {
        let start = match first.checked_sub(1) {
            Some(before) => self.ends.get(before)? + self.gap,
            None => self.start,
        };
        let end = *self.ends.get(last)?;
        // Without a gap the same bytes may be split in more than one way.
        (self.gap > 0).then(|| self.bytes.get(start..end)).flatten()
    }

    fn holds_nul(&self) -> bool {
        self.nul
    }
}

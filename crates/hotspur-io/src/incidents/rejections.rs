//! Rows that cannot be used: all counted, the first of each reason kept.

use std::collections::BTreeMap;

use super::table::{REJECTED_KEPT, RejectedRow, Rejection};

/// The rejected rows of one file.
#[derive(Debug, Default)]
pub struct Rejections {
    /// All of them, by reason.
    pub counts: BTreeMap<Rejection, u64>,
    /// The first of each reason. Their file numbers are given when files are put together.
    pub rows: Vec<RejectedRow>,
}

impl Rejections {
    /// Counts a row, and keeps it if it is among the first of its reason; `value` is asked for only then.
    pub fn add(&mut self, line: u64, reason: Rejection, value: impl FnOnce() -> String) {
        let count = self.counts.entry(reason).or_insert(0);
        *count += 1;
        if *count <= REJECTED_KEPT as u64 {
            self.rows.push(RejectedRow {
                file: 0,
                line,
                reason,
                value: value(),
            });
        }
    }

    /// Adds those of the rows that follow.
    pub fn absorb(&mut self, next: Self) {
        let mut counted = self.counts.clone();
        for row in next.rows {
            let count = counted.entry(row.reason).or_insert(0);
            *count += 1;
            if *count <= REJECTED_KEPT as u64 {
                self.rows.push(row);
            }
        }
        for (reason, rows) in next.counts {
            *self.counts.entry(reason).or_insert(0) += rows;
        }
    }
}

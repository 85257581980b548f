//! The ledger file: what became of every row.

use std::io::{self, Write};

use super::table::inert;

/// The name of the ledger in its folder.
pub const LEDGER_FILE: &str = "ledger.csv";

/// The bins of the ledger, in its order.
const BINS: [&str; 5] = ["in_area", "outside", "on_boundary", "unlocated", "rejected"];

/// The bins of one input file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerFile {
    /// The file as it was given.
    pub file: String,
    /// Counts in the order in_area, outside, on_boundary, unlocated, rejected.
    pub counts: [u64; 5],
}

/// A row that was rejected or lies on a boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The bin: `rejected` or `on_boundary`.
    pub bin: &'static str,
    /// Why.
    pub reason: String,
    /// The value that did not fit, or the area that a boundary row is counted in.
    pub value: String,
    /// How many rows are like it, where equal rows were told as one; this is the first.
    pub rows: u64,
}

/// Writes the ledger: one line per file and bin, one line per listed row, and one for those beyond the limit.
pub fn write_ledger(
    files: &[LedgerFile],
    rows: &[LedgerRow],
    unlisted: &[(String, u64)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["record", "file", "line", "bin", "reason", "value", "rows"])?;
    for file in files {
        for (bin, count) in BINS.iter().zip(file.counts) {
            let count = count.to_string();
            table.write_record(["bin", &inert(&file.file), "", bin, "", "", &count])?;
        }
    }
    for row in rows {
        table.write_record([
            "row",
            &inert(&row.file),
            &row.line.to_string(),
            row.bin,
            &row.reason,
            &inert(&row.value),
            &row.rows.to_string(),
        ])?;
    }
    for (reason, count) in unlisted {
        let bin = if reason == ON_BOUNDARY {
            ON_BOUNDARY
        } else {
            "rejected"
        };
        table.write_record(["unlisted", "", "", bin, reason, "", &count.to_string()])?;
    }
    table.flush()
}

/// The reason and the bin of a row on a boundary.
pub const ON_BOUNDARY: &str = "on_boundary";

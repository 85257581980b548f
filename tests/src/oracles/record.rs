//! What the oracle tests compare, kept for the table in the docs.
//!
//! A comparison is kept only while [`compared_by`] runs the test that makes it, and on that thread alone: neither the order
//! of the tests nor their threads can change the table.

use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<Vec<Row>>> = const { RefCell::new(None) };
}

/// A row of the table: a statistic of the core, and who else computed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub statistic: String,
    /// Below `crates/hotspur-core/src`.
    pub source: &'static str,
    /// With its version.
    pub oracle: &'static str,
    /// How many numbers were compared.
    pub cases: usize,
    /// |found − expected| / max(|expected|, floor); not finite where the one is zero and the other not.
    pub largest: f64,
    pub tolerance: Tolerance,
}

/// What a difference may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// So much of the expected number, or of the floor if that is larger; a floor of zero is none.
    Within { relative: f64, floor: f64 },
    /// What no relative error says; the floor as above.
    Words { words: &'static str, floor: f64 },
}

/// By relative error alone.
pub fn relative(relative: f64) -> Tolerance {
    floored(relative, 0.0)
}

/// By relative error, for statistics that cancel to near zero: the denominator is not below the floor.
pub fn floored(relative: f64, floor: f64) -> Tolerance {
    Tolerance::Within { relative, floor }
}

pub fn difference(found: f64, expected: f64, floor: f64) -> f64 {
    if found == expected {
        return 0.0;
    }
    let apart = (found - expected).abs() / expected.abs().max(floor);
    if apart.is_nan() { f64::INFINITY } else { apart }
}

/// Keeps a comparison; rows of the same three names are one row, with the looser of their tolerances.
pub fn record(
    (statistic, source, oracle): (&str, &'static str, &'static str),
    found: &[f64],
    expected: &[f64],
    tolerance: Tolerance,
) {
    assert_eq!(found.len(), expected.len(), "{statistic}");
    let (Tolerance::Within { floor, .. } | Tolerance::Words { floor, .. }) = tolerance;
    let apart = found.iter().zip(expected);
    let row = Row {
        statistic: statistic.to_owned(),
        source,
        oracle,
        cases: found.len(),
        largest: apart
            .map(|(found, expected)| difference(*found, *expected, floor))
            .fold(0.0, f64::max),
        tolerance,
    };
    KEPT.with_borrow_mut(|kept| {
        if let Some(rows) = kept {
            add(rows, row);
        }
    });
}

fn add(rows: &mut Vec<Row>, new: Row) {
    let names = |row: &Row| (row.statistic.clone(), row.source, row.oracle);
    let Some(row) = rows.iter_mut().find(|row| names(row) == names(&new)) else {
        rows.push(new);
        return;
    };
    row.cases += new.cases;
    row.largest = row.largest.max(new.largest);
    row.tolerance = looser(row.tolerance, new.tolerance);
}

fn looser(one: Tolerance, other: Tolerance) -> Tolerance {
    match (one, other) {
        (
            Tolerance::Within { relative: a, floor },
            Tolerance::Within {
                relative: b,
                floor: other,
            },
        ) if floor == other => floored(a.max(b), floor),
        (one, other) => {
            assert_eq!(one, other, "one row has one way of measuring");
            one
        }
    }
}

/// Runs the tests here and now, and returns what they compared, in order.
pub fn compared_by(tests: &[fn()]) -> Vec<Row> {
    KEPT.set(Some(Vec::new()));
    for test in tests {
        test();
    }
    KEPT.take().unwrap_or_default()
}

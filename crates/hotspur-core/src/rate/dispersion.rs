//! Dispersion of months within areas: how much more than Poisson counts vary from month to month.

use crate::value::{Reason, Value};

/// The dispersion of a table of areas by months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// Pearson's X² of the table under area and month effects.
    pub x2: f64,
    /// Its degrees of freedom, (a − 1)(b − 1).
    pub degrees: f64,
    /// φ = X² / degrees · (N − 1) / N, unbiased for Poisson counts at any sparsity (Haldane).
    pub phi: f64,
    /// The mean count of a cell; below 2 the estimate is biased down where counts cluster.
    pub mean: f64,
    /// Whether months were pooled to quarters, because the mean of a month was below 2.
    pub pooled: bool,
}

/// Cells with a smaller mean understate the dispersion of clustered counts.
const LEAST_MEAN: f64 = 2.0;

/// Months that are pooled where cells are too small.
const QUARTER: usize = 3;

/// φ of `table[area][month]`: quasi-Poisson dispersion with area and month effects, from Pearson's X² after empty rows
/// and columns are dropped (McCullagh & Nelder 1989, doi:10.1007/978-1-4899-3242-6, section 4.5; the factor
/// (N − 1) / N is exact given the margins). Months are pooled to quarters where their mean is below 2 and at least two
/// whole quarters are there. It measures clustering in time, not differences between areas.
///
/// Undefined where fewer than two areas or two months hold any event. Time O(areas · months).
///
/// ```
/// use hotspur_core::rate::dispersion;
/// let found = dispersion(&[vec![10, 12, 9], vec![20, 22, 21]]).known().unwrap();
/// assert!(found.phi < 1.0 && found.degrees == 2.0);
/// ```
#[must_use]
pub fn dispersion(table: &[Vec<u64>]) -> Value<Dispersion> {
    let months = table.iter().map(Vec::len).max().unwrap_or(0);
    let monthly = pearson(table, false);
    match monthly {
        Value::Known(found) if found.mean < LEAST_MEAN && months >= 2 * QUARTER => {
            let quarters: Vec<Vec<u64>> = table
                .iter()
                .map(|row| {
                    row.chunks(QUARTER)
                        .map(|quarter| quarter.iter().sum())
                        .collect()
                })
                .collect();
            match pearson(&quarters, true) {
                Value::Undefined(_) => monthly,
                pooled @ Value::Known(_) => pooled,
            }
        }
        _ => monthly,
    }
}

fn pearson(table: &[Vec<u64>], pooled: bool) -> Value<Dispersion> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &[u64], column: usize| row.get(column).copied().unwrap_or(0) as f64;
    let column_sums: Vec<f64> = (0..columns)
        .map(|column| table.iter().map(|row| cell(row, column)).sum())
        .collect();
    let row_sums: Vec<f64> = table
        .iter()
        .map(|row| row.iter().sum::<u64>() as f64)
        .collect();
    let total: f64 = row_sums.iter().sum();
    let rows = row_sums.iter().filter(|sum| **sum > 0.0).count();
    let used = column_sums.iter().filter(|sum| **sum > 0.0).count();
    if total == 0.0 {
        return Value::Undefined(Reason::NoEvents);
    }
    if rows < 2 || used < 2 {
        return Value::Undefined(Reason::ShortSeries);
    }
    let mut x2 = 0.0;
    for (row, row_sum) in table.iter().zip(&row_sums) {
        for (column, column_sum) in column_sums.iter().enumerate() {
            let mean = row_sum * column_sum / total;
            if mean > 0.0 {
                x2 += (cell(row, column) - mean).powi(2) / mean;
            }
        }
    }
    let degrees = ((rows - 1) * (used - 1)) as f64;
    Value::Known(Dispersion {
        x2,
        degrees,
        phi: x2 / degrees * (total - 1.0) / total,
        mean: total / (rows * used) as f64,
        pooled,
    })
}

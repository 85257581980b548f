//! A row of the indicator table: one measure in its three columns.

use super::{Figure, INDICATORS, Quantity, Said, Status};

/// A cell: its number, if there is one, and its characters.
pub type Cell = (Option<f64>, &'static str);

/// A cell with a number.
pub const fn is(value: f64, as_printed: &'static str) -> Cell {
    (Some(value), as_printed)
}

/// A cell that the Strategy leaves open.
pub const fn open(as_printed: &'static str) -> Cell {
    (None, as_printed)
}

/// The row of a measure: 2001-02 (a prediction), and the targets for 2002-03 and 2004-05.
///
/// Changes are printed as measured from 2000-2001 in all three columns; by their arithmetic the targets are measured from
/// the first column.
pub const fn row(
    measure: &'static str,
    quantity: Quantity,
    claim: &'static str,
    cells: [Cell; 3],
) -> [Figure; 3] {
    let change = matches!(quantity, Quantity::PercentageChange);
    [
        cell(measure, quantity, claim, cells[0], (FIRST, change)),
        cell(measure, quantity, claim, cells[1], (SECOND, change)),
        cell(measure, quantity, claim, cells[2], (THIRD, change)),
    ]
}

/// The row of a measure whose first column is not a prediction.
pub const fn measured(
    measure: &'static str,
    quantity: Quantity,
    claim: &'static str,
    cells: [Cell; 3],
) -> [Figure; 3] {
    let [mut first, second, third] = row(measure, quantity, claim, cells);
    first.status = Status::Actual;
    [first, second, third]
}

/// The period of a column, its status, and the period that its changes are in fact measured from.
type Column = (&'static str, Status, &'static str);

const FIRST: Column = ("2001-02", Status::Predicted, "2000-01");
const SECOND: Column = ("2002-03", Status::Target, "2001-02");
const THIRD: Column = ("2004-05", Status::Target, "2001-02");

const fn cell(
    measure: &'static str,
    quantity: Quantity,
    claim: &'static str,
    (value, as_printed): Cell,
    ((period, status, meant), change): (Column, bool),
) -> Figure {
    Figure {
        measure,
        period,
        status,
        quantity,
        value,
        said: Said::Plainly,
        as_printed,
        base_printed: if change { Some("2000-2001") } else { None },
        base_meant: if change { Some(meant) } else { None },
        section: INDICATORS,
        claim,
    }
}

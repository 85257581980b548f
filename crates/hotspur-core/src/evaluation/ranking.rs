//! The order in which a map flags cells.

use rayon::prelude::*;

use crate::value::{Reason, Value};

/// One cell of a map under test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestedCell {
    /// What the map says of the cell: the larger, the earlier the cell is flagged.
    pub predicted: f64,
    /// How many crimes the map expects in it during the test period; undefined where the map ranks and does not count.
    pub expected: Value<f64>,
    /// The crimes of the earlier period.
    pub earlier: u64,
    /// The crimes of the test period.
    pub later: u64,
    /// Its ground within the study area, in any unit of area.
    pub ground: f64,
}

/// The cells by number, in the order in which they are flagged: the larger prediction first; of equal predictions the
/// cell with fewer later crimes, then the one that comes first. So ties count against the map, as in ptools.
///
/// Undefined where all predictions are equal (there may be no cell), since such a map prefers nothing, and where a
/// prediction is not a finite number. Time O(n log n).
///
/// ```
/// use hotspur_core::evaluation::{TestedCell, rank};
/// use hotspur_core::{Reason, Value};
/// let cell = |predicted, later| TestedCell {
///     predicted, later, earlier: 0, ground: 1.0, expected: Value::Undefined(Reason::NoEvents),
/// };
/// let cells = [cell(1.0, 5), cell(3.0, 9), cell(3.0, 2)];
/// assert_eq!(rank(&cells), Value::Known(vec![2, 1, 0]));
/// assert_eq!(rank(&cells[1..]), Value::Undefined(Reason::NoVariation));
/// ```
#[must_use]
pub fn rank(cells: &[TestedCell]) -> Value<Vec<usize>> {
    if cells.iter().any(|cell| !cell.predicted.is_finite()) {
        return Value::Undefined(Reason::NotFinite);
    }
    if cells
        .windows(2)
        .all(|pair| pair[0].predicted == pair[1].predicted)
    {
        return Value::Undefined(Reason::NoVariation);
    }
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.par_sort_unstable_by(|a, b| {
        let (first, second) = (&cells[*a], &cells[*b]);
        // Adding zero makes one number of both zeros.
        ((second.predicted + 0.0).total_cmp(&(first.predicted + 0.0)))
            .then(first.later.cmp(&second.later))
            .then(a.cmp(b))
    });
    Value::Known(order)
}

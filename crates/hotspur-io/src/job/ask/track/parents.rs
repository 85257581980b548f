//! The targets of others that local ones are part of, from a table of measure, whose, from, to, to_value and unit, and, where they are
//! there, from_value and source.

use hotspur_core::track::printed::{ParentAim, ParentTarget, Period, Quantity};

use super::TrackError;
use super::printed::{number, word, words};
use super::table::Table;
use crate::write::InputRecord;

/// The most parents.
const MOST_PARENTS: usize = 200;

/// Reads the targets above.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn read_parents(file: &str) -> Result<(Vec<ParentTarget>, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "parents")?;
    if let Some(row) = table.rows.get(MOST_PARENTS) {
        let why =
            format!("more than {MOST_PARENTS} targets: keep those that local ones are part of");
        return Err(table.refused(row.line, why));
    }
    table.refuse_twins()?;
    let [measure, whose, from, to, to_value, unit] = [
        table.needed("measure")?,
        table.needed("whose")?,
        table.needed("from")?,
        table.needed("to")?,
        table.needed("to_value")?,
        table.needed("unit")?,
    ];
    let [from_value, source] = ["from_value", "source"].map(|name| table.column(name));
    let rows = table.rows.iter().map(|row| {
        let refuse = |why: String| table.refused(row.line, why);
        if [measure, whose, from, to].iter().any(|column| row.text(*column).is_empty()) {
            return Err(refuse("measure, whose, from or to is empty: say all four".to_owned()));
        }
        let value = number(row.text(to_value)).map_err(refuse)?;
        let known = words(Quantity::ALL, Quantity::as_str);
        let quantity = word(Quantity::read, row.text(unit), "unit", &known).map_err(refuse)?;
        let aim = match quantity {
            Quantity::PercentageChange if value >= -100.0 => ParentAim::Change(value),
            Quantity::PercentageChange | Quantity::CountChange | Quantity::Other => {
                let why = "nothing can be compared with that: give a level, or a percentage_change of at least -100";
                return Err(refuse(why.to_owned()));
            }
            _ if value < 0.0 => {
                return Err(refuse("a level is not below 0: write it without a sign".to_owned()));
            }
            quantity => ParentAim::Level(quantity, value),
        };
        Ok(ParentTarget {
            line: row.line,
            measure: row.text(measure).to_owned(),
            whose: row.text(whose).to_owned(),
            from: Period::read(row.text(from)),
            from_value: match row.optional(from_value) {
                "" => None,
                text => Some(number(text).map_err(refuse)?),
            },
            to: Period::read(row.text(to)),
            aim,
            source: row.optional(source).to_owned(),
        })
    });
    let parents = rows.collect::<Result<Vec<_>, _>>()?;
    Ok((parents, input))
}

//! Printed figures, from a table of measure, period, status, quantity and printed, and, where they are there, value, said, base, part,
//! whole, adds_to, section and claim.

use std::collections::BTreeSet;

use hotspur_core::track::printed::{Firmness, Operand, Period, PrintedFigure, Quantity, Said};

use super::TrackError;
use super::table::{Table, TableRow};
use crate::write::InputRecord;

/// The most figures: each is compared with every other.
const MOST_FIGURES: usize = 1_000;

/// The largest figure: beyond it, not every whole number has a place of its own.
const LARGEST: f64 = 1e12;

/// Reads printed figures.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn read_printed(file: &str) -> Result<(Vec<PrintedFigure>, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "printed")?;
    if let Some(row) = table.rows.get(MOST_FIGURES) {
        let why = format!("more than {MOST_FIGURES} figures: split the table");
        return Err(table.refused(row.line, why));
    }
    table.refuse_twins()?;
    let columns = Columns::of(&table)?;
    let figures = table.rows.iter().map(|row| figure(&table, &columns, row));
    let figures = figures.collect::<Result<Vec<_>, _>>()?;
    let measures: BTreeSet<&str> = figures.iter().map(|one| one.measure.as_str()).collect();
    for figure in &figures {
        let of = figure.of.iter().flat_map(|(part, whole)| [part, whole]);
        let named = of.filter_map(|operand| match operand {
            Operand::Measure(measure) => Some(measure),
            Operand::Number(_) => None,
        });
        for measure in named.chain(&figure.adds_to) {
            if !measures.contains(measure.as_str()) {
                let why = format!(
                    "there is no measure {measure:?} in the table: add its figures, or write a number"
                );
                return Err(table.refused(figure.line, why));
            }
        }
    }
    Ok((figures, input))
}

/// Where the columns stand.
struct Columns {
    measure: usize,
    period: usize,
    status: usize,
    quantity: usize,
    printed: usize,
    /// value, said, base, part, whole, adds_to, section, claim.
    optional: [Option<usize>; 8],
}

impl Columns {
    fn of(table: &Table) -> Result<Self, TrackError> {
        let optional = [
            "value", "said", "base", "part", "whole", "adds_to", "section", "claim",
        ];
        Ok(Self {
            measure: table.needed("measure")?,
            period: table.needed("period")?,
            status: table.needed("status")?,
            quantity: table.needed("quantity")?,
            printed: table.needed("printed")?,
            optional: optional.map(|name| table.column(name)),
        })
    }
}

fn figure(table: &Table, columns: &Columns, row: &TableRow) -> Result<PrintedFigure, TrackError> {
    let refuse = |why: String| table.refused(row.line, why);
    let [value, said, base, part, whole, adds_to, section, claim] =
        columns.optional.map(|column| row.optional(column));
    let measure = row.text(columns.measure);
    if measure.is_empty() || row.text(columns.period).is_empty() {
        return Err(refuse("measure or period is empty: say both".to_owned()));
    }
    let printed = row.text(columns.printed).to_owned();
    let value = match value {
        "" => number_of(&printed),
        text => Some(number(text).map_err(refuse)?),
    };
    if let Some((value, read)) = value.zip(number_of(&printed))
        && (value.abs() - read.abs()).abs() > 1e-9 * read.abs().max(1.0)
    {
        let why = format!("{printed:?} is printed, and the value is {value}: correct one of them");
        return Err(refuse(why));
    }
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let of = match (part, whole) {
        ("", "") => None,
        ("", _) | (_, "") => {
            return Err(refuse("a share needs both part and whole".to_owned()));
        }
        (part, whole) => Some((operand(part), operand(whole))),
    };
    Ok(PrintedFigure {
        line: row.line,
        measure: measure.to_owned(),
        adds_to: text(adds_to),
        period: Period::read(row.text(columns.period)),
        firmness: word(
            Firmness::read,
            row.text(columns.status),
            "status",
            &words(Firmness::ALL, Firmness::as_str),
        )
        .map_err(refuse)?,
        quantity: word(
            Quantity::read,
            row.text(columns.quantity),
            "quantity",
            &words(Quantity::ALL, Quantity::as_str),
        )
        .map_err(refuse)?,
        value,
        said: match said {
            "" => Said::Plainly,
            said => {
                word(Said::read, said, "said", &words(Said::ALL, Said::as_str)).map_err(refuse)?
            }
        },
        printed,
        base: text(base).map(|base| Period::read(&base)),
        of,
        section: section.to_owned(),
        claim: claim.to_owned(),
    })
}

fn operand(text: &str) -> Operand {
    number(text).map_or_else(|_| Operand::Measure(text.to_owned()), Operand::Number)
}

/// A number as a table holds it.
pub fn number(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok();
    number
        .filter(|number| number.is_finite() && number.abs() <= LARGEST)
        .ok_or_else(|| {
            format!("{text:?} is no number: write it without signs of money or per cent")
        })
}

/// The number of printed characters, where they are one: with a sign, pounds, per cent and commas of thousands.
fn number_of(printed: &str) -> Option<f64> {
    let bare = printed.trim().trim_end_matches('%').trim_end();
    let bare = bare.replace('\u{2212}', "-").replace(['\u{a3}', ','], "");
    let digits = bare.strip_prefix(['+', '-']).unwrap_or(&bare);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let starts = digits
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit());
    (plain && starts).then(|| number(&bare).ok())?
}

/// A word of a list.
pub fn word<T>(
    read: impl Fn(&str) -> Option<T>,
    text: &str,
    column: &str,
    known: &str,
) -> Result<T, String> {
    let low = text.to_lowercase();
    read(&low).ok_or_else(|| format!("{column} {text:?} is none: choose among {known}"))
}

/// The words of a list.
pub fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> String {
    let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
    words.join(", ")
}

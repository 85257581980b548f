//! What a file in a partial must be, for whoever reads it takes it at its word: times that exist, texts without control characters,
//! a ledger that adds up.

use std::collections::BTreeMap;

use hotspur_core::{Minute, Month, Precision, When};

use super::super::rejections::Rejections;
use super::super::table::{REJECTED_KEPT, RejectedRow, Rejection};

/// The precisions by number.
pub const PRECISIONS: [Precision; 4] = [
    Precision::Month,
    Precision::Day,
    Precision::Minute,
    Precision::Span,
];

/// More than any file has: sums of so many cannot overflow.
const MOST: u64 = 1 << 40;

const MINUTES_PER_DAY: i32 = 24 * 60;

/// A time as it is written, if a date can be read as it.
pub fn when((from, to, precision, month): (i32, i32, usize, i32)) -> Option<(When, Month)> {
    let when = When {
        from: Minute(from),
        to: Minute(to),
        precision: *PRECISIONS.get(precision)?,
    };
    // The years of dates, and a day after the last for spans that end in it.
    let first = Month::from_year_month(1900, 1).start()?;
    let after = Month::from_year_month(2101, 1).start()?;
    let exists = (first.0..after.0).contains(&from) && (first.0..=after.0).contains(&to);
    let month = Month(month);
    if !exists || month != when.counted_in() {
        return None;
    }
    let sound = match when.precision {
        Precision::Month => When::month(month) == Some(when),
        Precision::Day => from.rem_euclid(MINUTES_PER_DAY) == 0 && to == from + MINUTES_PER_DAY,
        Precision::Minute => to == from + 1,
        Precision::Span => true,
    };
    sound.then_some((when, month))
}

/// Whether texts are as reading leaves them: without what a terminal would obey.
pub fn plain<'t>(mut texts: impl Iterator<Item = &'t String>) -> bool {
    texts.all(|text| !text.contains(char::is_control))
}

/// Whether `rows_read` are all rows, and all of them can be counted.
pub fn adds_up(rows_read: u64, usable: u64, rejected: &BTreeMap<String, u64>) -> bool {
    let all = (rejected.values()).try_fold(usable, |sum, rows| sum.checked_add(*rows));
    rows_read <= MOST && all == Some(rows_read)
}

/// The rejected rows: of each reason the first are told, as many as are kept, and the rest are counted.
pub fn rejections(
    counts: &BTreeMap<String, u64>,
    rows: Vec<(u64, String, String)>,
) -> Result<Rejections, &'static str> {
    let reason = |name: &str| {
        let mut all = Rejection::ALL.into_iter();
        all.find(|reason| reason.as_str() == name)
            .ok_or("a reason for rejecting rows is unknown")
    };
    let counts: BTreeMap<Rejection, u64> = (counts.iter())
        .map(|(name, rows)| Ok((reason(name)?, *rows)))
        .collect::<Result<_, &str>>()?;
    let rows = rows.into_iter().map(|(line, name, value)| {
        Ok(RejectedRow {
            file: 0,
            line,
            reason: reason(&name)?,
            value,
        })
    });
    let rows: Vec<RejectedRow> = rows.collect::<Result<_, &str>>()?;
    if !plain(rows.iter().map(|row| &row.value)) {
        return Err("a text holds control characters");
    }
    let mut told: BTreeMap<Rejection, u64> = BTreeMap::new();
    for row in &rows {
        *told.entry(row.reason).or_default() += 1;
    }
    let kept = |(reason, rows): (&Rejection, &u64)| (*reason, (*rows).min(REJECTED_KEPT as u64));
    if told != counts.iter().map(kept).collect() {
        return Err("the rejected rows that it tells are not those that it counts");
    }
    Ok(Rejections { counts, rows })
}

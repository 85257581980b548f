//! Dates as incident files write them: months, days and minutes of local clock time.
//!
//! Read are `2025-01`, `2025-01-31`, `2025/01/31`, `31/01/2025`, `31-Jan-2025`, each day with or without a time
//! `14:05`, `14:05:59` or `T14:05:59.000Z`. Day first, always: a file of month-first dates is refused as a whole.

use hotspur_core::{Month, Precision, When};
use jiff::civil::{Date, Time};

/// The years that incidents can be of; anything else is a slip of the pen, such as 0202 for 2020.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The interval that it stands for.
    pub when: When,
    /// The month that it is counted in.
    pub month: Month,
    /// Whether it carried a time zone, which is dropped: the clock time counts.
    pub zone: bool,
    /// Whether it can only be day first, such as 31/01/2025.
    pub day_first: bool,
}

/// Why a date could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// There is none.
    Missing,
    /// It does not exist, or its form is unknown.
    Unreadable,
    /// It can only be month first, such as 01/31/2025.
    MonthFirst,
}

/// Reads one date.
pub fn parse(field: &[u8]) -> Result<Dated, DateFault> {
    let field = field.trim_ascii();
    if field.is_empty() {
        return Err(DateFault::Missing);
    }
    let field = std::str::from_utf8(field).map_err(|_| DateFault::Unreadable)?;
    let (date, time) = match field.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim_start())),
        None => (field, None),
    };
    let parts: Vec<&str> = date.split(['-', '/', '.']).take(4).collect();
    match (parts.as_slice(), time) {
        ([year, month], None) if year.len() == 4 => whole_month(year, month),
        ([year, month, day], time) if year.len() == 4 => dated(year, month, day, time),
        ([day, month, year], time) if year.len() == 4 => day_first(day, month, year, time),
        _ => Err(DateFault::Unreadable),
    }
}

/// From the earliest to the latest time that an incident can have happened, and whether the two are reversed.
///
/// A latest day counts whole; a reversed span keeps both beginnings as given.
pub fn span(from: When, to: When) -> (When, bool) {
    if (from.from, from.to) == (to.from, to.to) {
        return (from, false);
    }
    let reversed = to.to <= from.from;
    let end = if reversed || to.precision == Precision::Minute {
        to.from
    } else {
        to.to
    };
    let when = When {
        from: from.from,
        to: end,
        precision: Precision::Span,
    };
    (when, reversed)
}

fn whole_month(year: &str, month: &str) -> Result<Dated, DateFault> {
    let (year, month) = year_and_month(year, month).ok_or(DateFault::Unreadable)?;
    let when = When::month(Month::from_year_month(year, month)).ok_or(DateFault::Unreadable)?;
    Ok(Dated {
        when,
        month: when.counted_in(),
        zone: false,
        day_first: false,
    })
}

fn day_first(day: &str, month: &str, year: &str, time: Option<&str>) -> Result<Dated, DateFault> {
    let numbers = (number(day), number(month));
    if let (Some(1..=12), Some(13..=31)) = numbers {
        return Err(DateFault::MonthFirst);
    }
    let mut dated = dated(year, month, day, time)?;
    dated.day_first = matches!(numbers, (Some(13..), Some(_)));
    Ok(dated)
}

fn dated(year: &str, month: &str, day: &str, time: Option<&str>) -> Result<Dated, DateFault> {
    let (year, month) = year_and_month(year, month).ok_or(DateFault::Unreadable)?;
    let day = number(day).ok_or(DateFault::Unreadable)?;
    let date = Date::new(year, month, day).map_err(|_| DateFault::Unreadable)?;
    let (when, zone) = match time {
        None => (When::day(date), false),
        Some(time) => {
            let (clock, zone) = clock(time).ok_or(DateFault::Unreadable)?;
            (When::minute(date.to_datetime(clock)), zone)
        }
    };
    Ok(Dated {
        when: when.ok_or(DateFault::Unreadable)?,
        month: Month::from_year_month(year, month),
        zone,
        day_first: false,
    })
}

fn year_and_month(year: &str, month: &str) -> Option<(i16, i8)> {
    let year = digits(year)?
        .parse()
        .ok()
        .filter(|year| YEARS.contains(year))?;
    let month = number(month)
        .or_else(|| month_named(month))
        .filter(|month| (1..=12).contains(month))?;
    Some((year, month))
}

/// A number of one or two digits.
fn number(text: &str) -> Option<i8> {
    digits(text).filter(|text| text.len() <= 2)?.parse().ok()
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// The months by name.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_named(text: &str) -> Option<i8> {
    let text = text.to_ascii_lowercase();
    let named = |month: &&str| text == **month || (text.len() == 3 && month.starts_with(&text));
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| named(month))
        .map(|(number, _)| number)
}

/// A clock time, its seconds dropped, and whether a zone followed it.
fn clock(text: &str) -> Option<(Time, bool)> {
    let (text, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (text[..at].trim_end(), is_zone(&text[at..]).then_some(true)?),
        None => (text, false),
    };
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    if let Some(seconds) = parts.next() {
        let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        number(whole).filter(|second| *second <= 60)?;
        digits(fraction)?;
    }
    Some((Time::new(hour, minute, 0, 0).ok()?, zone))
}

/// `Z`, `+01`, `+0100` or `+01:00`.
fn is_zone(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return text.eq_ignore_ascii_case("z");
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some(parts) => parts,
        None => offset.split_at_checked(2).unwrap_or_default(),
    };
    let two_digits = |text: &str| text.len() == 2 && digits(text).is_some();
    two_digits(hours) && (two_digits(minutes) || offset.len() == 2)
}

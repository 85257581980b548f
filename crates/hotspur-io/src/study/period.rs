//! The grammar of periods: months (`2025-01`) or days (`2025-01-31`), both ends included.

use hotspur_core::{Minute, Month, Period};
use jiff::civil::Date;

/// What is wrong with a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// An end is neither a month nor a day.
    #[error("{0:?} is neither a month nor a day: write 2025-01 or 2025-01-31")]
    Unreadable(String),
    /// The ends are reversed.
    #[error("the period from {from} to {to} is empty: give the earlier end first")]
    Reversed {
        /// The first end.
        from: String,
        /// The last end.
        to: String,
    },
}

/// The period between two ends, both included; `None` where neither is given.
///
/// # Errors
///
/// [`PeriodError`] names the end that cannot be read, or says that they are reversed.
///
/// ```
/// use hotspur_io::study::parse_period;
/// let period = parse_period(Some("2025-01"), Some("2025-06-30")).unwrap().unwrap();
/// assert_eq!(period.month_count(), 6);
/// assert!(parse_period(Some("2025-02"), Some("2025-01")).is_err());
/// ```
pub fn parse_period(from: Option<&str>, to: Option<&str>) -> Result<Option<Period>, PeriodError> {
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let first = from.map_or(Ok(Minute(i32::MIN)), |text| Ok(ends_of(text)?.0))?;
    let until = to.map_or(Ok(Minute(i32::MAX)), |text| Ok(ends_of(text)?.1))?;
    if first >= until {
        return Err(PeriodError::Reversed {
            from: from.unwrap_or("the beginning").to_owned(),
            to: to.unwrap_or("the end").to_owned(),
        });
    }
    Ok(Some(Period { from: first, until }))
}

/// A range of months or days as one text: `2025-01..2025-06`, or one month or day alone.
///
/// # Errors
///
/// As [`parse_period`].
///
/// ```
/// use hotspur_io::study::parse_range;
/// assert_eq!(parse_range("2025-01..2025-06").unwrap().month_count(), 6);
/// assert_eq!(parse_range("2025-01").unwrap().month_count(), 1);
/// ```
pub fn parse_range(text: &str) -> Result<Period, PeriodError> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let period = parse_period(Some(from.trim()), Some(to.trim()))?;
    period.ok_or_else(|| PeriodError::Unreadable(text.to_owned()))
}

/// The first minute of a month or day, and the minute after its last.
fn ends_of(text: &str) -> Result<(Minute, Minute), PeriodError> {
    let unreadable = || PeriodError::Unreadable(text.to_owned());
    let parts: Vec<&str> = text.trim().split('-').collect();
    let number = |part: &str| part.parse::<i16>().map_err(|_| unreadable());
    let (year, month, day) = match parts.as_slice() {
        [year, month] if year.len() == 4 => (number(year)?, number(month)?, None),
        [year, month, day] if year.len() == 4 => {
            (number(year)?, number(month)?, Some(number(day)?))
        }
        _ => return Err(unreadable()),
    };
    let small = |n: i16| i8::try_from(n).map_err(|_| unreadable());
    let date =
        Date::new(year, small(month)?, small(day.unwrap_or(1))?).map_err(|_| unreadable())?;
    let from = Minute::from_civil(date.at(0, 0, 0, 0)).ok_or_else(unreadable)?;
    let until = match day {
        Some(_) => Minute(from.0 + 24 * 60),
        None => Month::from_year_month(year, date.month())
            .next()
            .start()
            .ok_or_else(unreadable)?,
    };
    Ok((from, until))
}

//! The year, its date and the thresholds of `[track]`.

use hotspur_core::Month;
use hotspur_core::track::Year;

use super::super::AskError;
use super::super::compare::Read;
use super::TrackError;
use crate::job::JobError;
use crate::study::parse_period;

/// The month that years begin with in councils and police forces of England.
const APRIL: i8 = 4;
/// The level of intervals.
const LEVEL: f64 = 0.95;
/// The chance from which a target is on track.
const CONFIDENT: f64 = 0.8;

/// What all indicators have in common.
pub struct Settings {
    /// The month that a year begins with.
    pub starts: i8,
    /// The year.
    pub year: Year,
    /// Its last month that is counted.
    pub as_at: Month,
    /// The year that changes are measured from.
    pub baseline: Option<Year>,
    /// The level of intervals.
    pub level: f64,
    /// The chance from which a target is on track.
    pub confident: f64,
    /// What must be known of the date.
    pub noted: Vec<String>,
}

/// Resolves them; a date beyond the data, or within a month, is noted.
pub fn settings(read: Read) -> Result<Settings, JobError> {
    let section = &read.study.track;
    let mut noted = Vec::new();
    let starts = section.year_starts.unwrap_or(APRIL);
    if !(1..=12).contains(&starts) {
        return Err(refused(
            "year_starts",
            starts,
            "a year begins with a month from 1 to 12",
        ));
    }
    let months = &read.incidents.table.months;
    let Some(last) = months.keys().next_back().copied() else {
        return Err(AskError::NoData.into());
    };
    let as_at = match &section.as_at {
        None => last,
        Some(text) => month(text)?,
    };
    if as_at > last {
        noted.push(format!(
            "The data end with {last}, before the date asked for, {as_at}: the months between are not counted."
        ));
    }
    if let Some(until) = cut_off(read, as_at) {
        noted.push(format!(
            "The rows of {as_at} end with {until}: the month is counted as if it were over, so that what is projected from it is too low; --as-at {} leaves it out.",
            Month(as_at.0 - 1)
        ));
    }
    if (section.as_at.as_ref()).is_some_and(|text| text.trim().len() > "2002-09".len()) {
        noted.push(format!(
            "A date counts to the end of its month: all of {as_at} is counted."
        ));
    }
    let year = Year::of(as_at, starts);
    let baseline = match &section.baseline {
        None => None,
        Some(text) => Some(self::year(text, starts, "baseline")?),
    };
    if let Some(baseline) = baseline.filter(|baseline| *baseline > year) {
        return Err(refused(
            "baseline",
            baseline,
            &format!(
                "it is later than the year that is tracked, {year}: choose another date with --as-at"
            ),
        ));
    }
    Ok(Settings {
        starts,
        year,
        as_at,
        baseline,
        level: share("level", section.level, LEVEL, 0.5)?,
        confident: share("confident", section.confident, CONFIDENT, 0.5)?,
        noted,
    })
}

/// The last day of a month whose rows stop before its end by more than chance: at the pace of its days ten rows or more are missing.
fn cut_off(read: Read, month: Month) -> Option<String> {
    let (start, end) = (month.start()?, month.next().start()?);
    let rows = read.incidents.incidents.when().iter();
    let of_days = rows.filter(|when| {
        when.precision != hotspur_core::Precision::Month && start <= when.from && when.from < end
    });
    let (rows, last) = of_days.fold((0_u32, start), |(rows, last), when| {
        (rows + 1, last.max(when.from))
    });
    let (held, missing) = (last.0 - start.0 + 1, end.0 - last.0 - 1);
    let expected = f64::from(rows) * f64::from(missing) / f64::from(held);
    (rows > 0 && missing >= 24 * 60 && expected >= 10.0).then(|| last.to_civil().date().to_string())
}

/// A share above `least` and below one.
fn share(
    field: &'static str,
    given: Option<f64>,
    default: f64,
    least: f64,
) -> Result<f64, JobError> {
    let value = given.unwrap_or(default);
    if value > least && value < 1.0 {
        return Ok(value);
    }
    Err(refused(
        field,
        value,
        &format!("give a number above {least} and below 1"),
    ))
}

/// The last month of a text.
fn month(text: &str) -> Result<Month, JobError> {
    let period = parse_period(None, Some(text))?;
    period
        .map(|period| period.last_month())
        .ok_or_else(|| refused("as_at", text, "give a month, as 2002-09"))
}

/// A year by its text.
pub fn year(text: &str, starts: i8, field: &'static str) -> Result<Year, JobError> {
    Year::parse(text, starts).ok_or_else(|| {
        refused(
            field,
            text,
            "give a year, as 2001-02, or 2001 where years begin in January",
        )
    })
}

fn refused(field: &'static str, value: impl ToString, why: &str) -> JobError {
    let error = TrackError::Setting {
        field,
        value: value.to_string(),
        why: why.to_owned(),
    };
    AskError::from(error).into()
}

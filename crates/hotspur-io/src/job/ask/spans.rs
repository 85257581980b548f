//! When: the period asked about, and one before it as long.

use std::collections::BTreeSet;

use hotspur_core::focus::Spans;
use hotspur_core::{Incidents, Minute, Month, Period, Precision};

use super::super::JobError;
use super::super::incidents::ReadIncidents;
use super::AskError;
use crate::job::answers::words::span;
use crate::study::{AskSection, parse_period};

/// The period asked about and the one that it is held against: the same months of the year before where the data hold all of
/// them, so that a season is not taken for a change; else the span of as many months just before; else none. Which one it is is
/// said.
pub fn spans(
    section: &AskSection,
    incidents: &ReadIncidents,
    said: &mut Vec<String>,
) -> Result<Spans, JobError> {
    let incidents = &incidents.incidents;
    let months: BTreeSet<Month> = (incidents.when().iter())
        .map(|when| when.counted_in())
        .collect();
    let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
        return Err(AskError::NoData.into());
    };
    let asked = parse_period(section.from.as_deref(), section.to.as_deref())?;
    if let Some(period) = asked
        && !incidents.when().iter().any(|when| period.holds(*when))
    {
        return Err(AskError::OutsideData {
            asked: format!(
                "{} to {}",
                section.from.as_deref().unwrap_or("the beginning"),
                section.to.as_deref().unwrap_or("the end")
            ),
            first: first.to_string(),
            last: last.to_string(),
        }
        .into());
    }
    // An end left open, or beyond the data, is that of the data: a rate divides by the days that were observed.
    let period = asked.and_then(|period| within(period, first, last));
    if let (Some(asked), Some(period)) = (asked, period)
        && beyond(section, asked, period)
    {
        said.push(format!(
            "the data run from {first} to {last}: what is asked beyond them is left out"
        ));
    }
    if let Some(period) = period {
        refuse_cut_months(period, incidents)?;
    }
    let before = period.and_then(|period| before(period, &months));
    if !section.locate {
        return Ok(Spans { period, before });
    }
    said.push(match before {
        Some(before) => format!("the span before is {}", span(&before)),
        None => format!(
            "there is no span before to compare with: it must be as long, and lie in the data, which run from {first} to {last}, without a month that is empty"
        ),
    });
    Ok(Spans { period, before })
}

/// A row that is known by month alone lies at the start of its month for want of a day: a period that cuts the month would count all
/// of it or nothing. A few such rows do not matter; more than one in seven do, as where days are needed elsewhere.
fn refuse_cut_months(asked: Period, incidents: &Incidents) -> Result<(), AskError> {
    if whole_months(asked).is_some() {
        return Ok(());
    }
    let touched = asked.first_month()..=asked.last_month();
    let (mut rows, mut months_only) = (0, 0);
    for when in incidents.when() {
        if touched.contains(&when.counted_in()) {
            rows += 1;
            months_only += usize::from(when.precision == Precision::Month);
        }
    }
    if 7 * months_only <= rows {
        return Ok(());
    }
    Err(AskError::CutsMonths {
        asked: span(&asked),
        months_only,
        rows,
        whole: format!("{}..{}", asked.first_month(), asked.last_month()),
    })
}

/// Whether an end that was given lies beyond the data.
const fn beyond(section: &AskSection, asked: Period, held: Period) -> bool {
    (section.from.is_some() && asked.from.0 < held.from.0)
        || (section.to.is_some() && asked.until.0 > held.until.0)
}

/// The span that a period is held against.
fn before(period: Period, months: &BTreeSet<Month>) -> Option<Period> {
    let held = |span: &Period| {
        let all = span.first_month().0..=span.last_month().0;
        all.into_iter().all(|month| months.contains(&Month(month)))
    };
    let year = whole_months(period).and_then(|(from, to)| {
        Period::months(Month(from.0 - 12), Month(to.0 - 12)).filter(|_| to.0 - from.0 < 12)
    });
    let just = match whole_months(period) {
        Some((from, to)) => Period::months(Month(2 * from.0 - to.0 - 1), Month(from.0 - 1)),
        None => Some(Period {
            from: Minute(period.from.0 - (period.until.0 - period.from.0)),
            until: period.from,
        }),
    };
    year.filter(held).or_else(|| just.filter(held))
}

/// A period cut to the months of the data, so that an end left open has a length.
fn within(period: Period, first: Month, last: Month) -> Option<Period> {
    let all = Period::months(first, last)?;
    let cut = Period {
        from: period.from.max(all.from),
        until: period.until.min(all.until),
    };
    (cut.from < cut.until).then_some(cut)
}

/// The first and the last month of a period that is made of whole months.
pub fn whole_months(period: Period) -> Option<(Month, Month)> {
    let (first, last) = (period.first_month(), period.last_month());
    (Period::months(first, last) == Some(period)).then_some((first, last))
}

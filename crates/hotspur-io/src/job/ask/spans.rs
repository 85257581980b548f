//! When: the period asked about, and one before it as long.

use std::collections::BTreeSet;

use hotspur_core::focus::Spans;
use hotspur_core::{Minute, Month, Period};

use super::super::JobError;
use super::super::incidents::ReadIncidents;
use super::AskError;
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
    let before = asked.and_then(|period| before(period, &months));
    if !section.locate {
        return Ok(Spans {
            period: asked,
            before,
        });
    }
    said.push(match before {
        Some(before) => format!(
            "the span before is {} to {}",
            before.first_month(),
            before.last_month()
        ),
        None => {
            format!("there is no span before to compare with: the data run from {first} to {last}, and every month of it must hold some")
        }
    });
    Ok(Spans {
        period: asked,
        before,
    })
}

/// The span that a period is held against.
fn before(period: Period, months: &BTreeSet<Month>) -> Option<Period> {
    let period = within(period, *months.first()?, *months.last()?)?;
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

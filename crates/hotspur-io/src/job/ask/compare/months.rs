//! The months of two periods.

use std::collections::BTreeSet;

use hotspur_core::Month;
use hotspur_core::comparison::{LikeMonths, WhyLeftOut};

use super::super::spans::whole_months;
use super::CompareError;
use crate::study::parse_range;

/// The months that a flag asks for; all those of the data where it is not given and need not be.
pub fn asked_months(
    flag: &'static str,
    asked: Option<&str>,
    held: &BTreeSet<Month>,
    needed: bool,
) -> Result<Vec<Month>, CompareError> {
    let Some(text) = asked else {
        return match needed {
            true => Err(CompareError::NoPeriod),
            false => Ok(held.iter().copied().collect()),
        };
    };
    let asked = || text.to_owned();
    let period = parse_range(text).map_err(|why| CompareError::Period {
        flag,
        asked: asked(),
        why,
    })?;
    let days = CompareError::Days {
        flag,
        asked: asked(),
    };
    let (first, last) = whole_months(period).ok_or(days)?;
    let months: Vec<Month> = (first.0..=last.0).map(Month).collect();
    if months.iter().any(|month| held.contains(month)) {
        return Ok(months);
    }
    let end = |month: Option<&Month>| month.map_or_else(|| "nowhere".to_owned(), Month::to_string);
    Err(CompareError::OutsideData {
        flag,
        asked: asked(),
        first: end(held.first()),
        last: end(held.last()),
    })
}

/// Refuses periods that share months or stand the wrong way round.
pub fn refuse_disorder(before: &[Month], after: &[Month]) -> Result<(), CompareError> {
    let shared: Vec<Month> = (before.iter().copied())
        .filter(|month| after.contains(month))
        .collect();
    if !shared.is_empty() {
        return Err(CompareError::Overlap(ends(&shared)));
    }
    if before.first() > after.first() {
        return Err(CompareError::Reversed {
            before: ends(before),
            after: ends(after),
        });
    }
    Ok(())
}

/// The refusal of periods without like months, with the months that the data hold of a like kind.
pub fn no_like(
    before: &[Month],
    after: &[Month],
    held_before: &BTreeSet<Month>,
    held: &BTreeSet<Month>,
) -> CompareError {
    let year_before = |month: &&Month| held_before.contains(&Month(month.0 - 12));
    let pairs: Vec<Month> = held.iter().filter(year_before).copied().collect();
    let remedy = match pairs.is_empty() {
        true => "; the data hold no month of two years running".to_owned(),
        false => {
            let earlier: Vec<Month> = pairs.iter().map(|month| Month(month.0 - 12)).collect();
            format!(", such as {} and {}", ends(&earlier), ends(&pairs))
        }
    };
    CompareError::NoLike {
        before: ends(before),
        after: ends(after),
        remedy,
    }
}

/// What is said of the months that are left out.
pub fn left_out_words(months: &LikeMonths) -> Option<String> {
    let of = |why: WhyLeftOut| {
        let left = months.left_out.iter().filter(|(_, found)| *found == why);
        let names: Vec<String> = left.map(|(month, _)| month.to_string()).collect();
        (!names.is_empty()).then(|| format!("{} ({})", names.join(", "), why.as_str()))
    };
    let parts: Vec<String> = [WhyLeftOut::NoData, WhyLeftOut::NoLike]
        .into_iter()
        .filter_map(of)
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{} month(s) are left out of the comparison: {}; compared are {} with {}",
            months.left_out.len(),
            parts.join("; "),
            listed(&months.before),
            listed(&months.after)
        )
    })
}

/// The first and the last of some months.
fn ends(months: &[Month]) -> String {
    match months {
        [] => "no month".to_owned(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}..{last}"),
    }
}

/// Months as ranges: "2024-01..2024-03, 2024-06".
pub fn listed(months: &[Month]) -> String {
    let runs = months.chunk_by(|one, next| next.0 == one.0 + 1);
    runs.map(ends).collect::<Vec<_>>().join(", ")
}

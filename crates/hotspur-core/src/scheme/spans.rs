//! Which months before a scheme are compared with which after: like months, where the data reach back a year.

use std::collections::BTreeSet;

use crate::when::Month;

/// A comparison takes no more months by itself: a year has every season.
const YEAR: i32 = 12;

/// When a scheme began and ended, by months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemeEnds {
    /// The month in which it began.
    pub start: Month,
    /// Whether it began on the first of that month, so that the month is wholly after.
    pub from_the_first: bool,
    /// The last month that it ran to the end of; nothing where it did not end.
    pub last: Option<Month>,
}

/// The months before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeSpans {
    /// Before, ascending.
    pub before: Vec<Month>,
    /// After, ascending.
    pub after: Vec<Month>,
    /// The month of the start, where it is partly before and partly after.
    pub left_out: Option<Month>,
    /// Whether both have each month of the year equally often, so that season cancels.
    pub like: bool,
}

/// Why no months can be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpansError {
    /// The register does not say when it began.
    #[error(
        "its start is not given: write it in the column start as 2024-03 or 2024-03-15, or ask with --plan what it could show"
    )]
    NoStart,
    /// No whole month of the data is before it.
    #[error(
        "it starts in {start}, and the data begin in {first}: they hold no whole month before it; add earlier incidents"
    )]
    BeforeData {
        /// The month of the start.
        start: Month,
        /// The first month of the data.
        first: Month,
    },
    /// No whole month of the data is after it.
    #[error(
        "it starts in {start}, and the data end in {last}: they hold no whole month after it; add later incidents, or ask with --plan what it could show"
    )]
    AfterData {
        /// The month of the start.
        start: Month,
        /// The last month of the data.
        last: Month,
    },
    /// It ended before a whole month was over.
    #[error(
        "it starts in {start} and ends before a whole month is over: nothing can be counted by month"
    )]
    TooShort {
        /// The month of the start.
        start: Month,
    },
    /// So many months are not there.
    #[error(
        "{asked} months before and after are asked for, and the data hold {most} on both sides of {start}: give --months {most} or fewer, or add incidents"
    )]
    TooMany {
        /// The months asked for.
        asked: u32,
        /// The most that there are.
        most: u32,
        /// The month of the start.
        start: Month,
    },
    /// The months next to the start are missing from the data.
    #[error("the data hold no incident in the months next to its start, {start}: add them")]
    Hole {
        /// The month of the start.
        start: Month,
    },
}

/// As many months before as after, up to twelve or as many as are asked for: the same months of the year where the data hold them
/// and no more than half of the months are lost by it, else those next to the start. The month of the start is left out unless it
/// began on the first. A month counts as held where the data hold any incident in it. Time O(months²).
///
/// # Errors
///
/// [`SpansError`] says what the data hold.
///
/// ```
/// use hotspur_core::Month;
/// use hotspur_core::scheme::{SchemeEnds, scheme_spans};
/// let month = Month::from_year_month;
/// let held = (0..24).map(|n| Month(month(2023, 1).0 + n)).collect();
/// let ends = SchemeEnds { start: month(2024, 7), from_the_first: true, last: None };
/// let spans = scheme_spans(&held, ends, None).unwrap();
/// // July to December 2024 against July to December 2023.
/// assert_eq!((spans.before[0], spans.after[0], spans.after.len()), (month(2023, 7), month(2024, 7), 6));
/// assert!(spans.like);
/// ```
pub fn scheme_spans(
    held: &BTreeSet<Month>,
    ends: SchemeEnds,
    asked: Option<u32>,
) -> Result<SchemeSpans, SpansError> {
    let sides = Sides::of(held, ends)?;
    let start = ends.start;
    if let Some(asked) = asked {
        let n = i32::try_from(asked).unwrap_or(i32::MAX);
        let fits = n >= 1 && n <= sides.after && n <= sides.before;
        let found = sides
            .like(n)
            .or_else(|| fits.then(|| sides.beside(n)).flatten());
        return found.ok_or_else(|| SpansError::TooMany {
            asked,
            most: sides
                .longest(i32::MAX, |n| sides.beside(n))
                .map_or(0, |spans| u32::try_from(spans.after.len()).unwrap_or(0)),
            start,
        });
    }
    let like = sides.longest(YEAR, |n| sides.like(n));
    let beside = sides.longest(YEAR, |n| sides.beside(n));
    match (like, beside) {
        (Some(like), Some(beside)) if 2 * like.after.len() < beside.after.len() => Ok(beside),
        (Some(spans), _) | (None, Some(spans)) => Ok(spans),
        (None, None) => Err(SpansError::Hole { start }),
    }
}

/// A running scheme: all its months so far, and up to twelve, or as many as are asked for, just before it.
///
/// # Errors
///
/// As [`scheme_spans`].
///
/// ```
/// use hotspur_core::Month;
/// use hotspur_core::scheme::{SchemeEnds, running_spans};
/// let held = (0..18).map(|n| Month(24_000 + n)).collect();
/// let ends = SchemeEnds { start: Month(24_013), from_the_first: false, last: None };
/// let spans = running_spans(&held, ends, None).unwrap();
/// assert_eq!((spans.before.len(), spans.after.len(), spans.left_out), (12, 4, Some(Month(24_013))));
/// ```
pub fn running_spans(
    held: &BTreeSet<Month>,
    ends: SchemeEnds,
    asked: Option<u32>,
) -> Result<SchemeSpans, SpansError> {
    let sides = Sides::of(held, ends)?;
    let n = asked.map_or(YEAR, |asked| i32::try_from(asked).unwrap_or(i32::MAX));
    if let Some(asked) = asked
        && !(1..=sides.before).contains(&n)
    {
        return Err(SpansError::TooMany {
            asked,
            most: u32::try_from(sides.before).unwrap_or(0),
            start: ends.start,
        });
    }
    let of = |from: i32, length: i32| -> Vec<Month> {
        let all = (from..from.saturating_add(length)).map(Month);
        all.filter(|month| held.contains(month)).collect()
    };
    let n = n.min(sides.before);
    let (before, after) = (of(sides.start - n, n), of(sides.first_after, sides.after));
    if before.is_empty() || after.is_empty() {
        return Err(SpansError::Hole { start: ends.start });
    }
    Ok(SchemeSpans {
        like: before.len() == 12 && after.len() % 12 == 0,
        before,
        after,
        left_out: sides.left_out(),
    })
}

/// The latest months of the data, up to twelve: what a plan expects.
///
/// ```
/// use hotspur_core::Month;
/// use hotspur_core::scheme::latest_months;
/// let held = (0..30).map(|n| Month(24_000 + n)).collect();
/// assert_eq!(latest_months(&held).len(), 12);
/// ```
#[must_use]
pub fn latest_months(held: &BTreeSet<Month>) -> Vec<Month> {
    let mut latest: Vec<Month> = held.iter().rev().take(12).copied().collect();
    latest.reverse();
    latest
}

/// How many months the data hold on either side of a start.
struct Sides<'a> {
    held: &'a BTreeSet<Month>,
    start: i32,
    first_after: i32,
    before: i32,
    after: i32,
}

impl<'a> Sides<'a> {
    fn of(held: &'a BTreeSet<Month>, ends: SchemeEnds) -> Result<Self, SpansError> {
        let start = ends.start;
        let (Some(first), Some(last)) = (held.first().copied(), held.last().copied()) else {
            return Err(SpansError::Hole { start });
        };
        if start <= first {
            return Err(SpansError::BeforeData { start, first });
        }
        let first_after = start.0 + i32::from(!ends.from_the_first);
        if first_after > last.0 {
            return Err(SpansError::AfterData { start, last });
        }
        let last_after = ends.last.map_or(last, |end| end.min(last));
        if last_after.0 < first_after {
            return Err(SpansError::TooShort { start });
        }
        Ok(Self {
            held,
            start: start.0,
            first_after,
            before: start.0 - first.0,
            after: last_after.0 - first_after + 1,
        })
    }

    fn left_out(&self) -> Option<Month> {
        (self.first_after > self.start).then_some(Month(self.start))
    }

    /// The most months, up to a limit, for which there are spans.
    fn longest(&self, limit: i32, of: impl Fn(i32) -> Option<SchemeSpans>) -> Option<SchemeSpans> {
        (1..=limit.min(self.before.min(self.after)))
            .rev()
            .find_map(of)
    }

    /// The first n months after, and the same months of the latest year before that has all of them before the start.
    fn like(&self, n: i32) -> Option<SchemeSpans> {
        if n % YEAR == 0 {
            return self.beside(n);
        }
        if n < 1 || n > self.after {
            return None;
        }
        let gap = self.first_after - self.start;
        let back = YEAR * ((n + gap + YEAR - 1) / YEAR);
        self.spans(self.first_after - back, n, true)
    }

    /// The n months next to the start on either side.
    fn beside(&self, n: i32) -> Option<SchemeSpans> {
        self.spans(self.start - n, n, n % YEAR == 0)
    }

    fn spans(&self, from: i32, n: i32, like: bool) -> Option<SchemeSpans> {
        if n < 1 || n > self.after {
            return None;
        }
        let months = |from: i32| -> Option<Vec<Month>> {
            let all = (from..from + n).map(Month);
            all.map(|month| self.held.contains(&month).then_some(month))
                .collect()
        };
        Some(SchemeSpans {
            before: months(from)?,
            after: months(self.first_after)?,
            left_out: self.left_out(),
            like,
        })
    }
}

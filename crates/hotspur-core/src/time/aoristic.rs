//! The aoristic week: an event known to lie between two times is shared among the hours between them.

use crate::when::Minute;

/// The hours of a week; hour 0 begins on Monday at midnight.
pub const HOURS: usize = 168;

const MINUTES_PER_WEEK: i64 = 7 * 24 * 60;
/// 1970-01-01 was a Thursday.
const EPOCH_DAYS_AFTER_MONDAY: i64 = 3;

/// What became of an event's weight of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spread {
    /// From and to are the same minute or neighbours: all of it in the hour of the first.
    Moment,
    /// Shared in proportion to the minutes that the span has in each hour.
    Shared,
    /// The span is a week or longer, and says nothing of the hour: the same to each.
    Even,
    /// The span ends before it begins: all of it in the hour of its beginning.
    Reversed,
}

/// The hour of the week that holds a minute of local clock time: 0 for Monday 00:00 to 167 for Sunday 23:00.
///
/// ```
/// use hotspur_core::{Minute, time::hour_of_week};
/// // 1970-01-01 was a Thursday.
/// assert_eq!(hour_of_week(Minute(0)), 3 * 24);
/// assert_eq!(hour_of_week(Minute(-1)), 3 * 24 - 1);
/// ```
#[must_use]
pub fn hour_of_week(minute: Minute) -> usize {
    hour(minute_of_week(minute))
}

/// Adds one event that happened in `[from, to)` to the weights of the hours of the week, and says how.
///
/// With D = to − from in whole minutes: each of the D minutes has the weight 1/D, for 2 ≤ D < 10,080; from a week on each
/// hour has 1/168; else (D of 0 or 1, or an end before the beginning) the hour of `from` has all. So an event adds one, always.
/// Local clock time without zone: across a change of the clocks, the difference of the clock counts.
///
/// Ratcliffe (2000), Aoristic analysis: the spatial interpretation of unspecific temporal events,
/// <https://doi.org/10.1080/136588100424963>. Time O(hours of the span), at most 169.
///
/// ```
/// use hotspur_core::{Minute, time::{HOURS, Spread, spread}};
/// let mut week = [0.0; HOURS];
/// // From 22:30 to 01:00, on a Thursday: 30 minutes, 60 and 60 of 150.
/// assert_eq!(spread(&mut week, Minute(22 * 60 + 30), Minute(25 * 60)), Spread::Shared);
/// assert_eq!(week[94..97], [0.2, 0.4, 0.4]);
/// ```
pub fn spread(week: &mut [f64; HOURS], from: Minute, to: Minute) -> Spread {
    let length = i64::from(to.0) - i64::from(from.0);
    if length >= MINUTES_PER_WEEK {
        for weight in week {
            *weight += 1.0 / HOURS as f64;
        }
        return Spread::Even;
    }
    let start = minute_of_week(from);
    if length < 2 {
        week[hour(start)] += 1.0;
        return if length < 0 {
            Spread::Reversed
        } else {
            Spread::Moment
        };
    }
    let (mut at, end) = (start, start + length);
    while at < end {
        let next = end.min((at / 60 + 1) * 60);
        week[hour(at)] += (next - at) as f64 / length as f64;
        at = next;
    }
    Spread::Shared
}

fn minute_of_week(minute: Minute) -> i64 {
    (i64::from(minute.0) + EPOCH_DAYS_AFTER_MONDAY * 24 * 60).rem_euclid(MINUTES_PER_WEEK)
}

/// The hour of a minute counted from a Monday.
fn hour(minute: i64) -> usize {
    usize::try_from(minute / 60).unwrap_or(0) % HOURS
}

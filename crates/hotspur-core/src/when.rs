//! When an incident happened: an interval of local clock time and how finely it is known.

use std::fmt;

use jiff::civil::{Date, DateTime};

/// Whole minutes of local clock time since 1970-01-01T00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub i32);

const MINUTES_PER_DAY: i32 = 24 * 60;

impl Minute {
    /// The minute that holds `time`; `None` outside the years 0 to 4000.
    #[must_use]
    pub fn from_civil(time: DateTime) -> Option<Self> {
        if !(0..=4_000).contains(&time.year()) {
            return None;
        }
        let days = days_since_epoch(time.date());
        Some(Self(
            days * MINUTES_PER_DAY + i32::from(time.hour()) * 60 + i32::from(time.minute()),
        ))
    }

    /// The local clock time of this minute.
    #[must_use]
    pub fn to_civil(self) -> DateTime {
        let days = self.0.div_euclid(MINUTES_PER_DAY);
        let rest = self.0.rem_euclid(MINUTES_PER_DAY);
        let date = epoch().saturating_add(jiff::Span::new().days(days));
        let hour = i8::try_from(rest / 60).unwrap_or(0);
        let minute = i8::try_from(rest % 60).unwrap_or(0);
        date.at(hour, minute, 0, 0)
    }

    /// The calendar month that holds this minute.
    #[must_use]
    pub fn month(self) -> Month {
        month_of_day(self.0.div_euclid(MINUTES_PER_DAY))
    }
}

/// The month of a day since the epoch, in whole numbers, for every row is asked for its month: years are counted from March, so that
/// the leap day is the last of its year (Hinnant 2013, chrono-compatible low-level date algorithms). The calendar of `jiff` is
/// what it must equal.
fn month_of_day(day: i32) -> Month {
    const DAYS_PER_ERA: i32 = 146_097;
    let since_march_of_year_0 = day + 719_468;
    let era = since_march_of_year_0.div_euclid(DAYS_PER_ERA);
    let of_era = since_march_of_year_0.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * of_year + 2) / 153;
    Month((era * 400 + year_of_era) * 12 + months_since_march + 2)
}

fn epoch() -> Date {
    Date::constant(1970, 1, 1)
}

fn days_since_epoch(date: Date) -> i32 {
    date.duration_since(epoch())
        .as_hours()
        .div_euclid(24)
        .try_into()
        .unwrap_or(0)
}

/// A calendar month, counted from January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month `month` (1 to 12) of `year`.
    #[must_use]
    pub fn from_year_month(year: i16, month: i8) -> Self {
        Self(i32::from(year) * 12 + i32::from(month) - 1)
    }

    /// The year of the month.
    #[must_use]
    pub fn year(self) -> i16 {
        i16::try_from(self.0.div_euclid(12)).unwrap_or(i16::MAX)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn of_year(self) -> i8 {
        i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// Its first minute; `None` outside the years 0 to 4000.
    #[must_use]
    pub fn start(self) -> Option<Minute> {
        let date = Date::new(self.year(), self.of_year(), 1).ok()?;
        Minute::from_civil(date.at(0, 0, 0, 0))
    }

    /// The month after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year())
    }
}

/// How finely a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A calendar month, as police.uk publishes.
    Month,
    /// A calendar day.
    Day,
    /// A minute of one day.
    Minute,
    /// Some time between two minutes (offence from, offence to).
    Span,
}

impl Precision {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
            Self::Span => "span",
        }
    }
}

/// When an incident happened: the half-open interval `[from, to)` and its precision.
///
/// A month runs from its first minute to the first minute of the next; a minute has `to = from + 1`; a span that
/// the source reversed keeps both ends as given, so that whoever uses spans can count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The first minute.
    pub from: Minute,
    /// The minute after the last.
    pub to: Minute,
    /// How finely the source knows it.
    pub precision: Precision,
}

impl When {
    /// A whole month.
    #[must_use]
    pub fn month(month: Month) -> Option<Self> {
        Some(Self {
            from: month.start()?,
            to: month.next().start()?,
            precision: Precision::Month,
        })
    }

    /// A whole day.
    #[must_use]
    pub fn day(date: Date) -> Option<Self> {
        let from = Minute::from_civil(date.at(0, 0, 0, 0))?;
        Some(Self {
            from,
            to: Minute(from.0 + MINUTES_PER_DAY),
            precision: Precision::Day,
        })
    }

    /// One minute.
    #[must_use]
    pub fn minute(time: DateTime) -> Option<Self> {
        let from = Minute::from_civil(time)?;
        Some(Self {
            from,
            to: Minute(from.0 + 1),
            precision: Precision::Minute,
        })
    }

    /// Some time between two times.
    #[must_use]
    pub fn span(from: DateTime, to: DateTime) -> Option<Self> {
        Some(Self {
            from: Minute::from_civil(from)?,
            to: Minute::from_civil(to)?,
            precision: Precision::Span,
        })
    }

    /// The month that an incident is counted in: that of its first minute.
    #[must_use]
    pub fn counted_in(self) -> Month {
        self.from.month()
    }
}

/// A stretch of time, half-open: `[from, until)`.
///
/// ```
/// use hotspur_core::{Month, Period};
/// let half_year = Period::months(Month::from_year_month(2025, 1), Month::from_year_month(2025, 6)).unwrap();
/// assert_eq!(half_year.month_count(), 6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first minute.
    pub from: Minute,
    /// The minute after the last.
    pub until: Minute,
}

impl Period {
    /// The months `first` to `last`, both included; `None` if they are reversed.
    #[must_use]
    pub fn months(first: Month, last: Month) -> Option<Self> {
        let (from, until) = (first.start()?, last.next().start()?);
        (from < until).then_some(Self { from, until })
    }

    /// Whether an incident is counted in the period: its first minute lies in it.
    #[must_use]
    pub fn holds(self, when: When) -> bool {
        self.from <= when.from && when.from < self.until
    }

    /// The first calendar month that it touches.
    #[must_use]
    pub fn first_month(self) -> Month {
        self.from.month()
    }

    /// The last calendar month that it touches.
    #[must_use]
    pub fn last_month(self) -> Month {
        Minute(self.until.0 - 1).month()
    }

    /// How many calendar months it touches.
    #[must_use]
    pub fn month_count(self) -> usize {
        usize::try_from(self.last_month().0 - self.first_month().0 + 1).unwrap_or(0)
    }
}

//! Years that begin where the study says: April to March in England's police and councils.

use std::fmt;

use crate::when::Month;

/// Months of a year.
pub const MONTHS: usize = 12;

/// A year of twelve months, by its first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub Month);

impl Year {
    /// The year that a month lies in, where years begin with the month `starts` (1 to 12).
    ///
    /// ```
    /// use hotspur_core::Month;
    /// use hotspur_core::track::Year;
    /// let year = Year::of(Month::from_year_month(2003, 3), 4);
    /// assert_eq!(year.to_string(), "2002-03");
    /// assert_eq!(Year::of(Month::from_year_month(2003, 3), 1).to_string(), "2003");
    /// ```
    #[must_use]
    pub fn of(month: Month, starts: i8) -> Self {
        let back = (i32::from(month.of_year()) - i32::from(starts)).rem_euclid(12);
        Self(Month(month.0 - back))
    }

    /// Its months, in order.
    pub fn months(self) -> impl ExactSizeIterator<Item = Month> + Clone {
        (0..12).map(move |at| Month(self.0.0 + at))
    }

    /// Its last month.
    #[must_use]
    pub const fn last(self) -> Month {
        Month(self.0.0 + 11)
    }

    /// The place of a month in it, 0 to 11; nothing for a month of another year.
    #[must_use]
    pub fn place(self, month: Month) -> Option<usize> {
        usize::try_from(month.0 - self.0.0)
            .ok()
            .filter(|place| *place < MONTHS)
    }

    /// The year so many years later.
    #[must_use]
    pub const fn later(self, years: i32) -> Self {
        Self(Month(self.0.0 + 12 * years))
    }

    /// The year of a text, "2002-03", or "2002" for one that begins in January, where years begin with the month `starts`; nothing for any other text, and for two
    /// years that do not follow each other.
    ///
    /// ```
    /// use hotspur_core::track::Year;
    /// assert_eq!(Year::parse("2002-03", 4).unwrap().to_string(), "2002-03");
    /// assert_eq!(Year::parse("2002-2003", 4), Year::parse("2002-03", 4));
    /// assert_eq!(Year::parse("2002", 1).unwrap().to_string(), "2002");
    /// assert_eq!(Year::parse("2002", 4), None);
    /// assert_eq!(Year::parse("2002-04", 4), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str, starts: i8) -> Option<Self> {
        let (first, second) = match text.trim().split_once(['-', '/']) {
            Some((first, second)) => (first, Some(second)),
            None => (text.trim(), None),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if first.len() != 4 || !digits(first) || !second.is_none_or(digits) {
            return None;
        }
        let year: i16 = first.parse().ok()?;
        let next = i32::from(year) + 1;
        let follows = match second {
            None => starts == 1,
            Some(second) if second.len() == 4 => second.parse() == Ok(next),
            Some(second) if second.len() == 2 => second.parse() == Ok(next % 100),
            Some(_) => false,
        };
        let sensible = (1_800..2_200).contains(&year) && (1..=12).contains(&starts);
        (follows && sensible).then(|| Self(Month::from_year_month(year, starts)))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.0.year();
        match self.0.of_year() {
            1 => write!(f, "{year:04}"),
            _ => write!(f, "{year:04}-{:02}", (i32::from(year) + 1).rem_euclid(100)),
        }
    }
}

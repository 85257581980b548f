//! The years that figures are printed for, however they are spelt.

use std::fmt;

/// A period as a text names it.
///
/// ```
/// use hotspur_core::track::printed::Period;
/// assert_eq!(Period::read("2000-2001"), Period::read("2000-1"));
/// assert_eq!(Period::read("2004/5").to_string(), "2004-05");
/// assert_eq!(Period::read("1999-00"), Period::Year(1999));
/// assert_eq!(Period::read("1999"), Period::Calendar(1999));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A year that ends in the next calendar year, by the year it begins in: 2001-02.
    Year(u16),
    /// A calendar year: 1999.
    Calendar(u16),
    /// Several years, by the first and the last that are named: 2002-05.
    Years(u16, u16),
    /// Anything else, as it is spelt.
    Other(String),
}

impl Period {
    /// What a text means: four digits, and after `-`, `–` or `/` one, two or four more.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let years = |text: &str| -> Option<Self> {
            let (first, second) = match text.split_once(['-', '\u{2013}', '/']) {
                None => (text.trim(), None),
                Some((first, second)) => (first.trim(), Some(second.trim())),
            };
            let digits = |text: &str, long: &[usize]| {
                let all = text.bytes().all(|byte| byte.is_ascii_digit());
                (all && long.contains(&text.len())).then(|| text.parse::<u16>().ok())?
            };
            let begins = digits(first, &[4])?;
            let Some(second) = second else {
                return Some(Self::Calendar(begins));
            };
            let said = digits(second, &[1, 2, 4])?;
            let unit = [10, 100, 1, 1][second.len().clamp(1, 4) - 1];
            let ends = match second.len() {
                4 => said,
                _ => {
                    let ends = begins / unit * unit + said;
                    ends + if ends < begins { unit } else { 0 }
                }
            };
            Some(match ends.checked_sub(begins)? {
                0 => Self::Calendar(begins),
                1 => Self::Year(begins),
                _ => Self::Years(begins, ends),
            })
        };
        years(text).unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    /// The year that it begins in, where it is one year.
    #[must_use]
    pub const fn begins(&self) -> Option<u16> {
        match self {
            Self::Year(begins) | Self::Calendar(begins) => Some(*begins),
            Self::Years(..) | Self::Other(_) => None,
        }
    }

    /// Whether it is a year before another.
    #[must_use]
    pub fn before(&self, other: &Self) -> bool {
        (self.begins().zip(other.begins())).is_some_and(|(own, other)| own < other)
    }

    /// Whether both begin in the same year, the one a calendar year and the other not.
    #[must_use]
    pub fn nearly(&self, other: &Self) -> bool {
        self != other && self.begins().is_some() && self.begins() == other.begins()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(begins) => write!(f, "{begins}-{:02}", (begins + 1) % 100),
            Self::Calendar(year) => write!(f, "{year}"),
            Self::Years(first, last) => write!(f, "{first}-{:02}", last % 100),
            Self::Other(text) => f.write_str(text),
        }
    }
}

//! What somebody says of a rank, and how likely it is.

use std::fmt;
use std::str::FromStr;

use super::rank::Ranked;

/// A claim is held at this probability and more.
const HOLDS: f64 = 0.95;

/// The end from which a claim counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// From the highest rate.
    Highest,
    /// From the lowest rate.
    Lowest,
}

/// "second highest": a place from one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The place, from 1.
    pub place: usize,
    /// The end.
    pub end: End,
}

/// What counts and chance say of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimFound {
    /// The claim.
    pub claim: Claim,
    /// Whether the rates as they are rank so.
    pub by_counts: bool,
    /// The probability that the true rates rank so.
    pub chance: f64,
}

/// Whether a claim can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimVerdict {
    /// Its probability is 95 % or more.
    Holds,
    /// Its probability is 5 % or less.
    Fails,
    /// Neither.
    Untold,
}

impl ClaimVerdict {
    /// The verdict in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "does not hold",
            Self::Untold => "not told from chance",
        }
    }
}

impl ClaimFound {
    /// The verdict.
    #[must_use]
    pub fn verdict(&self) -> ClaimVerdict {
        if self.chance >= HOLDS {
            ClaimVerdict::Holds
        } else if self.chance <= 1.0 - HOLDS {
            ClaimVerdict::Fails
        } else {
            ClaimVerdict::Untold
        }
    }
}

impl Claim {
    /// What the ranks among `members` say of it; a place that does not exist has no chance.
    ///
    /// ```
    /// use hotspur_core::track::family::{Claim, ranks};
    /// let claim: Claim = "second highest".parse().unwrap();
    /// let found = ranks(&[(30, 1_000.0), (28, 1_000.0), (5, 1_000.0)], 1).known().unwrap();
    /// let found = claim.judge(&found[1]);
    /// assert!(found.by_counts && found.chance < 0.95);
    /// ```
    #[must_use]
    pub fn judge(self, ranked: &Ranked) -> ClaimFound {
        let rank = match self.end {
            End::Highest => Some(self.place),
            End::Lowest => (ranked.chances.len() + 1).checked_sub(self.place),
        };
        ClaimFound {
            claim: self,
            by_counts: rank == Some(ranked.rank),
            chance: rank.map_or(0.0, |rank| ranked.chance_of(rank)),
        }
    }
}

const PLACES: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = match self.end {
            End::Highest => "highest",
            End::Lowest => "lowest",
        };
        match PLACES.get(self.place.wrapping_sub(1)) {
            Some(_) if self.place == 1 => f.write_str(end),
            Some(place) => write!(f, "{place} {end}"),
            None => write!(f, "number {} from the {end}", self.place),
        }
    }
}

impl FromStr for Claim {
    type Err = String;

    /// "highest", "2nd highest", "second lowest", "12th highest"; capitals do not matter.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || {
            format!(
                "{text:?} is no claim of a rank; write for example \"highest\", \"2nd highest\" or \"third lowest\""
            )
        };
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let (place, end) = match words.as_slice() {
            [end] => (1, *end),
            [place, end] => (place_of(place).ok_or_else(refuse)?, *end),
            _ => return Err(refuse()),
        };
        let end = match end {
            "highest" => End::Highest,
            "lowest" => End::Lowest,
            _ => return Err(refuse()),
        };
        Ok(Self { place, end })
    }
}

fn place_of(word: &str) -> Option<usize> {
    let named = PLACES.iter().position(|name| *name == word);
    let number = || {
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))?;
        digits
            .parse()
            .ok()
            .filter(|place| (1..=1_000).contains(place))
    };
    named.map(|index| index + 1).or_else(number)
}

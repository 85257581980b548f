//! What is tracked: what is counted, of which kind of record, which way it should go, and what is aimed at.

use std::collections::BTreeMap;

use super::year::Year;
use crate::tally::Counted;

/// What the rows of an indicator are. Calls and recorded crimes are never added together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Recorded crimes.
    Crime,
    /// Incidents: calls.
    Incident,
    /// Answers of those who were asked.
    Survey,
}

impl Record {
    /// The word in studies and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crime => "crime",
            Self::Incident => "incident",
            Self::Survey => "survey",
        }
    }
}

/// Which way an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intended {
    /// Fewer are better.
    Down,
    /// More are better.
    Up,
    /// It is watched: no target on purpose.
    Watched,
}

impl Intended {
    /// The word in studies and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::Watched => "watched",
        }
    }
}

/// Rows with one of some values of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowed {
    /// The number of the attribute among those that rows carry.
    pub attribute: usize,
    /// Its name.
    pub name: String,
    /// The values.
    pub values: Vec<String>,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Events of a theme, or those of them with an attribute.
    Count(Counted, Option<Narrowed>),
    /// The share of a theme's events with an attribute among those whose attribute is recorded.
    Share(Counted, Narrowed),
    /// Per cent of those asked.
    Survey,
}

impl Measure {
    /// The word in studies and outputs.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Count(..) => "count",
            Self::Share(..) => "share",
            Self::Survey => "survey",
        }
    }

    /// What is counted, where anything is.
    #[must_use]
    pub const fn counted(&self) -> Option<Counted> {
        match self {
            Self::Count(counted, _) | Self::Share(counted, _) => Some(*counted),
            Self::Survey => None,
        }
    }
}

/// Of whom a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The study area.
    StudyArea,
    /// A focus group, by number.
    Group(usize),
    /// An area, by number.
    Area(u32),
}

/// A figure of a year that stands in the place of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The year.
    pub year: Year,
    /// Of whom.
    pub whose: Whose,
    /// Events, or a share from 0 to 1.
    pub value: f64,
    /// Of how many it is a share, where that is known.
    pub of: Option<f64>,
    /// Whether it is a prediction.
    pub predicted: bool,
}

/// What a target says.
#[derive(Debug, Clone, PartialEq)]
pub enum Aim {
    /// Events, or a share from 0 to 1.
    Value(f64),
    /// A change from the baseline, as a share of it: −0.05.
    Change(f64),
    /// Events per 1,000 of the denominator.
    Rate(f64),
    /// Words without a figure.
    Said(String),
}

/// What is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The year.
    pub year: Year,
    /// Of whom.
    pub whose: Whose,
    /// What.
    pub aim: Aim,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its key.
    pub key: String,
    /// Its title for people.
    pub title: String,
    /// The code that it is printed with.
    pub code: Option<String>,
    /// What its rows are.
    pub record: Record,
    /// What is measured.
    pub measure: Measure,
    /// Which way it should go.
    pub intended: Intended,
    /// Why, where that needs saying.
    pub because: Option<String>,
    /// The exposure that its rates divide by.
    pub per: Option<String>,
    /// Denominators of single years in the study area.
    pub denominators: BTreeMap<Year, f64>,
    /// Figures given.
    pub figures: Vec<Figure>,
    /// What is aimed at.
    pub targets: Vec<Target>,
}

impl Indicator {
    /// The figure of a year, where one is given.
    #[must_use]
    pub fn figure(&self, whose: Whose, year: Year) -> Option<&Figure> {
        (self.figures.iter()).find(|figure| figure.whose == whose && figure.year == year)
    }

    /// The target of a year, where there is one.
    #[must_use]
    pub fn target(&self, whose: Whose, year: Year) -> Option<&Target> {
        (self.targets.iter()).find(|target| target.whose == whose && target.year == year)
    }

    /// The year of the first target after a year: a part's own, else the study area's.
    #[must_use]
    pub fn next_year(&self, whose: Whose, year: Year) -> Option<Year> {
        let after = |whose: Whose| {
            let targets = self.targets.iter();
            let of_part = targets.filter(|target| target.whose == whose && target.year > year);
            of_part.map(|target| target.year).min()
        };
        after(whose).or_else(|| after(Whose::StudyArea))
    }
}

//! The parts of what disclosure control let out.

use std::collections::BTreeMap;

use geo::MultiPolygon;

use crate::density::Surface;
use crate::evidence::AreaEvidence;
use crate::exposure::Exposure;
use crate::flag::Class;
use crate::theme::Kind;

/// A count that is shown, or the fact that one is not. Zeros are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Shown; rounded, where the policy rounds.
    Count(u64),
    /// Withheld.
    Withheld,
}

impl Open {
    /// The count, where it is shown.
    #[must_use]
    pub const fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Withheld => None,
        }
    }
}

/// An area: what everybody knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its outline.
    pub outline: MultiPolygon<f64>,
    /// Its size.
    pub square_kilometres: f64,
    /// Its exposures by name.
    pub exposures: BTreeMap<String, f64>,
    /// What the rule says of it; `None` where a count that it rests on is withheld.
    pub verdict: Option<Verdict>,
}

/// What the rule says of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: Class,
    /// Whether it is flagged.
    pub hotspot: Option<bool>,
    /// What drives a flag.
    pub kind: Option<&'static str>,
    /// The rank of a flag.
    pub rank: Option<u64>,
    /// The themes that it is raised in, by number.
    pub raised_in: Vec<usize>,
}

impl Verdict {
    pub(super) fn of(evidence: &AreaEvidence) -> Self {
        Self {
            class: evidence.class,
            hotspot: evidence.hotspot,
            kind: evidence.kind.map(|kind| kind.as_str()),
            rank: evidence.rank,
            raised_in: (0..evidence.themes.len())
                .filter(|theme| evidence.themes[*theme].raised)
                .collect(),
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCounted {
    /// The key in names of fields and layers.
    pub key: String,
    /// The title for people.
    pub title: String,
    /// Crime or incident.
    pub kind: Kind,
    /// Whether it is held to the stricter threshold.
    pub sensitive: bool,
    /// The counts below which it is withheld.
    pub threshold: u64,
    /// The exposure of its rates by area; nothing for totals.
    pub exposure: Option<Exposure>,
}

/// A micro-hotspot of safe cells.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenHotspot {
    /// Its outline, along the edges of its cells.
    pub outline: MultiPolygon<f64>,
    /// The area with most of its ground, by number.
    pub area: usize,
    /// Its events, in the cells that are shown.
    pub count: u64,
    /// How many cells.
    pub cells: usize,
    /// Its ground inside the study area.
    pub square_metres: f64,
    /// The ground of the study area.
    pub of_square_metres: f64,
}

/// One theme by place.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenPlaces {
    /// What is counted, by its number.
    pub counted: usize,
    /// How many cells are shown.
    pub cells: usize,
    /// Their events, together.
    pub events: u64,
    /// The density of the events of the shown cells, each at the centre of its cell: a function of what is shown, whatever
    /// is done to turn it back.
    pub surface: Surface,
    /// Hot cells that are shown, dissolved, busiest first.
    pub hotspots: Vec<OpenHotspot>,
}

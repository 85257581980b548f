//! What an attack recovered.

use serde::Serialize;

/// The kind of an attack that succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// A small count stands there.
    Published,
    /// A number stands beside a count that is withheld.
    Beside,
    /// A small count follows from sums and differences.
    Reckoned,
    /// A small count follows from areas that overlap.
    Differenced,
    /// The same quantity has two values.
    Changed,
    /// A count differs from the truth.
    Untrue,
    /// A density gives away what it was made of.
    Density,
    /// A place is shown that may not be.
    Place,
    /// The label of a place.
    Name,
    /// The identifier of an incident.
    Identifier,
    /// The hash or the name of an input.
    Hash,
    /// The exact position of an incident.
    Coordinate,
    /// A date finer than is allowed.
    Date,
    /// Counts too many to be asked for.
    Unasked,
}

impl FindingKind {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Beside => "beside",
            Self::Reckoned => "reckoned",
            Self::Differenced => "differenced",
            Self::Changed => "changed",
            Self::Untrue => "untrue",
            Self::Density => "density",
            Self::Place => "place",
            Self::Name => "name",
            Self::Identifier => "identifier",
            Self::Hash => "hash",
            Self::Coordinate => "coordinate",
            Self::Date => "date",
            Self::Unasked => "unasked",
        }
    }
}

/// One thing that could be learned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// By which attack.
    pub kind: FindingKind,
    /// From which file or folder.
    pub file: String,
    /// What.
    pub what: String,
    /// The least that it can be, where bounds were worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// The most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// What it is in truth, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth: Option<u64>,
}

impl Finding {
    /// A finding without bounds.
    #[must_use]
    pub fn new(kind: FindingKind, file: &str, what: String) -> Self {
        Self {
            kind,
            file: file.to_owned(),
            what,
            low: None,
            high: None,
            truth: None,
        }
    }

    /// The same with the bounds of what was recovered.
    #[must_use]
    pub const fn within(mut self, low: u64, high: u64) -> Self {
        (self.low, self.high) = (Some(low), Some(high));
        self
    }

    /// The same with the true value.
    #[must_use]
    pub const fn truly(mut self, truth: Option<u64>) -> Self {
        self.truth = truth;
        self
    }

    /// One line for people.
    #[must_use]
    pub fn line(&self) -> String {
        let bounds = match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => format!(": it is {low}"),
            (Some(low), Some(high)) => format!(": it is {low} to {high}"),
            _ => String::new(),
        };
        let truth = self
            .truth
            .map_or_else(String::new, |truth| format!(" (in truth {truth})"));
        format!(
            "{:<11} {}: {}{bounds}{truth}",
            self.kind.as_str(),
            self.file,
            self.what
        )
    }
}

/// What was tried, whether or not it found anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Files looked through.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Tables read.
    pub tables: usize,
    /// Counts compared to the truth.
    pub counts: usize,
    /// Statements handed to the linear programmes.
    pub statements: usize,
    /// Small counts that they were asked for.
    pub targets: usize,
    /// Densities turned back.
    pub densities: usize,
    /// Densities that could not be turned back for certain.
    pub densities_unclear: usize,
    /// Places looked into.
    pub places: usize,
    /// Words, numbers and positions searched for.
    pub needles: usize,
}

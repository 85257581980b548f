//! What is asked beyond the map: the sections that the commands fill, and that a study may declare.

use serde::{Deserialize, Serialize};

/// A question of a focus group. Where and when are said once, whatever is asked of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AskSection {
    /// Areas by code or name; a name may be misspelt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// The middle of a circle: latitude,longitude or easting,northing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Its radius in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metres: Option<f64>,
    /// A file of polygons; all of them together are asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polygon: Option<String>,
    /// Themes by key; all where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// The first month or day, included; from the beginning where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last month or day, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Hours of the clock whose share is asked for, as 12-17 or "fri-sun 18-02".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Whether the location analysis is wanted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub locate: bool,
    /// Repeats and near repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<RepeatsSection>,
    /// Shares of attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileSection>,
    /// Two periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare: Option<CompareSection>,
    /// A scheme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluate: Option<EvaluateSection>,
    /// Whether indicators are tracked against their targets.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub track: bool,
}

impl AskSection {
    /// Whether anything is asked.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.locate
            || self.repeats.is_some()
            || self.profile.is_some()
            || self.compare.is_some()
            || self.evaluate.is_some()
            || self.track
    }
}

/// Repeats and near repeats.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RepeatsSection {
    /// Ends of the bands of distance, in metres, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metres: Vec<f64>,
    /// Ends of the bands of time, in days, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<u32>,
    /// `euclidean` or `manhattan`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// How many permutations of the times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permutations: Option<u32>,
}

/// Shares of attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileSection {
    /// Columns of the incidents; those of `[incidents] attributes` where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// A CSV of what there is to be burgled, stolen or broken: attribute, value, number, and a code for each area or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<String>,
}

/// Two periods.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CompareSection {
    /// The earlier one, as 2024-01..2024-06; all that the other study holds where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The later one; all that this study holds where there is another for the earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The study file that holds the earlier period, where this one does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// A CSV from its codes of areas to this study's: old code, new code, and the share of people where an old area was divided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookup: Option<String>,
    /// Whether a break of the series may lie between them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub across_breaks: bool,
}

/// A scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EvaluateSection {
    /// Its zones: polygons with name, start and role.
    pub scheme: String,
    /// Whether it is only planned.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub plan: bool,
    /// How many months before and after are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
}

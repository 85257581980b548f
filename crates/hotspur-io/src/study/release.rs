//! The section on releases: for whom a run is written, and by which rules.

use serde::{Deserialize, Serialize};

/// For whom a run is written, and by which rules.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReleaseSection {
    /// The audiences: analyst, group, public. The analyst alone where the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// What the public may see.
    pub public: PublicSection,
    /// To whom a group release goes, and what binds it.
    pub group: GroupSection,
}

/// What the public may see; every number has a default, which `crates/docs/disclosure.md` gives with its source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PublicSection {
    /// A count from 1 to one below this is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<u64>,
    /// The same for sensitive themes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensitive_threshold: Option<u64>,
    /// Whether counts are rounded to their threshold, in the place of withholding some.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rounded: bool,
    /// The finest time: month, quarter or period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<String>,
    /// The tables: `area x theme` and `theme x time`; both where the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<String>,
    /// The themes that may be shown by place; those with a density of their own where the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// The smallest side of a cell in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_cell_m: Option<f64>,
    /// The fewest events of a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_events: Option<u64>,
    /// The fewest distinct points at which they lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_places: Option<usize>,
    /// The fewest households of a cell, where the areas know theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_households: Option<f64>,
}

/// To whom a group release goes, and what binds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GroupSection {
    /// The group's own areas, by code or name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// The group's own themes, by key; `all` for every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Who receives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// What for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The day by which it is to be deleted, as 2026-03-31.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_by: Option<String>,
    /// The protective marking; OFFICIAL-SENSITIVE where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
}

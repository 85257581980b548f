//! The section on releases: for whom a run is written, and by which rules.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// For whom a run is written, and by which rules.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReleaseSection {
    /// The audiences: analyst, group, public. The analyst alone where the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// What the public may see.
    pub public: PublicSection,
    /// To whom group releases go, and what binds each.
    #[serde(skip_serializing_if = "GroupSections::is_empty")]
    pub group: GroupSections,
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

/// The groups: one table, or a list of tables where there are several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct GroupSections(pub Vec<GroupSection>);

impl GroupSections {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for GroupSections {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrSeveral)
    }
}

/// Tells one table from a list of them, so that a mistake in either is told with its own words.
struct OneOrSeveral;

impl<'de> Visitor<'de> for OneOrSeveral {
    type Value = GroupSections;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table [release.group], or a list of them, [[release.group]]")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let one = GroupSection::deserialize(MapAccessDeserializer::new(map))?;
        Ok(GroupSections(vec![one]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        let several = Vec::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(GroupSections(several))
    }
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

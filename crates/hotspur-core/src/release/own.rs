//! What the recipients of a group release are given whole: their own areas, in their own themes.

use super::groups::Groups;

/// The part of the data that the recipients of a group release are given whole; nothing where there is no such release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Their areas, ascending.
    pub areas: Vec<u32>,
    /// Their themes, ascending.
    pub themes: Vec<usize>,
}

impl Own {
    /// Whether any of these areas is theirs.
    #[must_use]
    pub fn holds_area(&self, areas: &[u32]) -> bool {
        areas.iter().any(|area| self.areas.contains(area))
    }

    /// Whether an offence group is in one of their themes.
    #[must_use]
    pub fn holds_group(&self, groups: &Groups, group: usize) -> bool {
        let themes = &groups.list[group].themes;
        !self.areas.is_empty() && themes.iter().any(|theme| self.themes.contains(theme))
    }
}

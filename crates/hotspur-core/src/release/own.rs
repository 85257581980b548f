//! What the recipients of group releases are given whole: their own areas, in their own themes.

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

/// Who reads a release, and so what they know before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// Nothing.
    Public,
    /// What these groups, by number, are given whole; several where they put it together.
    Recipients(Vec<usize>),
}

impl Reader {
    /// Whether they know what these groups, by number, are given.
    #[must_use]
    pub fn knows(&self, owners: &[usize]) -> bool {
        match self {
            Self::Public => false,
            Self::Recipients(groups) => groups.iter().any(|group| owners.contains(group)),
        }
    }

    /// Everybody but the public that some groups must be protected against, those who know most first: all of them together,
    /// then each.
    #[must_use]
    pub fn recipients(groups: usize) -> Vec<Self> {
        let each = (0..groups).map(|group| vec![group]);
        let together = (groups > 1).then(|| (0..groups).collect());
        together
            .into_iter()
            .chain(each)
            .map(Self::Recipients)
            .collect()
    }
}

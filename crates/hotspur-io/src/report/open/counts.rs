//! The counts that an audience may see, each shown, withheld or not published: three things that a page never mixes up.

use hotspur_core::{Controlled, Controls, Counted, Group, Open, Public, Release};
use serde::Serialize;

/// A count as the page shows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The count; nothing where it is withheld or no table of it is published.
    pub count: Option<u64>,
    /// Whether there is a count that is withheld.
    pub withheld: bool,
    /// Whether it is the recipients' own.
    pub own: bool,
}

impl Cell {
    /// What disclosure control said of it.
    pub const fn open(open: Option<Open>) -> Self {
        match open {
            Some(Open::Count(count)) => Self::known(count),
            Some(Open::Withheld) => Self {
                count: None,
                withheld: true,
                own: false,
            },
            None => Self {
                count: None,
                withheld: false,
                own: false,
            },
        }
    }

    /// A count that is shown.
    pub const fn known(count: u64) -> Self {
        Self {
            count: Some(count),
            withheld: false,
            own: false,
        }
    }
}

/// The counts of a release.
pub struct Counts<'a> {
    controlled: &'a Controlled,
    group: Option<&'a Release<Group>>,
}

impl<'a> Counts<'a> {
    /// As everybody may see them.
    pub fn open(release: &'a Release<Public>) -> Self {
        Self {
            controlled: release.controlled(),
            group: None,
        }
    }

    /// With a group's own in full.
    pub fn group(release: &'a Release<Group>) -> Self {
        Self {
            controlled: release.controlled(),
            group: Some(release),
        }
    }

    /// Whether an area is the recipients' own.
    pub fn is_own(&self, area: usize) -> bool {
        self.group.is_some_and(|release| {
            let mut own = release.own().areas.iter();
            own.any(|own| *own as usize == area)
        })
    }

    /// Whether what is counted is a theme of the recipients.
    fn is_own_theme(&self, counted: usize) -> bool {
        self.group.is_some_and(|release| {
            let mut own = release.own().themes.iter();
            own.any(|theme| Counted::Theme(*theme).slot() == counted)
        })
    }

    /// An area's count.
    pub fn of_area(&self, area: usize, counted: usize) -> Cell {
        let open = self.controlled.of_area(area, counted);
        match self.group.and_then(|release| release.count(area, counted)) {
            Some(count) => Cell {
                own: self.is_own(area) && self.is_own_theme(counted),
                ..Cell::known(count)
            },
            None => Cell::open(open),
        }
    }
}

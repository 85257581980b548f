//! Offence groups: classes of offence types that every theme and total holds or leaves out together. Themes may overlap;
//! their groups never do, so a table of overlapping themes is one linear system over groups.

use std::collections::BTreeMap;

use crate::tally::Counted;
use crate::theme::{Kind, Offence, Themes};

/// A class of offence types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Crime or incident.
    pub kind: Kind,
    /// The themes that hold it, by number.
    pub themes: Vec<usize>,
    /// Whether a sensitive theme holds it, or none at all: what nobody described is treated as sensitive.
    pub sensitive: bool,
}

impl Group {
    /// Whether what is counted holds the group.
    #[must_use]
    pub fn is_in(&self, counted: Counted) -> bool {
        match counted {
            Counted::AllCrime => self.kind == Kind::Crime,
            Counted::AllIncidents => self.kind == Kind::Incident,
            Counted::Theme(theme) => self.themes.contains(&theme),
        }
    }
}

/// The groups of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// The groups, by kind and themes.
    pub list: Vec<Group>,
    of_offence: Vec<usize>,
}

impl Groups {
    /// The groups of the offence types that the themes know, and of the unknown ones.
    #[must_use]
    pub fn of(themes: &Themes) -> Self {
        let offences = (0..=themes.other().0).map(Offence);
        let key = |offence| {
            let mut members = themes.of(offence).to_vec();
            members.sort_unstable();
            (themes.kind(offence), members)
        };
        let keys: Vec<(Kind, Vec<usize>)> = offences.map(key).collect();
        let mut numbers: BTreeMap<&(Kind, Vec<usize>), usize> =
            keys.iter().map(|key| (key, 0)).collect();
        for (number, slot) in numbers.values_mut().enumerate() {
            *slot = number;
        }
        let list = numbers
            .keys()
            .map(|(kind, members)| Group {
                kind: *kind,
                themes: members.clone(),
                sensitive: members.is_empty()
                    || members.iter().any(|theme| themes.list()[*theme].sensitive),
            })
            .collect();
        let of_offence = keys.iter().map(|key| numbers[key]).collect();
        Self { list, of_offence }
    }

    /// The group of an offence type.
    #[must_use]
    pub fn of_offence(&self, offence: Offence) -> usize {
        self.of_offence[usize::from(offence.0)]
    }

    /// The groups that what is counted holds, by number.
    #[must_use]
    pub fn in_counted(&self, counted: Counted) -> Vec<usize> {
        let held = |group: &usize| self.list[*group].is_in(counted);
        (0..self.list.len()).filter(held).collect()
    }
}

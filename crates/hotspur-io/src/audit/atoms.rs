//! Everything shown as statements about sums: of offence groups in zones and slices of time, and of groups in slots.

use std::collections::{BTreeMap, BTreeSet};

use hotspur_core::disclosure::{Link, Said, Statement};

use super::published::{Published, Where};
use super::truth::Truth;
use super::zones::Zones;

/// The atoms: counts that do not overlap, with their true values.
#[derive(Debug, Clone, Default)]
pub struct Atoms {
    /// By zone, group and slice.
    ground: BTreeMap<(usize, usize, usize), u32>,
    /// By study area, group and slot.
    times: BTreeMap<(Vec<usize>, usize, usize), u32>,
    /// The true values.
    pub values: Vec<u64>,
    /// The months of each slice.
    pub slices: Vec<BTreeSet<String>>,
    /// The months of each slot.
    slots: Vec<BTreeSet<String>>,
}

impl Atoms {
    /// Numbers and counts the atoms of some releases.
    pub fn of(numbers: &[usize], releases: &[Published], truth: &Truth, zones: &Zones) -> Self {
        let periods: Vec<BTreeSet<String>> = numbers
            .iter()
            .map(|number| releases[*number].months.clone())
            .collect();
        let mut parts = periods.clone();
        for number in numbers {
            let release = &releases[*number];
            let slots: BTreeSet<&str> = (release.shown.iter())
                .filter_map(|shown| match &shown.place {
                    Where::Slot(slot) => Some(slot.as_str()),
                    Where::Area(_) => None,
                })
                .collect();
            parts.extend(slots.into_iter().map(|slot| release.months_of(slot)));
        }
        let mut found = Self {
            slices: coarsest(&periods),
            slots: coarsest(&parts),
            ..Self::default()
        };
        for zone in 0..zones.zones.len() {
            for group in 0..truth.groups.len() {
                for slice in 0..found.slices.len() {
                    found
                        .ground
                        .insert((zone, group, slice), found.values.len() as u32);
                    found.values.push(0);
                }
            }
        }
        for number in numbers {
            let study = zones.of_study(*number);
            for group in 0..truth.groups.len() {
                for slot in 0..found.slots.len() {
                    if found.slots[slot].is_subset(&releases[*number].months) {
                        let next = found.values.len() as u32;
                        let atom = *found
                            .times
                            .entry((study.clone(), group, slot))
                            .or_insert(next);
                        if atom == next {
                            found.values.push(0);
                        }
                    }
                }
            }
        }
        found.count(truth, zones);
        found
    }

    fn count(&mut self, truth: &Truth, zones: &Zones) {
        let studies: BTreeSet<Vec<usize>> = self
            .times
            .keys()
            .map(|(study, _, _)| study.clone())
            .collect();
        for (event, zone) in truth.events.iter().zip(zones.of_events()) {
            let Some(zone) = zone else { continue };
            let holds = |months: &BTreeSet<String>| months.contains(event.month());
            let slice = self.slices.iter().position(holds);
            let slot = self.slots.iter().position(holds);
            let mut atoms: Vec<&u32> = Vec::new();
            atoms.extend(slice.and_then(|slice| self.ground.get(&(*zone, event.group, slice))));
            for study in studies
                .iter()
                .filter(|study| study.binary_search(zone).is_ok())
            {
                let key = slot.map(|slot| (study.clone(), event.group, slot));
                atoms.extend(key.and_then(|key| self.times.get(&key)));
            }
            for atom in atoms {
                self.values[*atom as usize] += 1;
            }
        }
    }

    /// The atoms of zones, groups and months, ascending.
    pub fn ground(&self, zones: &[usize], groups: &[bool], months: &BTreeSet<String>) -> Vec<u32> {
        let held = self.ground.iter().filter(|((zone, group, slice), _)| {
            zones.binary_search(zone).is_ok()
                && groups.get(*group) == Some(&true)
                && self.slices[*slice].is_subset(months)
        });
        sorted(held.map(|(_, atom)| *atom))
    }

    /// The atoms of a study area, groups and months, ascending.
    pub fn times(&self, study: &[usize], groups: &[bool], months: &BTreeSet<String>) -> Vec<u32> {
        let held = self.times.iter().filter(|((own, group, slot), _)| {
            own == study && groups.get(*group) == Some(&true) && self.slots[*slot].is_subset(months)
        });
        sorted(held.map(|(_, atom)| *atom))
    }

    /// The true value of a sum.
    pub fn value(&self, atoms: &[u32]) -> u64 {
        atoms
            .iter()
            .filter_map(|atom| self.values.get(*atom as usize))
            .sum()
    }

    /// What is said; what would be if everything were withheld; and how many numbers it is about: the links need some of their
    /// own. Where what is said contradicts itself, an attacker who knows which of it holds uses that alone.
    pub fn statements(
        &self,
        numbers: &[usize],
        sound: bool,
        releases: &[Published],
        truth: &Truth,
        zones: &Zones,
    ) -> (Vec<Statement>, Vec<Statement>, usize) {
        let (mut said, mut bare): (Vec<Statement>, Vec<Statement>) = (Vec::new(), Vec::new());
        let mut next = self.values.len();
        for number in numbers {
            let release = &releases[*number];
            let study = zones.of_study(*number);
            for ((place, key), value) in release.counts() {
                let Some(groups) = truth.counts(&key) else {
                    continue;
                };
                let threshold = truth.threshold_of(&key);
                let atoms = match &place {
                    Where::Area(code) => {
                        self.ground(&zones.of_area(*number, code), &groups, &release.months)
                    }
                    Where::Slot(slot) => self.times(&study, &groups, &release.months_of(slot)),
                };
                let truly = self.value(&atoms);
                let said_of = match value {
                    Some(value) if release.rounded => {
                        let half = threshold / 2;
                        let high = (value + threshold - 1).saturating_sub(half);
                        Said::Between(value.saturating_sub(half), Some(high))
                    }
                    Some(value) => Said::Exactly(value),
                    // A strong attacker knows which counts are withheld because they are small.
                    None if (1..threshold).contains(&truly) => {
                        Said::Between(1, Some(threshold - 1))
                    }
                    None if truly == 0 => Said::Between(0, None),
                    None => Said::Between(threshold, None),
                };
                let holds = match said_of {
                    Said::Exactly(value) => value == truly,
                    Said::Between(low, high) => {
                        low <= truly && high.is_none_or(|high| truly <= high)
                    }
                };
                if !atoms.is_empty() && (holds || !sound) {
                    bare.push(Statement {
                        atoms: atoms.clone(),
                        said: by_the_rule(truly, threshold),
                    });
                    said.push(Statement {
                        atoms,
                        said: said_of,
                    });
                }
            }
        }
        for number in numbers {
            for key in releases[*number].implied() {
                let groups = truth.counts(&key).unwrap_or_default();
                let study = zones.of_study(*number);
                let atoms = self.ground(&study, &groups, &releases[*number].months);
                if !atoms.is_empty() {
                    let said_of = Said::Exactly(self.value(&atoms));
                    said.push(Statement {
                        atoms,
                        said: said_of,
                    });
                }
            }
        }
        let studies: BTreeSet<Vec<usize>> = numbers.iter().map(|n| zones.of_study(*n)).collect();
        for study in studies {
            for group in 0..truth.groups.len() {
                let only: Vec<bool> = (0..truth.groups.len())
                    .map(|other| other == group)
                    .collect();
                for slice in &self.slices {
                    let link = Link {
                        left: self.ground(&study, &only, slice),
                        right: self.times(&study, &only, slice),
                    };
                    if !link.left.is_empty() && !link.right.is_empty() {
                        said.extend(link.statements(next as u32));
                        bare.extend(link.statements(next as u32));
                        next += link.right.len();
                    }
                }
            }
        }
        (said, bare, next)
    }
}

/// What the rule tells of a count that is withheld, or is zero, to an attacker who knows which are withheld for being small.
const fn by_the_rule(truly: u64, threshold: u64) -> Said {
    if truly == 0 {
        Said::Exactly(0)
    } else if truly < threshold {
        Said::Between(1, Some(threshold - 1))
    } else {
        Said::Between(threshold, None)
    }
}

fn sorted(atoms: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut atoms: Vec<u32> = atoms.collect();
    atoms.sort_unstable();
    atoms
}

/// The coarsest parts of time of which each of these is a union.
fn coarsest(sets: &[BTreeSet<String>]) -> Vec<BTreeSet<String>> {
    let months: BTreeSet<&String> = sets.iter().flatten().collect();
    let mut parts: BTreeMap<Vec<bool>, BTreeSet<String>> = BTreeMap::new();
    for month in months {
        let held = sets.iter().map(|set| set.contains(month)).collect();
        parts.entry(held).or_default().insert(month.clone());
    }
    parts.into_values().collect()
}

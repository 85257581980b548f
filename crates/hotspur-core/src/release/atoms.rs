//! Atoms: the counts that the tables of a release are sums of, none of which overlap.
//!
//! An atom counts one offence group in one zone (the part of the study area that lies in exactly these areas), and there in
//! one safe cell or in the rest; or one group in one slot of time. Both sorts count the same events, so their totals by
//! group are linked. No atom has the three dimensions of zone, group and time, since no published table has.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Findings, Question};
use crate::disclosure::Link;

use super::groups::Groups;
use super::own::Own;
use super::policy::Policy;
use super::safe_cells::SafeCells;

/// What an atom counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Atom {
    /// A group in a zone, in a safe cell or in the rest of it.
    Ground {
        /// The zone.
        zone: usize,
        /// The offence group.
        group: usize,
        /// The safe cell.
        cell: Option<u32>,
    },
    /// A group in a slot of time: in the own areas of some recipients, or elsewhere.
    Time {
        /// The slot.
        slot: usize,
        /// The offence group.
        group: usize,
        /// Whose, by number in [`Atoms::owners`].
        owners: usize,
    },
}

impl Atom {
    /// The offence group.
    #[must_use]
    pub const fn group(self) -> usize {
        match self {
            Self::Ground { group, .. } | Self::Time { group, .. } => group,
        }
    }

    /// The safe cell.
    #[must_use]
    pub const fn cell(self) -> Option<u32> {
        match self {
            Self::Ground { cell, .. } => cell,
            Self::Time { .. } => None,
        }
    }
}

/// The atoms of a study.
#[derive(Debug, Clone)]
pub struct Atoms {
    /// What each counts, ascending.
    pub keys: Vec<Atom>,
    /// The true counts.
    pub values: Vec<u64>,
    /// The areas that each zone lies in.
    pub zones: Vec<Vec<u32>>,
    /// The atoms of each zone.
    pub of_zone: Vec<Vec<u32>>,
    /// The atoms of each slot.
    pub of_slot: Vec<Vec<u32>>,
    /// Whose each atom is, by number among the owners.
    pub own: Vec<usize>,
    /// The sets of recipients that are given an atom whole, by number; nobody first.
    pub owners: Vec<Vec<usize>>,
}

/// What the atoms are made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The offence groups.
    pub groups: &'a Groups,
    /// The names of the slots of time, ascending; none where no table of time is published.
    pub slots: &'a [String],
    /// The safe cells.
    pub safe: Option<&'a SafeCells>,
    /// The policy.
    pub policy: &'a Policy,
    /// What the recipients of each group release know.
    pub own: &'a [Own],
}

impl Parts<'_> {
    /// The recipients that are given an offence group in these areas whole.
    fn owners(&self, areas: &[u32], group: usize) -> Vec<usize> {
        let theirs = |own: &Own| own.holds_area(areas) && own.holds_group(self.groups, group);
        let owners = self.own.iter().enumerate();
        owners
            .filter(|(_, own)| theirs(own))
            .map(|(number, _)| number)
            .collect()
    }
}

impl Atoms {
    /// Numbers the atoms that can hold an event, and counts them. Time O(rows log atoms + atoms log atoms).
    #[must_use]
    pub fn of(question: &Question, findings: &Findings, parts: Parts) -> Self {
        let zones = zones(question, findings);
        let pieces = pieces(parts);
        let owned = Owned::of(&zones, parts);
        let mut counts = dense(&zones, &pieces, &owned, parts);
        add_rows(
            &mut counts,
            question,
            findings,
            (&zones, &pieces, &owned),
            parts,
        );
        let mut atoms = Self {
            keys: Vec::with_capacity(counts.len()),
            values: Vec::with_capacity(counts.len()),
            of_zone: vec![Vec::new(); zones.len()],
            of_slot: vec![Vec::new(); parts.slots.len()],
            own: Vec::with_capacity(counts.len()),
            owners: Vec::new(),
            zones,
        };
        for (number, (key, value)) in (0_u32..).zip(counts) {
            let own = match key {
                Atom::Ground { zone, group, .. } => {
                    atoms.of_zone[zone].push(number);
                    owned.of_zone[zone][group]
                }
                Atom::Time { slot, owners, .. } => {
                    atoms.of_slot[slot].push(number);
                    owners
                }
            };
            atoms.keys.push(key);
            atoms.values.push(value);
            atoms.own.push(own);
        }
        atoms.owners = owned.owners;
        atoms
    }

    /// The recipients that are given an atom whole.
    #[must_use]
    pub fn owners_of(&self, atom: u32) -> &[usize] {
        &self.owners[self.own[atom as usize]]
    }

    /// Everybody knows that the events of a group are the same by zone and by time.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
        if self.of_slot.is_empty() {
            return Vec::new();
        }
        for (number, (key, own)) in (0_u32..).zip(self.keys.iter().zip(&self.own)) {
            let link = links.entry((key.group(), *own)).or_insert_with(|| Link {
                left: Vec::new(),
                right: Vec::new(),
            });
            match key {
                Atom::Ground { .. } => link.left.push(number),
                Atom::Time { .. } => link.right.push(number),
            }
        }
        links.into_values().collect()
    }
}

/// Whose the events of a zone are.
struct Owned {
    owners: Vec<Vec<usize>>,
    /// For each zone and in it each offence group the number of its owners.
    of_zone: Vec<Vec<usize>>,
}

impl Owned {
    fn of(zones: &[Vec<u32>], parts: Parts) -> Self {
        let of = |areas: &Vec<u32>| {
            let groups = 0..parts.groups.list.len();
            groups.map(|group| parts.owners(areas, group)).collect()
        };
        let of_zone: Vec<Vec<Vec<usize>>> = zones.iter().map(of).collect();
        let nobody = std::iter::once(Vec::new());
        let distinct: BTreeSet<Vec<usize>> =
            nobody.chain(of_zone.iter().flatten().cloned()).collect();
        let owners: Vec<Vec<usize>> = distinct.into_iter().collect();
        let number = |of: &Vec<usize>| owners.binary_search(of).unwrap_or(0);
        Self {
            of_zone: (of_zone.iter())
                .map(|groups| groups.iter().map(number).collect())
                .collect(),
            owners,
        }
    }

    /// The owners of an offence group anywhere, nobody among them.
    fn of_group(&self, group: usize) -> BTreeSet<usize> {
        let anywhere = self.of_zone.iter().map(|groups| groups[group]);
        anywhere.chain([0]).collect()
    }
}

/// The sets of areas that places lie in; each area by itself is one, whether anything happened there or not.
fn zones(question: &Question, findings: &Findings) -> Vec<Vec<u32>> {
    let areas = u32::try_from(question.areas.len()).unwrap_or(u32::MAX);
    let alone = (0..areas).map(|area| vec![area]);
    let found = findings.standings.iter().map(|standing| {
        let mut areas = standing.areas().to_vec();
        areas.sort_unstable();
        areas
    });
    let zones: BTreeSet<Vec<u32>> = alone
        .chain(found)
        .filter(|areas| !areas.is_empty())
        .collect();
    zones.into_iter().collect()
}

/// The safe cells of each group: those of every theme that may be shown by place and holds it.
fn pieces(parts: Parts) -> Vec<BTreeSet<u32>> {
    let mut pieces = vec![BTreeSet::new(); parts.groups.list.len()];
    for theme in parts.safe.iter().flat_map(|safe| &safe.themes) {
        for (group, cells) in parts.groups.list.iter().zip(&mut pieces) {
            if group.themes.contains(&theme.theme) {
                cells.extend(theme.supported.keys().copied());
            }
        }
    }
    pieces
}

fn dense(
    zones: &[Vec<u32>],
    pieces: &[BTreeSet<u32>],
    owned: &Owned,
    parts: Parts,
) -> BTreeMap<Atom, u64> {
    let mut counts = BTreeMap::new();
    for (group, pieces) in pieces.iter().enumerate() {
        for (zone, areas) in zones.iter().enumerate() {
            let touches = |cell: &u32| {
                parts.safe.is_some_and(|safe| {
                    let touching = &safe.areas[*cell as usize];
                    areas.iter().all(|area| touching.contains(area))
                })
            };
            let cells = pieces.iter().copied().filter(touches).map(Some);
            for cell in std::iter::once(None).chain(cells) {
                counts.insert(Atom::Ground { zone, group, cell }, 0);
            }
        }
        for owners in owned.of_group(group) {
            for slot in 0..parts.slots.len() {
                let key = Atom::Time {
                    slot,
                    group,
                    owners,
                };
                counts.insert(key, 0);
            }
        }
    }
    counts
}

fn add_rows(
    counts: &mut BTreeMap<Atom, u64>,
    question: &Question,
    findings: &Findings,
    (zones, pieces, owned): (&[Vec<u32>], &[BTreeSet<u32>], &Owned),
    parts: Parts,
) {
    let incidents = question.incidents;
    for place in 0..incidents.places().len() {
        let mut areas = findings.standings[place].areas().to_vec();
        areas.sort_unstable();
        let Ok(zone) = zones.binary_search(&areas) else {
            continue;
        };
        let at = parts.safe.and_then(|safe| safe.cells.of_place[place]);
        for row in incidents.rows_of(place) {
            if !question.params.selection.holds(incidents, row) {
                continue;
            }
            let events = u64::from(incidents.count()[row]);
            let group = parts.groups.of_offence(incidents.offence()[row]);
            let cell = at.filter(|cell| pieces[group].contains(cell));
            *counts
                .entry(Atom::Ground { zone, group, cell })
                .or_default() += events;
            let name = parts.policy.dates.slot(incidents.when()[row].counted_in());
            if let Ok(slot) = parts.slots.binary_search(&name) {
                let key = Atom::Time {
                    slot,
                    group,
                    owners: owned.of_zone[zone][group],
                };
                *counts.entry(key).or_default() += events;
            }
        }
    }
}

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
    /// A group in a slot of time: in the recipients' own areas, or elsewhere.
    Time {
        /// The slot.
        slot: usize,
        /// The offence group.
        group: usize,
        /// Whether it is in the recipients' own areas.
        own: bool,
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
    /// Which atoms the recipients of a group release know.
    pub own: Vec<bool>,
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
    /// What the recipients of a group release know.
    pub own: &'a Own,
}

impl Atoms {
    /// Numbers the atoms that can hold an event, and counts them. Time O(rows log atoms + atoms log atoms).
    #[must_use]
    pub fn of(question: &Question, findings: &Findings, parts: Parts) -> Self {
        let zones = zones(question, findings);
        let pieces = pieces(parts);
        let mut counts = dense(&zones, &pieces, parts);
        add_rows(&mut counts, question, findings, (&zones, &pieces), parts);
        let mut atoms = Self {
            keys: Vec::with_capacity(counts.len()),
            values: Vec::with_capacity(counts.len()),
            of_zone: vec![Vec::new(); zones.len()],
            of_slot: vec![Vec::new(); parts.slots.len()],
            own: Vec::with_capacity(counts.len()),
            zones,
        };
        for (number, (key, value)) in (0_u32..).zip(counts) {
            let own = match key {
                Atom::Ground { zone, group, .. } => {
                    atoms.of_zone[zone].push(number);
                    parts.own.holds_area(&atoms.zones[zone])
                        && parts.own.holds_group(parts.groups, group)
                }
                Atom::Time { slot, own, .. } => {
                    atoms.of_slot[slot].push(number);
                    own
                }
            };
            atoms.keys.push(key);
            atoms.values.push(value);
            atoms.own.push(own);
        }
        atoms
    }

    /// Everybody knows that the events of a group are the same by zone and by time.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links: BTreeMap<(usize, bool), Link> = BTreeMap::new();
        if self.of_slot.is_empty() {
            return Vec::new();
        }
        let split: BTreeSet<usize> = (self.keys.iter().zip(&self.own))
            .filter(|(key, own)| **own && matches!(key, Atom::Time { .. }))
            .map(|(key, _)| key.group())
            .collect();
        for (number, (key, own)) in (0_u32..).zip(self.keys.iter().zip(&self.own)) {
            let group = key.group();
            let link = links
                .entry((group, *own && split.contains(&group)))
                .or_insert_with(|| Link {
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

fn dense(zones: &[Vec<u32>], pieces: &[BTreeSet<u32>], parts: Parts) -> BTreeMap<Atom, u64> {
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
        let split = parts.own.holds_group(parts.groups, group);
        for slot in 0..parts.slots.len() {
            for own in [false, true].into_iter().take(1 + usize::from(split)) {
                counts.insert(Atom::Time { slot, group, own }, 0);
            }
        }
    }
    counts
}

fn add_rows(
    counts: &mut BTreeMap<Atom, u64>,
    question: &Question,
    findings: &Findings,
    (zones, pieces): (&[Vec<u32>], &[BTreeSet<u32>]),
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
                let own =
                    parts.own.holds_area(&areas) && parts.own.holds_group(parts.groups, group);
                *counts.entry(Atom::Time { slot, group, own }).or_default() += events;
            }
        }
    }
}

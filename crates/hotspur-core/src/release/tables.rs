//! The tables of a release as one linear system: area × theme, theme × time of the study area, and places.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Findings, Question};
use crate::disclosure::{Cell, Link, System, SystemError};
use crate::tally::Counted;

use super::atoms::{Atoms, Parts};
use super::groups::Groups;
use super::own::{Own, Reader};
use super::policy::{Dates, Policy};
use super::safe_cells::SafeCells;

/// What a cell of the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An area's count of what is counted, by its number.
    Area(u32, usize),
    /// The study area's.
    Study(usize),
    /// The study area's in a slot of time.
    Time(usize, usize),
    /// A theme's count in a safe cell.
    Place(usize, u32),
    /// A count that the recipients of a group release know of their own areas.
    Own,
    /// A sum that follows from how things are counted.
    Known,
    /// A count that nobody publishes, and that others may give away: a difference of two, or a part.
    Derived,
}

/// The tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// What is counted, in the order of its columns: all crime, all incidents, the themes.
    pub counted: Vec<Counted>,
    /// The names of the slots of time, in order; none where no table of time is published.
    pub slots: Vec<String>,
    /// What each cell of the system is.
    pub what: Vec<What>,
    /// The system.
    pub system: System,
}

impl Tables {
    /// Numbers the atoms, counts them, and writes down every cell that could be published or be given away.
    ///
    /// Time O(rows + cells × atoms of a zone or slot).
    ///
    /// # Errors
    ///
    /// [`SystemError`] where the system contradicts itself, which no input can cause.
    pub fn of(
        question: &Question,
        findings: &Findings,
        safe: Option<&SafeCells>,
        policy: &Policy,
        own: &[Own],
        reader: &Reader,
    ) -> Result<Self, SystemError> {
        let groups = Groups::of(question.themes);
        let counted: Vec<Counted> = [Counted::AllCrime, Counted::AllIncidents]
            .into_iter()
            .chain((0..question.themes.list().len()).map(Counted::Theme))
            .collect();
        let slots = slots(findings, policy);
        let parts = Parts {
            groups: &groups,
            slots: &slots,
            safe,
            policy,
            own,
        };
        let atoms = Atoms::of(question, findings, parts);
        let mut draft = Draft {
            atoms: &atoms,
            groups: &groups,
            policy,
            held: counted.iter().map(|c| groups.in_counted(*c)).collect(),
            sensitive: counted
                .iter()
                .map(|counted| match counted {
                    Counted::Theme(theme) => question.themes.list()[*theme].sensitive,
                    Counted::AllCrime | Counted::AllIncidents => false,
                })
                .collect(),
            priority: counted
                .iter()
                .map(|counted| match counted {
                    Counted::Theme(theme) => question.themes.list()[*theme].priority,
                    Counted::AllCrime | Counted::AllIncidents => true,
                })
                .collect(),
            what: Vec::new(),
            cells: Vec::new(),
            known: BTreeSet::new(),
            zeros: BTreeSet::new(),
        };
        draft.publishable(question.areas.len(), safe);
        draft.own(reader);
        draft.derived(question.areas.len(), safe, &Reader::recipients(own.len()));
        let (mut what, mut cells) = (draft.what, draft.cells);
        let mut values = atoms.values.clone();
        for link in atoms.links() {
            let first = u32::try_from(values.len()).unwrap_or(u32::MAX);
            let right = link.right.iter().map(|atom| atoms.values[*atom as usize]);
            values.extend(right.map(Link::complement));
            for statement in link.statements(first) {
                what.push(What::Known);
                cells.push(known(statement.atoms));
            }
        }
        Ok(Self {
            counted,
            slots,
            what,
            system: System::new(values, cells)?,
        })
    }

    /// The atoms that the readers are given by themselves.
    pub(super) fn given(&self) -> BTreeSet<u32> {
        let cells = self.what.iter().zip(self.system.cells());
        cells
            .filter(|(what, cell)| **what == What::Own && cell.candidate)
            .flat_map(|(_, cell)| cell.atoms.iter().copied())
            .collect()
    }
}

/// A cell that everybody knows.
const fn known(atoms: Vec<u32>) -> Cell {
    Cell {
        atoms,
        threshold: 0,
        cost: 1.0,
        candidate: true,
    }
}

fn slots(findings: &Findings, policy: &Policy) -> Vec<String> {
    if !policy.theme_time || policy.dates == Dates::Period {
        return Vec::new();
    }
    let names = findings
        .months
        .iter()
        .map(|month| policy.dates.slot(*month));
    let mut months: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *months.entry(name).or_default() += 1;
    }
    // A quarter of which a month or two are there is those months; and the period less the others would give it back.
    if policy.dates == Dates::Quarter && months.values().any(|months| *months < 3) {
        return Vec::new();
    }
    months.into_keys().collect()
}

/// What withholding a count costs: more where more depends on it.
const AREA: f64 = 1.0;
const TIME: f64 = 1.0;
/// A total of all crime or all incidents is what people ask for first, and a total of the study area holds everything up.
const TOTAL: f64 = 40.0;
const STUDY: f64 = 100.0;
const PLACE: f64 = 0.5;
/// All crime and all incidents are counted before the themes.
pub const TOTALS: usize = 2;
/// A priority theme is what the map is for.
const PRIORITY: f64 = 8.0;

pub(super) struct Draft<'a> {
    pub atoms: &'a Atoms,
    pub groups: &'a Groups,
    pub policy: &'a Policy,
    /// The groups of what is counted.
    pub held: Vec<Vec<usize>>,
    sensitive: Vec<bool>,
    priority: Vec<bool>,
    pub what: Vec<What>,
    pub cells: Vec<Cell>,
    /// The sums that stand in the system already.
    pub known: BTreeSet<Vec<u32>>,
    /// The atoms of published zeros.
    pub zeros: BTreeSet<u32>,
}

impl Draft<'_> {
    /// The atoms among some that count one of these groups, ascending.
    pub(super) fn select<'b>(
        &self,
        among: impl Iterator<Item = &'b u32>,
        groups: &[usize],
    ) -> Vec<u32> {
        let counts = |atom: &u32| groups.contains(&self.atoms.keys[*atom as usize].group());
        let mut found: Vec<u32> = among.copied().filter(counts).collect();
        found.sort_unstable();
        found
    }

    pub(super) fn of_area(&self, area: u32) -> Vec<u32> {
        let zones = self.atoms.zones.iter().zip(&self.atoms.of_zone);
        let mut found: Vec<u32> = zones
            .filter(|(areas, _)| areas.contains(&area))
            .flat_map(|(_, atoms)| atoms.iter().copied())
            .collect();
        found.sort_unstable();
        found
    }

    pub(super) fn value(&self, atoms: &[u32]) -> u64 {
        atoms
            .iter()
            .map(|atom| self.atoms.values[*atom as usize])
            .sum()
    }

    fn publishable(&mut self, areas: usize, safe: Option<&SafeCells>) {
        for counted in 0..self.held.len() {
            let ground = self.select(self.atoms.of_zone.iter().flatten(), &self.held[counted]);
            self.publish(What::Study(counted), ground, STUDY);
            for slot in 0..self.atoms.of_slot.len() {
                let atoms = self.select(self.atoms.of_slot[slot].iter(), &self.held[counted]);
                let cost = if counted < TOTALS { TIME * TOTAL } else { TIME };
                self.publish(What::Time(slot, counted), atoms, cost);
            }
        }
        if self.policy.area_theme {
            for area in 0..u32::try_from(areas).unwrap_or(u32::MAX) {
                let within = self.of_area(area);
                for counted in 0..self.held.len() {
                    let atoms = self.select(within.iter(), &self.held[counted]);
                    let cost = if counted < TOTALS { AREA * TOTAL } else { AREA };
                    self.publish(What::Area(area, counted), atoms, cost);
                }
            }
        }
        for theme in safe.iter().flat_map(|safe| &safe.themes) {
            let counted = Counted::Theme(theme.theme).slot();
            let mut by_cell: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for atom in self.select(self.atoms.of_zone.iter().flatten(), &self.held[counted]) {
                if let Some(cell) = self.atoms.keys[atom as usize].cell() {
                    by_cell.entry(cell).or_default().push(atom);
                }
            }
            by_cell.retain(|cell, _| theme.supported.contains_key(cell));
            for (place, atoms) in by_cell {
                self.publish(What::Place(counted, place), atoms, PLACE);
            }
        }
    }

    fn publish(&mut self, what: What, atoms: Vec<u32>, weight: f64) {
        let (What::Area(_, counted)
        | What::Study(counted)
        | What::Time(_, counted)
        | What::Place(counted, _)) = what
        else {
            return;
        };
        let priority = if self.priority[counted] {
            PRIORITY
        } else {
            1.0
        };
        self.what.push(what);
        self.known.insert(atoms.clone());
        if self.value(&atoms) == 0 {
            self.zeros.extend(&atoms);
        }
        self.cells.push(Cell {
            threshold: self.policy.threshold_if(self.sensitive[counted]),
            cost: weight * priority * (2.0 + self.value(&atoms) as f64).ln(),
            candidate: true,
            atoms,
        });
    }

    /// The recipients of a group release know each of their atoms.
    fn own(&mut self, reader: &Reader) {
        for atom in (0_u32..).take(self.atoms.own.len()) {
            let owners = self.atoms.owners_of(atom);
            if !owners.is_empty() {
                self.what.push(What::Own);
                self.cells.push(Cell {
                    candidate: reader.knows(owners),
                    ..known(vec![atom])
                });
            }
        }
    }
}

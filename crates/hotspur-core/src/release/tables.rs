//! The tables of a release as one linear system: area × theme, theme × time of the study area, and places.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Findings, Question};
use crate::disclosure::{Cell, Link, System, SystemError};
use crate::tally::Counted;

use super::atoms::{Atoms, Parts};
use super::groups::Groups;
use super::own::Own;
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

/// Who reads a release, and so what they know before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Nothing.
    Public,
    /// The whole of their own areas, in their own themes.
    Recipients,
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
        own: &Own,
        reader: Reader,
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
        };
        draft.publishable(question.areas.len(), safe);
        draft.own(reader == Reader::Recipients);
        draft.derived(question.areas.len(), safe);
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

struct Draft<'a> {
    atoms: &'a Atoms,
    groups: &'a Groups,
    policy: &'a Policy,
    /// The groups of what is counted.
    held: Vec<Vec<usize>>,
    sensitive: Vec<bool>,
    priority: Vec<bool>,
    what: Vec<What>,
    cells: Vec<Cell>,
    known: BTreeSet<Vec<u32>>,
}

impl Draft<'_> {
    /// The atoms among some that count one of these groups, ascending.
    fn select<'b>(&self, among: impl Iterator<Item = &'b u32>, groups: &[usize]) -> Vec<u32> {
        let counts = |atom: &u32| groups.contains(&self.atoms.keys[*atom as usize].group());
        let mut found: Vec<u32> = among.copied().filter(counts).collect();
        found.sort_unstable();
        found
    }

    fn of_area(&self, area: u32) -> Vec<u32> {
        let zones = self.atoms.zones.iter().zip(&self.atoms.of_zone);
        let mut found: Vec<u32> = zones
            .filter(|(areas, _)| areas.contains(&area))
            .flat_map(|(_, atoms)| atoms.iter().copied())
            .collect();
        found.sort_unstable();
        found
    }

    fn value(&self, atoms: &[u32]) -> u64 {
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
        self.cells.push(Cell {
            threshold: self.policy.threshold_if(self.sensitive[counted]),
            cost: weight * priority * (2.0 + self.value(&atoms) as f64).ln(),
            candidate: true,
            atoms,
        });
    }

    /// The recipients of a group release know each of their atoms.
    fn own(&mut self, given: bool) {
        for atom in (0_u32..).take(self.atoms.own.len()) {
            if self.atoms.own[atom as usize] {
                self.what.push(What::Own);
                self.cells.push(Cell {
                    candidate: given,
                    ..known(vec![atom])
                });
            }
        }
    }

    /// What nobody publishes and everybody can ask: each atom; the sets of [`Self::pairs`] in the study area, in each slot of
    /// time and in each area; a theme there without its safe cells; and the study area without one area. Counts that are large
    /// or zero need no protection.
    fn derived(&mut self, areas: usize, safe: Option<&SafeCells>) {
        for atom in (0_u32..).take(self.atoms.keys.len()) {
            self.derive(vec![atom]);
        }
        let pairs = self.pairs();
        let study: Vec<u32> = self.select_all();
        let mut wholes = vec![study.clone()];
        wholes.extend(self.atoms.of_slot.iter().cloned());
        let areas: Vec<Vec<u32>> = (0..u32::try_from(areas).unwrap_or(u32::MAX))
            .map(|area| self.of_area(area))
            .collect();
        let most = self.policy.threshold_if(true);
        let totals: Vec<Vec<u32>> = (self.held.iter())
            .map(|groups| self.select(study.iter(), groups))
            .collect();
        for area in &areas {
            for (counted, total) in totals.iter().enumerate() {
                let here = self.value(&self.select(area.iter(), &self.held[counted]));
                // Few events elsewhere are rare, and listing where they could be takes as long as the study is large.
                if self.value(total) - here < most {
                    let elsewhere = |atom: &&u32| area.binary_search(atom).is_err();
                    self.derive(total.iter().filter(elsewhere).copied().collect());
                }
            }
        }
        if self.atoms.zones.iter().any(|zone| zone.len() > 1) {
            self.nested(&areas);
        }
        wholes.extend(areas);
        // Whoever knows a part of a whole asks for the rest of it.
        if self.atoms.own.contains(&true) {
            let theirs = |atom: &u32| self.atoms.own[*atom as usize];
            let rests = wholes.iter().map(|whole| {
                let rest = whole.iter().copied().filter(|atom| !theirs(atom));
                rest.collect::<Vec<u32>>()
            });
            wholes.extend(rests.collect::<Vec<_>>());
        }
        for whole in &wholes {
            for groups in &pairs {
                self.derive(self.select(whole.iter(), groups));
            }
            for theme in safe.iter().flat_map(|safe| &safe.themes) {
                let rest = |atom: &&u32| {
                    let cell = self.atoms.keys[**atom as usize].cell();
                    cell.is_none_or(|cell| !theme.supported.contains_key(&cell))
                };
                let rest: Vec<u32> = whole.iter().filter(rest).copied().collect();
                self.derive(
                    self.select(rest.iter(), &self.held[Counted::Theme(theme.theme).slot()]),
                );
            }
        }
    }

    /// One area without another that lies inside it.
    fn nested(&mut self, areas: &[Vec<u32>]) {
        for (outer, inner) in areas
            .iter()
            .flat_map(|outer| areas.iter().map(move |inner| (outer, inner)))
        {
            let inside = inner.iter().all(|atom| outer.binary_search(atom).is_ok());
            if inside && inner.len() < outer.len() {
                let rest = |atom: &&u32| inner.binary_search(atom).is_err();
                let rest: Vec<u32> = outer.iter().filter(rest).copied().collect();
                for counted in 0..self.held.len() {
                    self.derive(self.select(rest.iter(), &self.held[counted]));
                }
            }
        }
    }

    fn select_all(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.atoms.of_zone.iter().flatten().copied().collect();
        all.sort_unstable();
        all
    }

    /// Sets of groups that nobody publishes and that sums and differences of what is published may give: each group; and of
    /// any two things counted what both hold, what either holds, and what one holds without the other.
    fn pairs(&self) -> BTreeSet<Vec<usize>> {
        let mut pairs: BTreeSet<Vec<usize>> =
            (0..self.groups.list.len()).map(|g| vec![g]).collect();
        for one in &self.held {
            for other in &self.held {
                let (both, alone): (Vec<usize>, Vec<usize>) =
                    one.iter().partition(|group| other.contains(group));
                let mut either: Vec<usize> = other.iter().chain(&alone).copied().collect();
                either.sort_unstable();
                pairs.extend([both, alone, either]);
            }
        }
        pairs.retain(|groups| !groups.is_empty());
        pairs
    }

    fn derive(&mut self, atoms: Vec<u32>) {
        let value = self.value(&atoms);
        let sensitive = atoms.iter().all(|atom| {
            let group = self.atoms.keys[*atom as usize].group();
            self.groups.list[group].sensitive
        });
        let threshold = self.policy.threshold_if(sensitive);
        if value == 0 || value >= threshold || !self.known.insert(atoms.clone()) {
            return;
        }
        self.what.push(What::Derived);
        self.cells.push(Cell {
            atoms,
            threshold,
            cost: 1.0,
            candidate: false,
        });
    }
}

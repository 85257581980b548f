//! Counts that nobody publishes and that others may give away: parts, differences and sums of what is counted.

use std::collections::BTreeSet;

use crate::disclosure::{Cell, pairs, sums};
use crate::tally::Counted;

use super::own::Reader;
use super::safe_cells::SafeCells;
use super::tables::{Draft, What};

/// Sets of offence groups whose counts may follow.
struct Sums {
    pairs: BTreeSet<Vec<usize>>,
    others: Vec<Vec<usize>>,
}

impl Sums {
    fn of(held: &[Vec<usize>], groups: usize) -> Self {
        let pairs = pairs(held, groups);
        let mut others = sums(held, groups);
        others.retain(|set| !pairs.contains(set));
        Self { pairs, others }
    }
}

impl Draft<'_> {
    /// What nobody publishes and everybody can ask: each atom; [`pairs`] and [`sums`] of offence groups in the study area, in each slot of time, in
    /// each area, and in what is left of each without the recipients' own; a theme there without its safe cells; and the study
    /// area without one area. Counts that are large or zero need no protection.
    pub(super) fn derived(
        &mut self,
        areas: usize,
        safe: Option<&SafeCells>,
        recipients: &[Reader],
    ) {
        for atom in (0_u32..).take(self.atoms.keys.len()) {
            self.derive(vec![atom]);
        }
        let sums = Sums::of(&self.held, self.groups.list.len());
        let study: Vec<u32> = self.select_all();
        let mut wholes = vec![study.clone()];
        wholes.extend(self.atoms.of_slot.iter().cloned());
        let areas: Vec<Vec<u32>> = (0..u32::try_from(areas).unwrap_or(u32::MAX))
            .map(|area| self.of_area(area))
            .collect();
        self.elsewhere(&study, &areas);
        if self.atoms.zones.iter().any(|zone| zone.len() > 1) {
            self.nested(&areas);
        }
        wholes.extend(areas);
        // Whoever knows a part of a whole asks for the rest of it.
        for reader in recipients {
            let others = |atom: &u32| !reader.knows(self.atoms.owners_of(*atom));
            let rests = wholes.iter().map(|whole| {
                let rest = whole.iter().copied().filter(others);
                rest.collect::<Vec<u32>>()
            });
            let rests: Vec<Vec<u32>> = rests.collect();
            rests.iter().for_each(|rest| self.parts(rest, &sums, safe));
        }
        wholes
            .iter()
            .for_each(|whole| self.parts(whole, &sums, safe));
    }

    /// What can be asked of a whole.
    fn parts(&mut self, whole: &[u32], sums: &Sums, safe: Option<&SafeCells>) {
        let most = self.policy.threshold_if(true);
        let mut of_group = vec![Vec::new(); self.groups.list.len()];
        for atom in whole {
            of_group[self.atoms.keys[*atom as usize].group()].push(*atom);
        }
        let values: Vec<u64> = of_group.iter().map(|atoms| self.value(atoms)).collect();
        let value = |groups: &[usize]| groups.iter().map(|group| values[*group]).sum::<u64>();
        // Most sums are large or zero, and there may be tens of thousands.
        let small = |groups: &&Vec<usize>| (1..most).contains(&value(groups));
        let atoms = |groups: &Vec<usize>| {
            let atoms = groups.iter().flat_map(|group| of_group[*group].iter());
            let mut atoms: Vec<u32> = atoms.copied().collect();
            atoms.sort_unstable();
            atoms
        };
        for groups in sums.pairs.iter().filter(small) {
            self.derive(atoms(groups));
        }
        for groups in sums.others.iter().filter(small) {
            self.derive_sum(atoms(groups));
        }
        for theme in safe.iter().flat_map(|safe| &safe.themes) {
            let rest = |atom: &&u32| {
                let cell = self.atoms.keys[**atom as usize].cell();
                cell.is_none_or(|cell| !theme.supported.contains_key(&cell))
            };
            let rest: Vec<u32> = whole.iter().filter(rest).copied().collect();
            let held = &self.held[Counted::Theme(theme.theme).slot()];
            self.derive(self.select(rest.iter(), held));
        }
    }

    /// The study area without one area.
    fn elsewhere(&mut self, study: &[u32], areas: &[Vec<u32>]) {
        let most = self.policy.threshold_if(true);
        let totals: Vec<Vec<u32>> = (self.held.iter())
            .map(|groups| self.select(study.iter(), groups))
            .collect();
        for area in areas {
            for (counted, total) in totals.iter().enumerate() {
                let here = self.value(&self.select(area.iter(), &self.held[counted]));
                // Few events elsewhere are rare, and listing where they could be takes as long as the study is large.
                if self.value(total) - here < most {
                    let elsewhere = |atom: &&u32| area.binary_search(atom).is_err();
                    self.derive(total.iter().filter(elsewhere).copied().collect());
                }
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

    /// A sum whose parts are protected themselves: of it is asked that it is not known, nor nearly, as if the threshold lay just above it.
    fn derive_sum(&mut self, atoms: Vec<u32>) {
        let before = self.cells.len();
        self.derive(atoms);
        for cell in &mut self.cells[before..] {
            let value = cell
                .atoms
                .iter()
                .map(|atom| self.atoms.values[*atom as usize]);
            cell.threshold = value.sum::<u64>() + 1;
        }
    }

    fn derive(&mut self, mut atoms: Vec<u32>) {
        // Where counts are rounded, a zero that is shown may be another number.
        if !self.policy.rounded {
            atoms.retain(|atom| !self.zeros.contains(atom));
        }
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

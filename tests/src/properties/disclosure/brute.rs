//! Every integer table that agrees with what is said, one by one.

use hotspur_core::disclosure::{Said, Statement};

/// Atoms without an upper bound are tried up to this.
const CAP: u64 = 12;

fn bounds(said: Said) -> (u64, u64) {
    match said {
        Said::Exactly(value) => (value, value),
        Said::Between(low, high) => (low, high.unwrap_or(u64::MAX)),
    }
}

/// The least and the most of each target over all tables that agree; none where no table does.
pub fn intervals(
    atoms: usize,
    told: &[Statement],
    targets: &[Vec<u32>],
) -> Option<Vec<(u64, u64)>> {
    let mut search = Search {
        told,
        of: (0..atoms as u32)
            .map(|atom| {
                (0..told.len())
                    .filter(|row| told[*row].atoms.contains(&atom))
                    .collect()
            })
            .collect(),
        left: told.iter().map(|row| row.atoms.len()).collect(),
        sums: vec![0; told.len()],
        point: Vec::new(),
        targets,
        found: None,
    };
    search.from(0);
    search.found
}

struct Search<'a> {
    told: &'a [Statement],
    of: Vec<Vec<usize>>,
    left: Vec<usize>,
    sums: Vec<u64>,
    point: Vec<u64>,
    targets: &'a [Vec<u32>],
    found: Option<Vec<(u64, u64)>>,
}

impl Search<'_> {
    fn from(&mut self, atom: usize) {
        if atom == self.of.len() {
            self.note();
            return;
        }
        let rows = self.of[atom].clone();
        let most = (rows.iter())
            .map(|row| {
                bounds(self.told[*row].said)
                    .1
                    .saturating_sub(self.sums[*row])
            })
            .fold(CAP, u64::min);
        rows.iter().for_each(|row| self.left[*row] -= 1);
        for value in 0..=most {
            rows.iter().for_each(|row| self.sums[*row] += value);
            let done = |row: &usize| {
                self.left[*row] > 0 || self.sums[*row] >= bounds(self.told[*row].said).0
            };
            if rows.iter().all(done) {
                self.point.push(value);
                self.from(atom + 1);
                self.point.pop();
            }
            rows.iter().for_each(|row| self.sums[*row] -= value);
        }
        rows.iter().for_each(|row| self.left[*row] += 1);
    }

    fn note(&mut self) {
        let point = &self.point;
        let sum =
            |target: &Vec<u32>| -> u64 { target.iter().map(|atom| point[*atom as usize]).sum() };
        let values: Vec<u64> = self.targets.iter().map(sum).collect();
        let found = self
            .found
            .get_or_insert_with(|| values.iter().map(|value| (*value, *value)).collect());
        for (interval, value) in found.iter_mut().zip(values) {
            *interval = (interval.0.min(value), interval.1.max(value));
        }
    }
}

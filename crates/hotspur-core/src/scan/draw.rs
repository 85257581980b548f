//! A map by chance: the same number of cases, each in a unit with the probability of its population.

use rand::RngExt;

use crate::random::stream;

/// Every scan draws as this unit; replicates tell its maps apart.
const UNIT: u64 = 0;

/// Draws multinomial counts one case at a time, which makes them multinomial by construction: a uniform number times the
/// population falls in the unit whose cumulative population first exceeds it. A guide table of as many steps as units
/// (Devroye 1986, doi:10.1007/978-1-4613-8643-8, section III.2.4) makes a case O(1) on average. Units without population are never hit.
#[derive(Debug)]
pub(super) struct Draw {
    cumulative: Vec<f64>,
    guide: Vec<u32>,
    total: u64,
    seed: u64,
}

impl Draw {
    pub fn new(population: &[f64], total: u64, seed: u64) -> Self {
        let cumulative: Vec<f64> = population
            .iter()
            .scan(0.0, |sum, size| {
                *sum += size;
                Some(*sum)
            })
            .collect();
        let people = cumulative.last().copied().unwrap_or(0.0);
        let steps = cumulative.len();
        let mut unit = 0;
        let guide = (0..steps)
            .map(|step| {
                let from = step as f64 / steps as f64 * people;
                while unit + 1 < steps && cumulative[unit] <= from {
                    unit += 1;
                }
                unit as u32
            })
            .collect();
        Self {
            cumulative,
            guide,
            total,
            seed,
        }
    }

    /// Calls `hit` with the unit of every case of a replicate. Time O(cases).
    pub fn each_case(&self, replicate: u64, mut hit: impl FnMut(usize)) {
        let people = self.cumulative.last().copied().unwrap_or(0.0);
        let steps = self.guide.len();
        let mut random = stream(self.seed, UNIT, replicate);
        for _ in 0..self.total {
            let share: f64 = random.random();
            let at = share * people;
            let mut unit = self.guide[(share * steps as f64) as usize] as usize;
            while self.cumulative[unit] <= at {
                unit += 1;
            }
            hit(unit);
        }
    }
}

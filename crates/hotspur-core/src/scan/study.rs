//! What is scanned, checked once, so that the steps below need not doubt it.

use crate::metres::Position;
use crate::value::Reason;

/// How to scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScanParams {
    /// The largest share of the population that a zone may hold: above 0, at most 0.5.
    pub max_share: f64,
    /// How many maps are drawn by chance, at least 1; the smallest p is 1 / (replicates + 1).
    pub replicates: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// The p at or below which a reader may call a cluster significant, from 0 to 1. No cluster is dropped for it.
    pub level: f64,
    /// At most so many clusters are returned.
    pub most_clusters: usize,
}

impl Default for ScanParams {
    fn default() -> Self {
        Self {
            max_share: 0.5,
            replicates: 999,
            seed: 1,
            level: 0.05,
            most_clusters: 10,
        }
    }
}

/// More cases than this are refused: they are counted in 32 bits.
const MOST_CASES: u64 = i32::MAX as u64;

/// Rounding must not shut out a zone that holds exactly the largest share.
const CAP_SLACK: f64 = 1e-12;

/// A sound study: as many positions, cases and populations; no case where nobody is at risk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Study<'a> {
    pub positions: &'a [Position],
    pub cases: &'a [u64],
    pub population: &'a [f64],
    /// The cases on the whole map.
    pub total: u64,
    /// The cases expected per head of population.
    pub rate: f64,
    /// The largest population of a zone.
    pub cap: f64,
}

impl<'a> Study<'a> {
    pub fn new(
        positions: &'a [Position],
        cases: &'a [u64],
        population: &'a [f64],
        params: &ScanParams,
    ) -> Result<Self, Reason> {
        let share = params.max_share > 0.0 && params.max_share <= 0.5;
        if !(share && params.replicates > 0 && (0.0..=1.0).contains(&params.level)) {
            return Err(Reason::OutOfRange);
        }
        let people: f64 = population.iter().sum();
        let sound = population.iter().all(|size| *size >= 0.0) && people.is_finite();
        let lengths = positions.len() == cases.len() && cases.len() == population.len();
        if !(lengths && sound && distances_are_finite(positions)) {
            return Err(Reason::BadInput);
        }
        let total = cases
            .iter()
            .try_fold(0_u64, |sum, count| sum.checked_add(*count));
        let total = total
            .filter(|total| *total <= MOST_CASES && u32::try_from(cases.len()).is_ok())
            .ok_or(Reason::TooLarge)?;
        if total == 0 {
            return Err(Reason::NoEvents);
        }
        if people <= 0.0 {
            return Err(Reason::ZeroExposure);
        }
        let stray = |(count, size): (&u64, &f64)| *count > 0 && *size == 0.0;
        if cases.iter().zip(population).any(stray) {
            return Err(Reason::EventsWithoutExposure);
        }
        if total < 2 {
            return Err(Reason::TooFewEvents);
        }
        let rate = total as f64 / people;
        // A population that has lost its digits makes no rate, and a share of it may round to all of it.
        if !(people.is_normal() && rate.is_normal()) {
            return Err(Reason::BadInput);
        }
        Ok(Self {
            positions,
            cases,
            population,
            total,
            rate,
            cap: params.max_share * people * (1.0 + CAP_SLACK),
        })
    }
}

/// Whether the squared distances between positions are finite: those across their bounding box are.
fn distances_are_finite(positions: &[Position]) -> bool {
    let span = |of: fn(Position) -> f64| {
        let all = || positions.iter().map(|position| of(*position));
        all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
    };
    let (width, height) = (span(Position::x), span(Position::y));
    positions.is_empty() || (width * width + height * height).is_finite()
}

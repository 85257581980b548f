//! Many maps by chance at once: the highest ratio of each.

use std::ops::AddAssign;

use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::draw::Draw;
use super::likelihood::{SLACK, ratio};
use super::study::{ScanParams, Study};
use super::threshold::Thresholds;
use super::zones::Zones;

/// Maps that are scanned side by side: one pass over the zones serves all of them, and the additions and comparisons
/// become vector instructions.
const LANES: usize = 64;

/// A number for each of the maps side by side.
type Row<N> = [N; LANES];

/// A whole number that counts the cases of a map: the narrower it is, the more maps an instruction serves.
trait Count: Copy + Default + PartialOrd + AddAssign + From<bool> + Into<f64> + Send + Sync {
    /// The number, or the largest there is.
    fn at_most(cases: i32) -> Self;
}

impl Count for i16 {
    fn at_most(cases: i32) -> Self {
        Self::try_from(cases).unwrap_or(Self::MAX)
    }
}

impl Count for i32 {
    fn at_most(cases: i32) -> Self {
        cases
    }
}

/// The highest ratio over all zones of each replicate, in the order of the replicates.
///
/// Time O(replicates · (entries of the zones + cases)), memory 128 bytes a unit and thread, 256 from 32,768 cases.
pub(super) fn simulated_maxima(study: &Study, zones: &Zones, params: &ScanParams) -> Vec<f64> {
    if i16::try_from(study.total).is_ok() {
        maxima::<i16>(study, zones, params)
    } else {
        maxima::<i32>(study, zones, params)
    }
}

fn maxima<N: Count>(study: &Study, zones: &Zones, params: &ScanParams) -> Vec<f64> {
    let draw = Draw::new(study.population, study.total, params.seed);
    let thresholds = Thresholds::new(study.total, study.cap * study.rate);
    let replicates = params.replicates as usize;
    let arch = Arch::new();
    let maxima: Vec<[f64; LANES]> = (0..replicates.div_ceil(LANES))
        .into_par_iter()
        .map(|batch| {
            let first = batch * LANES;
            let mut counts: Vec<Row<N>> = vec![[N::default(); LANES]; study.cases.len()];
            for replicate in first..replicates.min(first + LANES) {
                draw.each_case(replicate as u64, |unit| {
                    counts[unit][replicate - first] += N::from(true)
                });
            }
            // Whole numbers and comparisons alone are vectors, so that no instruction set changes a result.
            arch.dispatch(SideBySide {
                study,
                zones,
                thresholds: &thresholds,
                counts: &counts,
            })
        })
        .collect();
    let mut maxima: Vec<f64> = maxima.into_iter().flatten().collect();
    maxima.truncate(replicates);
    maxima
}

/// p = (1 + #{maxima ≥ ratio}) / (replicates + 1), by which the ratio is compared to the best of every map.
pub(super) fn p_value(llr: f64, maxima: &[f64]) -> f64 {
    let reached = maxima
        .iter()
        .filter(|maximum| **maximum >= llr * (1.0 - SLACK))
        .count();
    (1 + reached) as f64 / (1 + maxima.len()) as f64
}

/// Maps side by side in the zones of a study.
struct SideBySide<'a, N> {
    study: &'a Study<'a>,
    zones: &'a Zones,
    thresholds: &'a Thresholds,
    counts: &'a [Row<N>],
}

/// Plain code, compiled for several instruction sets: a closure in its place need not be, for it is not always made part of its caller.
impl<N: Count> WithSimd for SideBySide<'_, N> {
    type Output = [f64; LANES];

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Self::Output {
        scan_side_by_side(self.study, self.zones, self.thresholds, self.counts)
    }
}

/// The highest ratio of each map. Part of its caller, which is compiled for several instruction sets.
#[inline(always)]
fn scan_side_by_side<N: Count>(
    study: &Study,
    zones: &Zones,
    thresholds: &Thresholds,
    counts: &[Row<N>],
) -> [f64; LANES] {
    let mut best = Best::new(thresholds);
    for order in zones.orders() {
        let mut cases: Row<N> = [N::default(); LANES];
        let mut people = 0.0;
        for unit in order {
            let unit = *unit as usize;
            people += study.population[unit];
            let expected = people * study.rate;
            let step = thresholds.step(expected);
            let fewest = &best.fewest[step];
            let added = &counts[unit];
            let mut enough = false;
            for lane in 0..LANES {
                cases[lane] += added[lane];
                enough |= cases[lane] >= fewest[lane];
            }
            if enough {
                best.raise(&cases, expected, step, study.total as f64);
            }
        }
    }
    best.llr
}

/// The highest ratio of each map so far, and the fewest cases that could exceed it, step by step of the expectation.
struct Best<'a, N> {
    thresholds: &'a Thresholds,
    llr: [f64; LANES],
    level: [usize; LANES],
    fewest: Vec<Row<N>>,
}

impl<'a, N: Count> Best<'a, N> {
    fn new(thresholds: &'a Thresholds) -> Self {
        Self {
            thresholds,
            llr: [0.0; LANES],
            level: [0; LANES],
            fewest: thresholds
                .at(0)
                .iter()
                .map(|fewest| [N::at_most(*fewest); LANES])
                .collect(),
        }
    }

    /// Takes in the zones of the maps that may beat their best: here alone logarithms are taken.
    #[cold]
    fn raise(&mut self, cases: &Row<N>, expected: f64, step: usize, total: f64) {
        for (lane, cases) in cases.iter().enumerate() {
            if *cases < self.fewest[step][lane] {
                continue;
            }
            let llr = ratio((*cases).into(), expected, total);
            if llr > self.llr[lane] {
                self.llr[lane] = llr;
                let level = Thresholds::level(llr);
                if level > self.level[lane] {
                    self.level[lane] = level;
                    for (row, fewest) in self.fewest.iter_mut().zip(self.thresholds.at(level)) {
                        row[lane] = N::at_most(*fewest);
                    }
                }
            }
        }
    }
}

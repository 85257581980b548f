//! Which places the incidents of a ward fall on: at large by what stands there, and the planted share on its hot places.

use std::collections::BTreeMap;

use hotspur_core::Stream;

use super::clusters::Cluster;
use super::draw::{below, index};
use super::offences::Offence;
use super::sites::Site;
use super::wards::WARDS;

/// No place may hold more than this many hundredths of a ward's incidents of one type (or 2 incidents, if that is more).
const CAP_IN_HUNDREDTHS: u32 = 8;

/// Draws of a place before a full one is taken after all.
const TRIES: usize = 200;

/// Sites with their running sums of weights.
struct Urn {
    sites: Vec<usize>,
    sums: Vec<u64>,
}

impl Urn {
    fn new(sites: impl Iterator<Item = (usize, u64)>) -> Self {
        let mut urn = Self {
            sites: Vec::new(),
            sums: Vec::new(),
        };
        let mut sum = 0;
        for (site, weight) in sites {
            if weight > 0 {
                sum += weight;
                urn.sites.push(site);
                urn.sums.push(sum);
            }
        }
        urn
    }

    fn draw(&self, rng: &mut Stream) -> Option<usize> {
        let mark = below(rng, self.sums.last().copied()?);
        let position = self.sums.partition_point(|&sum| sum <= mark);
        self.sites.get(position).copied()
    }
}

/// Draws places for the incidents of one type in one ward.
pub struct Placing {
    at_large: Urn,
    hot: Vec<Urn>,
    hot_weights: Vec<u64>,
    drawn: u64,
    cap: u32,
    used: BTreeMap<usize, u32>,
}

impl Placing {
    /// Prepares to place `count` incidents of `offence` in `ward`.
    #[must_use]
    pub fn new(
        offence: Offence,
        ward: usize,
        count: u32,
        sites: &[Site],
        clusters: &[Cluster],
    ) -> Self {
        let own = clusters.iter().filter(|cluster| cluster.ward == ward);
        let at_large = sites
            .iter()
            .enumerate()
            .filter(|(_, site)| site.ward == ward)
            .map(|(position, site)| (position, offence.weight(site)));
        Self {
            at_large: Urn::new(at_large),
            hot: own.clone().map(|c| hot_urn(offence, c, sites)).collect(),
            hot_weights: own.map(|c| pull(offence, c)).collect(),
            drawn: offence.drawn(WARDS[ward].planted),
            cap: (count * CAP_IN_HUNDREDTHS / 100).max(2),
            used: BTreeMap::new(),
        }
    }

    /// A place for one more incident, with room under the cap.
    pub fn scatter(&mut self, rng: &mut Stream) -> usize {
        self.draw(rng, self.cap)
    }

    /// A place that holds no incident of this type yet.
    pub fn fresh(&mut self, rng: &mut Stream) -> usize {
        self.draw(rng, 1)
    }

    /// Places of `count` incidents of which exactly `repeats` fall where one fell before: each place with its number.
    ///
    /// A repeat goes to a place in proportion to what it already holds, as repeat victimisation does.
    pub fn chains(&mut self, rng: &mut Stream, count: u32, repeats: u32) -> Vec<(usize, u32)> {
        let firsts = count.saturating_sub(repeats);
        let mut rows: Vec<usize> = (0..firsts).map(|_| self.fresh(rng)).collect();
        for _ in 0..repeats {
            let mut site = rows[index(rng, rows.len())];
            for _ in 0..TRIES {
                if self.held(site) < self.cap {
                    break;
                }
                site = rows[index(rng, rows.len())];
            }
            *self.used.entry(site).or_insert(0) += 1;
            rows.push(site);
        }
        let mut chains: Vec<(usize, u32)> = Vec::new();
        for &site in &rows[..usize::try_from(firsts).unwrap_or(0).min(rows.len())] {
            chains.push((site, self.held(site)));
        }
        chains
    }

    fn held(&self, site: usize) -> u32 {
        self.used.get(&site).copied().unwrap_or(0)
    }

    fn draw(&mut self, rng: &mut Stream, cap: u32) -> usize {
        let to_hot_place = below(rng, 1_000) < self.drawn && !self.hot.is_empty();
        let mut last = 0;
        for attempt in 0..TRIES {
            let urn = if to_hot_place && attempt < TRIES / 2 {
                &self.hot[super::draw::weighted(rng, &self.hot_weights)]
            } else {
                &self.at_large
            };
            if let Some(site) = urn.draw(rng) {
                last = site;
                if self.held(site) < cap {
                    break;
                }
            }
        }
        *self.used.entry(last).or_insert(0) += 1;
        last
    }
}

fn hot_urn(offence: Offence, cluster: &Cluster, sites: &[Site]) -> Urn {
    Urn::new(
        cluster
            .sites
            .iter()
            .map(|&site| (site, offence.weight_at_hot_place(&sites[site]))),
    )
}

/// How strongly a group draws, beside the other groups of its ward.
const fn pull(offence: Offence, cluster: &Cluster) -> u64 {
    match (cluster.central, offence.is_at_home()) {
        (true, true) => 1,
        (true, false) => 14,
        (false, _) => 2,
    }
}

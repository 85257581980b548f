//! Which distinct places are close to one another, each pair once, by band of distance.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::bands::{Metric, SpaceBands};
use super::event_layout::{EventLayout, pairs_of};
use crate::value::Reason;

/// More pairs of places than this are not kept: at four bytes each, 1 GB.
pub const MOST_PLACE_PAIRS: u64 = 1 << 28;

/// Places that one task searches and counts around.
const PLACES_A_STRETCH: usize = 512;

/// Strips are so much higher, and runs so much longer, than the bands reach, that no rounding of a quotient or a difference loses a pair.
pub(super) const SLACK: f64 = 1.0 + 1e-6;

/// Close pairs of places, in stretches of places in the order of the layout.
pub(super) struct ClosePairs {
    pub stretches: Vec<Stretch>,
}

/// Some places one after another, and the later places close to each of them.
pub(super) struct Stretch {
    first: usize,
    /// The bands of distance, the same place not among them.
    bands: usize,
    /// Where the others of each place and band end among `others`.
    ends: Vec<u32>,
    others: Vec<u32>,
}

impl Stretch {
    /// The places that it is about.
    pub fn places(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.ends.len() / self.bands
    }

    /// The later places in a band of distance around a place; band 0, the place itself, has none.
    pub fn others(&self, place: usize, band: usize) -> &[u32] {
        let at = (place - self.first) * self.bands + band - 1;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.others[start as usize..self.ends[at] as usize]
    }
}

impl ClosePairs {
    /// Finds the pairs. The layout's strips are as high as the bands reach, so that the later places close to a place are in its own strip or
    /// the next, each time in one run of eastings.
    ///
    /// Time O(places · log places + candidates), where about half of the candidates are close; parallel over stretches.
    /// Refuses more than [`MOST_PLACE_PAIRS`].
    pub fn new(layout: &EventLayout, bands: &SpaceBands, metric: Metric) -> Result<Self, Reason> {
        let search = Search {
            layout,
            ends: bands.measures(metric),
            reach: bands.reach().0,
            metric,
        };
        let places = layout.places.len();
        let found = AtomicU64::new(0);
        let stretches: Vec<Stretch> = (0..places.div_ceil(PLACES_A_STRETCH))
            .into_par_iter()
            .map(|stretch| {
                let first = stretch * PLACES_A_STRETCH;
                let until = places.min(first + PLACES_A_STRETCH);
                search.around(first..until, &found)
            })
            .collect();
        // Whoever saw too many stopped; whether there are too many does not depend on who saw them.
        if found.into_inner() > MOST_PLACE_PAIRS {
            return Err(Reason::TooLarge);
        }
        Ok(Self { stretches })
    }

    /// How many pairs of events there are in each band of distance, the same place first.
    pub fn event_pairs(&self, layout: &EventLayout, bands: usize) -> Vec<u64> {
        let mut pairs = vec![0; bands];
        for stretch in &self.stretches {
            for place in stretch.places() {
                let own = layout.at(place).len() as u64;
                pairs[0] += pairs_of(own);
                for (band, pairs) in pairs.iter_mut().enumerate().skip(1) {
                    let others = stretch.others(place, band).iter();
                    let others: usize = others.map(|other| layout.at(*other as usize).len()).sum();
                    *pairs += own * others as u64;
                }
            }
        }
        pairs
    }
}

struct Search<'a> {
    layout: &'a EventLayout,
    /// In the measure of the metric.
    ends: Vec<f64>,
    /// In metres.
    reach: f64,
    metric: Metric,
}

impl Search<'_> {
    fn around(&self, places: std::ops::Range<usize>, found: &AtomicU64) -> Stretch {
        let mut stretch = Stretch {
            first: places.start,
            bands: self.ends.len(),
            ends: Vec::with_capacity(places.len() * self.ends.len()),
            others: Vec::new(),
        };
        let mut by_band: Vec<Vec<u32>> = vec![Vec::new(); self.ends.len()];
        for place in places {
            if found.load(Ordering::Relaxed) <= MOST_PLACE_PAIRS {
                self.later(place, &mut by_band);
                let later: usize = by_band.iter().map(Vec::len).sum();
                found.fetch_add(later as u64, Ordering::Relaxed);
            }
            for others in &mut by_band {
                stretch.others.append(others);
                stretch.ends.push(stretch.others.len() as u32);
            }
        }
        stretch
    }

    /// The later places close to a place, by band, each ascending.
    fn later(&self, place: usize, by_band: &mut [Vec<u32>]) {
        let (places, strips) = (&self.layout.places, &self.layout.strips);
        let (own, strip) = (places[place], strips[place]);
        let mut try_from = |start: usize, strip: i64| {
            for other in start..places.len() {
                if strips[other] != strip || places[other].x() - own.x() > self.reach {
                    break;
                }
                let apart = self.metric.between(own, places[other]);
                if let Some(band) = self.ends.iter().position(|end| apart < *end) {
                    by_band[band].push(other as u32);
                }
            }
        };
        try_from(place + 1, strip);
        let west = own.x() - self.reach * SLACK;
        try_from(self.first_from(place + 1, (strip + 1, west)), strip + 1);
    }

    /// The first place at or after `start` that is not before a strip and easting.
    fn first_from(&self, start: usize, (strip, west): (i64, f64)) -> usize {
        let (places, strips) = (&self.layout.places, &self.layout.strips);
        let (mut low, mut high) = (start, places.len());
        while low < high {
            let middle = low.midpoint(high);
            if strips[middle] < strip || (strips[middle] == strip && places[middle].x() < west) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

//! Neighbours by distance: all within a band, or the nearest few.

use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::index::PlaceIndex;
use crate::metres::{Metres, Position};
use crate::weights::Weights;

/// Every position at most `band` away, the rim included, by squared distances. Coincident positions are neighbours. A
/// band that is negative or not a number holds nobody. Symmetric. Time O(n log n + links), parallel over positions.
///
/// ```
/// use hotspur_core::weights::distance_band;
/// use hotspur_core::{Metres, Position};
/// let at = |x| Position::new(x, 0.0).unwrap();
/// let found = distance_band(&[at(0.0), at(100.0), at(250.0)], Metres(100.0));
/// assert_eq!(found.neighbours(0), [1]);
/// assert_eq!(found.islands(), [2]);
/// ```
#[must_use]
pub fn distance_band(positions: &[Position], band: Metres) -> Weights {
    if !(band.0 >= 0.0) {
        return Weights::from_lists(vec![Vec::new(); positions.len()]);
    }
    let index = PlaceIndex::new(positions);
    let lists = positions
        .par_iter()
        .map(|position| index.within(*position, band))
        .collect();
    Weights::from_lists(lists)
}

/// The `k` nearest other positions; of several at the same distance those with the lower index, which is decided on squared
/// distances. All others where there are no more than `k`. Not symmetric.
///
/// Coincident positions are each other's nearest, at distance zero. Time O(n (k log n + ties)), parallel over positions.
///
/// ```
/// use hotspur_core::Position;
/// use hotspur_core::weights::nearest;
/// let at = |x| Position::new(x, 0.0).unwrap();
/// let found = nearest(&[at(0.0), at(100.0), at(200.0)], 1);
/// assert_eq!(found.neighbours(1), [0]);
/// ```
#[must_use]
pub fn nearest(positions: &[Position], k: usize) -> Weights {
    let places = coincident(positions);
    let tree = RTree::bulk_load(
        places
            .iter()
            .enumerate()
            .map(|(number, (place, _))| GeomWithData::new([place.x(), place.y()], number))
            .collect(),
    );
    let lists = (0_u32..)
        .zip(positions)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(unit, position)| {
            let mut found: Vec<(f64, u32)> = Vec::with_capacity(k.min(positions.len()));
            let mut rim = f64::INFINITY;
            let around = tree.nearest_neighbor_iter_with_distance_2(&[position.x(), position.y()]);
            for (place, distance) in around {
                if k == 0 || distance > rim {
                    break;
                }
                // No more than k of one place can be among the k nearest, however many are there.
                let units = places[place.data].1.iter().filter(|other| **other != unit);
                found.extend(units.take(k).map(|other| (distance, *other)));
                if found.len() >= k {
                    rim = distance;
                }
            }
            found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            found.truncate(k);
            found.into_iter().map(|(_, other)| other).collect()
        })
        .collect();
    Weights::from_lists(lists)
}

/// The distinct places, each with the units there in ascending order.
fn coincident(positions: &[Position]) -> Vec<(Position, Vec<u32>)> {
    let mut order: Vec<(Position, u32)> = positions.iter().copied().zip(0_u32..).collect();
    order.sort_unstable();
    order
        .chunk_by(|a, b| a.0 == b.0)
        .map(|chunk| (chunk[0].0, chunk.iter().map(|(_, unit)| *unit).collect()))
        .collect()
}

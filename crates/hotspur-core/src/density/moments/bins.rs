//! Places sorted into bins that are aligned with the cells of a grid.

use rayon::prelude::*;

use super::bin::Point;
use crate::density::WeightedPlace;
use crate::grid::Grid;

/// Places in a piece of work: no result depends on it.
const PIECE: usize = 1 << 16;

/// Square bins over everything that reaches a grid, in bands of rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bins {
    /// The side of a bin in metres.
    pub side: f64,
    /// The column and row of the south-westernmost bin; bin (0, 0) begins where the grid does.
    pub first: (i64, i64),
    pub columns: usize,
    pub rows: usize,
    /// Rows in a band.
    pub tall: usize,
}

/// The places of one band: by bin, row by row from the south-west, and within a bin by easting and northing.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// Where each bin begins; one more than there are bins.
    pub starts: Vec<u32>,
    /// Distinct places.
    pub points: Vec<Point>,
}

/// A place by number, and its bin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorted {
    place: u32,
    bin: u32,
}

impl Bins {
    /// Where a coordinate's bin is along an axis, if there is one.
    #[inline(always)]
    fn slot(metres: f64, per_metre: f64, first: i64, slots: usize) -> Option<u32> {
        let slot = metres * per_metre - first as f64;
        (slot >= 0.0 && slot < slots as f64).then_some(slot as u32)
    }

    /// Sorts places into bands, and those that reach no cell apart; in both, in the order of the places.
    pub(super) fn bands(&self, places: &[WeightedPlace], grid: &Grid) -> Vec<Vec<Vec<Sorted>>> {
        let bands = self.bands_count();
        let (origin, per_metre) = (grid.origin(), 1.0 / self.side);
        places
            .par_chunks(PIECE)
            .enumerate()
            .map(|(number, piece)| {
                let usual = piece.len() / bands;
                let mut found: Vec<Vec<Sorted>> = Vec::with_capacity(bands + 1);
                found.resize_with(bands + 1, || Vec::with_capacity(usual));
                let first = (number * PIECE) as u32;
                for (place, of) in (first..).zip(piece) {
                    let point = Point::new(of, origin);
                    let row = Self::slot(point.y, per_metre, self.first.1, self.rows);
                    let column = Self::slot(point.x, per_metre, self.first.0, self.columns);
                    let (band, bin) = match (row, column) {
                        (Some(row), Some(column)) => {
                            let band = row / self.tall as u32;
                            let within = row - band * self.tall as u32;
                            (band as usize, within * self.columns as u32 + column)
                        }
                        _ => (bands, 0),
                    };
                    found[band].push(Sorted { place, bin });
                }
                found
            })
            .collect()
    }

    /// How many bands there are.
    pub(super) const fn bands_count(&self) -> usize {
        self.rows.div_ceil(self.tall)
    }

    /// One band of what [`Bins::bands`] found, its equal places merged; the last holds what reaches no cell.
    pub(super) fn band(
        &self,
        pieces: &[Vec<Vec<Sorted>>],
        band: usize,
        places: &[WeightedPlace],
        grid: &Grid,
    ) -> Band {
        let bins = if band < self.bands_count() {
            self.tall.min(self.rows - band * self.tall) * self.columns
        } else {
            1
        };
        let all = || pieces.iter().flat_map(|piece| &piece[band]);
        let mut starts = vec![0_u32; bins + 2];
        for sorted in all() {
            starts[sorted.bin as usize + 2] += 1;
        }
        for slot in 2..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        let count = pieces.iter().map(|piece| piece[band].len()).sum();
        let mut points = vec![Point::default(); count];
        for sorted in all() {
            let next = &mut starts[sorted.bin as usize + 1];
            points[*next as usize] = Point::new(&places[sorted.place as usize], grid.origin());
            *next += 1;
        }
        starts.pop();
        let mut band = Band { starts, points };
        band.merge();
        band
    }
}

impl Band {
    /// Puts the places of each bin in one order and makes equal ones one.
    fn merge(&mut self) {
        let mut kept = 0;
        let mut first = 0;
        for bin in 1..self.starts.len() {
            let last = self.starts[bin] as usize;
            put_in_order(&mut self.points[first..last]);
            let begin = kept;
            for number in first..last {
                let point = self.points[number];
                if kept > begin && same_place(&self.points[kept - 1], &point) {
                    self.points[kept - 1].weight += point.weight;
                } else {
                    self.points[kept] = point;
                    kept += 1;
                }
            }
            self.starts[bin] = kept as u32;
            first = last;
        }
        self.points.truncate(kept);
    }
}

/// By easting, northing and weight: the order of the places of incidents, which then need no sorting.
fn put_in_order(points: &mut [Point]) {
    // Eastings alone are quick to compare, and few are equal.
    if !points.is_sorted_by(|a, b| a.x.total_cmp(&b.x).is_le()) {
        points.sort_unstable_by(|a, b| a.x.total_cmp(&b.x));
    }
    let order = |a: &Point, b: &Point| a.y.total_cmp(&b.y).then(a.weight.total_cmp(&b.weight));
    for same in points.chunk_by_mut(|a, b| a.x.to_bits() == b.x.to_bits()) {
        if !same.is_sorted_by(|a, b| order(a, b).is_le()) {
            same.sort_unstable_by(order);
        }
    }
}

fn same_place(a: &Point, b: &Point) -> bool {
    a.x == b.x && a.y == b.y
}

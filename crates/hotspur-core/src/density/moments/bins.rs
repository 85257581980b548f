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

/// The places of one band: by bin, row by row from the south-west, and within a bin by northing and easting.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// Where each bin begins; one more than there are bins.
    pub starts: Vec<u32>,
    /// Distinct places.
    pub points: Vec<Point>,
}

impl Bins {
    /// Where a coordinate's bin is along an axis, if there is one.
    #[inline(always)]
    fn slot(&self, metres: f64, first: i64, slots: usize) -> Option<usize> {
        let slot = (metres / self.side).floor() as i64 - first;
        (slot >= 0 && slot < slots as i64).then_some(slot as usize)
    }

    /// Sorts places into bands, and those that reach no cell apart; in both, in the order of the places.
    pub(super) fn bands(
        &self,
        places: &[WeightedPlace],
        grid: &Grid,
    ) -> (Vec<Vec<Vec<Point>>>, Vec<Vec<Point>>) {
        let bands = self.rows.div_ceil(self.tall);
        let (x0, y0) = grid.origin();
        let mut pieces: Vec<Vec<Vec<Point>>> = places
            .par_chunks(PIECE)
            .map(|piece| {
                let usual = piece.len() / bands;
                let mut found: Vec<Vec<Point>> = Vec::with_capacity(bands + 1);
                found.resize_with(bands + 1, || Vec::with_capacity(usual + usual / 4));
                for place in piece {
                    let point = Point {
                        x: place.position.x() - x0,
                        y: place.position.y() - y0,
                        weight: place.weight,
                    };
                    let row = self.slot(point.y, self.first.1, self.rows);
                    let column = self.slot(point.x, self.first.0, self.columns);
                    let band = match (row, column) {
                        (Some(row), Some(_)) => row / self.tall,
                        _ => bands,
                    };
                    found[band].push(point);
                }
                found
            })
            .collect();
        let outside = pieces.iter_mut().filter_map(Vec::pop).collect();
        (pieces, outside)
    }

    /// One band of what [`Bins::bands`] found, its equal places merged.
    pub(super) fn band(&self, pieces: &[Vec<Vec<Point>>], band: usize) -> Band {
        let tall = self.tall.min(self.rows - band * self.tall);
        let first = self.first.1 + (band * self.tall) as i64;
        let bin = |point: &Point| {
            let row = (point.y / self.side).floor() as i64 - first;
            let column = (point.x / self.side).floor() as i64 - self.first.0;
            row as usize * self.columns + column as usize
        };
        let mut starts = vec![0_u32; tall * self.columns + 2];
        let mut bins = Vec::with_capacity(pieces.iter().map(|piece| piece[band].len()).sum());
        for point in pieces.iter().flat_map(|piece| &piece[band]) {
            let bin = bin(point);
            bins.push(bin as u32);
            starts[bin + 2] += 1;
        }
        for slot in 2..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        let mut points = vec![Point::default(); bins.len()];
        let all = pieces.iter().flat_map(|piece| &piece[band]);
        for (point, bin) in all.zip(&bins) {
            let next = &mut starts[*bin as usize + 1];
            points[*next as usize] = *point;
            *next += 1;
        }
        starts.pop();
        let mut sorted = Band { starts, points };
        sorted.merge();
        sorted
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

/// By northing, easting and weight.
pub(super) fn put_in_order(points: &mut [Point]) {
    let order = |a: &Point, b: &Point| {
        (a.y.total_cmp(&b.y))
            .then(a.x.total_cmp(&b.x))
            .then(a.weight.total_cmp(&b.weight))
    };
    if !points.is_sorted_by(|a, b| order(a, b).is_le()) {
        points.sort_unstable_by(order);
    }
}

fn same_place(a: &Point, b: &Point) -> bool {
    a.x == b.x && a.y == b.y
}

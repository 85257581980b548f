//! Places sorted into bins that are aligned with the cells of a grid.

use rayon::prelude::*;

use super::bin::Point;
use crate::density::WeightedPlace;
use crate::grid::Grid;

/// Places in a piece of work, which two bytes number: no result depends on it.
const PIECE: usize = 1 << 16;

/// The most slots that a bin is cut into, for its places to come in order.
const SLOTS: usize = 16;

/// Places that come in order but for some within a slot are put in order by insertion up to this many to a slot.
const NEARLY: usize = 16;

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

/// Some places, band by band.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// Where each band ends.
    ends: Vec<u32>,
    /// Numbers within the piece, and slots within the band.
    places: Vec<(u16, u32)>,
}

impl Piece {
    fn band(&self, band: usize) -> &[(u16, u32)] {
        let begin = if band == 0 { 0 } else { self.ends[band - 1] };
        &self.places[begin as usize..self.ends[band] as usize]
    }
}

impl Bins {
    /// How many slots a bin is cut into, from west to east: about two to a place, so that few need to be compared.
    fn slots(&self, places: usize) -> usize {
        (2 * places / (self.rows * self.columns))
            .next_power_of_two()
            .min(SLOTS)
    }

    /// Sorts places by band, piece by piece; those that reach no cell come last.
    pub(super) fn pieces(&self, places: &[WeightedPlace], grid: &Grid) -> Vec<Piece> {
        let (bands, slots) = (self.bands_count(), self.slots(places.len()));
        let (origin, per_metre, finer) = (grid.origin(), 1.0 / self.side, slots as f64);
        let (columns, rows) = (self.columns as f64, self.rows as f64);
        // The band of a row, and the first slot of the row in it.
        let of_row: Vec<(u32, u32)> = (0..self.rows)
            .map(|row| {
                let within = row % self.tall * self.columns * slots;
                ((row / self.tall) as u32, within as u32)
            })
            .collect();
        let find = |place: &WeightedPlace| {
            let point = Point::new(place, origin);
            let column = point.x * per_metre - self.first.0 as f64;
            let row = point.y * per_metre - self.first.1 as f64;
            if column >= 0.0 && column < columns && row >= 0.0 && row < rows {
                let (band, first) = of_row[row as u32 as usize];
                (band, first + (column * finer) as u32)
            } else {
                (bands as u32, 0)
            }
        };
        (places.par_chunks(PIECE))
            .map_init(Vec::new, |found, places| {
                found.clear();
                found.extend(places.iter().map(find));
                let mut counts = vec![0_u32; bands + 1];
                for (band, _) in found.iter() {
                    counts[*band as usize] += 1;
                }
                let mut next = begins(counts);
                let mut by_band = vec![(0, 0); places.len()];
                for (number, (band, slot)) in (0..=u16::MAX).zip(found.iter()) {
                    let next = &mut next[*band as usize];
                    by_band[*next as usize] = (number, *slot);
                    *next += 1;
                }
                Piece {
                    ends: next,
                    places: by_band,
                }
            })
            .collect()
    }

    /// How many bands there are.
    pub(super) const fn bands_count(&self) -> usize {
        self.rows.div_ceil(self.tall)
    }

    /// One band, its equal places merged; the one after the last holds what reaches no cell.
    pub(super) fn band(
        &self,
        pieces: &[Piece],
        band: usize,
        places: &[WeightedPlace],
        grid: &Grid,
    ) -> Band {
        let count: usize = pieces.iter().map(|piece| piece.band(band).len()).sum();
        let (bins, slots) = if band == self.bands_count() {
            (1, 1)
        } else {
            let rows = self.tall.min(self.rows - band * self.tall);
            (rows * self.columns, self.slots(places.len()))
        };
        let mut counts = vec![0_u32; bins * slots];
        for piece in pieces {
            for (_, slot) in piece.band(band) {
                counts[*slot as usize] += 1;
            }
        }
        let mut next = begins(counts);
        let mut order = vec![0_u32; count];
        for (number, piece) in pieces.iter().enumerate() {
            let first = (number * PIECE) as u32;
            for (place, slot) in piece.band(band) {
                let next = &mut next[*slot as usize];
                order[*next as usize] = first + u32::from(*place);
                *next += 1;
            }
        }
        // Fetching is all that is done while fetching, so that many fetches are under way at a time.
        let points = (order.into_iter())
            .map(|place| Point::new(&places[place as usize], grid.origin()))
            .collect();
        Band::merged(points, &next, slots)
    }
}

/// Where each group begins, given how many are in each.
fn begins(mut counts: Vec<u32>) -> Vec<u32> {
    let mut begin = 0;
    for count in &mut counts {
        begin += std::mem::replace(count, begin);
    }
    counts
}

impl Band {
    /// Puts the places of each bin in one order and makes equal ones one, given where the slots of the bins end.
    fn merged(mut points: Vec<Point>, ends: &[u32], slots: usize) -> Self {
        let mut starts = Vec::with_capacity(ends.len() / slots + 1);
        starts.push(0);
        let (mut kept, mut first) = (0, 0);
        for end in ends.iter().skip(slots - 1).step_by(slots) {
            let last = *end as usize;
            let bin = &mut points[first..last];
            let distinct = if in_order(bin) {
                bin.len()
            } else {
                put_in_order(bin, NEARLY * slots);
                merge(bin)
            };
            if kept < first {
                points.copy_within(first..first + distinct, kept);
            }
            kept += distinct;
            first = last;
            starts.push(kept as u32);
        }
        points.truncate(kept);
        Self { starts, points }
    }
}

/// Whether every place is east of the one before it.
fn in_order(points: &[Point]) -> bool {
    points.is_sorted_by(|a, b| a.x < b.x)
}

/// By easting, northing and weight: the order of the places of incidents, which then need no sorting.
fn put_in_order(points: &mut [Point], few: usize) {
    let order = |a: &Point, b: &Point| {
        (a.x.total_cmp(&b.x))
            .then_with(|| a.y.total_cmp(&b.y))
            .then_with(|| a.weight.total_cmp(&b.weight))
    };
    if points.len() > few {
        points.sort_unstable_by(order);
        return;
    }
    for number in 1..points.len() {
        let point = points[number];
        let mut to = number;
        while to > 0 && (point.x < points[to - 1].x || order(&point, &points[to - 1]).is_lt()) {
            points[to] = points[to - 1];
            to -= 1;
        }
        points[to] = point;
    }
}

/// Makes equal places one, and says how many are left.
fn merge(points: &mut [Point]) -> usize {
    let mut kept = 0;
    for number in 1..points.len() {
        let point = points[number];
        if points[kept].x == point.x && points[kept].y == point.y {
            points[kept].weight += point.weight;
        } else {
            kept += 1;
            points[kept] = point;
        }
    }
    points.len().min(kept + 1)
}

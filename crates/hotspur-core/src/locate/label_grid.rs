//! Areas on a grid of labels: where no edge passes a cell, the cell has one answer for every place in it.

use geo::Coord;
use geo::coordinate_position::CoordPos;
use rayon::prelude::*;

use super::Standing;
use super::frame::Frame;
use super::ring::{Cover, Spot};
use super::shape::Shape;
use crate::area::Areas;
use crate::metres::Position;

/// Places that are sorted together, and places in a piece of work: no result depends on either.
const BATCH: usize = 1 << 20;
const PIECE: usize = 1 << 16;

/// Places of which those beside edges are kept together.
const BLOCK: usize = 1 << 6;

/// So many cells with candidates, and the edges beside them, are near at hand in a processor's cache.
const GROUP: u32 = 1 << 8;

/// The label of a cell that no area holds anything of.
const OUTSIDE: u32 = 0;

/// A place in a cell with candidates.
#[derive(Debug, Clone, Copy, Default)]
struct Beside {
    /// The number of the cell among those.
    cell: u32,
    /// The number of the place.
    number: u32,
    coord: Coord<f64>,
}

/// Labels of cells over the bounding box of all areas.
pub(super) struct LabelGrid<'a> {
    frame: Frame,
    /// Polygons, in the order of their areas.
    shapes: Vec<Shape<'a>>,
    /// [`OUTSIDE`]; or one more than the area that alone holds the cell, all of it; or `several` and a number, where polygons
    /// have to be asked.
    labels: Vec<u32>,
    several: u32,
    /// Where the candidates of each such number begin, and the polygons that may hold something of the cell, in order.
    starts: Vec<u32>,
    candidates: Vec<u32>,
}

impl<'a> LabelGrid<'a> {
    /// Labels a grid for so many places; `None` where the areas have no extent along an axis. Time O(vertices + cells).
    pub(super) fn new(areas: &'a Areas, places: usize) -> Option<Self> {
        let frame = Frame::new(areas, places)?;
        let polygons: Vec<_> = (0_u32..)
            .zip(areas.list())
            .flat_map(|(number, area)| area.outline.iter().map(move |polygon| (number, polygon)))
            .filter(|(_, polygon)| !polygon.exterior().0.is_empty())
            .collect();
        let shapes = (polygons.into_par_iter())
            .map_init(Vec::new, |met, (area, polygon)| {
                Shape::new(&frame, area, polygon, met)
            })
            .collect();
        let mut grid = Self {
            labels: vec![OUTSIDE; frame.slots() * frame.slots()],
            frame,
            shapes,
            several: areas.len() as u32 + 1,
            starts: Vec::new(),
            candidates: Vec::new(),
        };
        grid.label();
        grid.gather();
        Some(grid)
    }

    /// The standing of every place: time O(1) where no edge passes its cell, else O(edges of the cell).
    pub(super) fn standings(&self, places: &[Position]) -> Vec<Standing> {
        let outside = std::iter::repeat_with(|| Standing::Outside);
        let mut standings: Vec<Standing> = outside.take(places.len()).collect();
        for (standings, places) in standings.chunks_mut(BATCH).zip(places.chunks(BATCH)) {
            self.batch(standings, places);
        }
        standings
    }

    /// The standings of some places: first of those whose label says all, then of those beside edges, cell by cell, so that
    /// what is beside them is read once.
    fn batch(&self, standings: &mut [Standing], places: &[Position]) {
        let pieces = standings
            .par_chunks_mut(PIECE)
            .zip(places.par_chunks(PIECE));
        let beside: Vec<Vec<Beside>> = (pieces.enumerate())
            .map(|(piece, (standings, places))| self.piece(piece * PIECE, standings, places))
            .collect();
        let beside = self.side_by_side(&beside);
        let found: Vec<Standing> = beside.par_iter().map(|place| self.among(place)).collect();
        for (place, standing) in beside.iter().zip(found) {
            standings[place.number as usize] = standing;
        }
    }

    /// Writes the standings of places whose label says all, and hands back the others. Nothing here depends on a label by a
    /// branch, which a processor would have to guess before the label has arrived.
    fn piece(&self, first: usize, standings: &mut [Standing], places: &[Position]) -> Vec<Beside> {
        let mut beside = Vec::new();
        let mut some = [Beside::default(); BLOCK];
        let blocks = standings.chunks_mut(BLOCK).zip(places.chunks(BLOCK));
        for (block, (standings, places)) in blocks.enumerate() {
            let mut count = 0;
            for (at, (standing, place)) in standings.iter_mut().zip(places).enumerate() {
                let label = self.of(place.coord());
                *standing = if label.wrapping_sub(1) < self.several - 1 {
                    Standing::Inside(label - 1)
                } else {
                    Standing::Outside
                };
                some[count] = Beside {
                    cell: label.wrapping_sub(self.several),
                    number: (first + block * BLOCK + at) as u32,
                    coord: place.coord(),
                };
                count += usize::from(label >= self.several);
            }
            beside.extend_from_slice(&some[..count]);
        }
        beside
    }

    /// Places in the order of the groups of cells that they are in.
    fn side_by_side(&self, pieces: &[Vec<Beside>]) -> Vec<Beside> {
        let group = |place: &Beside| (place.cell / GROUP) as usize;
        let mut next = vec![0; self.starts.len() / GROUP as usize + 2];
        for place in pieces.iter().flatten() {
            next[group(place) + 1] += 1;
        }
        for group in 1..next.len() {
            next[group] += next[group - 1];
        }
        let mut sorted = vec![Beside::default(); next.last().map_or(0, |count| *count)];
        for place in pieces.iter().flatten() {
            let next = &mut next[group(place)];
            sorted[*next] = *place;
            *next += 1;
        }
        sorted
    }

    /// The label of a coordinate.
    fn of(&self, coord: Coord<f64>) -> u32 {
        let (row, column) = self.frame.cell(coord);
        let label = self.labels[row * self.frame.slots() + column];
        if self.frame.holds(coord) {
            label
        } else {
            OUTSIDE
        }
    }

    /// The standing of a coordinate towards the candidates of its cell.
    fn among(&self, place: &Beside) -> Standing {
        let several = place.cell as usize;
        let spot = Spot::new(&self.frame, place.coord);
        let candidates = self.starts[several] as usize..self.starts[several + 1] as usize;
        let shapes =
            (self.candidates[candidates].iter()).map(|shape| &self.shapes[*shape as usize]);
        let mut standing = Standing::Outside;
        let mut of_area = (u32::MAX, false, 0);
        for shape in shapes {
            if shape.area != of_area.0 {
                standing.meet(of_area.0, together(of_area.1, of_area.2));
                of_area = (shape.area, false, 0);
            }
            match shape.position(&spot) {
                CoordPos::Inside => of_area.1 = true,
                CoordPos::OnBoundary => of_area.2 += 1,
                CoordPos::Outside => {}
            }
        }
        standing.meet(of_area.0, together(of_area.1, of_area.2));
        standing
    }

    /// Labels cells, those with candidates by how many they have.
    fn label(&mut self) {
        for shape in &self.shapes {
            for (row, first, covers) in shape.rows() {
                let labels = &mut self.labels[row * self.frame.slots() + first..];
                for (label, cover) in labels.iter_mut().zip(covers) {
                    *label = match (*cover, *label) {
                        (Cover::None, label) => label,
                        (Cover::All, OUTSIDE) => shape.area + 1,
                        (Cover::Passed, OUTSIDE) => self.several + 1,
                        (_, label) if label < self.several => self.several + 2,
                        (_, label) => label + 1,
                    };
                }
            }
        }
    }

    /// Numbers the cells with candidates and gathers those.
    fn gather(&mut self) {
        let (several, mut end) = (self.several, 0);
        self.starts.push(0);
        for label in (self.labels.iter_mut()).filter(|label| **label >= several) {
            let count = *label - several;
            *label = several + self.starts.len() as u32 - 1;
            // Where the next candidate goes; in the end, where they begin.
            self.starts.push(end);
            end += count;
        }
        self.candidates = vec![0; end as usize];
        for (number, shape) in (0_u32..).zip(&self.shapes) {
            for (row, first, covers) in shape.rows() {
                let labels = &self.labels[row * self.frame.slots() + first..];
                for (label, _) in (labels.iter().zip(covers))
                    .filter(|(label, cover)| **cover != Cover::None && **label >= several)
                {
                    let next = &mut self.starts[(*label - several) as usize + 1];
                    self.candidates[*next as usize] = number;
                    *next += 1;
                }
            }
        }
    }
}

/// Where a coordinate lies that one of an area's polygons may hold, and that is on the boundary of so many. A point where
/// two polygons of one outline touch is no part of the boundary of the whole.
const fn together(inside: bool, boundaries: u32) -> CoordPos {
    if boundaries % 2 == 1 {
        CoordPos::OnBoundary
    } else if inside {
        CoordPos::Inside
    } else {
        CoordPos::Outside
    }
}

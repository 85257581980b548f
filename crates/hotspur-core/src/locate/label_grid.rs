//! Areas on a grid of labels: where no edge passes a cell, the cell has one answer for every place in it.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, Ordering};

use geo::{BoundingRect, Coord, Rect};
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::Standing;
use super::bands::Bands;
use crate::area::Areas;
use crate::metres::Position;

/// The fewest and the most cells.
const CELLS: (usize, usize) = (1 << 8, 1 << 21);

/// How far beyond itself an edge marks cells, in cells: far more than rounding moves it.
const MARGIN: f64 = 1e-6;

/// Places in a piece of work: no result depends on it.
const PIECE: usize = 1 << 18;

/// Up to so many edges are near at hand in a processor's cache, wherever the next place lies.
const AT_HAND: usize = 1 << 16;

/// The label of a cell before it has one.
const UNKNOWN: u32 = u32::MAX;

/// Labels of cells over the bounding box of all areas.
pub(super) struct LabelGrid<'a> {
    bounds: Rect<f64>,
    slots: usize,
    per_metre: (f64, f64),
    /// How many edges bound the areas.
    edges: usize,
    areas: Vec<(Rect<f64>, Bands<'a>)>,
    /// Of a cell that no edge passes, the number of its answer; of any other, how many there are and its number.
    labels: Vec<u32>,
    answers: Vec<Standing>,
    /// Where the candidates of each passed cell begin, and the areas whose bounding boxes touch it, in ascending order.
    starts: Vec<u32>,
    candidates: Vec<u32>,
}

impl<'a> LabelGrid<'a> {
    /// Labels a grid for so many places; `None` where the areas have no extent along an axis.
    pub(super) fn new(areas: &'a Areas, places: usize) -> Option<Self> {
        let boxes: Vec<Rect<f64>> = (areas.list().iter())
            .filter_map(|area| area.outline.bounding_rect())
            .collect();
        let bounds = boxes.iter().copied().reduce(|a, b| {
            let (low, high) = (a.min(), a.max());
            Rect::new(
                geo::coord! {x: low.x.min(b.min().x), y: low.y.min(b.min().y)},
                geo::coord! {x: high.x.max(b.max().x), y: high.y.max(b.max().y)},
            )
        })?;
        let edges: usize = (areas.list().iter())
            .flat_map(|area| area.outline.iter())
            .map(|polygon| polygon.exterior().0.len())
            .sum();
        let cells = (places / 10 + edges).clamp(CELLS.0, CELLS.1);
        let slots = (cells as f64).sqrt() as usize;
        let per_metre = (
            slots as f64 / bounds.width(),
            slots as f64 / bounds.height(),
        );
        let sound = boxes.len() == areas.len()
            && per_metre.0.is_finite()
            && per_metre.1.is_finite()
            && per_metre.0 > 0.0
            && per_metre.1 > 0.0;
        if !sound {
            return None;
        }
        let mut grid = Self {
            bounds,
            slots,
            per_metre,
            edges,
            areas: Vec::new(),
            labels: Vec::new(),
            answers: Vec::new(),
            starts: Vec::new(),
            candidates: Vec::new(),
        };
        let passed: Vec<AtomicBool> = std::iter::repeat_with(|| AtomicBool::new(false))
            .take(slots * slots)
            .collect();
        grid.areas = (areas.list().par_iter().zip(boxes))
            .map(|(area, bounds)| {
                let rows = grid.row(bounds.min().y)..grid.row(bounds.max().y) + 1;
                let bands = Bands::new(
                    &area.outline,
                    rows,
                    |vertex| grid.on_grid(vertex),
                    |a, b| {
                        grid.mark(a, b, &passed);
                        grid.slot(a.1.min(b.1))..=grid.slot(a.1.max(b.1))
                    },
                );
                (bounds, bands)
            })
            .collect();
        grid.label(&passed);
        Some(grid)
    }

    /// The standing of every place: time O(1) where no edge passes its cell, else O(edges beside it).
    pub(super) fn standings(&self, places: &[Position]) -> Vec<Standing> {
        if self.edges <= AT_HAND {
            let standing = |place: &Position| self.standing(place.coord());
            return places.par_iter().map(standing).collect();
        }
        let mut standings = vec![Standing::Outside; places.len()];
        (standings
            .par_chunks_mut(PIECE)
            .zip(places.par_chunks(PIECE)))
        .for_each_init(Vec::new, |passed, (standings, places)| {
            self.piece(standings, places, passed)
        });
        standings
    }

    /// The standing of a coordinate.
    fn standing(&self, coord: Coord<f64>) -> Standing {
        let Some(cell) = self.cell(coord) else {
            return Standing::Outside;
        };
        match self.answers.get(self.labels[cell] as usize) {
            Some(answer) => answer.clone(),
            None => self.beside(cell, coord),
        }
    }

    /// The standings of some places. Those in passed cells are taken cell by cell, so that what is beside them is read
    /// once.
    fn piece(&self, standings: &mut [Standing], places: &[Position], passed: &mut Vec<(u32, u32)>) {
        passed.clear();
        for (number, (standing, place)) in (0_u32..).zip(standings.iter_mut().zip(places)) {
            let Some(cell) = self.cell(place.coord()) else {
                continue;
            };
            match self.answers.get(self.labels[cell] as usize) {
                Some(answer) => standing.clone_from(answer),
                None => passed.push((cell as u32, number)),
            }
        }
        passed.sort_unstable();
        for (cell, number) in passed.iter() {
            let number = *number as usize;
            standings[number] = self.beside(*cell as usize, places[number].coord());
        }
    }

    /// The cell of a coordinate within the bounding box.
    fn cell(&self, coord: Coord<f64>) -> Option<usize> {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        (coord.x >= low.x && coord.x <= high.x && coord.y >= low.y && coord.y <= high.y)
            .then(|| self.row(coord.y) * self.slots + self.column(coord.x))
    }

    /// The standing of a coordinate in a cell that edges pass.
    fn beside(&self, cell: usize, coord: Coord<f64>) -> Standing {
        let passed = self.labels[cell] as usize - self.answers.len();
        let candidates = self.starts[passed] as usize..self.starts[passed + 1] as usize;
        self.among(coord, self.candidates[candidates].iter().copied())
    }

    /// The standing towards areas in ascending order.
    fn among(&self, coord: Coord<f64>, areas: impl Iterator<Item = u32>) -> Standing {
        let band = self.row(coord.y);
        let mut standing = Standing::Outside;
        for area in areas {
            let (bounds, bands) = &self.areas[area as usize];
            let (low, high) = (bounds.min(), bounds.max());
            if coord.x < low.x || coord.x > high.x || coord.y < low.y || coord.y > high.y {
                continue;
            }
            standing.meet(area, bands.position(coord, band));
        }
        standing
    }

    fn slot(&self, cells: f64) -> usize {
        // What is negative becomes zero.
        (cells as usize).min(self.slots - 1)
    }

    fn column(&self, x: f64) -> usize {
        self.slot((x - self.bounds.min().x) * self.per_metre.0)
    }

    fn row(&self, y: f64) -> usize {
        self.slot((y - self.bounds.min().y) * self.per_metre.1)
    }

    /// A coordinate in cells from the south-west corner.
    fn on_grid(&self, coord: Coord<f64>) -> (f64, f64) {
        let low = self.bounds.min();
        (
            (coord.x - low.x) * self.per_metre.0,
            (coord.y - low.y) * self.per_metre.1,
        )
    }

    /// Marks every cell that an edge passes or touches; its ends are in cells.
    fn mark(&self, a: (f64, f64), b: (f64, f64), passed: &[AtomicBool]) {
        let (rows, columns) = (
            self.reach(a.1.min(b.1), a.1.max(b.1)),
            self.reach(a.0.min(b.0), a.0.max(b.0)),
        );
        if rows.start() == rows.end() || columns.start() == columns.end() {
            for row in rows {
                for column in columns.clone() {
                    passed[row * self.slots + column].store(true, Ordering::Relaxed);
                }
            }
            return;
        }
        let ((x0, y0), (x1, y1)) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        for row in self.reach(y0, y1) {
            let at = |y: f64| {
                let share = ((y - y0) / (y1 - y0)).clamp(0.0, 1.0);
                if y1 > y0 { x0 + (x1 - x0) * share } else { x0 }
            };
            let (from, to) = if y1 > y0 {
                let south = if row == 0 { y0 } else { row as f64 - MARGIN };
                let north = if row + 1 == self.slots {
                    y1
                } else {
                    (row + 1) as f64 + MARGIN
                };
                (at(south), at(north))
            } else {
                (x0, x1)
            };
            for column in self.reach(from.min(to), from.max(to)) {
                passed[row * self.slots + column].store(true, Ordering::Relaxed);
            }
        }
    }

    fn reach(&self, low: f64, high: f64) -> RangeInclusive<usize> {
        self.slot(low - MARGIN)..=self.slot(high + MARGIN)
    }

    /// Gives cells that hang together without an edge between them one answer, found at one of them; and numbers the
    /// others, with their candidates.
    fn label(&mut self, passed: &[AtomicBool]) {
        let passed: Vec<bool> = passed
            .iter()
            .map(|cell| cell.load(Ordering::Relaxed))
            .collect();
        let boxes = (0_u32..).zip(&self.areas).map(|(area, (bounds, _))| {
            let (low, high) = (bounds.min(), bounds.max());
            GeomWithData::new(
                Rectangle::from_corners([low.x, low.y], [high.x, high.y]),
                area,
            )
        });
        let tree = RTree::bulk_load(boxes.collect());
        self.labels = vec![UNKNOWN; passed.len()];
        let mut ahead = Vec::new();
        for cell in 0..passed.len() {
            if passed[cell] || self.labels[cell] != UNKNOWN {
                continue;
            }
            let answer = self.answers.len() as u32;
            self.answers.push(self.answer(cell, &tree));
            self.flood(cell, answer, &passed, &mut ahead);
        }
        let mut number = self.answers.len() as u32;
        for (label, _) in self
            .labels
            .iter_mut()
            .zip(&passed)
            .filter(|(_, passed)| **passed)
        {
            *label = number;
            number += 1;
        }
        let mut starts = vec![0; number as usize - self.answers.len() + 2];
        self.touched(&passed, |_, number| starts[number + 2] += 1);
        for number in 2..starts.len() {
            starts[number] += starts[number - 1];
        }
        let mut candidates = vec![0; starts.last().map_or(0, |count| *count as usize)];
        self.touched(&passed, |area, number| {
            let next = &mut starts[number + 1];
            candidates[*next as usize] = area;
            *next += 1;
        });
        starts.pop();
        (self.starts, self.candidates) = (starts, candidates);
    }

    /// The standing of the centre of a cell.
    fn answer(
        &self,
        cell: usize,
        tree: &RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
    ) -> Standing {
        let low = self.bounds.min();
        let (row, column) = (cell / self.slots, cell % self.slots);
        let centre = geo::coord! {
            x: low.x + (column as f64 + 0.5) / self.per_metre.0,
            y: low.y + (row as f64 + 0.5) / self.per_metre.1,
        };
        let mut near: Vec<u32> = tree
            .locate_in_envelope_intersecting(&AABB::from_point([centre.x, centre.y]))
            .map(|found| found.data)
            .collect();
        near.sort_unstable();
        self.among(centre, near.into_iter())
    }

    /// Gives an answer to a cell and all that hang together with it.
    fn flood(&mut self, cell: usize, answer: u32, passed: &[bool], ahead: &mut Vec<usize>) {
        let (slots, last) = (self.slots, self.labels.len());
        self.labels[cell] = answer;
        ahead.push(cell);
        while let Some(cell) = ahead.pop() {
            let column = cell % slots;
            let mut visit = |next: usize| {
                if !passed[next] && self.labels[next] == UNKNOWN {
                    self.labels[next] = answer;
                    ahead.push(next);
                }
            };
            if column > 0 {
                visit(cell - 1);
            }
            if column + 1 < slots {
                visit(cell + 1);
            }
            if cell >= slots {
                visit(cell - slots);
            }
            if cell + slots < last {
                visit(cell + slots);
            }
        }
    }

    /// Visits each area with each passed cell that its bounding box touches, as a number among the passed.
    fn touched(&self, passed: &[bool], mut visit: impl FnMut(u32, usize)) {
        let first = self.answers.len();
        for (area, (bounds, _)) in (0_u32..).zip(&self.areas) {
            let (low, high) = (bounds.min(), bounds.max());
            let (west, east) = (self.column(low.x), self.column(high.x));
            for row in self.row(low.y)..=self.row(high.y) {
                let cells = row * self.slots + west..row * self.slots + east + 1;
                let labels = &self.labels[cells.clone()];
                for (label, _) in labels.iter().zip(&passed[cells]).filter(|cell| *cell.1) {
                    visit(area, *label as usize - first);
                }
            }
        }
    }
}

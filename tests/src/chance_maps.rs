//! Maps by chance alone inside the sample's study area, and how often a cell of one is called hot.

use geo::{Contains, MultiPolygon, Point, Rect};
use hotspur_core::adjust::benjamini_hochberg;
use hotspur_core::micro::{StudyCells, ThemeCells, cell_evidence};
use hotspur_core::{Counted, Metres, Position, Question, Stream, stream};
use hotspur_io::job::{Plan, prepare};
use hotspur_io::study::load_study;
use rand::RngExt;
use rayon::prelude::*;

/// The level at which a cell is hot.
pub const LEVEL: f64 = 0.05;

const SEED: u64 = 2_002;

/// The sample's study area with its tested cells.
pub struct Ground {
    outline: MultiPolygon<f64>,
    bounds: Rect<f64>,
    cells: StudyCells,
}

/// Of how many maps at least one cell is hot by each of three adjusted p-values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Called {
    /// By `q`: the exact tail of the neighbourhood's count.
    pub exact: u64,
    /// By the upper normal tail of the z of Gi*.
    pub normal: u64,
    /// By the two-sided p of Gi*, where z is above 0.
    pub two_sided: u64,
}

impl Ground {
    /// The sample's, with cells of this side in metres.
    pub fn of_the_sample(cell: f64) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/tamworth/study.toml");
        let prepared = prepare(load_study(folder.as_ref()).unwrap(), &()).unwrap();
        let mut params = Plan::of(&prepared).unwrap().params(false);
        params.density.cell = Metres(cell);
        let areas = prepared.study_areas();
        let question = Question {
            incidents: &prepared.incidents.incidents,
            areas,
            themes: &prepared.themes,
            coverage: &prepared.incidents.coverage,
            params: &params,
        };
        Self {
            outline: areas.study_area().clone(),
            bounds: areas.bounds(),
            // The sample's own places are not asked about.
            cells: StudyCells::new(&question, &[]).unwrap(),
        }
    }

    /// A point that is uniform in the study area.
    fn point(&self, random: &mut Stream) -> (f64, f64) {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        loop {
            let x = low.x + (high.x - low.x) * random.random::<f64>();
            let y = low.y + (high.y - low.y) * random.random::<f64>();
            if self.outline.contains(&Point::new(x, y)) {
                return (x, y);
            }
        }
    }

    /// The counts of `events` points; with map points, each moved to the nearest of so many, which are drawn the same way.
    fn counts(&self, events: u64, map_points: u64, replicate: u64) -> Vec<u64> {
        let mut random = stream(SEED, events, replicate);
        let fixed: Vec<_> = (0..map_points).map(|_| self.point(&mut random)).collect();
        let mut counts = vec![0; self.cells.len()];
        for _ in 0..events {
            let at = self.point(&mut random);
            let away = |fixed: &&(f64, f64)| (fixed.0 - at.0).hypot(fixed.1 - at.1);
            let nearest = fixed.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
            let (x, y) = nearest.copied().unwrap_or(at);
            let position = Position::new(x, y).unwrap();
            let (column, row) = self.cells.grid.cell_of(position).unwrap();
            let cell = row * self.cells.grid.columns() + column;
            counts[self.cells.tested(cell).unwrap() as usize] += 1;
        }
        counts
    }

    /// Draws maps of so many events and counts those of which a cell is called hot; 0 map points: nothing is moved.
    pub fn called(&self, events: u64, map_points: u64, maps: u64) -> Called {
        let each: Vec<[bool; 3]> = (0..maps)
            .into_par_iter()
            .map(|map| {
                let counts = self.counts(events, map_points, map);
                hot(&cell_evidence(&counts, Counted::AllIncidents, &self.cells))
            })
            .collect();
        let of = |which: usize| each.iter().filter(|map| map[which]).count() as u64;
        Called {
            exact: of(0),
            normal: of(1),
            two_sided: of(2),
        }
    }
}

/// Whether a cell is hot by each of the three.
fn hot(map: &ThemeCells) -> [bool; 3] {
    let exact = map
        .cells
        .iter()
        .any(|cell| cell.q.known().is_some_and(|q| q <= LEVEL));
    let gi: Vec<(f64, f64)> = map
        .cells
        .iter()
        .filter_map(|cell| cell.gi.known().map(|gi| (gi.z, gi.p)))
        .collect();
    let upper: Vec<f64> = gi
        .iter()
        .map(|(z, p)| if *z > 0.0 { p / 2.0 } else { 1.0 - p / 2.0 })
        .collect();
    let both: Vec<f64> = gi.iter().map(|(_, p)| *p).collect();
    let any = |p: &[f64]| {
        let q = benjamini_hochberg(p);
        q.iter().zip(&gi).any(|(q, (z, _))| *q <= LEVEL && *z > 0.0)
    };
    [exact, any(&upper), any(&both)]
}

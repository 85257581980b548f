//! The exact sum by moments of bins, for kernels that are powers of 1 − u².
//!
//! Within its support such a kernel is a polynomial of the position, so that a bin of places acts on a cell that lies
//! within the support of every one of them through the moments of the bin alone, and exactly. Cells beyond the reach of
//! every place get nothing; those on the rim, within reach of some, are summed place by place. Bins are nested: cells
//! deep inside take the moments of bins several cells wide, those nearer the rim of smaller ones, the rim itself of the
//! smallest, or of those that hold too few places to be worth cutting. So a place costs about 8 R evaluations with
//! R = h / c, not π R², and fewer where places are crowded.
//!
//! Nothing is subtracted that was added before: every cell is a sum of what its own places give, small where they are
//! few, and zero where there is none.

mod bin;
mod bins;
mod lanes;
mod rows;
mod stencil;

use pulp::Arch;
use rayon::prelude::*;

use self::bin::{Centre, Moments, Point};
use self::bins::{Band, Bins};
use self::lanes::{AddDisc, ByMoments, OneByOne};
use self::rows::Rows;
use self::stencil::{Cells, Disc, LANES, Reach};
use super::{DensityParams, Kernel, Surface, WeightedPlace};
use crate::grid::Grid;

/// Fewer places than this are scattered one by one.
const FEW: usize = 64;

/// A bandwidth of more cells than this is left to the plain sum.
const WIDEST: f64 = 4096.0;

/// A bandwidth of more cells than this makes rows of cells worth walking along.
const LONG: f64 = 16.0;

/// With more places than this to a cell of the grid, the smallest bins are half a cell wide.
const CROWDED: f64 = 1.0;

/// A bandwidth of fewer cells than this reaches no cell but a place's own, and is seen from its very centre: from that of
/// half a cell, many bandwidths away, digits would be lost.
const NARROW: f64 = 0.5;

/// The widest margin of cells about the grid: beyond it, cells are tested one by one.
const MARGIN: f64 = 256.0;

/// Bins of more than this many doublings of a cell are always cut, however few their places: their rims are long.
const LARGEST_RIM: i32 = 2;

/// With fewer places than this to each smaller bin in it, a bin is cheaper whole: a number of places for what a smaller
/// bin costs by its cells, and a number by cell of its rim for what it costs at all.
const WORTH_CUTTING: (f64, f64) = (4.0, 10.0);

/// The surface, where the kernel is one of those and the places are many; else `None`.
///
/// The sum in each cell goes by bins from the south-west and within a bin by easting and northing: the same for any
/// order of the places and any number of threads. Time O(p + p R + b R), with b the number of bins that hold a place.
pub(super) fn surface(
    places: &[WeightedPlace],
    grid: &Grid,
    params: &DensityParams,
) -> Option<Surface> {
    let power = match params.kernel {
        Kernel::Epanechnikov => 1,
        Kernel::Quartic => 2,
        _ => return None,
    };
    let plan = Plan::new(places.len(), grid, params.bandwidth.0)?;
    Some(if power == 1 {
        plan.sum::<1>(places, params)
    } else {
        plan.sum::<2>(places, params)
    })
}

/// The bins of a surface and the cells that each size of bin serves.
struct Plan<'a> {
    grid: &'a Grid,
    bins: Bins,
    /// The bandwidth in cells.
    radius: f64,
    /// Cells held on every side of the grid.
    margin: usize,
    /// Half sides of the smallest bins, in cells: their level is how often they double to a cell.
    finest: i32,
    coarsest: i32,
    /// Within every support of the largest bins, where its rows are long.
    disc: Option<Disc>,
    /// Within every support of a bin but not of its parent, by level from the smallest and by place in the parent.
    shells: Vec<Vec<Cells>>,
    /// On the rim of a bin, by level from the smallest and, where that matters, by place in the parent.
    rims: Vec<Vec<Cells>>,
}

impl<'a> Plan<'a> {
    fn new(places: usize, grid: &'a Grid, bandwidth: f64) -> Option<Self> {
        let cell = grid.cell().0;
        let radius = bandwidth / cell;
        if places < FEW || !(radius > 0.0 && radius <= WIDEST) || u32::try_from(places).is_err() {
            return None;
        }
        let cells = (grid.columns() * grid.rows()) as f64;
        let finest = if places as f64 / cells > CROWDED && radius >= NARROW {
            -1
        } else {
            0
        };
        let coarsest = ((radius / 8.0).log2().floor() as i32).max(0);
        let bins = aligned(grid, radius, finest, coarsest);
        if bins.columns as f64 * bins.rows as f64 > 16.0 * (cells + places as f64) + 1e6 {
            return None;
        }
        let margin = (radius + 2_f64.powi(coarsest)).ceil().min(MARGIN) as usize + 2;
        let width = grid.columns() + 2 * margin;
        let reach = |level: i32, within: (i32, i32)| within_parent(level, within, radius);
        let rims = (finest..=coarsest.min(LARGEST_RIM))
            .map(|level| {
                // What begins at a cell's corner lies alike wherever it is in its parent.
                let ways = ways(level, 0).iter();
                ways.map(|way| Cells::on_rim(&reach(level, *way).0, width))
                    .collect()
            })
            .collect();
        let nested = radius > LONG;
        let last = if nested { coarsest - 1 } else { coarsest };
        let shells = (finest..=last)
            .map(|level| {
                let cells = |way: &(i32, i32)| {
                    let (own, parent) = reach(level, *way);
                    let parent = (level < coarsest).then_some(&parent);
                    Cells::within(&own, parent, width)
                };
                ways(level, coarsest).iter().map(cells).collect()
            })
            .collect();
        Some(Self {
            grid,
            bins,
            radius,
            margin,
            finest,
            coarsest,
            disc: nested.then(|| Disc::new(&reach(coarsest, (0, 0)).0)),
            shells,
            rims,
        })
    }

    fn sum<const P: usize>(&self, places: &[WeightedPlace], params: &DensityParams) -> Surface {
        let bands = self.bins.bands_count();
        let pieces = self.bins.pieces(places, self.grid);
        let found: Vec<(Rows, f64)> = (0..=bands)
            .into_par_iter()
            .map(|number| {
                let band = self.bins.band(&pieces, number, places, self.grid);
                let weight = band.points.iter().map(|point| point.weight).sum();
                (self.band::<P>(&band, number, params.bandwidth.0), weight)
            })
            .collect();
        let events = found.iter().map(|(_, weight)| weight).sum();
        let peak = params.kernel.peak(params.bandwidth.0);
        let columns = self.grid.columns();
        let mut values = vec![0.0; columns * self.grid.rows()];
        (values.par_chunks_mut(columns).enumerate()).for_each(|(row, cells)| {
            for (rows, _) in &found {
                if let Some(part) = rows.row(row as i64) {
                    for (cell, part) in cells.iter_mut().zip(part) {
                        *cell += part;
                    }
                }
            }
            for cell in cells {
                *cell *= peak;
            }
        });
        Surface {
            grid: *self.grid,
            per_square_metre: values,
            events,
        }
    }

    /// What one band of bins adds, without the factor before the shape.
    fn band<const P: usize>(&self, band: &Band, number: usize, bandwidth: f64) -> Rows {
        let top = self.coarsest - self.finest;
        let first = self.bins.first.1 + (number * self.bins.tall) as i64;
        // What reaches no cell is in a band of no bins.
        let tall = (band.starts.len() - 1) / self.bins.columns;
        let reach = (bandwidth / self.grid.cell().0).ceil() as i64 + 1;
        let (south, north) = (
            self.cell(first) - reach,
            self.cell(first + tall as i64) + reach,
        );
        let margin = self.margin as i64;
        let held = (
            south.max(-margin),
            north.min(self.grid.rows() as i64 + margin),
        );
        let rows = Rows::new(held, self.grid.columns(), self.margin);
        let mut walk = Walk {
            plan: self,
            band,
            first: (self.bins.first.0, first),
            per_metre: 1.0 / bandwidth,
            arch: Arch::new(),
            sums: Vec::new(),
            points: Vec::new(),
            rows,
        };
        if walk.rows.is_empty() || band.points.is_empty() {
            return walk.rows;
        }
        for row in 0..tall >> top {
            for column in 0..self.bins.columns >> top {
                walk.node::<P>(self.coarsest, column, row);
            }
        }
        walk.rows
    }

    /// The cell that holds the corner of a smallest bin, along an axis.
    fn cell(&self, bin: i64) -> i64 {
        if self.finest < 0 {
            bin.div_euclid(2)
        } else {
            bin << self.finest
        }
    }
}

/// The places in a parent that a bin may have.
fn ways(level: i32, coarsest: i32) -> &'static [(i32, i32)] {
    let all: &[(i32, i32)] = &[(0, 0), (1, 0), (0, 1), (1, 1)];
    if level < coarsest { all } else { &all[..1] }
}

/// Bins over a grid and a bandwidth beyond it, in bands about as tall as a bandwidth.
fn aligned(grid: &Grid, radius: f64, finest: i32, coarsest: i32) -> Bins {
    let block = 1_i64 << coarsest;
    let blocks = |cells: i64| cells.div_euclid(block) + i64::from(cells.rem_euclid(block) > 0);
    let beyond = blocks(radius.ceil() as i64 + 1);
    let in_block = 1_i64 << (coarsest - finest);
    let across = |slots: usize| (blocks(slots as i64) + 2 * beyond) * in_block;
    let tall = blocks((radius.ceil() as i64).max(16)) * in_block;
    Bins {
        side: grid.cell().0 * 2_f64.powi(finest),
        first: (-beyond * in_block, -beyond * in_block),
        columns: across(grid.columns()) as usize,
        rows: across(grid.rows()) as usize,
        tall: tall as usize,
    }
}

/// The reach of a bin and of its parent, from the first cell of the bin, which is the `within`-th of the parent.
fn within_parent(level: i32, within: (i32, i32), radius: f64) -> (Reach, Reach) {
    let side = 2_f64.powi(level);
    let (east, north) = (f64::from(within.0) * side, f64::from(within.1) * side);
    // Half a cell's corner is no corner of a cell: there the cell is the parent's.
    let (x, y) = if level < 0 { (east, north) } else { (0.0, 0.0) };
    let own = Reach {
        centre: (x + side / 2.0, y + side / 2.0),
        half: side / 2.0,
        radius,
    };
    let parent = Reach {
        centre: (x - east + side, y - north + side),
        half: side,
        radius,
    };
    (own, parent)
}

/// A walk over the bins of a band, from large to small.
struct Walk<'a> {
    plan: &'a Plan<'a>,
    band: &'a Band,
    /// The smallest bin in the south-west of the band.
    first: (i64, i64),
    per_metre: f64,
    arch: Arch,
    sums: Vec<[f64; LANES]>,
    /// The places of a bin of several rows.
    points: Vec<Point>,
    rows: Rows,
}

impl Walk<'_> {
    /// Adds a bin and those in it, if there is any place; its moments, and its centre.
    fn node<const P: usize>(
        &mut self,
        level: i32,
        column: usize,
        row: usize,
    ) -> Option<(Moments<f64>, Centre)> {
        let (plan, band) = (self.plan, self.band);
        let doubled = level - plan.finest;
        let (west, south) = (column << doubled, row << doubled);
        let points = |row: usize| {
            let begin = row * plan.bins.columns + west;
            &band.points[band.starts[begin] as usize..band.starts[begin + (1 << doubled)] as usize]
        };
        let held = south..south + (1 << doubled);
        let count: usize = held.clone().map(|row| points(row).len()).sum();
        if count == 0 {
            return None;
        }
        let (bin_x, bin_y) = (self.first.0 + west as i64, self.first.1 + south as i64);
        let half = (1_i64 << doubled) as f64 / 2.0;
        let centre = Centre {
            x: (bin_x as f64 + half) * plan.bins.side,
            y: (bin_y as f64 + half) * plan.bins.side,
            per_metre: self.per_metre,
        };
        let about = (plan.cell(bin_x), plan.cell(bin_y));
        let mut moments = Moments::default();
        if level == plan.finest || self.whole(doubled, west, south, count) {
            let points = if level == plan.finest {
                points(south)
            } else {
                self.points.clear();
                held.for_each(|row| self.points.extend_from_slice(points(row)));
                &self.points
            };
            moments.add(points, centre);
            let cells = of_way(&plan.rims[doubled as usize], column, row);
            self.arch.dispatch(OneByOne::<P> {
                cells,
                points,
                centre,
                sums: &mut self.sums,
            });
            self.rows.add(cells, about, &self.sums);
        } else {
            for (east, north) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let within = self.node::<P>(level - 1, 2 * column + east, 2 * row + north);
                if let Some((part, seen_from)) = within {
                    moments.add_moved(&part, centre.to(seen_from.x, seen_from.y));
                }
            }
        }
        match &plan.disc {
            Some(disc) if level == plan.coarsest => self.arch.dispatch(AddDisc::<P> {
                rows: &mut self.rows,
                disc,
                about,
                moments: &moments,
            }),
            _ => {
                let cells = of_way(&plan.shells[doubled as usize], column, row);
                self.arch.dispatch(ByMoments::<P> {
                    cells,
                    moments: &moments,
                    sums: &mut self.sums,
                });
                self.rows.add(cells, about, &self.sums);
            }
        }
        Some((moments, centre))
    }

    /// Whether the places of a bin are too few to be worth smaller bins.
    fn whole(&self, doubled: i32, west: usize, south: usize, count: usize) -> bool {
        if self.plan.rims.len() <= doubled as usize {
            return false;
        }
        let half = 1 << (doubled - 1);
        let holds = |(east, north): (usize, usize)| {
            (0..half).any(|row| {
                let begin =
                    (south + north * half + row) * self.plan.bins.columns + west + east * half;
                self.band.starts[begin] < self.band.starts[begin + half]
            })
        };
        let parts = [(0, 0), (1, 0), (0, 1), (1, 1)];
        let parts = parts.into_iter().filter(|part| holds(*part)).count();
        let rim = self.plan.radius * 2_f64.powi(self.plan.finest + doubled - 1);
        (count as f64) < (WORTH_CUTTING.0 + WORTH_CUTTING.1 / rim) * parts as f64
    }
}

/// The one of a level's lists that a bin takes.
fn of_way(ways: &[Cells], column: usize, row: usize) -> &Cells {
    &ways[(column % 2 + 2 * (row % 2)) % ways.len()]
}

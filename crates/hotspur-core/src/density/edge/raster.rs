//! The mass of a kernel by cells of a raster.

use super::gaussian::GaussianCells;
use crate::density::{DensityParams, Kernel};
use crate::grid::Grid;
use crate::metres::Position;

/// Above this many cells of support, a raster sums the whole of a kernel to one within a thousandth.
const WIDE: f64 = 64.0;

/// Shares of cells, and the kernel that is summed over them.
#[derive(Debug, Clone)]
pub(super) struct Raster {
    grid: Grid,
    shares: Vec<f64>,
    /// Cells south-west of each corner of the grid that are not wholly inside, to find the interior in O(1).
    partial: Vec<u32>,
    kernel: Kernel,
    bandwidth: f64,
}

impl Raster {
    pub(super) fn new(grid: Grid, shares: Vec<f64>, params: &DensityParams) -> Self {
        Self {
            grid,
            partial: partial_below(&grid, &shares),
            shares,
            kernel: params.kernel,
            bandwidth: params.bandwidth.0,
        }
    }

    pub(super) const fn kernel(&self) -> Kernel {
        self.kernel
    }

    pub(super) fn shares(&self) -> &[f64] {
        &self.shares
    }

    pub(super) const fn gaussian(&self) -> GaussianCells {
        GaussianCells::new(self.grid, self.bandwidth)
    }

    pub(super) fn at(&self, about: Position) -> f64 {
        let gaussian = self.kernel == Kernel::Gaussian;
        let reach = if gaussian {
            GaussianCells::REACH * self.bandwidth
        } else {
            self.bandwidth
        };
        let (x0, y0) = self.grid.origin();
        let cell = self.grid.cell().0;
        let slots = |at: f64, origin: f64| {
            let low = ((at - reach - origin) / cell).floor() as i64;
            let high = ((at + reach - origin) / cell).floor() as i64;
            (low, high)
        };
        let (columns, rows) = (slots(about.x(), x0), slots(about.y(), y0));
        if self.interior(columns, rows) {
            return 1.0;
        }
        if gaussian {
            return self.gaussian().sums([&self.shares], about)[0];
        }
        let peak = self.kernel.peak(self.bandwidth) * cell * cell;
        let wide = reach > WIDE * cell;
        let clip = |(low, high): (i64, i64), slots: usize| {
            if wide {
                low.max(0)..=high.min(slots as i64 - 1)
            } else {
                low..=high
            }
        };
        let (mut inside, mut whole) = (0.0, 0.0);
        for row in clip(rows, self.grid.rows()) {
            let dy = y0 + (row as f64 + 0.5) * cell - about.y();
            for column in clip(columns, self.grid.columns()) {
                let dx = x0 + (column as f64 + 0.5) * cell - about.x();
                let mass = peak * self.kernel.shape(dx * dx + dy * dy, self.bandwidth);
                whole += mass;
                inside += mass * self.share(column, row);
            }
        }
        if wide {
            inside.min(1.0)
        } else if whole > 0.0 {
            inside / whole
        } else {
            self.grid.cell_of(about).map_or(0.0, |(column, row)| {
                self.shares[row * self.grid.columns() + column]
            })
        }
    }

    fn share(&self, column: i64, row: i64) -> f64 {
        match (usize::try_from(column), usize::try_from(row)) {
            (Ok(column), Ok(row)) if column < self.grid.columns() && row < self.grid.rows() => {
                self.shares[row * self.grid.columns() + column]
            }
            _ => 0.0,
        }
    }

    /// Whether every cell of a block lies wholly inside the window.
    fn interior(&self, columns: (i64, i64), rows: (i64, i64)) -> bool {
        let within = |(low, high): (i64, i64), slots: usize| {
            let (low, high) = (usize::try_from(low).ok()?, usize::try_from(high).ok()?);
            (high < slots).then_some((low, high + 1))
        };
        let (Some((west, east)), Some((south, north))) = (
            within(columns, self.grid.columns()),
            within(rows, self.grid.rows()),
        ) else {
            return false;
        };
        let below = |column: usize, row: usize| {
            u64::from(self.partial[row * (self.grid.columns() + 1) + column])
        };
        below(east, north) + below(west, south) == below(west, north) + below(east, south)
    }
}

fn partial_below(grid: &Grid, shares: &[f64]) -> Vec<u32> {
    let width = grid.columns() + 1;
    let mut below = vec![0_u32; width * (grid.rows() + 1)];
    for row in 0..grid.rows() {
        let mut here = 0;
        for column in 0..grid.columns() {
            here += u32::from(shares[row * grid.columns() + column] < 1.0);
            below[(row + 1) * width + column + 1] = below[row * width + column + 1] + here;
        }
    }
    below
}

//! The inner loops, compiled for each instruction set: many cells at a time, each by the same sum in the same order.
//!
//! Products and sums are never fused, so that every processor comes to the same bits.

use pulp::Arch;

use super::bin::{Centre, Moments, Point};
use super::stencil::{Disc, Shell};

/// Less of the kernel's support than this is rounding: a place at exactly a bandwidth adds nothing.
const RIM: f64 = 1e-13;

/// What the places of a bin add to the cells of a shell: by their moments, on its rim one by one.
pub(super) fn shell<const P: usize>(
    arch: Arch,
    shell: &Shell,
    points: &[Point],
    centre: Centre,
    sums: &mut Vec<f64>,
) {
    arch.dispatch(
        #[inline(always)]
        || {
            sums.clear();
            sums.resize(shell.dx.len(), 0.0);
            let (rim, inner) = sums.split_at_mut(shell.rim);
            one_by_one::<P>(shell, points, centre, rim);
            if !inner.is_empty() {
                let mut moments = Moments::default();
                moments.add(points, centre);
                by_moments::<P>(shell, &moments, inner);
            }
        },
    );
}

/// What moments say of the cells of a shell that has no rim.
pub(super) fn inner<const P: usize>(
    arch: Arch,
    shell: &Shell,
    moments: &Moments,
    sums: &mut Vec<f64>,
) {
    arch.dispatch(
        #[inline(always)]
        || {
            sums.clear();
            sums.resize(shell.dx.len(), 0.0);
            by_moments::<P>(shell, moments, sums);
        },
    );
}

#[inline(always)]
fn by_moments<const P: usize>(shell: &Shell, moments: &Moments, sums: &mut [f64]) {
    let at = shell.rim..;
    let cells = (shell.dx[at.clone()].iter())
        .zip(&shell.dy[at.clone()])
        .zip(&shell.rest[at]);
    for (sum, ((dx, dy), rest)) in sums.iter_mut().zip(cells) {
        *sum = moments.value::<P>(*dx, *dy, *rest);
    }
}

#[inline(always)]
fn one_by_one<const P: usize>(shell: &Shell, points: &[Point], centre: Centre, sums: &mut [f64]) {
    let mut left = points;
    while let Some((four, rest)) = left.split_first_chunk::<4>() {
        together::<P, 4>(shell, four, centre, sums);
        left = rest;
    }
    while let Some((one, rest)) = left.split_first_chunk::<1>() {
        together::<P, 1>(shell, one, centre, sums);
        left = rest;
    }
}

/// Adds `N` points to the cells of the rim, each where the cell lies within its support.
#[inline(always)]
fn together<const P: usize, const N: usize>(
    shell: &Shell,
    points: &[Point; N],
    centre: Centre,
    sums: &mut [f64],
) {
    let seen = points.map(|point| {
        let (x, y) = centre.to(&point);
        (2.0 * x, 2.0 * y, x * x + y * y, point.weight)
    });
    let cells = (shell.dx.iter()).zip(&shell.dy).zip(&shell.rest);
    for (sum, ((dx, dy), rest)) in sums.iter_mut().zip(cells) {
        let mut here = *sum;
        for (x, y, q, weight) in seen {
            let left = (rest - q) + (x * dx + y * dy);
            let left = if left > RIM { left } else { 0.0 };
            here += weight * power::<P>(left);
        }
        *sum = here;
    }
}

#[inline(always)]
fn power<const P: usize>(of: f64) -> f64 {
    if P == 1 { of } else { of * of }
}

/// The rows of cells that a band of bins reaches.
pub(super) struct Rows {
    /// Cells, row by row.
    pub values: Vec<f64>,
    /// The first row of the grid that is held.
    pub first: i64,
    pub columns: usize,
}

impl Rows {
    /// A row of the grid, if it is held.
    pub(super) fn row(&self, row: i64) -> Option<&[f64]> {
        let held = usize::try_from(row - self.first).ok()?;
        self.values.chunks_exact(self.columns).nth(held)
    }

    fn count(&self) -> i64 {
        (self.values.len() / self.columns) as i64
    }

    /// Adds to the cells of a shell about a cell; those outside the grid are left out.
    pub(super) fn add(&mut self, shell: &Shell, about: (i64, i64), sums: &[f64]) {
        let (column, row) = (about.0, about.1 - self.first);
        let within = column + i64::from(shell.columns.0) >= 0
            && column + i64::from(shell.columns.1) < self.columns as i64
            && row + i64::from(shell.rows.0) >= 0
            && row + i64::from(shell.rows.1) < self.count();
        if within {
            let corner = (row + i64::from(shell.rows.0)) as usize * self.columns
                + (column + i64::from(shell.columns.0)) as usize;
            let values = &mut self.values[corner..];
            for (offset, sum) in shell.offsets.iter().zip(sums) {
                values[*offset as usize] += sum;
            }
            return;
        }
        for ((i, j), sum) in shell.cells.iter().zip(sums) {
            let (i, j) = (column + i64::from(*i), row + i64::from(*j));
            if i >= 0 && i < self.columns as i64 && j >= 0 && j < self.count() {
                self.values[j as usize * self.columns + i as usize] += sum;
            }
        }
    }

    /// Adds what moments say to the rows of a disc about a cell.
    pub(super) fn add_disc<const P: usize>(
        &mut self,
        arch: Arch,
        disc: &Disc,
        about: (i64, i64),
        moments: &Moments,
    ) {
        arch.dispatch(
            #[inline(always)]
            || {
                for ((row, run), dy) in disc.runs.iter().zip(&disc.dy) {
                    let row = about.1 + i64::from(*row) - self.first;
                    let low = (about.0 + i64::from(run.start)).max(0);
                    let high = (about.0 + i64::from(run.end)).min(self.columns as i64);
                    if row < 0 || row >= self.count() || low >= high {
                        continue;
                    }
                    let begin = row as usize * self.columns;
                    let cells = &mut self.values[begin + low as usize..begin + high as usize];
                    let seen = (low - about.0 - i64::from(disc.first)) as usize;
                    let dx = &disc.dx[seen..seen + cells.len()];
                    let across = 1.0 - dy * dy;
                    for (cell, dx) in cells.iter_mut().zip(dx) {
                        *cell += moments.value::<P>(*dx, *dy, across - dx * dx);
                    }
                }
            },
        );
    }
}

//! The inner loops, for each instruction set: many cells at a time, each by the same sum in the same order.
//!
//! Products and sums are never fused, so that every processor comes to the same bits.

use pulp::{Simd, WithSimd};

use super::bin::{Centre, Moments, Point};
use super::rows::Rows;
use super::stencil::{Cells, Disc, LANES};

/// Less of the kernel's support than this is rounding: a place at exactly a bandwidth adds nothing.
const RIM: f64 = 1e-13;

/// The value of a polynomial of moments at as many cells as a processor takes at a time.
#[derive(Clone, Copy)]
struct Polynomial<S: Simd, const P: usize> {
    simd: S,
    of: Moments<S::f64s>,
}

impl<S: Simd, const P: usize> Polynomial<S, P> {
    #[inline(always)]
    fn new(simd: S, moments: &Moments<f64>) -> Self {
        let of = moments.coefficients::<P>();
        Self {
            simd,
            of: Moments {
                one: simd.splat_f64s(of.one),
                x: simd.splat_f64s(of.x),
                y: simd.splat_f64s(of.y),
                xx: simd.splat_f64s(of.xx),
                xy: simd.splat_f64s(of.xy),
                yy: simd.splat_f64s(of.yy),
                q: simd.splat_f64s(of.q),
                xq: simd.splat_f64s(of.xq),
                yq: simd.splat_f64s(of.yq),
                qq: simd.splat_f64s(of.qq),
            },
        }
    }

    /// At cells that lie so from the centre, with `rest` one less the square of the distance.
    #[inline(always)]
    fn at(&self, dx: S::f64s, dy: S::f64s, rest: S::f64s) -> S::f64s {
        let of = &self.of;
        let linear = self.add(self.products(of.x, dx, of.y, dy), of.q);
        let once = self.add(self.simd.mul_f64s(rest, of.one), linear);
        if P == 1 {
            return once;
        }
        let along = self.add(self.products(of.xx, dx, of.xy, dy), of.xq);
        let across = self.add(self.simd.mul_f64s(of.yy, dy), of.yq);
        let square = self.add(self.products(dx, along, dy, across), of.qq);
        self.add(self.simd.mul_f64s(rest, once), square)
    }

    /// The same on a row, with `across` one less the square of its distance.
    #[inline(always)]
    fn on_row(&self, across: S::f64s, dx: S::f64s, dy: S::f64s) -> S::f64s {
        let rest = self.simd.sub_f64s(across, self.simd.mul_f64s(dx, dx));
        self.at(dx, dy, rest)
    }

    #[inline(always)]
    fn add(&self, a: S::f64s, b: S::f64s) -> S::f64s {
        self.simd.add_f64s(a, b)
    }

    /// a b + c d
    #[inline(always)]
    fn products(&self, a: S::f64s, b: S::f64s, c: S::f64s, d: S::f64s) -> S::f64s {
        self.add(self.simd.mul_f64s(a, b), self.simd.mul_f64s(c, d))
    }
}

/// What the places of a bin add to cells by their moments.
pub(super) struct ByMoments<'a, const P: usize> {
    pub cells: &'a Cells,
    pub moments: &'a Moments<f64>,
    pub sums: &'a mut Vec<[f64; LANES]>,
}

impl<const P: usize> WithSimd for ByMoments<'_, P> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let polynomial = Polynomial::<S, P>::new(simd, self.moments);
        self.sums.resize(self.cells.dx.len(), [0.0; LANES]);
        let (sums, _) = S::as_mut_simd_f64s(self.sums.as_flattened_mut());
        let [dx, dy, rest] = lanes::<S>(self.cells);
        for (((sum, dx), dy), rest) in sums.iter_mut().zip(dx).zip(dy).zip(rest) {
            *sum = polynomial.at(*dx, *dy, *rest);
        }
    }
}

/// Distances and rests of cells; they fill whole lanes.
#[inline(always)]
fn lanes<S: Simd>(cells: &Cells) -> [&[S::f64s]; 3] {
    [&cells.dx, &cells.dy, &cells.rest].map(|of| S::as_simd_f64s(of.as_flattened()).0)
}

/// What the places of a bin add to cells one by one, each where the cell lies within its support.
pub(super) struct OneByOne<'a, const P: usize> {
    pub cells: &'a Cells,
    pub points: &'a [Point],
    pub centre: Centre,
    pub sums: &'a mut Vec<[f64; LANES]>,
}

impl<const P: usize> WithSimd for OneByOne<'_, P> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (cells, centre) = (self.cells, self.centre);
        self.sums.clear();
        self.sums.resize(cells.dx.len(), [0.0; LANES]);
        let (sums, _) = S::as_mut_simd_f64s(self.sums.as_flattened_mut());
        let mut left = self.points;
        while let Some((four, rest)) = left.split_first_chunk::<4>() {
            together::<S, P, 4>(simd, cells, four, centre, sums);
            left = rest;
        }
        if let Some((two, rest)) = left.split_first_chunk::<2>() {
            together::<S, P, 2>(simd, cells, two, centre, sums);
            left = rest;
        }
        if let Some((one, _)) = left.split_first_chunk::<1>() {
            together::<S, P, 1>(simd, cells, one, centre, sums);
        }
    }
}

/// Adds `N` points, in their order.
#[inline(always)]
fn together<S: Simd, const P: usize, const N: usize>(
    simd: S,
    cells: &Cells,
    points: &[Point; N],
    centre: Centre,
    sums: &mut [S::f64s],
) {
    let mut seen = [[simd.splat_f64s(0.0); 4]; N];
    for (seen, point) in seen.iter_mut().zip(points) {
        let (x, y) = centre.to(point.x, point.y);
        *seen = [
            simd.splat_f64s(2.0 * x),
            simd.splat_f64s(2.0 * y),
            simd.splat_f64s(x * x + y * y),
            simd.splat_f64s(point.weight),
        ];
    }
    let (none, rim) = (simd.splat_f64s(0.0), simd.splat_f64s(RIM));
    let [dx, dy, rest] = lanes::<S>(cells);
    for (((sum, dx), dy), rest) in sums.iter_mut().zip(dx).zip(dy).zip(rest) {
        let mut here = *sum;
        for [x, y, q, weight] in seen {
            let along = simd.add_f64s(simd.mul_f64s(x, *dx), simd.mul_f64s(y, *dy));
            let left = simd.add_f64s(simd.sub_f64s(*rest, q), along);
            let left = simd.select_f64s(simd.greater_than_f64s(left, rim), left, none);
            let shape = if P == 1 {
                left
            } else {
                simd.mul_f64s(left, left)
            };
            here = simd.add_f64s(here, simd.mul_f64s(weight, shape));
        }
        *sum = here;
    }
}

/// Adds what moments say to the rows of a disc about a cell.
pub(super) struct AddDisc<'a, const P: usize> {
    pub rows: &'a mut Rows,
    pub disc: &'a Disc,
    pub about: (i64, i64),
    pub moments: &'a Moments<f64>,
}

impl<const P: usize> WithSimd for AddDisc<'_, P> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let polynomial = Polynomial::<S, P>::new(simd, self.moments);
        let disc = self.disc;
        for ((row, run), dy) in disc.runs.iter().zip(&disc.dy) {
            let Some((cells, first)) = self.rows.run(self.about, *row, run) else {
                continue;
            };
            let seen = (first - disc.first) as usize;
            let dx = &disc.dx[seen..seen + cells.len()];
            let across = simd.splat_f64s(1.0 - dy * dy);
            let dy = simd.splat_f64s(*dy);
            let (cells, last) = S::as_mut_simd_f64s(cells);
            let (dx, last_dx) = S::as_simd_f64s(dx);
            for (cell, dx) in cells.iter_mut().zip(dx) {
                *cell = simd.add_f64s(*cell, polynomial.on_row(across, *dx, dy));
            }
            if !last.is_empty() {
                let sum = simd.partial_load_f64s(last);
                let more = polynomial.on_row(across, simd.partial_load_f64s(last_dx), dy);
                simd.partial_store_f64s(last, simd.add_f64s(sum, more));
            }
        }
    }
}

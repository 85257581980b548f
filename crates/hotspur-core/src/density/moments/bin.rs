//! What a bin of places adds to a cell that lies within the support of every one of them.

/// A place on the plane of the grid, in metres from its south-west corner, and how many events it holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
    pub weight: f64,
}

/// The centre of a bin in metres from the corner of the grid, and what makes metres bandwidths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Centre {
    pub x: f64,
    pub y: f64,
    pub per_metre: f64,
}

impl Centre {
    /// A point as seen from the centre, in bandwidths.
    #[inline(always)]
    pub(super) fn to(self, point: &Point) -> (f64, f64) {
        (
            (point.x - self.x) * self.per_metre,
            (point.y - self.y) * self.per_metre,
        )
    }
}

/// The moments of a bin about its centre, in bandwidths, to degree four: Σ w, Σ w x, … with q = x² + y².
///
/// With d from the centre to a cell and e from the centre to a place, 1 − |d − e|² = r + 2 d·e − q, where r = 1 − |d|².
/// A kernel that is a power of this, as long as it is not cut off, is therefore a polynomial in d whose coefficients are
/// these moments: [`Moments::value`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    one: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
    xq: f64,
    yq: f64,
    qq: f64,
}

impl Moments {
    /// Adds points in their order.
    #[inline(always)]
    pub(super) fn add(&mut self, points: &[Point], centre: Centre) {
        for point in points {
            let (x, y) = centre.to(point);
            let (w, xx, yy) = (point.weight, x * x, y * y);
            let q = xx + yy;
            let (wx, wy, wq) = (w * x, w * y, w * q);
            self.one += w;
            self.x += wx;
            self.y += wy;
            self.xx += w * xx;
            self.xy += wx * y;
            self.yy += w * yy;
            self.xq += wq * x;
            self.yq += wq * y;
            self.qq += wq * q;
        }
    }

    /// Σ w (r + 2 d·e − q)^P for P = 1 (Epanechnikov) and 2 (quartic).
    #[inline(always)]
    pub(super) fn value<const P: usize>(&self, dx: f64, dy: f64, rest: f64) -> f64 {
        let trace = self.xx + self.yy;
        if P == 1 {
            return rest * self.one + (2.0 * self.x) * dx + (2.0 * self.y) * dy - trace;
        }
        let once = rest * self.one + (4.0 * self.x) * dx + (4.0 * self.y) * dy - 2.0 * trace;
        let along = (4.0 * self.xx) * dx + (8.0 * self.xy) * dy - 4.0 * self.xq;
        let across = (4.0 * self.yy) * dy - 4.0 * self.yq;
        rest * once + dx * along + dy * across + self.qq
    }
}

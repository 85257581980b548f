//! What a bin of places adds to a cell that lies within the support of every one of them.

use crate::density::WeightedPlace;

/// A place on the plane of the grid, in metres from its south-west corner, and how many events it holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
    pub weight: f64,
}

impl Point {
    /// A place as seen from the south-west corner of a grid.
    #[inline(always)]
    pub(super) fn new(place: &WeightedPlace, origin: (f64, f64)) -> Self {
        Self {
            x: place.position.x() - origin.0,
            y: place.position.y() - origin.1,
            weight: place.weight,
        }
    }
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
    pub(super) fn to(self, x: f64, y: f64) -> (f64, f64) {
        ((x - self.x) * self.per_metre, (y - self.y) * self.per_metre)
    }
}

/// The moments of a bin about its centre, in bandwidths, to degree four: Σ w, Σ w x, … with q = x² + y².
///
/// With d from the centre to a cell and e from the centre to a place, 1 − |d − e|² = r + 2 d·e − q, where r = 1 − |d|².
/// A kernel that is a power of this, as long as it is not cut off, is therefore a polynomial in d whose coefficients are
/// multiples of these moments. With P = 1 (Epanechnikov) and 2 (quartic), and all sums over w:
///
/// Σ (r + 2 d·e − q) = r·1 + 2 d·(x, y) − q
///
/// Σ (r + 2 d·e − q)² = r·(r·1 + 4 d·(x, y) − 2 q) + dx·(4 xx dx + 8 xy dy − 4 xq) + dy·(4 yy dy − 4 yq) + qq
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments<T> {
    pub one: T,
    pub x: T,
    pub y: T,
    pub xx: T,
    pub xy: T,
    pub yy: T,
    pub q: T,
    pub xq: T,
    pub yq: T,
    pub qq: T,
}

impl Moments<f64> {
    /// Adds points in their order.
    pub(super) fn add(&mut self, points: &[Point], centre: Centre) {
        for point in points {
            let (x, y) = centre.to(point.x, point.y);
            let (w, xx, yy) = (point.weight, x * x, y * y);
            let q = xx + yy;
            let (wx, wy, wq) = (w * x, w * y, w * q);
            self.one += w;
            self.x += wx;
            self.y += wy;
            self.xx += w * xx;
            self.xy += wx * y;
            self.yy += w * yy;
            self.q += wq;
            self.xq += wq * x;
            self.yq += wq * y;
            self.qq += wq * q;
        }
    }

    /// Adds the moments of a part, whose centre lies so from ours: each place then lies at e + (a, b), and the products
    /// are multiplied out.
    pub(super) fn add_moved(&mut self, part: &Self, (a, b): (f64, f64)) {
        let square = a * a + b * b;
        let along = a * part.x + b * part.y;
        let (twice_x, twice_y) = (
            2.0 * (a * part.xx + b * part.xy),
            2.0 * (a * part.xy + b * part.yy),
        );
        self.one += part.one;
        self.x += part.x + a * part.one;
        self.y += part.y + b * part.one;
        self.xx += part.xx + a * (2.0 * part.x + a * part.one);
        self.xy += part.xy + a * part.y + b * (part.x + a * part.one);
        self.yy += part.yy + b * (2.0 * part.y + b * part.one);
        let q = part.q + 2.0 * along + square * part.one;
        self.q += q;
        self.xq += part.xq + twice_x + square * part.x + a * q;
        self.yq += part.yq + twice_y + square * part.y + b * q;
        self.qq += part.qq
            + 4.0 * (a * part.xq + b * part.yq)
            + 2.0 * (a * twice_x + b * twice_y)
            + square * (2.0 * part.q + 4.0 * along + square * part.one);
    }

    /// The moments with their factors in the polynomial.
    pub(super) fn coefficients<const P: usize>(&self) -> Self {
        let linear = if P == 1 { 1.0 } else { 2.0 };
        Self {
            one: self.one,
            x: 2.0 * linear * self.x,
            y: 2.0 * linear * self.y,
            q: -linear * self.q,
            xx: 4.0 * self.xx,
            xy: 8.0 * self.xy,
            yy: 4.0 * self.yy,
            xq: -4.0 * self.xq,
            yq: -4.0 * self.yq,
            qq: self.qq,
        }
    }
}

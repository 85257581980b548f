//! Where the homes are: the estates of each ward, each with its own centre, reach and run of streets.

use super::map::Point;

/// A direction with a whole-number length (p² + q² = h²), so that rotating needs no trigonometry.
type Direction = (i64, i64, i64);

/// An estate.
#[derive(Debug, Clone, Copy)]
pub struct Estate {
    /// The ward it lies in, by its position in `wards::WARDS`.
    pub ward: usize,
    /// Its centre, where its shops are.
    pub centre: Point,
    /// How far it reaches compared with the other estates of its ward, in metres.
    pub reach: i64,
    /// The direction of its streets.
    pub direction: Direction,
    /// How far a street bends from the straight line, in metres.
    pub bend: i64,
    /// The distance between streets, in metres.
    pub spacing: i64,
    /// The distance between homes along a street, in metres.
    pub plot: i64,
}

const fn estate(
    ward: usize,
    centre: Point,
    reach: i64,
    direction: Direction,
    (bend, spacing, plot): (i64, i64, i64),
) -> Estate {
    Estate {
        ward,
        centre,
        reach,
        direction,
        bend,
        spacing,
        plot,
    }
}

/// The estates; the first one of Castle is the town centre.
pub const ESTATES: [Estate; 34] = [
    estate(0, (422_740, 304_120), 430, (12, 5, 13), (26, 86, 14)),
    estate(0, (423_420, 303_720), 360, (4, -3, 5), (10, 78, 14)),
    estate(0, (422_720, 304_980), 390, (15, 8, 17), (30, 90, 14)),
    estate(0, (423_480, 304_520), 300, (20, -21, 29), (22, 84, 14)),
    estate(1, (421_320, 302_260), 420, (4, 3, 5), (18, 84, 14)),
    estate(1, (420_700, 302_020), 340, (24, -7, 25), (28, 80, 14)),
    estate(1, (421_880, 301_620), 370, (12, 5, 13), (14, 88, 14)),
    estate(2, (421_520, 303_860), 420, (24, 7, 25), (8, 62, 12)),
    estate(2, (421_640, 303_140), 370, (3, 4, 5), (16, 66, 12)),
    estate(3, (420_360, 303_320), 430, (35, 12, 37), (12, 76, 14)),
    estate(3, (419_760, 303_980), 330, (4, -3, 5), (24, 86, 14)),
    estate(3, (419_460, 302_520), 340, (12, -5, 13), (30, 90, 14)),
    estate(3, (420_680, 304_020), 240, (1, 0, 1), (6, 76, 14)),
    estate(4, (422_720, 302_760), 400, (15, -8, 17), (20, 82, 14)),
    estate(4, (423_580, 302_480), 380, (20, 21, 29), (28, 86, 14)),
    estate(4, (423_160, 302_020), 280, (24, 7, 25), (12, 80, 14)),
    estate(5, (419_360, 305_340), 420, (12, 5, 13), (24, 86, 13)),
    estate(5, (420_040, 305_660), 330, (4, 3, 5), (16, 80, 13)),
    estate(5, (419_860, 304_900), 320, (20, -21, 29), (12, 78, 13)),
    estate(6, (421_160, 305_560), 420, (24, -7, 25), (28, 88, 14)),
    estate(6, (420_760, 304_780), 370, (15, 8, 17), (14, 80, 14)),
    estate(6, (421_540, 304_820), 280, (3, 4, 5), (20, 84, 14)),
    estate(7, (423_060, 301_320), 420, (12, -5, 13), (26, 80, 13)),
    estate(7, (422_560, 300_620), 320, (4, 3, 5), (18, 76, 13)),
    estate(7, (423_560, 300_980), 290, (35, -12, 37), (22, 82, 13)),
    estate(8, (419_560, 301_240), 420, (20, 21, 29), (22, 88, 14)),
    estate(8, (420_160, 300_560), 390, (12, 5, 13), (28, 84, 14)),
    estate(8, (419_900, 301_820), 240, (4, -3, 5), (10, 80, 14)),
    estate(8, (420_320, 299_940), 260, (15, 8, 17), (16, 86, 14)),
    estate(9, (421_420, 300_480), 430, (24, 7, 25), (24, 86, 14)),
    estate(9, (421_060, 300_960), 270, (4, 3, 5), (12, 80, 14)),
    estate(9, (421_920, 299_960), 330, (15, -8, 17), (20, 82, 14)),
    estate(9, (421_160, 299_900), 280, (12, 5, 13), (18, 84, 14)),
    estate(9, (421_840, 300_820), 200, (3, 4, 5), (8, 78, 14)),
];

impl Estate {
    /// The position `along` its streets and `across` them, from its centre.
    #[must_use]
    pub const fn at(&self, along: i64, across: i64) -> (i64, i64) {
        let (p, q, h) = self.direction;
        (
            self.centre.0 as i64 + (p * along - q * across).div_euclid(h),
            self.centre.1 as i64 + (q * along + p * across).div_euclid(h),
        )
    }

    /// How far a position is from the centre, so that 1,000,000 is one reach: the squared distance, drawn out along the
    /// streets and squared off at the corners, as estates are.
    #[must_use]
    pub const fn rank(&self, x: i64, y: i64) -> i64 {
        let (p, q, h) = self.direction;
        let (dx, dy) = (x - self.centre.0 as i64, y - self.centre.1 as i64);
        let (along, across) = ((p * dx + q * dy) / h, (p * dy - q * dx) / h);
        let squared = 85 * along * along + 118 * across * across - 40 * (along * across).abs();
        squared * 10_000 / (self.reach * self.reach)
    }
}

//! The colours. Each ramp falls in lightness from class to class, so that it survives a grey printer and colour-blind eyes.

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// As `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A ramp of one hue, from light to dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ramp {
    light: Colour,
    middle: Colour,
    dark: Colour,
}

impl Ramp {
    /// The colour of class `at` of `count`.
    #[must_use]
    pub fn at(self, at: usize, count: usize) -> Colour {
        let part = if count < 2 {
            0.5
        } else {
            at as f64 / (count - 1) as f64
        };
        let (from, to, along) = if part < 0.5 {
            (self.light, self.middle, part * 2.0)
        } else {
            (self.middle, self.dark, part * 2.0 - 1.0)
        };
        let mix =
            |a: u8, b: u8| (f64::from(a) + along * (f64::from(b) - f64::from(a))).round() as u8;
        Colour(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
    }
}

/// The ramps of themes, one hue each, in turn.
const RAMPS: [Ramp; 6] = [
    ramp((0xe8, 0xf1, 0xfa), (0x6a, 0xa5, 0xd8), (0x0b, 0x3c, 0x78)),
    ramp((0xf3, 0xec, 0xf8), (0xa8, 0x85, 0xc9), (0x4a, 0x1d, 0x75)),
    ramp((0xe6, 0xf5, 0xef), (0x55, 0xb0, 0x92), (0x07, 0x4f, 0x3f)),
    ramp((0xfa, 0xee, 0xe6), (0xd8, 0x93, 0x62), (0x78, 0x35, 0x0c)),
    ramp((0xee, 0xf0, 0xf2), (0x92, 0x9c, 0xa8), (0x2a, 0x33, 0x3d)),
    ramp((0xf9, 0xea, 0xf0), (0xd0, 0x7d, 0x9d), (0x77, 0x17, 0x40)),
];

/// The ramp of densities: yellow to brown, apart from every theme's.
pub const SURFACE: Ramp = ramp((0xff, 0xf6, 0xd6), (0xf0, 0xa8, 0x30), (0x7a, 0x2e, 0x0a));

/// The ramp of what lies below zero beside [`SURFACE`] above it, from near zero downwards.
pub const SURFACE_BELOW: Ramp = ramp((0xe3, 0xee, 0xf5), (0x7f, 0xb2, 0xd0), (0x1b, 0x4f, 0x72));

/// What has no value.
pub const NO_VALUE: Colour = Colour(0xd9, 0xd9, 0xd9);
/// The hatching and outline of flagged areas.
pub const FLAGGED: Colour = Colour(0xb0, 0x12, 0x2b);
/// The hatching and outline of flagged areas whose victims are mostly visitors.
pub const ATTRACTOR: Colour = Colour(0x5a, 0x1a, 0x8c);
/// The outline of micro-hotspots: nearly black, which stands out from every ramp.
pub const HOTSPOT_LINE: Colour = Colour(0x14, 0x14, 0x3c);
/// The outline of clusters.
pub const CLUSTER_LINE: Colour = Colour(0x00, 0x55, 0x8c);
/// The outline of what is asked about.
pub const FOCUS_LINE: Colour = Colour(0xb0, 0x00, 0x5a);
/// Places that were hot and are not.
pub const GONE: Colour = Colour(0x1f, 0x78, 0x8c);
/// Places whose change is not told from chance.
pub const UNTOLD: Colour = Colour(0x9a, 0x9a, 0x9a);
/// The fill of areas that are off a target, under hatching.
pub const OFF_TRACK: Colour = Colour(0xe8, 0xa5, 0x9c);
/// Areas of which chance leaves open whether a target is met.
pub const TOO_CLOSE: Colour = Colour(0xf7, 0xe3, 0xb0);
/// Areas that are on the way to a target.
pub const ON_TRACK: Colour = Colour(0x4a, 0x86, 0xb8);
/// Areas of the year that others are measured from.
pub const BASELINE_YEAR: Colour = Colour(0xee, 0xee, 0xee);
/// Lines of equal density: the dark end of their ramp, which stands out from every step of it.
pub const CONTOUR_LINE: Colour = Colour(0x6b, 0x26, 0x06);
/// Calls that stayed calls.
pub const POINT_INCIDENT: Colour = Colour(0x1f, 0x78, 0x8c);
/// The fill of areas that are raised in too few themes for a flag.
pub const RAISED: Colour = Colour(0xf3, 0xd9, 0xa4);
/// Incidents.
pub const POINT: Colour = Colour(0x26, 0x26, 0x26);

/// The ramp of a theme by its place among the study's.
#[must_use]
pub fn ramp_of(theme: usize) -> Ramp {
    RAMPS[theme % RAMPS.len()]
}

const fn ramp(light: (u8, u8, u8), middle: (u8, u8, u8), dark: (u8, u8, u8)) -> Ramp {
    Ramp {
        light: Colour(light.0, light.1, light.2),
        middle: Colour(middle.0, middle.1, middle.2),
        dark: Colour(dark.0, dark.1, dark.2),
    }
}

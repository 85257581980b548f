//! The plane of a study that names none: the British National Grid, or the UTM zone of its middle.

use super::{Crs, CrsError, Degrees, study_crs};

/// One zone serves areas as wide as itself, in degrees of longitude: from its middle scale grows by 1.5 in a thousand at most.
const WIDEST: f64 = 6.0;

/// Universal Transverse Mercator ends here, in degrees of latitude.
const POLES: (f64, f64) = (-80.0, 84.0);

/// A box in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The south-western corner.
    pub low: Degrees,
    /// The north-eastern corner.
    pub high: Degrees,
}

impl Extent {
    /// The whole Earth.
    pub const EVERYWHERE: Self = Self {
        low: Degrees {
            lon: -180.0,
            lat: -90.0,
        },
        high: Degrees {
            lon: 180.0,
            lat: 90.0,
        },
    };
}

/// The plane of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Its system, in metres.
    pub crs: Crs,
    /// What must be said of it, where nobody asked for it.
    pub chosen: Option<String>,
}

/// The plane of a study: the one asked for, or the British National Grid where the middle of the areas lies in Great Britain, or
/// the zone of Universal Transverse Mercator (WGS84) that holds the middle, which is said.
///
/// # Errors
///
/// As [`study_crs`]; outside Great Britain only where the areas are wider than one zone can serve, or reach beyond 80° south or
/// 84° north.
///
/// ```
/// use hotspur_io::crs::{Degrees, Extent, study_plane};
/// let at = |lon, lat| Degrees { lon, lat };
/// let belfast = Extent { low: at(-6.0, 54.5), high: at(-5.8, 54.7) };
/// let plane = study_plane(None, at(-5.9, 54.6), belfast).unwrap();
/// assert_eq!(plane.crs.to_string(), "EPSG:32630");
/// assert!(plane.chosen.is_some());
/// let ireland = Extent { low: at(-10.7, 51.4), high: at(-4.0, 55.4) };
/// assert!(study_plane(None, at(-7.5, 53.4), ireland).is_err());
/// ```
pub fn study_plane(asked: Option<Crs>, middle: Degrees, extent: Extent) -> Result<Plane, CrsError> {
    let refusal = match study_crs(asked, middle) {
        Ok(crs) => return Ok(Plane { crs, chosen: None }),
        Err(refusal) => refusal,
    };
    let CrsError::NoDefault { lon, lat, example } = &refusal else {
        return Err(refusal);
    };
    let Extent { low, high } = extent;
    let narrow = high.lon - low.lon <= WIDEST;
    let between = low.lat >= POLES.0 && high.lat <= POLES.1;
    if !(narrow && between) {
        return Err(refusal);
    }
    let crs: Crs = example.parse()?;
    Ok(Plane {
        crs,
        chosen: Some(format!(
            "no coordinate system was asked for: the analysis is in {crs}, the UTM zone of the areas' middle, longitude {lon:.2}, latitude {lat:.2}; --crs gives another"
        )),
    })
}

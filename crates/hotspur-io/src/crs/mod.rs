//! Coordinate systems. Degrees live here and in the readers; the analysis sees metres alone.

mod british;
mod detect;
mod engine;

pub use detect::{crs_of_prj, crs_of_urn};
pub use engine::{Projector, Unprojector};

use std::fmt;
use std::str::FromStr;

use proj4rs::Proj;

/// A longitude and latitude, WGS84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degrees {
    /// Longitude, east positive.
    pub lon: f64,
    /// Latitude, north positive.
    pub lat: f64,
}

/// A coordinate system, by its EPSG code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crs {
    code: u16,
}

/// What is wrong with a coordinate system.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CrsError {
    /// It cannot be read.
    #[error("{0:?} names no coordinate system: write it as EPSG:27700")]
    Unreadable(String),
    /// It is not in the table.
    #[error(
        "EPSG:{0} is not known here: bring the file to EPSG:27700 or EPSG:4326 first, for example in QGIS"
    )]
    Unknown(u32),
    /// The analysis needs metres.
    #[error(
        "{0} is not a projected system in metres: give --crs one, such as EPSG:27700 in Great Britain or a UTM zone"
    )]
    NotMetres(Crs),
    /// The study lies outside Great Britain and names no system.
    #[error(
        "the areas lie around longitude {lon:.2}, latitude {lat:.2}, outside Great Britain: give --crs a projected system in metres, such as {example}"
    )]
    NoDefault {
        /// Longitude of the middle of the areas.
        lon: f64,
        /// Latitude of the middle of the areas.
        lat: f64,
        /// A system that would serve.
        example: String,
    },
    /// A position has no image.
    #[error(
        "the position ({x}, {y}) in {from} has no place in {to}: check the coordinate system, or give another --crs"
    )]
    Unprojectable {
        /// First coordinate.
        x: String,
        /// Second coordinate.
        y: String,
        /// Its system.
        from: Crs,
        /// The system asked for.
        to: Crs,
    },
}

const WGS84: u16 = 4326;
const ETRS89: u16 = 4258;
const BRITISH_NATIONAL_GRID: u16 = 27700;

impl Crs {
    /// Longitude and latitude, WGS84.
    #[must_use]
    pub const fn wgs84() -> Self {
        Self { code: WGS84 }
    }

    /// The British National Grid.
    #[must_use]
    pub const fn british_national_grid() -> Self {
        Self {
            code: BRITISH_NATIONAL_GRID,
        }
    }

    /// The system of an EPSG code.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unknown`] where the table does not hold it.
    pub fn from_code(code: u32) -> Result<Self, CrsError> {
        let known = u16::try_from(code)
            .ok()
            .filter(|code| Proj::from_epsg_code(*code).is_ok());
        known
            .map(|code| Self { code })
            .ok_or(CrsError::Unknown(code))
    }

    /// Whether coordinates are longitude and latitude.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.code == WGS84 || Proj::from_epsg_code(self.code).is_ok_and(|proj| proj.is_latlong())
    }

    /// Whether coordinates are metres on a plane.
    #[must_use]
    pub fn is_in_metres(&self) -> bool {
        Proj::from_epsg_code(self.code)
            .is_ok_and(|proj| !proj.is_latlong() && (proj.to_meter() - 1.0).abs() < 1e-12)
    }

    /// Whether it is the British National Grid.
    #[must_use]
    pub const fn is_british(&self) -> bool {
        self.code == BRITISH_NATIONAL_GRID
    }

    /// Whether it is WGS84 or ETRS89, which are one here: they differ by under a metre, by the drift of the plate.
    #[must_use]
    pub const fn is_wgs84(&self) -> bool {
        self.code == WGS84 || self.code == ETRS89
    }

    pub(super) fn proj(self) -> Result<Proj, CrsError> {
        Proj::from_epsg_code(self.code).map_err(|_| CrsError::Unknown(u32::from(self.code)))
    }
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.code)
    }
}

impl FromStr for Crs {
    type Err = CrsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(crs) = crs_of_urn(text) {
            return crs;
        }
        let digits = text
            .strip_prefix("EPSG:")
            .or_else(|| text.strip_prefix("epsg:"))
            .unwrap_or(text);
        let code = digits
            .parse()
            .map_err(|_| CrsError::Unreadable(text.to_owned()))?;
        Self::from_code(code)
    }
}

/// The projected system of a study: the one asked for, or the British National Grid where the areas lie in Great
/// Britain. `middle` is the middle of the areas.
///
/// # Errors
///
/// [`CrsError`] where the system asked for is not in metres, or none is asked for outside Great Britain.
pub fn study_crs(asked: Option<Crs>, middle: Degrees) -> Result<Crs, CrsError> {
    match asked {
        Some(crs) if crs.is_in_metres() => Ok(crs),
        Some(crs) => Err(CrsError::NotMetres(crs)),
        None if british::in_great_britain(middle) => Ok(Crs::british_national_grid()),
        None => Err(CrsError::NoDefault {
            lon: middle.lon,
            lat: middle.lat,
            example: utm_zone(middle),
        }),
    }
}

/// The UTM zone of a position, to name in a message.
fn utm_zone(at: Degrees) -> String {
    let zone = (((at.lon + 180.0) / 6.0).floor() as i32).clamp(0, 59) + 1;
    let base = if at.lat < 0.0 { 32_700 } else { 32_600 };
    format!("EPSG:{}", base + zone)
}

//! Coordinate systems. Degrees live here and in the readers; the analysis sees metres alone.

mod automatic;
mod british;
mod definition;
mod detect;
mod engine;
mod wkt;

pub use automatic::{Extent, Plane, study_plane};
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
///
/// Coordinates are in the order that files hold them, x before y and longitude before latitude, whatever the register
/// says. Codes that differ from another in height alone, or are an old name of it, are that other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crs {
    code: u16,
    unit: Unit,
}

/// What a coordinate counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Degrees,
    Metres,
    /// Metres of a world Mercator, which grow towards the poles.
    MercatorMetres,
    Other,
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
    /// It is in the table, and no transformation at hand is accurate.
    #[error(
        "EPSG:{code} cannot be used: {why}; bring the file to EPSG:27700 or EPSG:4326 first, for example in QGIS"
    )]
    Inaccurate {
        /// The code.
        code: u32,
        /// Why.
        why: &'static str,
    },
    /// The metres of a world Mercator are not metres.
    #[error(
        "{0} is a world Mercator, whose metres are 1.6 times too short at the latitude of Great Britain: give --crs a system true to scale, such as EPSG:27700 in Great Britain or a UTM zone"
    )]
    NotTrueToScale(Crs),
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
        Self {
            code: WGS84,
            unit: Unit::Degrees,
        }
    }

    /// The British National Grid.
    #[must_use]
    pub const fn british_national_grid() -> Self {
        Self {
            code: BRITISH_NATIONAL_GRID,
            unit: Unit::Metres,
        }
    }

    /// The system of an EPSG code.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unknown`] where the table does not hold it, [`CrsError::Inaccurate`] where it does and what brings
    /// it to WGS84 is missing.
    pub fn from_code(code: u32) -> Result<Self, CrsError> {
        definition::crs(code)
    }

    /// The EPSG code.
    #[must_use]
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// Whether coordinates are longitude and latitude.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.unit == Unit::Degrees
    }

    /// Whether coordinates are metres on a plane.
    #[must_use]
    pub fn is_in_metres(&self) -> bool {
        matches!(self.unit, Unit::Metres | Unit::MercatorMetres)
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
        let bare = |prefix: &str| {
            text.get(..prefix.len())
                .filter(|start| start.eq_ignore_ascii_case(prefix))
        };
        let digits = bare("EPSG:")
            .or_else(|| bare("ESRI:"))
            .map_or(text, |start| &text[start.len()..]);
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
/// [`CrsError`] where the system asked for is not in metres or not true to scale, or none is asked for outside Great Britain.
pub fn study_crs(asked: Option<Crs>, middle: Degrees) -> Result<Crs, CrsError> {
    match asked {
        Some(crs) if crs.unit == Unit::MercatorMetres => Err(CrsError::NotTrueToScale(crs)),
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

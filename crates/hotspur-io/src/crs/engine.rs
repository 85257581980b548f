//! Bringing positions to the study's plane, and back to degrees.
//!
//! EPSG:27700 goes by OSTN15 alone: the seven-parameter shift that general libraries use for it is up to 5 m off.
//! Everything else goes by proj4rs, through WGS84.

use hotspur_core::Position;
use proj4rs::Proj;
use proj4rs::adaptors::transform_xy;

use super::{Crs, CrsError, Degrees, british};

/// Degrees, about a metre: how near a place must come back to where it was to be believed.
const RETURNS_WITHIN: f64 = 1e-5;

/// One side of a projection.
enum Side {
    /// Longitude and latitude, WGS84.
    Wgs84,
    /// The British National Grid.
    British,
    /// Any other system.
    Other(Box<Proj>),
}

impl Side {
    fn of(crs: Crs) -> Result<Self, CrsError> {
        if crs.is_wgs84() {
            Ok(Self::Wgs84)
        } else if crs.is_british() {
            Ok(Self::British)
        } else {
            Ok(Self::Other(Box::new(crs.proj()?)))
        }
    }

    fn to_degrees(&self, wgs84: &Proj, x: f64, y: f64) -> Option<Degrees> {
        match self {
            // A NaN lies in no range.
            Self::Wgs84 => {
                (x.abs() <= 180.0 && y.abs() <= 90.0).then_some(Degrees { lon: x, lat: y })
            }
            Self::British => british::from_grid(x, y),
            Self::Other(proj) => {
                let (x, y) = if proj.is_latlong() {
                    (x.to_radians(), y.to_radians())
                } else {
                    (x, y)
                };
                let (lon, lat) = transform_xy(proj, wgs84, x, y).ok()?;
                Some(Degrees {
                    lon: lon.to_degrees(),
                    lat: lat.to_degrees(),
                })
            }
        }
    }

    fn place(&self, wgs84: &Proj, at: Degrees) -> Option<(f64, f64)> {
        match self {
            Self::Wgs84 => Some((at.lon, at.lat)),
            Self::British => british::to_grid(at),
            Self::Other(proj) => {
                let (x, y) =
                    transform_xy(wgs84, proj, at.lon.to_radians(), at.lat.to_radians()).ok()?;
                // Far outside its zone a projection folds, and gives a distant place the coordinates of a near one:
                // only the near one comes back.
                let back = self.to_degrees(wgs84, x, y)?;
                let same = (back.lon - at.lon).abs() <= RETURNS_WITHIN
                    && (back.lat - at.lat).abs() <= RETURNS_WITHIN;
                same.then_some((x, y))
            }
        }
    }
}

/// From one system to the study's plane.
pub struct Projector {
    from: Crs,
    to: Crs,
    source: Side,
    target: Side,
    wgs84: Proj,
}

impl Projector {
    /// A projector between two systems.
    ///
    /// # Errors
    ///
    /// [`CrsError`] where the target is not in metres or a system is unknown.
    pub fn new(from: Crs, to: Crs) -> Result<Self, CrsError> {
        if !to.is_in_metres() {
            return Err(CrsError::NotMetres(to));
        }
        Ok(Self {
            from,
            to,
            source: Side::of(from)?,
            target: Side::of(to)?,
            wgs84: Crs::wgs84().proj()?,
        })
    }

    /// The position of a pair of coordinates.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unprojectable`] where it has none, such as outside the cover of OSTN15.
    pub fn project(&self, x: f64, y: f64) -> Result<Position, CrsError> {
        let projected = if self.from == self.to {
            Some((x, y))
        } else {
            let degrees = self.source.to_degrees(&self.wgs84, x, y);
            degrees.and_then(|at| self.target.place(&self.wgs84, at))
        };
        projected
            .and_then(|(x, y)| Position::new(x, y))
            .ok_or_else(|| CrsError::Unprojectable {
                x: x.to_string(),
                y: y.to_string(),
                from: self.from,
                to: self.to,
            })
    }
}

/// From the study's plane to longitude and latitude.
pub struct Unprojector {
    from: Crs,
    source: Side,
    wgs84: Proj,
}

impl Unprojector {
    /// An unprojector from a system.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unknown`] where the system is.
    pub fn new(from: Crs) -> Result<Self, CrsError> {
        Ok(Self {
            from,
            source: Side::of(from)?,
            wgs84: Crs::wgs84().proj()?,
        })
    }

    /// The longitude and latitude of a position.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unprojectable`] where it has none.
    pub fn to_degrees(&self, at: Position) -> Result<Degrees, CrsError> {
        self.xy(at.x(), at.y())
    }

    /// The same, of coordinates of the source.
    ///
    /// # Errors
    ///
    /// [`CrsError::Unprojectable`] where they have none.
    pub fn xy(&self, x: f64, y: f64) -> Result<Degrees, CrsError> {
        self.source
            .to_degrees(&self.wgs84, x, y)
            .filter(|at| at.lon.is_finite() && at.lat.is_finite())
            .ok_or_else(|| CrsError::Unprojectable {
                x: x.to_string(),
                y: y.to_string(),
                from: self.from,
                to: Crs::wgs84(),
            })
    }
}

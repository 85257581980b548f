//! Coordinates: numbers or not, degrees or not, and which of them cannot be.

use std::collections::HashMap;
use std::path::Path;

use super::error::IncidentError;
use super::table::Rejection;

/// No projected coordinate on Earth is further from its origin: the length of the equator in metres.
const FURTHEST: f64 = 40_075_017.0;

/// A finite number; negative zero is zero, so that equal places are equal bits.
pub fn parse(field: &[u8]) -> Option<f64> {
    let number: f64 = std::str::from_utf8(field).ok()?.parse().ok()?;
    number.is_finite().then_some(number + 0.0)
}

/// The distinct coordinates of a file, in the order met, with the rows at each.
#[derive(Debug, Default)]
pub struct Coordinates {
    numbers: HashMap<[u64; 2], u32>,
    /// The coordinates.
    pub distinct: Vec<[f64; 2]>,
    /// How many rows are at each.
    pub rows: Vec<u64>,
}

impl Coordinates {
    /// The number of a coordinate, with one row more at it.
    pub fn add(&mut self, at: [f64; 2]) -> Result<u32, IncidentError> {
        let next = u32::try_from(self.distinct.len()).map_err(|_| IncidentError::TooManyRows)?;
        let number = *self.numbers.entry(at.map(f64::to_bits)).or_insert(next);
        if number == next {
            self.distinct.push(at);
            self.rows.push(0);
        }
        if let Some(rows) = usize::try_from(number)
            .ok()
            .and_then(|n| self.rows.get_mut(n))
        {
            *rows += 1;
        }
        Ok(number)
    }

    /// How many rows are at coordinates that `holds` is true of, and the first of those.
    fn count(&self, holds: impl Fn([f64; 2]) -> bool) -> (u64, String) {
        let mut found = self
            .distinct
            .iter()
            .zip(&self.rows)
            .filter(|(at, _)| holds(**at))
            .peekable();
        let example = found
            .peek()
            .map(|(at, _)| written(**at))
            .unwrap_or_default();
        (found.map(|(_, rows)| rows).sum(), example)
    }
}

/// What the coordinates of one file are.
#[derive(Debug)]
pub struct Judgement {
    /// Whether they are degrees; `None` if there are none and nothing else tells.
    pub degrees: Option<bool>,
    /// For each distinct coordinate, why its rows are rejected.
    pub faults: Vec<Option<Rejection>>,
    /// Rows in metres that could be degrees just as well.
    pub could_be_degrees: u64,
}

/// Decides whether the coordinates of a file are degrees, unless `degrees` says, and finds those that cannot be.
///
/// # Errors
///
/// Where most rows are wrong in the same way the file is, and no row of it can be trusted.
pub fn judge(
    path: &Path,
    coordinates: &Coordinates,
    degrees: Option<bool>,
) -> Result<Judgement, IncidentError> {
    let of: u64 = coordinates.rows.iter().sum();
    let like_degrees = coordinates
        .count(|at| !is_origin(at) && could_be_degrees(at))
        .0;
    let like_metres = coordinates.count(|at| !could_be_degrees(at)).0;
    let votes = like_degrees + like_metres;
    let degrees = degrees.or_else(|| (votes > 0).then_some(like_degrees > like_metres));
    if degrees == Some(true) {
        let (count, example) = coordinates.count(looks_swapped);
        if count * 2 > of {
            return Err(IncidentError::Swapped {
                path: path.to_owned(),
                count,
                of,
                example,
            });
        }
        let (count, example) = coordinates.count(|at| !fits_degrees(at));
        if count * 2 > of {
            return Err(IncidentError::NotDegrees {
                path: path.to_owned(),
                count,
                of,
                example,
            });
        }
    }
    let fault = if degrees == Some(true) {
        fault_in_degrees
    } else {
        fault_in_metres
    };
    Ok(Judgement {
        degrees,
        faults: coordinates.distinct.iter().map(|at| fault(*at)).collect(),
        could_be_degrees: if degrees == Some(false) && like_degrees > like_metres {
            like_degrees
        } else {
            0
        },
    })
}

/// A coordinate as messages show it.
pub fn written([x, y]: [f64; 2]) -> String {
    format!("{x}, {y}")
}

fn fault_in_degrees(at: [f64; 2]) -> Option<Rejection> {
    if looks_swapped(at) {
        Some(Rejection::SwappedCoordinates)
    } else if is_origin(at) || !fits_degrees(at) {
        Some(Rejection::AbsurdCoordinate)
    } else {
        None
    }
}

fn fault_in_metres([x, y]: [f64; 2]) -> Option<Rejection> {
    let absurd = is_origin([x, y]) || x.abs() > FURTHEST || y.abs() > FURTHEST;
    absurd.then_some(Rejection::AbsurdCoordinate)
}

fn is_origin([x, y]: [f64; 2]) -> bool {
    x == 0.0 && y == 0.0
}

/// Whether these are degrees in one order or the other.
fn could_be_degrees([x, y]: [f64; 2]) -> bool {
    x.abs() <= 180.0 && y.abs() <= 180.0
}

fn fits_degrees([x, y]: [f64; 2]) -> bool {
    x.abs() <= 180.0 && y.abs() <= 90.0
}

/// A latitude of the British Isles where longitude belongs and the reverse, or a longitude that cannot be a latitude.
fn looks_swapped([x, y]: [f64; 2]) -> bool {
    let british = (49.0..=61.0).contains(&x) && (-11.0..=2.0).contains(&y);
    british || (x.abs() <= 90.0 && y.abs() > 90.0 && y.abs() <= 180.0)
}

//! Coordinates: numbers or not, degrees or not, and which of them cannot be.

use std::path::Path;

use super::error::IncidentError;
use super::intern::Distinct;
use super::table::Rejection;

/// No projected coordinate on Earth is further from its origin: the length of the equator in metres.
const FURTHEST: f64 = 40_075_017.0;

/// A finite number; negative zero is zero, so that equal places are equal bits.
pub fn parse(field: &[u8]) -> Option<f64> {
    let number = match parse_short(field) {
        Some(number) => number,
        None => std::str::from_utf8(field).ok()?.parse().ok()?,
    };
    number.is_finite().then_some(number + 0.0)
}

/// The longest number that is read by hand: its digits and the power of ten are whole numbers that a float holds, so that their
/// quotient is rounded once, as the library rounds.
const SHORT: usize = 16;

/// The largest whole number below which a float holds every other.
const WHOLE: u64 = 1 << 53;

/// A number such as `-1.683421`; `None` leaves it to the library.
fn parse_short(field: &[u8]) -> Option<f64> {
    let (negative, digits) = match field {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > SHORT {
        return None;
    }
    let (mut whole, mut power, mut after_point) = (0_u64, 1_u64, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                power *= if after_point { 10 } else { 1 };
            }
            b'.' if !after_point => after_point = true,
            _ => return None,
        }
    }
    let plain = matches!(
        (digits.first(), digits.last()),
        (Some(b'0'..=b'9'), Some(b'0'..=b'9'))
    );
    if !plain || whole > WHOLE {
        return None;
    }
    let number = whole as f64 / power as f64;
    Some(if negative { -number } else { number })
}

/// The distinct coordinates of a file, in the order met, with the rows at each.
#[derive(Debug, Default)]
pub struct Coordinates {
    numbers: Distinct<[u64; 2]>,
    /// How many rows are at each.
    rows: Vec<u64>,
}

impl Coordinates {
    /// The number of a coordinate, with so many rows more at it.
    pub fn add(&mut self, at: [f64; 2], rows: u64) -> Result<u32, IncidentError> {
        let number = self.numbers.number(at.map(f64::to_bits))?;
        match self.rows.get_mut(number as usize) {
            Some(before) => *before += rows,
            None => self.rows.push(rows),
        }
        Ok(number)
    }

    /// One row more at the coordinate of a number; [`u32::MAX`] is none.
    pub fn add_row(&mut self, number: u32) {
        if let Some(rows) = self.rows.get_mut(number as usize) {
            *rows += 1;
        }
    }

    /// The coordinates by number, and how many rows are at each.
    pub fn iter(&self) -> impl Iterator<Item = ([f64; 2], u64)> {
        let distinct = self.numbers.values.iter();
        distinct
            .map(|at| at.map(f64::from_bits))
            .zip(self.rows.iter().copied())
    }

    /// How many rows are at coordinates that `holds` is true of, and the first of those.
    fn count(&self, holds: impl Fn([f64; 2]) -> bool) -> (u64, String) {
        let mut found = self.iter().filter(|(at, _)| holds(*at)).peekable();
        let example = found.peek().map(|(at, _)| written(*at)).unwrap_or_default();
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
    let of: u64 = coordinates.iter().map(|(_, rows)| rows).sum();
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
    Ok(Judgement {
        degrees,
        faults: coordinates
            .iter()
            .map(|(at, _)| fault(at, degrees == Some(true)))
            .collect(),
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

/// Why a coordinate cannot be, as degrees or as metres.
pub fn fault(at: [f64; 2], degrees: bool) -> Option<Rejection> {
    if degrees {
        fault_in_degrees(at)
    } else {
        fault_in_metres(at)
    }
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

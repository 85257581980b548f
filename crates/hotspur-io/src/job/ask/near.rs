//! The middle of a circle: latitude and longitude, or easting and northing.

use hotspur_core::Position;

use super::AskError;
use crate::crs::{Crs, Projector};

/// The position that a text gives on the study's plane. Two numbers that can be a latitude and a longitude are that, latitude
/// first as maps on telephones give it; larger ones are easting and northing of the plane.
pub fn near(text: &str, plane: Crs) -> Result<Position, AskError> {
    let refuse = |why: &str| AskError::Near {
        asked: text.to_owned(),
        why: why.to_owned(),
    };
    let parts: Vec<&str> = text
        .split([',', ' ', ';'])
        .filter(|part| !part.trim().is_empty())
        .collect();
    let [first, second] = parts.as_slice() else {
        return Err(refuse("it is not two numbers"));
    };
    let number = |part: &str| {
        let number: Option<f64> = part.trim().parse().ok();
        number.filter(|number| number.is_finite())
    };
    let (Some(first), Some(second)) = (number(first), number(second)) else {
        return Err(refuse("it is not two numbers"));
    };
    let degrees = first.abs() <= 90.0 && second.abs() <= 180.0;
    if !degrees {
        return Position::new(first, second).ok_or_else(|| refuse("it is not two numbers"));
    }
    let projector =
        Projector::new(Crs::wgs84(), plane).map_err(|error| refuse(&error.to_string()))?;
    projector
        .project(second, first)
        .map_err(|error| refuse(&error.to_string()))
}

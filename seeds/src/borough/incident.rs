//! An incident of the sample, with what is planted about it.

use hotspur_core::Minute;

use super::map::Point;
use super::offences::Offence;
use super::sites::Kind;

/// Where an incident was planted; the ledger of a run must find the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bin {
    /// Inside a ward, by position in `wards::WARDS`.
    Inside(usize),
    /// Exactly on the boundary between two wards.
    OnBoundary,
    /// Outside the borough.
    Outside,
    /// Without coordinates.
    Unlocated,
}

/// What the police noted; empty where it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes {
    /// How a burglar came in.
    pub entry: &'static str,
    /// House, flat or maisonette.
    pub property_type: &'static str,
    /// Make of the vehicle.
    pub vehicle_make: &'static str,
    /// Registration letter of the vehicle.
    pub registration: &'static str,
    /// The kind of place.
    pub setting: &'static str,
    /// Whether there was an earlier one of the type at the address within the year.
    pub repeat_victim: &'static str,
    /// The offender, to the victim of violence.
    pub relationship: &'static str,
    /// Whether violence was under the influence of drink or drugs.
    pub influence: &'static str,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its number in the file.
    pub id: String,
    /// Its type.
    pub offence: Offence,
    /// The time, or the earliest it can have been.
    pub from: Minute,
    /// The latest it can have been, where the time is not known to the minute.
    pub to: Option<Minute>,
    /// When it truly happened: planted, not in the file.
    pub happened: Minute,
    /// Easting and northing in whole metres of EPSG:27700.
    pub position: Option<Point>,
    /// The address as the police wrote it.
    pub place: String,
    /// What stands there.
    pub kind: Kind,
    /// Who recorded it.
    pub source: &'static str,
    /// Where it was planted.
    pub bin: Bin,
    /// What was noted.
    pub attributes: Attributes,
}

//! The incidents as CSV.

use std::io;

use hotspur_core::Minute;

use crate::borough::Incident;

const HEADER: [&str; 16] = [
    "id",
    "type",
    "from",
    "to",
    "easting",
    "northing",
    "place",
    "source",
    "entry",
    "property_type",
    "vehicle_make",
    "registration",
    "setting",
    "repeat_victim",
    "relationship",
    "influence",
];

/// The incidents, one a line, in the order of their times.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn csv(incidents: &[Incident]) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADER)?;
    for incident in incidents {
        out.write_record(record(incident))?;
    }
    out.into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn record(incident: &Incident) -> [String; 16] {
    let noted = &incident.attributes;
    let coordinate = |value: Option<i32>| value.map_or_else(String::new, |v| v.to_string());
    [
        incident.id.clone(),
        incident.offence.as_str().to_owned(),
        clock(incident.from),
        incident.to.map_or_else(String::new, clock),
        coordinate(incident.position.map(|(x, _)| x)),
        coordinate(incident.position.map(|(_, y)| y)),
        incident.place.clone(),
        incident.source.to_owned(),
        noted.entry.to_owned(),
        noted.property_type.to_owned(),
        noted.vehicle_make.to_owned(),
        noted.registration.to_owned(),
        noted.setting.to_owned(),
        noted.repeat_victim.to_owned(),
        noted.relationship.to_owned(),
        noted.influence.to_owned(),
    ]
}

/// A minute as `2001-04-01 14:05`.
#[must_use]
pub fn clock(minute: Minute) -> String {
    let time = minute.to_civil();
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute()
    )
}

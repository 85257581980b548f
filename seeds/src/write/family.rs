//! Areas to compare the borough with, as CSV. The Strategy prints none, so that all but the borough are invented, and say so.

use std::io;

use crate::borough::{Borough, Offence};

const HEADER: [&str; 10] = [
    "member",
    "indicator",
    "year",
    "count",
    "exposure",
    "per",
    "regime",
    "self",
    "claim",
    "source",
];

/// The first year of the sample.
const YEAR: &str = "2001-02";
/// How the borough's police recorded in it, before the national standard of April 2002.
const REGIME: &str = "before the National Crime Recording Standard";
/// How the last of the invented districts does: the standard was taken up early by some.
const EARLY: &str = "National Crime Recording Standard, adopted early";
const INVENTED: &str = "invented for this sample";

/// Invented districts: households and burglaries a thousand of them.
const DISTRICTS: [(&str, u32, f64); 7] = [
    ("Synthetic district A", 38_200, 9.1),
    ("Synthetic district B", 45_700, 11.4),
    ("Synthetic district C", 37_900, 7.2),
    ("Synthetic district D", 41_300, 13.9),
    ("Synthetic district E", 49_800, 8.4),
    ("Synthetic district F", 103_600, 16.2),
    ("Synthetic district G", 40_100, 17.5),
];

/// The family, a row an area; the borough has the burglaries and households of its files.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn csv(borough: &Borough) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADER)?;
    let own = borough.incidents.iter();
    let own = own
        .filter(|incident| incident.offence == Offence::Burglary)
        .count();
    let households: u32 = borough.wards.iter().map(|ward| ward.households).sum();
    let (own, households) = (own.to_string(), households.to_string());
    out.write_record([
        "This borough",
        "burglary",
        YEAR,
        &own,
        &households,
        "households",
        REGIME,
        "yes",
        "second highest",
        "incidents.csv and areas.geojson",
    ])?;
    for (at, (name, households, rate)) in DISTRICTS.iter().enumerate() {
        let count = (f64::from(*households) * rate / 1_000.0).round();
        let last = at + 1 == DISTRICTS.len();
        out.write_record([
            *name,
            "burglary",
            YEAR,
            &format!("{count:.0}"),
            &households.to_string(),
            "households",
            if last { EARLY } else { REGIME },
            "",
            "",
            INVENTED,
        ])?;
    }
    out.into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

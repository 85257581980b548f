//! Writes a borough as the files of a study: the same bytes on every machine.
//!
//! Every number in the files is whole, and every list has one order, so that no platform's arithmetic or hashing shows.

mod areas;
mod beside;
mod family;
mod incidents;
mod printed;
mod truth;

use std::fs;
use std::io;
use std::path::Path;

use crate::borough::{Borough, half_year_after};

/// The study file, with a comment for every line that a newcomer may want to change.
pub const STUDY: &str = include_str!("study.toml");

/// What the folder holds, and how it came about.
pub const README: &str = include_str!("README.md");

/// The files of a borough by name, in the order in which they are written.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn files(borough: &Borough) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    Ok(vec![
        ("README.md", README.as_bytes().to_vec()),
        ("areas.geojson", areas::geojson(borough)?),
        ("family.csv", family::csv(borough)?),
        ("covariates.csv", beside::covariates(borough).into_bytes()),
        ("harm.csv", beside::harm().into_bytes()),
        ("incidents.csv", incidents::csv(&borough.incidents)?),
        (
            "incidents-2002.csv",
            incidents::csv(&half_year_after(borough))?,
        ),
        ("parents.csv", printed::parents_csv()?),
        ("printed.csv", printed::printed_csv()?),
        ("priorities.csv", beside::priorities().into_bytes()),
        ("study.toml", STUDY.as_bytes().to_vec()),
        ("survey.csv", beside::survey(borough).into_bytes()),
        ("truth.json", truth::json(borough)?),
    ])
}

/// Writes the files of a borough into a folder, which is made if need be.
///
/// # Errors
///
/// If the folder cannot be made or a file cannot be written.
pub fn folder(borough: &Borough, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in files(borough)? {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

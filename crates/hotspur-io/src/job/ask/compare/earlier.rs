//! The study that holds the earlier period.

use std::fs;
use std::path::Path;

use hotspur_core::comparison::Earlier;

use super::super::super::areas::{self, ReadAreas};
use super::super::super::themes::themes_of;
use super::super::super::{JobError, incidents};
use super::lookup::{exposures_then, moved, read_lookup, same_codes};
use crate::incidents::IncidentTable;
use crate::study::{Study, StudyError, load_study};
use crate::write::InputRecord;

/// What was read of the other study.
pub struct OtherStudy {
    /// What it declares.
    pub study: Study,
    /// How its rows were read.
    pub table: IncidentTable,
    /// What the comparison takes of it.
    pub earlier: Earlier,
}

/// Reads the other study on the plane of this one. The two have the same areas by code, or a lookup tells one's from the other's.
pub fn read(
    file: &str,
    lookup: Option<&str>,
    new: &ReadAreas,
    said: &mut Vec<String>,
    inputs: &mut Vec<InputRecord>,
) -> Result<OtherStudy, JobError> {
    let path = Path::new(file);
    let mut study = load_study(path).map_err(super::CompareError::from)?;
    study.crs = Some(new.crs.to_string());
    let themes = themes_of(&study)?;
    let old = areas::read(&study)?;
    let shares = match lookup {
        None => same_codes(&old.areas, &new.areas)?,
        Some(lookup) => {
            let shares = read_lookup(lookup, &old.areas, &new.areas)?;
            inputs.push(hashed(lookup, "lookup")?);
            shares
        }
    };
    let moved = lookup.map(|_| moved(&shares, &old.areas));
    said.extend(moved.map(moved_words));
    let read = incidents::read(&study, &themes, &old, true)?;
    inputs.push(hashed(file, "earlier study")?);
    let files = read.inputs.iter().chain(&old.inputs);
    inputs.extend(files.map(|input| InputRecord {
        role: format!("earlier {}", input.role),
        ..input.clone()
    }));
    Ok(OtherStudy {
        earlier: Earlier {
            name: study.name.clone().unwrap_or_else(|| file.to_owned()),
            exposures: exposures_then(&shares, &old.areas, &new.areas),
            incidents: read.incidents,
            coverage: read.coverage,
            moved: moved.flatten(),
            themes,
        },
        table: read.table,
        study,
    })
}

fn moved_words(moved: Option<f64>) -> String {
    match moved {
        Some(share) => format!(
            "{:.1} % of people live where their old area was cut off and joined to another; both studies are counted on the ground of the later areas",
            100.0 * share
        ),
        None => "how many people the new areas moved is not known, for the earlier study has no residents".to_owned(),
    }
}

fn hashed(file: &str, role: &str) -> Result<InputRecord, super::CompareError> {
    let bytes = fs::read(file).map_err(|error| StudyError::Unreadable {
        file: file.into(),
        why: error.to_string(),
    })?;
    Ok(InputRecord {
        path: file.to_owned(),
        role: role.to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    })
}

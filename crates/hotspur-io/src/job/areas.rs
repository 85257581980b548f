//! The areas of a run: read, joined with their exposures, and brought to the study's plane.

use std::path::Path;

use hotspur_core::{Area, Areas};

use super::JobError;
use crate::areas::{
    AreaOptions, InputFile, ReadArea, extent_of, middle_of, overlaps, project_areas, read_areas,
};
use crate::crs::{Crs, study_plane};
use crate::exposures::{join, read_exposures, recognise};
use crate::study::Study;
use crate::write::InputRecord;

/// The areas, and what was said on the way.
#[derive(Debug)]
pub struct ReadAreas {
    /// The areas, in metres.
    pub areas: Areas,
    /// The projected coordinate system of the study.
    pub crs: Crs,
    /// Whether nobody asked for it, and it is not the grid of Great Britain.
    pub chosen: bool,
    /// The coordinate system that the file is in.
    pub file_crs: Crs,
    /// What was said.
    pub notes: Vec<String>,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The files read.
    pub inputs: Vec<InputRecord>,
}

/// Reads the areas and exposures of a study.
pub fn read(study: &Study) -> Result<ReadAreas, JobError> {
    let section = &study.areas;
    let options = AreaOptions {
        crs: section.crs.as_deref().map(str::parse).transpose()?,
        code: section.code.clone(),
        name: section.name.clone(),
        within_code: section.within_code.clone(),
        table: section.table.clone(),
        zones: false,
    };
    let path = Path::new(&section.file);
    let file = read_areas(path, &options)?;
    let asked: Option<Crs> = study.crs.as_deref().map(str::parse).transpose()?;
    let plane = study_plane(asked, middle_of(&file)?, extent_of(&file))?;
    let crs = plane.crs;
    let (file_crs, notes, mut warnings) = (file.crs, file.notes, file.warnings);
    let chosen = plane.chosen.is_some();
    warnings.extend(plane.chosen);
    let mut inputs: Vec<InputRecord> = file
        .inputs
        .iter()
        .map(|input| record(input, "areas"))
        .collect();
    let mut read = project_areas(path, file.areas, file_crs, crs)?;
    if let Some(exposures) = &study.exposures {
        let table = read_exposures(Path::new(&exposures.file))?;
        inputs.push(record(&table.input, "exposures"));
        let unmatched = join(&mut read, &table);
        warnings.extend(unmatched.sentences(&exposures.file));
    }
    warnings.extend(recognise(&mut read));
    let areas = Areas::new(read.into_iter().map(area).collect())?;
    warnings.extend(overlap_warning(&areas));
    Ok(ReadAreas {
        areas,
        crs,
        chosen,
        file_crs,
        notes,
        warnings,
        inputs,
    })
}

fn area(read: ReadArea) -> Area {
    Area {
        code: read.code,
        name: read.name,
        outline: read.outline,
        exposures: read.numbers,
    }
}

pub fn record(input: &InputFile, role: &str) -> InputRecord {
    InputRecord {
        path: input.path.to_string_lossy().into_owned(),
        role: role.to_owned(),
        bytes: input.bytes,
        blake3: input.blake3.clone(),
    }
}

/// One sentence for all pairs of areas that overlap.
fn overlap_warning(areas: &Areas) -> Option<String> {
    let pairs = overlaps(areas);
    let (first, second, shared) = pairs.first().copied()?;
    let name = |number: usize| &areas.list()[number].name;
    Some(format!(
        "{} pair(s) of areas overlap, the first {} and {} by {shared:.0} m²: an incident there counts in each of them, and totals are those of the union",
        pairs.len(),
        name(first),
        name(second),
    ))
}

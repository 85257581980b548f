//! Points in areas.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use hotspur_core::{Area, Areas, locate};
use hotspur_io::areas::{AreaOptions, read_areas};

use super::{Files, answer, doubles, measured, positions};

/// Which points in which areas.
#[derive(Debug, Args)]
pub struct Locate {
    #[command(flatten)]
    files: Files,
    /// The areas, on the plane of the points.
    #[arg(long)]
    areas: PathBuf,
}

pub fn run(asked: &Locate) -> Result<()> {
    let places = positions(&doubles(&asked.files.data)?)?;
    let list = read_areas(&asked.areas, &AreaOptions::default())?.areas;
    let areas = Areas::new(
        list.into_iter()
            .map(|area| Area {
                code: area.code,
                name: area.name,
                outline: area.outline,
                exposures: area.numbers,
            })
            .collect(),
    )?;
    let standings = measured(|| Ok(locate(&places, &areas)))?;
    let mut counts = vec![0.0; areas.len()];
    for area in standings.iter().flat_map(|standing| standing.areas()) {
        counts[*area as usize] += 1.0;
    }
    answer(&asked.files.answers, counts)
}

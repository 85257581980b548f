//! A polygon from a file, brought to the study's plane.

use std::path::Path;

use geo::{MultiPolygon, unary_union};

use super::super::JobError;
use super::super::areas::record;
use super::AskError;
use crate::areas::{AreaError, AreaOptions, project_areas, read_areas};
use crate::crs::Crs;
use crate::write::InputRecord;

/// Every polygon of a file put together, and the files read.
pub fn polygon(file: &str, plane: Crs) -> Result<(MultiPolygon<f64>, Vec<InputRecord>), JobError> {
    let path = Path::new(file);
    let read = read_areas(path, &AreaOptions::default())?;
    let inputs = read.inputs.iter().map(|input| record(input, "polygon"));
    let inputs = inputs.collect();
    let shapes = project_areas(path, read.areas, read.crs, plane).map_err(|error| match error {
        // The sea is no fault of the file.
        AreaError::Crs { source, .. } => JobError::from(AskError::Nowhere {
            what: format!("the polygon of {file}"),
            remedy: source.to_string(),
        }),
        other => other.into(),
    })?;
    let outlines: Vec<&MultiPolygon<f64>> = shapes.iter().map(|shape| &shape.outline).collect();
    Ok((unary_union(outlines.iter().copied()), inputs))
}

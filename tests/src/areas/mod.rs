//! Reading areas: three formats, real and broken files, small ones made here, and any bytes.

mod exposures;
mod faults;
mod formats;
mod geojson;
mod geopackage;
mod mutations;
mod shapefile;

use std::fs;
use std::path::Path;

use geo::Area;
use hotspur_io::areas::{AreaError, AreaFile, AreaOptions, read_areas};
use tempfile::TempDir;

/// Reads bytes as a file of this name.
fn read_bytes(name: &str, bytes: &[u8], options: &AreaOptions) -> Result<AreaFile, AreaError> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_areas(&path, options)
}

/// Reads a file that must be refused, and gives the message.
#[track_caller]
fn refused(path: &Path, options: &AreaOptions) -> String {
    read_areas(path, options).unwrap_err().to_string()
}

/// `--areas-crs` and nothing else.
fn in_crs(code: &str) -> AreaOptions {
    AreaOptions {
        crs: Some(code.parse().unwrap()),
        ..AreaOptions::default()
    }
}

/// The sizes of the areas, in the square of the file's unit.
fn sizes(file: &AreaFile) -> Vec<f64> {
    file.areas
        .iter()
        .map(|area| area.outline.unsigned_area())
        .collect()
}

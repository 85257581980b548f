//! Any bytes end in areas or in a message. Real files are changed at random places, by a fixed seed.

use std::fs;
use std::path::Path;

use hotspur_core::stream;
use hotspur_io::areas::{AreaFile, AreaOptions, middle_of, project_areas, read_areas};
use hotspur_io::crs::Crs;
use rand::RngExt;
use tempfile::TempDir;

use super::in_crs;
use crate::shared_data::shared_data;

/// Enough to meet every field of the headers; the whole takes some seconds unoptimised.
const CHANGES: u64 = 100;

/// What a job does with areas that were read.
fn go_on(file: AreaFile, path: &Path) {
    let _ = middle_of(&file);
    let _ = project_areas(path, file.areas, file.crs, Crs::british_national_grid());
}

fn changed(bytes: &[u8], unit: u64, replicate: u64) -> Vec<u8> {
    let mut random = stream(19_930_087, unit, replicate);
    let mut bytes = bytes.to_vec();
    for _ in 0..random.random_range(1..=4) {
        let at = random.random_range(0..bytes.len());
        // Headers are short, and every byte of them matters: half of the changes fall there.
        let at = if random.random() {
            at % 256.min(bytes.len())
        } else {
            at
        };
        match random.random_range(0..4) {
            0 => bytes[at] = random.random(),
            1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 => bytes[at] = if random.random() { 0xff } else { 0 },
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

#[test]
fn changed_bytes_never_stop_the_reader() {
    let Some(data) = shared_data() else { return };
    let wards = data.join("tamworth/derived_EPSG27700");
    let options = [AreaOptions::default(), in_crs("EPSG:27700")];
    for (unit, name) in ["shp", "dbf", "prj", "cpg", "shx", "gpkg", "geojson"]
        .iter()
        .enumerate()
    {
        let sound = fs::read(wards.join("tamworth_wards_27700").with_extension(name)).unwrap();
        let folder = TempDir::new().unwrap();
        if !["gpkg", "geojson"].contains(name) {
            for part in ["shp", "dbf", "prj", "cpg"] {
                let from = wards.join("tamworth_wards_27700").with_extension(part);
                fs::copy(from, folder.path().join("wards").with_extension(part)).unwrap();
            }
        }
        let written = folder.path().join("wards").with_extension(name);
        let read = if ["gpkg", "geojson"].contains(name) {
            written.clone()
        } else {
            written.with_extension("shp")
        };
        for replicate in 0..CHANGES {
            fs::write(&written, changed(&sound, unit as u64, replicate)).unwrap();
            for options in &options {
                match read_areas(&read, options) {
                    Ok(file) => go_on(file, &read),
                    Err(error) => assert!(error.to_string().contains("wards"), "{error}"),
                }
            }
        }
    }
}

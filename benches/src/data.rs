//! Generated data: ten square wards, and police.uk rows that stack on snap points as real ones do.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use hotspur_core::stream;
use rand::RngExt;

/// Rows a snap point holds on average; Tamworth's eleven thousand of 21 months stand on 1,461.
const ROWS_A_POINT: usize = 8;

const TYPES: [&str; 6] = [
    "Anti-social behaviour",
    "Burglary",
    "Violence and sexual offences",
    "Vehicle crime",
    "Shoplifting",
    "Criminal damage and arson",
];

/// The files of one size.
pub struct Files {
    /// The incidents.
    pub incidents: PathBuf,
    /// The areas.
    pub areas: PathBuf,
}

/// Writes incidents and areas of one size into a folder.
pub fn write(folder: &Path, rows: usize) -> Result<Files> {
    let files = Files {
        incidents: folder.join("2025-01-generated-street.csv"),
        areas: folder.join("wards.geojson"),
    };
    incidents(&files.incidents, rows)?;
    areas(&files.areas)?;
    Ok(files)
}

fn incidents(path: &Path, rows: usize) -> Result<()> {
    let mut random = stream(1, rows as u64, 0);
    let points: Vec<(f64, f64)> = (0..rows / ROWS_A_POINT + 1)
        .map(|_| {
            (
                random.random_range(-1.75..-1.61),
                random.random_range(52.58..52.67),
            )
        })
        .collect();
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(
        out,
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
    )?;
    for row in 0..rows {
        let (lon, lat) = points[random.random_range(0..points.len())];
        let kind = TYPES[random.random_range(0..TYPES.len())];
        let month = random.random_range(1..13_u8);
        let id: u64 = random.random();
        writeln!(
            out,
            "{id:016x}{row:048x},2025-{month:02},Some Police,Some Police,{lon:.6},{lat:.6},On or near Road {},E01000000,Town 001A,{kind},Under investigation,",
            row % 5_000
        )?;
    }
    out.flush()?;
    Ok(())
}

fn areas(path: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for ward in 0..10_u32 {
        let (west, south) = (
            -1.74 + f64::from(ward % 5) * 0.024,
            52.59 + f64::from(ward / 5) * 0.035,
        );
        // A ragged outline of 700 vertices, about what a real ward has.
        let ring: Vec<String> = (0..=700)
            .map(|step| {
                let turn = f64::from(step % 700) / 700.0 * std::f64::consts::TAU;
                let radius = 1.0 + 0.1 * (turn * 9.0).sin();
                format!(
                    "[{:.6},{:.6}]",
                    west + 0.012 + 0.011 * radius * turn.cos(),
                    south + 0.017 + 0.016 * radius * turn.sin()
                )
            })
            .collect();
        let comma = if ward == 0 { "" } else { "," };
        write!(
            out,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"W{ward:02}\",\"name\":\"Ward {ward}\",\"residents\":{}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
            7_000 + ward * 100,
            ring.join(",")
        )?;
    }
    writeln!(out, "]}}")?;
    out.flush()?;
    Ok(())
}

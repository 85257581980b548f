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
    let mut out = File::create(path)?;
    stream_rows(&mut out, rows, rows / ROWS_A_POINT + 1)
}

/// The header of a police.uk street file.
const HEADER: &[u8] = b"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n";

/// How much is written at once.
const BUFFER: usize = 256 * 1024;

/// Writes police.uk rows of one year on so many snap points, each with its label, as fast as bytes can be put together: whoever
/// reads them from a pipe should not wait for them.
pub fn stream_rows(out: &mut impl Write, rows: usize, points: usize) -> Result<()> {
    let mut random = stream(1, rows as u64, 0);
    let points: Vec<String> = (0..points)
        .map(|point| {
            let lon: f64 = random.random_range(-1.75..-1.61);
            let lat: f64 = random.random_range(52.58..52.67);
            format!("{lon:.6},{lat:.6},On or near Road {}", point % 5_000)
        })
        .collect();
    let mut block = HEADER.to_vec();
    for row in 0..rows {
        let draw: u64 = random.random();
        // Three independent numbers: of the upper half of the draw, and of both quarters of the lower.
        let below = |bits: u64, width: u32, n: usize| ((bits * n as u64) >> width) as usize;
        let point = below(draw >> 32, 32, points.len());
        let kind = below(draw >> 16 & 0xffff, 16, TYPES.len());
        let month = below(draw & 0xffff, 16, 12) + 1;
        push_hex(&mut block, random.random());
        block.extend_from_slice(&[b'0'; 32]);
        push_hex(&mut block, row as u64);
        block.extend_from_slice(b",2025-");
        block.extend_from_slice(&[b'0' + (month / 10) as u8, b'0' + (month % 10) as u8]);
        block.extend_from_slice(b",Some Police,Some Police,");
        block.extend_from_slice(points[point].as_bytes());
        block.extend_from_slice(b",E01000000,Town 001A,");
        block.extend_from_slice(TYPES[kind].as_bytes());
        block.extend_from_slice(b",Under investigation,\n");
        if block.len() >= BUFFER {
            out.write_all(&block)?;
            block.clear();
        }
    }
    out.write_all(&block)?;
    out.flush()?;
    Ok(())
}

fn push_hex(out: &mut Vec<u8>, number: u64) {
    let digits: [u8; 16] = std::array::from_fn(|digit| {
        b"0123456789abcdef"[(number >> (60 - 4 * digit) & 15) as usize]
    });
    out.extend_from_slice(&digits);
}

/// Writes the areas.
pub fn areas(path: &Path) -> Result<()> {
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

//! Generated data: ten square wards, and police.uk rows that stack on snap points as real ones do.

use std::f64::consts::TAU;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use hotspur_core::{Stream, stream};
use rand::RngExt;

/// Rows a snap point holds on average, as in Tamworth, whose eleven thousand of 21 months stand on 1,461 points.
const ROWS_A_POINT: usize = 8;

/// The snap points of a town such as Tamworth, where rows come from many years or many towns' worth of them.
pub const POINTS: usize = 1_461;

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

fn incidents(path: &Path, count: usize) -> Result<()> {
    rows(File::create(path)?, count, count / ROWS_A_POINT + 1, false)
}

/// Writes so many rows on so many snap points, all of them inside the wards, a point's label always the same. Among `dirty` ones every hundredth has a quoted field with commas, and
/// of ten thousand one has a longitude that is no number and one breaks off.
pub fn rows(to: impl Write, count: usize, points: usize, dirty: bool) -> Result<()> {
    let mut random = stream(1, count as u64, 0);
    let points: Vec<(f64, f64)> = (0..points.max(1))
        .map(|_| place_in_a_ward(&mut random))
        .collect();
    let mut out = BufWriter::with_capacity(1 << 16, to);
    writeln!(
        out,
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
    )?;
    for row in 0..count {
        let point = random.random_range(0..points.len());
        let (lon, lat) = points[point];
        let kind = TYPES[random.random_range(0..TYPES.len())];
        let month = random.random_range(1..13_u8);
        let id: u64 = random.random();
        write!(
            out,
            "{id:016x}{row:048x},2025-{month:02},Some Police,Some Police,"
        )?;
        let road = point % 5_000;
        match (dirty, row % 10_000) {
            (true, 4_999) => writeln!(out, "unknown,{lat:.6}")?,
            (true, 9_999) => rest(
                &mut out,
                "n/a",
                lat,
                &format!("On or near Road {road}"),
                kind,
            )?,
            (true, slot) if slot % 100 == 50 => rest(
                &mut out,
                &format!("{lon:.6}"),
                lat,
                &format!("\"On or near Road {road}, the \"\"Square\"\"\""),
                kind,
            )?,
            _ => rest(
                &mut out,
                &format!("{lon:.6}"),
                lat,
                &format!("On or near Road {road}"),
                kind,
            )?,
        }
    }
    out.flush()?;
    Ok(())
}

fn rest(out: &mut impl Write, lon: &str, lat: f64, location: &str, kind: &str) -> Result<()> {
    writeln!(
        out,
        "{lon},{lat:.6},{location},E01000000,Town 001A,{kind},Under investigation,"
    )?;
    Ok(())
}

/// A place well inside one of the wards, whose outlines come no nearer to their middle than nine tenths.
fn place_in_a_ward(random: &mut Stream) -> (f64, f64) {
    let (west, south) = corner(random.random_range(0..10));
    let (far, turn): (f64, f64) = (random.random(), random.random());
    let (far, turn) = (0.88 * far.sqrt(), turn * TAU);
    (
        west + 0.012 + 0.011 * far * turn.cos(),
        south + 0.017 + 0.016 * far * turn.sin(),
    )
}

/// The south-western corner of a ward's box, in degrees.
fn corner(ward: u32) -> (f64, f64) {
    (
        -1.74 + f64::from(ward % 5) * 0.024,
        52.59 + f64::from(ward / 5) * 0.035,
    )
}

/// Writes the ten wards.
pub fn areas(path: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for ward in 0..10_u32 {
        let (west, south) = corner(ward);
        // A ragged outline of 700 vertices, about what a real ward has.
        let ring: Vec<String> = (0..=700)
            .map(|step| {
                let turn = f64::from(step % 700) / 700.0 * TAU;
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

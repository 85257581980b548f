//! The data of the peers' pairs, in forms that both sides read: little-endian doubles, GeoJSON on the plane, CSV.

use std::f64::consts::{PI, TAU};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;
use hotspur_core::{Stream, stream};
use rand::RngExt;

use crate::data;

/// The seed of everything generated here.
const SEED: u64 = 7;

/// The share of events that stand where an earlier one stood, in data without snap points.
const SHARED: f64 = 0.28;

/// The share of places that belong to no cluster.
const SCATTERED: f64 = 0.2;

/// Metres by which the tiling reaches beyond the box of events, so that none stands on its outer border.
const MARGIN: f64 = 10.0;

/// What can be generated.
#[derive(Debug, Subcommand)]
pub enum Generate {
    /// Clustered events as pairs of x and y, in metres; the first two stand in opposite corners of the box.
    Points {
        /// How many.
        #[arg(long)]
        events: usize,
        /// The side of the box in metres.
        #[arg(long, default_value_t = 10_000.0)]
        side: f64,
        /// Snap points that all events stand on; without it, 28 % of events share an earlier one's place.
        #[arg(long)]
        places: Option<usize>,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Such events with days of a year, in tighter clusters, as x, y and day.
    Days {
        /// How many.
        #[arg(long)]
        events: usize,
        /// The side of the box in metres.
        #[arg(long, default_value_t = 60_000.0)]
        side: f64,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Areas that tile a box, with ragged edges that neighbours share, as GeoJSON on the plane.
    Areas {
        /// Areas from west to east.
        #[arg(long)]
        columns: usize,
        /// Areas from south to north.
        #[arg(long)]
        rows: usize,
        /// Vertices along each of an area's four edges.
        #[arg(long)]
        edge: usize,
        /// The side of the box in metres.
        #[arg(long)]
        side: f64,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Counts of a square lattice, row by row, with warm patches.
    Lattice {
        /// Cells a side.
        #[arg(long)]
        side: usize,
        /// Adds a fraction to every count, so that no two values are equal.
        #[arg(long)]
        untied: bool,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Units of a scan as x, y, cases and population, with one raised circle.
    Units {
        /// How many.
        #[arg(long)]
        units: usize,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Rows of police.uk, all of them inside the ten wards, to a file or to standard output.
    Rows {
        /// How many.
        #[arg(long)]
        rows: usize,
        /// On how many snap points.
        #[arg(long, default_value_t = data::POINTS)]
        points: usize,
        /// Quotes a field in every hundredth row and spoils every ten-thousandth.
        #[arg(long)]
        dirty: bool,
        /// The file to write, or `-`.
        #[arg(long)]
        out: PathBuf,
    },
    /// The ten wards of the rows, as GeoJSON in degrees.
    Wards {
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Generates.
pub fn run(what: Generate) -> Result<()> {
    match what {
        Generate::Points {
            events,
            side,
            places,
            out,
        } => doubles(&out, points(events, side, places).into_iter().flatten()),
        Generate::Days { events, side, out } => doubles(&out, days(events, side)),
        Generate::Areas {
            columns,
            rows,
            edge,
            side,
            out,
        } => areas(&out, columns, rows, edge, side),
        Generate::Lattice { side, untied, out } => doubles(&out, lattice(side, untied)),
        Generate::Units { units: n, out } => doubles(&out, units(n).into_iter().flatten()),
        Generate::Rows {
            rows,
            points,
            dirty,
            out,
        } => {
            if out.as_os_str() == "-" {
                data::rows(std::io::stdout().lock(), rows, points, dirty)
            } else {
                data::rows(File::create(out)?, rows, points, dirty)
            }
        }
        Generate::Wards { out } => data::areas(&out),
    }
}

fn doubles(path: &Path, values: impl IntoIterator<Item = f64>) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for value in values {
        out.write_all(&value.to_le_bytes())?;
    }
    out.flush()?;
    Ok(())
}

/// Forty clusters of 150 to 800 metres for each 10 km of the box's side, in a thin scatter.
fn points(events: usize, side: f64, places: Option<usize>) -> Vec<[f64; 2]> {
    let mut random = stream(SEED, events as u64, side as u64);
    let centres: Vec<[f64; 3]> = (0..(40.0 * side / 10_000.0) as usize)
        .map(|_| {
            [
                random.random_range(0.0..side),
                random.random_range(0.0..side),
                random.random_range(150.0..800.0),
            ]
        })
        .collect();
    let mut found: Vec<[f64; 2]> = vec![[0.0, 0.0], [side, side]];
    let distinct: Vec<[f64; 2]> = (0..places.unwrap_or(0))
        .map(|_| place(&mut random, &centres, side))
        .collect();
    while found.len() < events {
        let next = if !distinct.is_empty() {
            distinct[random.random_range(0..distinct.len())]
        } else if random.random_bool(SHARED) {
            found[random.random_range(0..found.len())]
        } else {
            place(&mut random, &centres, side)
        };
        found.push(next);
    }
    found
}

/// Clustered events drawn together fivefold around the nodes of a grid of 3 km, each on a day of a year.
fn days(events: usize, side: f64) -> Vec<f64> {
    const GRID: f64 = 3_000.0;
    let mut random = stream(SEED, events as u64, 365);
    let drawn = |at: f64| {
        let node = (at / GRID).round() * GRID;
        node + (at - node) / 5.0
    };
    points(events, side, None)
        .into_iter()
        .flat_map(|[x, y]| {
            [
                drawn(x),
                drawn(y),
                f64::from(random.random_range(0..365_u16)),
            ]
        })
        .collect()
}

/// A place in the box, most likely near one of the centres.
fn place(random: &mut Stream, centres: &[[f64; 3]], side: f64) -> [f64; 2] {
    loop {
        if random.random_bool(SCATTERED) {
            return [
                random.random_range(0.0..side),
                random.random_range(0.0..side),
            ];
        }
        let [x, y, spread] = centres[random.random_range(0..centres.len())];
        let (far, turn): (f64, f64) = (random.random(), random.random());
        let far = spread * (-2.0 * (1.0 - far).ln()).sqrt();
        let at = [x + far * (TAU * turn).cos(), y + far * (TAU * turn).sin()];
        if at.iter().all(|value| (0.0..side).contains(value)) {
            return at;
        }
    }
}

/// Patches of twelve cells' radius, five times as warm as the rest.
fn lattice(side: usize, untied: bool) -> Vec<f64> {
    let mut random = stream(SEED, side as u64, 1);
    let patches: Vec<(f64, f64)> = (0..side / 20)
        .map(|_| (random.random(), random.random()))
        .map(|(x, y): (f64, f64)| (x * side as f64, y * side as f64))
        .collect();
    let mut values = Vec::with_capacity(side * side);
    for row in 0..side {
        for column in 0..side {
            let warm = patches
                .iter()
                .any(|(x, y)| (column as f64 - x).hypot(row as f64 - y) < 12.0);
            let count = poisson(&mut random, if warm { 5.0 } else { 1.0 });
            let fraction: f64 = if untied { random.random() } else { 0.0 };
            values.push(count + fraction);
        }
    }
    values
}

/// A Poisson count: uniforms multiplied until they fall below e to the minus mean (Knuth 1969, section 3.4.1).
fn poisson(random: &mut Stream, mean: f64) -> f64 {
    let (floor, mut product, mut count) = ((-mean).exp(), 1.0, 0.0);
    loop {
        product *= random.random::<f64>();
        if product < floor {
            return count;
        }
        count += 1.0;
    }
}

fn units(n: usize) -> Vec<[f64; 4]> {
    let mut random = stream(SEED, n as u64, 2);
    let one = |random: &mut Stream| {
        let (x, y) = (
            random.random_range(0.0..100_000.0),
            random.random_range(0.0..100_000.0),
        );
        let raised = (x - 40_000.0_f64).hypot(y - 60_000.0) < 4_000.0;
        let population = random.random_range(1_000.0_f64..2_000.0).round();
        let cases = poisson(
            random,
            population / 1_500.0 * if raised { 3.6 } else { 3.0 },
        );
        [x, y, cases, population]
    };
    (0..n).map(|_| one(&mut random)).collect()
}

fn areas(path: &Path, columns: usize, rows: usize, edge: usize, side: f64) -> Result<()> {
    let box_side = side + 2.0 * MARGIN;
    let (width, height) = (box_side / columns as f64, box_side / rows as f64);
    let mut out = BufWriter::new(File::create(path)?);
    write!(
        out,
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}}}},\"features\":["
    )?;
    for number in 0..columns * rows {
        let (column, row) = (number % columns, number / columns);
        // An edge is computed by its own numbers alone, so that both neighbours have the same vertices.
        let level = |row: usize, step: usize| {
            let share = step as f64 / edge as f64;
            let off = bend(share, row, rows) * wave((column * edge + step) as f64, row);
            [(column as f64 + share) * width, (row as f64 + off) * height]
        };
        let upright = |column: usize, step: usize| {
            let share = step as f64 / edge as f64;
            let off =
                bend(share, column, columns) * wave((row * edge + step) as f64, column + 1_000);
            [(column as f64 + off) * width, (row as f64 + share) * height]
        };
        let ring: Vec<String> = (0..edge)
            .map(|step| level(row, step))
            .chain((0..edge).map(|step| upright(column + 1, step)))
            .chain((0..edge).map(|step| level(row + 1, edge - step)))
            .chain((0..edge).map(|step| upright(column, edge - step)))
            .chain([level(row, 0)])
            .map(|[x, y]| format!("[{:.3},{:.3}]", x - MARGIN, y - MARGIN))
            .collect();
        writeln!(
            out,
            "{}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"A{number:05}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
            if number == 0 { "" } else { "," },
            ring.join(",")
        )?;
    }
    writeln!(out, "]}}")?;
    out.flush()?;
    Ok(())
}

/// How far an edge may stray, as a share of an area: not at its ends, so that no two edges cross, nor on the box's border.
fn bend(share: f64, line: usize, last: usize) -> f64 {
    if line == 0 || line == last {
        0.0
    } else {
        0.12 * (PI * share).sin()
    }
}

/// A ragged line between -1 and 1 along an edge, another on every line of the tiling.
fn wave(along: f64, line: usize) -> f64 {
    let phase = line as f64 * 1.7;
    0.6 * (along * 0.31 + phase).sin() + 0.4 * (along * 1.13 + 2.0 * phase).sin()
}

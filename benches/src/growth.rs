//! How cost grows with the work: densities by events and by bandwidth, location by places.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use geo::{LineString, Polygon, coord};
use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, surface};
use hotspur_core::{Area, Areas, Grid, Metres, Position, locate, stream};
use rand::RngExt;

use crate::stage::processor_time;

/// The side of the square that everything lies in, in metres.
const SIDE: f64 = 10_000.0;

/// Runs of each measurement; the least counts.
const RUNS: usize = 3;

/// Writes the table.
///
/// # Errors
///
/// Where it cannot be written.
pub fn write(out: &mut impl Write) -> Result<()> {
    writeln!(out, "| stage | work | CPU ms | wall ms | CPU ns an event |")?;
    writeln!(out, "|---|---|---|---|---|")?;
    for n in [10_000, 100_000, 1_000_000, 10_000_000] {
        density(out, n, 1, 300.0, 50.0)?;
    }
    density(out, 1_000_000, 20, 300.0, 50.0)?;
    for cells in [3.0, 6.0, 12.0, 20.0, 40.0, 80.0] {
        density(out, 1_000_000, 1, cells * 25.0, 25.0)?;
    }
    for (areas, vertices) in [(3, 700), (90, 160)] {
        let areas = squares(areas, vertices)?;
        for n in [10_000, 100_000, 1_000_000, 10_000_000] {
            let places: Vec<Position> = places(n).into_iter().map(|place| place.position).collect();
            let work = format!("{n} places, {} areas", areas.len());
            measure(out, "locate", &work, n, || locate(&places, &areas))?;
        }
    }
    Ok(())
}

/// A quartic density of `n` events, `stacked` on a place.
fn density(out: &mut impl Write, n: usize, stacked: usize, h: f64, cell: f64) -> Result<()> {
    let mut events = places(n / stacked);
    for event in events.len()..n {
        events.push(events[event % (n / stacked)]);
    }
    let bounds = geo::Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: SIDE, y: SIDE});
    let grid = Grid::over(bounds, Metres(cell))?;
    let params = DensityParams {
        kernel: Kernel::Quartic,
        bandwidth: Metres(h),
        cell: Metres(cell),
    };
    let work = format!("{n} events, {stacked} a place, h {h} c {cell}");
    measure(out, "exact density", &work, n, || {
        surface(&events, &grid, &params)
    })
}

/// Places, most of them about forty centres.
fn places(n: usize) -> Vec<WeightedPlace> {
    let mut random = stream(1, n as u64, 0);
    let centres: Vec<(f64, f64)> = (0..40)
        .map(|_| {
            (
                random.random_range(0.0..SIDE),
                random.random_range(0.0..SIDE),
            )
        })
        .collect();
    let mut near = |about: f64| {
        let away: f64 = (0..4).map(|_| random.random_range(-600.0..600.0)).sum();
        (about + away).clamp(0.0, SIDE)
    };
    (0..n)
        .filter_map(|number| {
            let (x, y) = centres[number % centres.len()];
            Position::new(near(x), near(y))
        })
        .map(|position| WeightedPlace {
            position,
            weight: 1.0,
        })
        .collect()
}

/// `across` by `across` areas with ragged outlines of about so many vertices, which their neighbours share.
fn squares(across: usize, vertices: usize) -> Result<Areas> {
    let size = SIDE / across as f64;
    let steps = (vertices / 4).max(1);
    let ragged = |along: f64, line: f64| {
        let turn = along / size * std::f64::consts::TAU;
        line + size * 0.05 * (turn.sin() + 0.2 * (turn * 9.0).sin())
    };
    let line = |from: usize, at: usize| {
        (0..=steps).map(move |step| {
            let along = (from as f64 + step as f64 / steps as f64) * size;
            (along, ragged(along, at as f64 * size))
        })
    };
    let mut list = Vec::new();
    for row in 0..across {
        for column in 0..across {
            let south = line(column, row);
            let east = line(row, column + 1).map(|(y, x)| (x, y));
            let north = line(column, row + 1).rev();
            let west = line(row, column).rev().map(|(y, x)| (x, y));
            let ring: Vec<(f64, f64)> = south.chain(east).chain(north).chain(west).collect();
            list.push(Area {
                code: format!("{:05}", row * across + column),
                name: String::new(),
                outline: Polygon::new(LineString::from(ring), Vec::new()).into(),
                exposures: std::collections::BTreeMap::new(),
            });
        }
    }
    Ok(Areas::new(list)?)
}

fn measure<T>(
    out: &mut impl Write,
    stage: &str,
    work: &str,
    n: usize,
    mut run: impl FnMut() -> T,
) -> Result<()> {
    let (mut cpu, mut wall) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..RUNS {
        let (begin, start) = (processor_time(), Instant::now());
        black_box(run());
        wall = wall.min(start.elapsed().as_secs_f64());
        cpu = cpu.min((processor_time() - begin).as_secs_f64() * 1e9);
    }
    writeln!(
        out,
        "| {stage} | {work} | {:.2} | {:.2} | {:.0} |",
        cpu / 1e6,
        wall * 1e3,
        cpu / n as f64
    )?;
    Ok(())
}

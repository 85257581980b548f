//! Statistics of cells and of areas, each against its plain twin.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hotspur_core::local::{
    gi_star, gi_star_of_cells, local_moran_permutation, local_moran_permutation_apart,
};
use hotspur_core::scan::{ScanParams, circular_scan, log_likelihood_ratio};
use hotspur_core::weights::{Contiguity, Lattice, cells};
use hotspur_core::{Grid, Position, Stream, stream};
use rand::RngExt;

use crate::{Line, median};

/// The areas of the scan, in the number of a large force's.
const AREAS: usize = 8_000;

/// The cases that fall on them, and the maps by chance: few, since the plain twin takes each zone's logarithm.
const CASES: usize = 20_000;
const MAPS: u32 = 99;

/// One line a statistic and size.
pub fn all() -> Result<Vec<(String, Line)>> {
    let mut lines = Vec::new();
    for side in [100, 300, 1_000] {
        lines.push((format!("{} cells", side * side), gi(side)?));
    }
    for side in [50, 100, 200] {
        lines.push((format!("{} cells", side * side), moran(side)?));
    }
    lines.push((format!("{AREAS} areas"), scan()?));
    Ok(lines)
}

/// The time of one run, for what takes long.
fn once<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// A square of cells, all tested, with counts whose mean is one.
fn square(side: usize) -> Result<(Grid, Vec<bool>, Vec<u64>)> {
    let mut random = stream(1, side as u64, 0);
    let counts = (0..side * side).map(|_| geometric(&mut random)).collect();
    let grid = Grid::new(0.0, 0.0, 50.0, side, side).context("a square of cells")?;
    Ok((grid, vec![true; side * side], counts))
}

fn geometric(random: &mut Stream) -> u64 {
    let mut count = 0;
    while random.random_bool(0.5) {
        count += 1;
    }
    count
}

fn gi(side: usize) -> Result<Line> {
    let (grid, tested, counts) = square(side)?;
    let lattice = Lattice::new(&grid, &tested, Contiguity::Queen);
    let neighbours = cells(&grid, &tested, Contiguity::Queen);
    let values: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    Ok(Line {
        stage: "Gi* of cells",
        time: median(|| Ok(black_box(gi_star_of_cells(&counts, &lattice))))?,
        limit: "Gi*, neighbours listed beforehand",
        limit_time: median(|| Ok(black_box(gi_star(&values, &neighbours))))?,
    })
}

fn moran(side: usize) -> Result<Line> {
    let (grid, tested, counts) = square(side)?;
    let weights = cells(&grid, &tested, Contiguity::Queen);
    let values: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    Ok(Line {
        stage: "local Moran, 999 permutations",
        time: median(|| {
            Ok(black_box(local_moran_permutation(
                &values, &weights, 999, 1,
            )))
        })?,
        limit: "draws of each unit's own",
        limit_time: once(|| local_moran_permutation_apart(&values, &weights, 999, 1)),
    })
}

fn scan() -> Result<Line> {
    let mut random = stream(1, 0, 0);
    let mut at = || random.random_range(0.0..100_000.0);
    let positions: Vec<Position> = (0..AREAS)
        .filter_map(|_| Position::new(at(), at()))
        .collect();
    let population: Vec<f64> = (0..AREAS)
        .map(|area| 500.0 + (area * 7_919 % 1_500) as f64)
        .collect();
    let cases = fallen(&population, 0);
    let params = ScanParams {
        max_share: 0.05,
        replicates: MAPS,
        ..ScanParams::default()
    };
    let found = circular_scan(&positions, &cases, &population, &params);
    ensure!(found.known().is_some(), "the scan found nothing to say");
    Ok(Line {
        stage: "circular scan, 5 %, 99 maps",
        time: median(|| {
            Ok(black_box(circular_scan(
                &positions,
                &cases,
                &population,
                &params,
            )))
        })?,
        limit: "every zone of every map, one thread",
        limit_time: once(|| scan_plainly(&positions, &population, params.max_share)),
    })
}

/// Cases that fall on areas by their population.
fn fallen(population: &[f64], map: u64) -> Vec<u64> {
    let ends: Vec<f64> = (population.iter())
        .scan(0.0, |end, size| {
            *end += size;
            Some(*end)
        })
        .collect();
    let people = ends.last().copied().unwrap_or(0.0);
    let mut random = stream(2, 0, map);
    let mut cases = vec![0; population.len()];
    for _ in 0..CASES {
        let at = random.random::<f64>() * people;
        cases[ends.partition_point(|end| *end <= at)] += 1;
    }
    cases
}

/// The highest ratios of maps by chance as the definition has it: all units in order of distance, and each zone scored.
fn scan_plainly(positions: &[Position], population: &[f64], share: f64) -> f64 {
    let people: f64 = population.iter().sum();
    let orders: Vec<Vec<usize>> = (positions.iter())
        .map(|centre| {
            let mut order: Vec<usize> = (0..positions.len()).collect();
            let away = |unit: &usize| centre.distance_squared(positions[*unit]);
            order.sort_by(|a, b| away(a).total_cmp(&away(b)));
            let mut inside = 0.0;
            let within = |unit: &usize| {
                inside += population[*unit];
                inside <= share * people
            };
            order.into_iter().take_while(within).collect()
        })
        .collect();
    let best = |map: u64| {
        let counts = fallen(population, map);
        let of_centre = |order: &Vec<usize>| {
            let (mut cases, mut inside, mut best) = (0, 0.0, 0.0_f64);
            for unit in order {
                cases += counts[*unit];
                inside += population[*unit];
                let expected = inside / people * CASES as f64;
                best = best.max(log_likelihood_ratio(cases, expected, CASES as u64));
            }
            best
        };
        orders.iter().map(of_centre).fold(0.0, f64::max)
    };
    (1..=u64::from(MAPS)).map(best).sum()
}

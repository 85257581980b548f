//! What a stage cannot be faster than, or the plain way of doing the same.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use anyhow::Result;
use geo::Contains;
use hotspur_core::density::{DensityParams, WeightedPlace};
use hotspur_core::micro::StudyCells;
use hotspur_core::{Areas, Grid, Position};

/// Reading the bytes of a file and nothing else.
pub fn bytes(path: &Path) -> Result<usize> {
    Ok(black_box(fs::read(path)?).len())
}

/// Walking every field of a CSV without understanding any.
pub fn fields(path: &Path) -> Result<usize> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut length = 0;
    while reader.read_byte_record(&mut record)? {
        length += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    Ok(black_box(length))
}

/// Every place against every area, without an index.
pub fn locate_plainly(places: &[Position], areas: &Areas) -> usize {
    let inside = |place: &Position| {
        let point = geo::Point::from(place.coord());
        areas
            .list()
            .iter()
            .filter(|area| area.outline.contains(&point))
            .count()
    };
    black_box(places.iter().map(inside).sum())
}

/// Gi* as peers compute it: each cell's neighbours are those among all cells whose centres are near.
pub fn gi_star_by_distance(counts: &[u64], cells: &StudyCells) -> f64 {
    let at: Vec<(f64, f64)> = (0..cells.len())
        .map(|cell| {
            let (column, row) = cells.column_row(cell);
            (cells.grid.centre_x(column), cells.grid.centre_y(row))
        })
        .collect();
    let reach = cells.grid.cell().0 * 1.5;
    let n = counts.len() as f64;
    let mean = counts.iter().sum::<u64>() as f64 / n;
    let spread = counts
        .iter()
        .map(|count| (*count as f64 - mean).powi(2))
        .sum::<f64>()
        / n;
    let z = |cell: usize| {
        let near = at
            .iter()
            .zip(counts)
            .filter(|((x, y), _)| (x - at[cell].0).abs() < reach && (y - at[cell].1).abs() < reach);
        let (sum, size) = near.fold((0.0, 0.0), |(sum, size), (_, count)| {
            (sum + *count as f64, size + 1.0)
        });
        (sum - size * mean) / (spread * (n * size - size * size) / (n - 1.0)).sqrt()
    };
    black_box((0..counts.len()).map(z).sum())
}

/// Every place scattered onto the cells within reach, on one thread: the plain loop of a density.
pub fn scatter(places: &[WeightedPlace], grid: &Grid, params: &DensityParams) -> f64 {
    let (h, cell) = (params.bandwidth.0, grid.cell().0);
    let (x0, y0) = grid.origin();
    let mut values = vec![0.0; grid.columns() * grid.rows()];
    for place in places {
        let (x, y) = (place.position.x(), place.position.y());
        let first =
            |from: f64, origin: f64| (((from - h - origin) / cell).floor().max(0.0)) as usize;
        let last = |from: f64, origin: f64, slots: usize| {
            ((((from + h - origin) / cell).ceil()).max(0.0) as usize).min(slots)
        };
        for row in first(y, y0)..last(y, y0, grid.rows()) {
            for column in first(x, x0)..last(x, x0, grid.columns()) {
                let (dx, dy) = (grid.centre_x(column) - x, grid.centre_y(row) - y);
                values[row * grid.columns() + column] +=
                    place.weight * params.kernel.shape(dx * dx + dy * dy, h);
            }
        }
    }
    black_box(values.iter().sum::<f64>() * params.kernel.peak(h))
}

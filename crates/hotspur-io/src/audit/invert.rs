//! A density turned back into the events that it was made of.

use std::collections::BTreeMap;

use hotspur_core::density::Kernel;

/// Above this many cells the exact solution takes too long.
const MOST_EXACT: usize = 800;
const SWEEPS: usize = 400;

/// The cells of a density.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The kernel.
    pub kernel: Kernel,
    /// Its bandwidth in metres.
    pub bandwidth: f64,
    /// The side of a cell in metres.
    pub side: f64,
    /// Events per square metre, by column and row.
    pub cells: BTreeMap<(i64, i64), f64>,
}

impl Layer {
    /// The middle of a cell.
    pub fn middle(&self, cell: (i64, i64)) -> (f64, f64) {
        (
            (cell.0 as f64 + 0.5) * self.side,
            (cell.1 as f64 + 0.5) * self.side,
        )
    }

    /// What an event in one cell adds to another.
    fn reaches(&self, a: (i64, i64), b: (i64, i64)) -> f64 {
        let (dx, dy) = (
            (a.0 - b.0) as f64 * self.side,
            (a.1 - b.1) as f64 * self.side,
        );
        self.kernel.shape(dx * dx + dy * dy, self.bandwidth)
    }
}

/// What a density was made of.
#[derive(Debug, Clone)]
pub struct Made {
    /// The events of each cell.
    pub events: BTreeMap<(i64, i64), f64>,
    /// Whether they give the density again and are whole numbers, so that they can only be the true ones.
    pub certain: bool,
}

/// Solves Σ events × kernel = density on the cells, exactly where they are few, and by coordinate descent over what is not
/// negative otherwise. Time O(cells² × cells within reach), or O(sweeps × pairs within reach).
pub fn invert(layer: &Layer) -> Made {
    let peak = layer.kernel.peak(layer.bandwidth);
    let cells: Vec<(i64, i64)> = layer.cells.keys().copied().collect();
    let target: Vec<f64> = layer.cells.values().map(|value| value / peak).collect();
    let reach = (layer.kernel.reach(layer.bandwidth) / layer.side).ceil() as i64;
    let number: BTreeMap<(i64, i64), usize> = cells
        .iter()
        .enumerate()
        .map(|(number, cell)| (*cell, number))
        .collect();
    let near: Vec<Vec<(usize, f64)>> = cells
        .iter()
        .map(|cell| near(layer, &number, *cell, reach))
        .collect();
    let solved = (cells.len() <= MOST_EXACT)
        .then(|| eliminate(&near, &target))
        .flatten();
    let solved = solved.filter(|found| fits(&near, &target, found) && is_whole(found));
    let found = solved.unwrap_or_else(|| descend(&near, &target));
    let certain = fits(&near, &target, &found) && is_whole(&found);
    Made {
        events: cells.into_iter().zip(found).collect(),
        certain,
    }
}

fn near(
    layer: &Layer,
    number: &BTreeMap<(i64, i64), usize>,
    cell: (i64, i64),
    reach: i64,
) -> Vec<(usize, f64)> {
    let wide = reach.saturating_mul(2).saturating_pow(2) > number.len() as i64;
    let others: Vec<((i64, i64), usize)> = if wide {
        number
            .iter()
            .map(|(cell, number)| (*cell, *number))
            .collect()
    } else {
        let square = (-reach..=reach).flat_map(|dx| (-reach..=reach).map(move |dy| (dx, dy)));
        let around = square.map(|(dx, dy)| (cell.0 + dx, cell.1 + dy));
        around
            .filter_map(|at| number.get(&at).map(|number| (at, *number)))
            .collect()
    };
    let weighed = others
        .into_iter()
        .map(|(at, other)| (other, layer.reaches(cell, at)));
    weighed.filter(|(_, weight)| *weight > 0.0).collect()
}

fn is_whole(found: &[f64]) -> bool {
    found
        .iter()
        .all(|events| *events > -0.01 && (events - events.round()).abs() < 0.01)
}

fn fits(near: &[Vec<(usize, f64)>], target: &[f64], found: &[f64]) -> bool {
    let most = target.iter().copied().fold(0.0, f64::max);
    near.iter().zip(target).all(|(near, target)| {
        let made: f64 = near
            .iter()
            .map(|(other, weight)| weight * found[*other])
            .sum();
        (made - target).abs() <= 1e-6 * most + 1e-12
    })
}

/// Gaussian elimination with partial pivoting; nothing where the system is singular.
fn eliminate(near: &[Vec<(usize, f64)>], target: &[f64]) -> Option<Vec<f64>> {
    let size = target.len();
    let mut rows: Vec<Vec<f64>> = near
        .iter()
        .zip(target)
        .map(|(near, target)| {
            let mut row = vec![0.0; size + 1];
            for (other, weight) in near {
                row[*other] = *weight;
            }
            row[size] = *target;
            row
        })
        .collect();
    for at in 0..size {
        let best = (at..size).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        if rows[best][at].abs() < 1e-10 {
            return None;
        }
        rows.swap(at, best);
        let (above, below) = rows.split_at_mut(at + 1);
        let pivot = above.last()?;
        // The matrix is banded: most of a row is zero.
        let filled: Vec<usize> = (at..=size).filter(|column| pivot[*column] != 0.0).collect();
        for row in below.iter_mut().filter(|row| row[at] != 0.0) {
            let factor = row[at] / pivot[at];
            for column in &filled {
                row[*column] -= factor * pivot[*column];
            }
        }
    }
    let mut found = vec![0.0; size];
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size)
            .map(|other| rows[at][other] * found[other])
            .sum();
        found[at] = (rows[at][size] - known) / rows[at][at];
    }
    Some(found)
}

/// Least squares over what is not negative, one cell after another.
fn descend(near: &[Vec<(usize, f64)>], target: &[f64]) -> Vec<f64> {
    let mut found = vec![0.0; target.len()];
    let mut rest = target.to_vec();
    for _ in 0..SWEEPS {
        let mut moved: f64 = 0.0;
        for (cell, near) in near.iter().enumerate() {
            let norm: f64 = near.iter().map(|(_, weight)| weight * weight).sum();
            let slope: f64 = near
                .iter()
                .map(|(other, weight)| weight * rest[*other])
                .sum();
            let step = (slope / norm).max(-found[cell]);
            if step != 0.0 {
                found[cell] += step;
                moved = moved.max(step.abs());
                for (other, weight) in near {
                    rest[*other] -= weight * step;
                }
            }
        }
        if moved < 1e-9 {
            break;
        }
    }
    found
}

//! Cells that share an edge, dissolved into one outline.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use crate::grid::Grid;

/// Groups cells that share an edge; the groups by their first cell, the cells of each ascending. `cells` ascends and is
/// numbered `row · columns + column`. Time O(cells log cells).
#[must_use]
pub fn patches(grid: &Grid, cells: &[usize]) -> Vec<Vec<usize>> {
    let mut group = vec![usize::MAX; cells.len()];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for start in 0..cells.len() {
        if group[start] != usize::MAX {
            continue;
        }
        let mut waiting = vec![start];
        let mut members = Vec::new();
        group[start] = found.len();
        while let Some(at) = waiting.pop() {
            members.push(cells[at]);
            for next in beside(grid, cells[at]).into_iter().flatten() {
                if let Ok(next) = cells.binary_search(&next)
                    && group[next] == usize::MAX
                {
                    group[next] = found.len();
                    waiting.push(next);
                }
            }
        }
        members.sort_unstable();
        found.push(members);
    }
    found
}

/// The cells that share an edge with a cell.
fn beside(grid: &Grid, cell: usize) -> [Option<usize>; 4] {
    let (column, row) = (cell % grid.columns(), cell / grid.columns());
    [
        (column > 0).then(|| cell - 1),
        (column + 1 < grid.columns()).then(|| cell + 1),
        (row > 0).then(|| cell - grid.columns()),
        (row + 1 < grid.rows()).then(|| cell + grid.columns()),
    ]
}

/// A corner of the grid, as (column, row).
type Corner = (usize, usize);

/// The outline of a patch: one polygon, its holes included, with a vertex at every corner of a cell.
///
/// Edges are followed with the patch on the left; where two cells touch at a corner alone the walk turns right, so that
/// a hole meets the outer ring in a point and no ring crosses or touches itself. Time O(cells log cells).
#[must_use]
pub fn outline(grid: &Grid, patch: &[usize]) -> MultiPolygon<f64> {
    let holds = |cell: Option<usize>| cell.is_some_and(|cell| patch.binary_search(&cell).is_ok());
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for cell in patch {
        let (c, r) = (cell % grid.columns(), cell / grid.columns());
        let [west, east, south, north] = beside(grid, *cell);
        let sides = [
            (south, (c, r), (c + 1, r)),
            (east, (c + 1, r), (c + 1, r + 1)),
            (north, (c + 1, r + 1), (c, r + 1)),
            (west, (c, r + 1), (c, r)),
        ];
        for (other, from, to) in sides {
            if !holds(other) {
                edges.entry(from).or_default().push(to);
            }
        }
    }
    let (mut outer, mut holes) = (LineString::new(Vec::new()), Vec::new());
    while let Some(start) = edges.keys().next().copied() {
        let ring = follow(&mut edges, start);
        let line: Vec<Coord<f64>> = ring
            .iter()
            .map(|(c, r)| Coord {
                x: grid.west(*c),
                y: grid.south(*r),
            })
            .collect();
        if turns_left(&ring) {
            outer = LineString::new(line);
        } else {
            holes.push(LineString::new(line));
        }
    }
    MultiPolygon::from(Polygon::new(outer, holes))
}

/// Takes one closed ring out of the edges.
fn follow(edges: &mut BTreeMap<Corner, Vec<Corner>>, start: Corner) -> Vec<Corner> {
    let mut ring = vec![start];
    let mut at = start;
    let mut heading = None;
    while let Some(leaving) = edges.get_mut(&at) {
        let choice = match (leaving.len(), heading) {
            (2, Some(heading)) => usize::from(!is_right_turn(heading, at, leaving[0])),
            _ => 0,
        };
        let next = leaving.swap_remove(choice);
        if leaving.is_empty() {
            edges.remove(&at);
        }
        heading = Some(at);
        at = next;
        ring.push(at);
        if at == start {
            break;
        }
    }
    ring
}

fn is_right_turn(before: Corner, at: Corner, next: Corner) -> bool {
    cross(before, at, next) < 0
}

fn turns_left(ring: &[Corner]) -> bool {
    let origin = ring[0];
    let twice: i64 = ring
        .windows(2)
        .map(|pair| cross(origin, pair[0], pair[1]))
        .sum();
    twice > 0
}

/// Twice the signed area of a triangle of corners.
fn cross(a: Corner, b: Corner, c: Corner) -> i64 {
    let of = |corner: Corner| (corner.0 as i64, corner.1 as i64);
    let ((ax, ay), (bx, by), (cx, cy)) = (of(a), of(b), of(c));
    (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
}

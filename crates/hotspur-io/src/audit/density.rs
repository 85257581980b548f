//! Densities: of what, on which cells, and what they were made of.

use std::collections::{BTreeMap, BTreeSet};

use geo::{BoundingRect, Geometry};
use hotspur_core::Position;
use hotspur_core::density::{Kernel, WeightedPlace, density_at};
use serde_json::Value as Json;

use super::finding::{Finding, FindingKind, Tried};
use super::invert::{Layer, invert};
use super::published::Published;
use super::rows::Table;
use super::truth::Truth;

/// The smallest side of a cell that may be shown.
const SMALLEST_CELL: f64 = 250.0;
/// A cell may be shown that holds this many events, at this many points.
pub const LEAST: u64 = 5;

/// The attack on one release.
pub fn attack(release: &Published, truth: &Truth, tried: &mut Tried, found: &mut Vec<Finding>) {
    for table in release
        .tables
        .iter()
        .filter(|table| table.name.starts_with("density"))
    {
        let key = table.name.strip_prefix("density_").unwrap_or("all_crime");
        if !truth.theme(key).is_some_and(|theme| theme.placeable) {
            found.push(Finding::new(
                FindingKind::Density,
                &table.file,
                format!("{key} may not be shown by place: it is sensitive, shares offences with a sensitive theme, or is unknown"),
            ));
        }
        let Some(layer) = layer(table, release) else {
            if !table.rows.is_empty() {
                found.push(Finding::new(
                    FindingKind::Density,
                    &table.file,
                    "its cells, kernel or bandwidth cannot be read, so it cannot be judged"
                        .to_owned(),
                ));
            }
            continue;
        };
        if layer.side < SMALLEST_CELL - 0.5 {
            found.push(Finding::new(
                FindingKind::Density,
                &table.file,
                format!(
                    "cells of {:.0} m are smaller than {SMALLEST_CELL} m",
                    layer.side
                ),
            ));
        }
        turn_back(table, &layer, tried, found);
        if let Some(groups) = truth.counts(key) {
            envelope(table, &layer, &groups, release, truth, found);
        }
    }
}

/// The cells of a layer with what they say.
fn layer(table: &Table, release: &Published) -> Option<Layer> {
    let own = &table.facts["parameters"]["density"];
    let parameters: &Json = if own.is_object() {
        own
    } else {
        &release.parameters["density"]
    };
    let kernel: Kernel = parameters["kernel"].as_str()?.parse().ok()?;
    let bandwidth = parameters["bandwidth_m"].as_f64().filter(|h| *h > 0.0)?;
    let mut sides = Vec::new();
    let mut middles = Vec::new();
    for (row, shape) in table.shapes.iter().enumerate() {
        let Some(Geometry::MultiPolygon(square)) = shape else {
            return None;
        };
        let bounds = square.bounding_rect()?;
        sides.push((bounds.width() + bounds.height()) / 2.0);
        let middle = bounds.center();
        let value = table.field(row, "density_per_km2")?.number()?;
        middles.push((middle.x, middle.y, value));
    }
    sides.sort_by(f64::total_cmp);
    let measured = *sides.get(sides.len() / 2)?;
    // Degrees hold a place to a tenth of a metre; a side is whole decimetres.
    let declared = parameters["cell_m"].as_f64();
    let side = declared
        .filter(|side| (side - measured).abs() < 1.0)
        .unwrap_or(measured);
    // Beyond these, numbers of cells are no numbers.
    let sound = side >= 1.0 && middles.iter().all(|(x, y, _)| x.abs().max(y.abs()) < 1e9);
    sound.then_some(())?;
    let mut cells = BTreeMap::new();
    for (x, y, value) in middles {
        let at = |middle: f64| ((middle - side / 2.0) / side).round() as i64;
        cells.insert((at(x), at(y)), value / 1e6);
    }
    Some(Layer {
        kernel,
        bandwidth,
        side,
        cells,
    })
}

/// What the density was made of, and whether few events stand alone in it.
fn turn_back(table: &Table, layer: &Layer, tried: &mut Tried, found: &mut Vec<Finding>) {
    tried.densities += 1;
    let made = invert(layer);
    if !made.certain {
        tried.densities_unclear += 1;
        return;
    }
    let full: BTreeMap<(i64, i64), f64> = made
        .events
        .into_iter()
        .filter(|(_, events)| *events > 0.01)
        .collect();
    for (cell, events) in &full {
        if *events < LEAST as f64 - 0.01 {
            let (x, y) = layer.middle(*cell);
            found.push(Finding::new(
                FindingKind::Density,
                &table.file,
                format!(
                    "turned back, it was made with {events:.2} events in the cell at {x:.0}, {y:.0}"
                ),
            ));
        }
    }
    let mut seen: BTreeSet<(i64, i64)> = BTreeSet::new();
    for start in full.keys() {
        let (mut patch, mut next) = (0.0, vec![*start]);
        while let Some(cell) = next.pop() {
            let Some(events) = full.get(&cell).filter(|_| seen.insert(cell)) else {
                continue;
            };
            patch += events;
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                next.push((cell.0 + dx, cell.1 + dy));
            }
        }
        if patch > 0.01 && patch < LEAST as f64 - 0.01 {
            let (x, y) = layer.middle(*start);
            let events = patch.round() as u64;
            found.push(
                Finding::new(
                    FindingKind::Density,
                    &table.file,
                    format!("an isolated group of about {patch:.1} events near {x:.0}, {y:.0}"),
                )
                .within(events, events),
            );
        }
    }
}

/// The events of a cell, and the points at which they lie, by the bits of their coordinates.
type Held = (u64, BTreeSet<(u64, u64)>);

/// No cell may say more than the density of all cells that may be shown.
fn envelope(
    table: &Table,
    layer: &Layer,
    groups: &[bool],
    release: &Published,
    truth: &Truth,
    found: &mut Vec<Finding>,
) {
    let mut counts: BTreeMap<(i64, i64), Held> = BTreeMap::new();
    for event in &truth.events {
        let counted = groups.get(event.group) == Some(&true) && !event.codes.is_empty();
        if counted && release.months.contains(event.month()) {
            let at = |x: f64| (x / layer.side).floor() as i64;
            let cell = counts.entry((at(event.at.0), at(event.at.1))).or_default();
            cell.0 += 1;
            cell.1.insert((event.at.0.to_bits(), event.at.1.to_bits()));
        }
    }
    // Where counts are rounded, so are those that a density is made of, by half of their base at most.
    let more = if release.rounded {
        (truth.threshold / 2) as f64
    } else {
        0.0
    };
    let supported: Vec<WeightedPlace> = counts
        .iter()
        .filter(|(_, (events, places))| *events >= LEAST && places.len() as u64 >= LEAST)
        .filter_map(|(cell, (events, _))| {
            let (x, y) = layer.middle(*cell);
            Some(WeightedPlace {
                position: Position::new(x, y)?,
                weight: *events as f64 + more,
            })
        })
        .collect();
    let above = layer.cells.iter().find(|(cell, value)| {
        let (x, y) = layer.middle(**cell);
        let most = Position::new(x, y).map_or(0.0, |at| {
            density_at(at, &supported, layer.kernel, layer.bandwidth)
        });
        // Ten digits are written, and zero is no density.
        **value > most * (1.0 + 1e-6) + 1e-18
    });
    if let Some((cell, value)) = above {
        let (x, y) = layer.middle(*cell);
        found.push(Finding::new(
            FindingKind::Density,
            &table.file,
            format!(
                "{:.4} per km2 at {x:.0}, {y:.0} is more than all cells with {LEAST} events at {LEAST} points make: smaller cells or exact places are in it",
                value * 1e6
            ),
        ));
    }
}

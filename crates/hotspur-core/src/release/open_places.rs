//! The layers of places of a release that others than the analyst see.

use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::layers::{DENSITY, HOTSPOTS, Names};
use crate::value::Value;

use super::controlled::Controlled;
use super::open_layers::WITHHELD;
use super::opened::OpenPlaces;

/// Fewer cells make no density: the map would show where they are, and nothing else.
const FEWEST_CELLS: usize = 3;

/// The layers of places: of each theme a density, where enough cells are shown, and the micro-hotspots, where there is one.
pub(super) fn places(controlled: &Controlled, names: &Names) -> Vec<Layer> {
    let mut layers = Vec::new();
    for places in &controlled.places {
        if places.cells >= FEWEST_CELLS {
            layers.push(density(controlled, places, names));
        }
        if !places.hotspots.is_empty() {
            layers.push(hotspots(controlled, places, names));
        }
    }
    layers
}

fn density(controlled: &Controlled, places: &OpenPlaces, names: &Names) -> Layer {
    let (surface, what) = (&places.surface, &controlled.counted[places.counted]);
    let grid = surface.grid;
    let inside = controlled
        .grid
        .as_ref()
        .map_or(&[][..], |ground| &ground.in_study_area[..]);
    let (mut cells, mut densities) = (Vec::new(), Vec::new());
    for (at, inside) in inside.iter().enumerate() {
        let (column, row) = (at % grid.columns(), at / grid.columns());
        let density = surface.per_km2(column, row);
        if *inside && density > 0.0 {
            cells.push((column, row));
            densities.push(Some(density));
        }
    }
    let parameters = controlled.density.as_ref().map_or_else(String::new, |density| {
        format!(
            " ({} kernel, bandwidth {} m, cells of {} m, events at the centres of the cells that may be shown)",
            density.kernel, density.bandwidth.0, density.cell.0
        )
    });
    Layer::new(
        format!("{DENSITY}_{}", what.key),
        Role::Density,
        format!("{}: density of {}{parameters}", names.study, what.title),
        Shapes::Cells { grid, cells },
        vec![Column::new(
            "density_per_km2",
            "events per square kilometre, over the whole period",
            Cells::Real(densities),
        )],
    )
}

fn hotspots(controlled: &Controlled, places: &OpenPlaces, names: &Names) -> Layer {
    let found = &places.hotspots;
    let what = &controlled.counted[places.counted];
    let area = |at: usize| &controlled.areas[found[at].area];
    let text = |of: &dyn Fn(usize) -> String| {
        Cells::Text((0..found.len()).map(|at| Some(of(at))).collect())
    };
    let whole = |of: &dyn Fn(usize) -> usize| {
        Cells::Integer(
            (0..found.len())
                .map(|at| i64::try_from(of(at)).ok())
                .collect(),
        )
    };
    let real = |of: &dyn Fn(usize) -> Option<f64>| Cells::Real((0..found.len()).map(of).collect());
    let total = controlled.of_study_area(places.counted).count();
    let number = |at: usize| {
        let before = found[..=at].iter();
        before
            .filter(|hotspot| hotspot.area == found[at].area)
            .count()
    };
    let columns = vec![
        Column::new("rank", "by events", whole(&|at| at + 1)),
        Column::new(
            "name",
            "area, number there",
            text(&|at| format!("{} {}", area(at).name, number(at))),
        ),
        Column::new(
            "area_code",
            "code of the area with most of its ground",
            text(&|at| area(at).code.clone()),
        ),
        Column::new(
            "area_name",
            "name of that area",
            text(&|at| area(at).name.clone()),
        ),
        Column {
            missing: vec![WITHHELD.to_owned()],
            ..Column::new(
                "in_flagged_area",
                "whether the rule flags that area",
                Cells::Boolean(
                    (0..found.len())
                        .map(|at| area(at).verdict.as_ref()?.hotspot)
                        .collect(),
                ),
            )
        },
        Column::count(
            "count",
            "events in the cells that are shown",
            &found
                .iter()
                .map(|hotspot| Value::Known(hotspot.count))
                .collect::<Vec<_>>(),
        ),
        Column {
            missing: vec![WITHHELD.to_owned()],
            ..Column::new(
                "expected",
                "events if they fell anywhere alike",
                real(&|at| {
                    Some(total? as f64 * found[at].square_metres / found[at].of_square_metres)
                }),
            )
        },
        Column::new(
            "area_km2",
            "square kilometres of the study area",
            real(&|at| Some(found[at].square_metres / 1e6)),
        ),
        Column::new("cells", "cells", whole(&|at| found[at].cells)),
    ];
    Layer::new(
        format!("{HOTSPOTS}_{}", what.key),
        Role::Hotspots,
        format!(
            "{}: micro-hotspots of {} (cells that may be shown)",
            names.study, what.title
        ),
        Shapes::Areas(
            found
                .iter()
                .map(|hotspot| hotspot.outline.clone())
                .collect(),
        ),
        columns,
    )
}

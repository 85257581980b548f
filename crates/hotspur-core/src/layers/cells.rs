//! The layer of cells: the evidence of one theme on the study grid.

use super::{CELLS, Names};
use crate::analysis::{Inside, Question, ThemeMicro};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::micro::{CellEvidence, CellMoran};
use crate::value::Value;

/// Every tested cell, row by row from the south-west.
pub(super) fn layer(
    question: &Question,
    inside: &Inside,
    theme: &ThemeMicro,
    names: &Names,
) -> Layer {
    let found = &theme.cells.cells;
    let real = |name: &str, unit: &'static str, of: fn(&CellEvidence) -> Value<f64>| {
        let values: Vec<Value<f64>> = found.iter().map(of).collect();
        Column::real(name, unit, &values)
    };
    let count: Vec<Value<u64>> = found.iter().map(|cell| Value::Known(cell.count)).collect();
    let bins: Vec<Value<i64>> = found.iter().map(|cell| cell.bin.map(i64::from)).collect();
    let ground: Vec<Value<f64>> = inside
        .cells
        .ground
        .iter()
        .map(|metres| Value::Known(metres / 1e6))
        .collect();
    let mut columns = vec![
        Column::count("count", "events", &count),
        Column::real("area_km2", "square kilometres of the study area", &ground),
        real(
            "gi_star_z",
            "Gi* of the count, queen neighbours and itself",
            |cell| cell.gi.map(|gi| gi.z),
        ),
        real("gi_star_p", "two-sided p of gi_star_z", |cell| {
            cell.gi.map(|gi| gi.p)
        }),
        Column {
            missing: crate::layer::reasons(&bins),
            ..Column::new(
                "gi_bin",
                "-3 to 3: gi_star_p at most 0.01, 0.05, 0.10 with the sign of gi_star_z",
                Cells::Integer(bins.iter().map(|bin| bin.known()).collect()),
            )
        },
        real("ratio", "count over the expected one", |cell| cell.ratio),
        real(
            "excess_ratio",
            "the neighbourhood's count over the expected one",
            |cell| cell.excess_ratio,
        ),
        real(
            "excess_p",
            "one-sided p of the neighbourhood's count, binomial",
            |cell| cell.excess_p,
        ),
        real("q", "BH of excess_p over the cells tested", |cell| cell.q),
    ];
    if let Some(moran) = &theme.moran {
        columns.extend(moran_columns(moran));
    }
    let counted = theme.cells.counted;
    let title = format!(
        "{}: {} by cell of {} m (Gi*, and q of the neighbourhood's count under complete spatial randomness)",
        names.study,
        counted.title(question.themes),
        inside.cells.grid.cell().0
    );
    let cells = (0..inside.cells.len())
        .map(|cell| inside.cells.column_row(cell))
        .collect();
    Layer::new(
        format!("{CELLS}_{}", counted.key(question.themes)),
        Role::Cells,
        title,
        Shapes::Cells {
            grid: inside.cells.grid,
            cells,
        },
        columns,
    )
}

fn moran_columns(found: &[CellMoran]) -> [Column; 3] {
    let i: Vec<Value<f64>> = found.iter().map(|cell| cell.i).collect();
    let p: Vec<Value<f64>> = found.iter().map(|cell| cell.p).collect();
    let quadrants: Vec<Value<&'static str>> = found
        .iter()
        .map(|cell| cell.quadrant.map(|quadrant| quadrant.as_str()))
        .collect();
    let text = |cell: &Value<&'static str>| cell.known().map(str::to_owned);
    [
        Column::real("moran_i", "local Moran's I of the count", &i),
        Column {
            missing: crate::layer::reasons(&quadrants),
            ..Column::new(
                "moran_quadrant",
                "HH, LH, LL or HL: the cell, then its neighbours",
                Cells::Text(quadrants.iter().map(text).collect()),
            )
        },
        Column::real("moran_p", "two-sided permutation p of moran_i", &p),
    ]
}

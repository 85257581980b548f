//! The layer of near-repeat risk: the ground around recent events on which more follow than chance gives.

use geo::MultiPolygon;

use super::Names;
use crate::analysis::Question;
use crate::answer::ThemeRepeats;
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::repeat::RiskArea;
use crate::value::Value;

/// The layer of near-repeat risk.
pub const RISK: &str = "near_repeat_risk";

/// One feature a thing counted and band of distance; nothing where none is drawn.
pub(super) fn layer(question: &Question, found: &[ThemeRepeats], names: &Names) -> Option<Layer> {
    let rows: Vec<(&ThemeRepeats, &RiskArea)> = (found.iter())
        .filter_map(|theme| match &theme.risk {
            Some(Value::Known(areas)) => Some((theme, areas)),
            _ => None,
        })
        .flat_map(|(theme, areas)| areas.iter().map(move |area| (theme, area)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let real = |name: &str, unit, of: &dyn Fn(&RiskArea) -> f64| {
        let cells = rows.iter().map(|(_, area)| Some(of(area)));
        Column::new(name, unit, Cells::Real(cells.collect()))
    };
    let columns = vec![
        Column::new(
            "counted",
            "key of what is counted",
            Cells::Text(
                rows.iter()
                    .map(|(theme, _)| Some(theme.counted.key(question.themes).to_owned()))
                    .collect(),
            ),
        ),
        real("from_m", "metres from a recent event", &|area| {
            area.band.from.0
        }),
        real("until_m", "metres from a recent event", &|area| {
            area.band.until.0
        }),
        real("knox_ratio", "pairs over those expected", &|area| {
            area.band.ratio
        }),
    ];
    let outlines: Vec<MultiPolygon<f64>> =
        rows.iter().map(|(_, area)| area.outline.clone()).collect();
    Some(Layer::new(
        RISK,
        Role::Outlines,
        format!("{}: the ground of near repeats", names.study),
        Shapes::Areas(outlines),
        columns,
    ))
}

//! The layer of a density of cases against one of controls.

use super::{Names, RELATIVE};
use crate::analysis::Question;
use crate::densities::Densities;
use crate::layer::{Column, Layer, Role, Shapes};
use crate::value::Value;

/// Cells of the study area where either density is above zero or the ratio is known; `None` where nobody asked.
pub(super) fn layer(question: &Question, densities: &Densities, names: &Names) -> Option<Layer> {
    let (asked, found) = (question.params.dual?, densities.dual.as_ref()?);
    let grid = densities.surfaces.first()?.surface.grid;
    let kept: Vec<usize> = (0..found.log_ratio.len())
        .filter(|cell| densities.in_study_area[*cell])
        .filter(|cell| {
            found.difference_per_km2[*cell] != 0.0 || found.log_ratio[*cell].known().is_some()
        })
        .collect();
    let ratios: Vec<Value<f64>> = kept.iter().map(|cell| found.log_ratio[*cell]).collect();
    let differences: Vec<Value<f64>> = kept
        .iter()
        .map(|cell| Value::Known(found.difference_per_km2[*cell]))
        .collect();
    let (cases, controls) = (
        asked.cases.key(question.themes),
        asked.controls.key(question.themes),
    );
    let params = &question.params.density;
    let title = format!(
        "{}: density of {cases} against {controls} ({} kernel, bandwidth {} m, null below {} controls under a kernel)",
        names.study, params.kernel, params.bandwidth.0, asked.min_controls
    );
    Some(Layer::new(
        format!("{RELATIVE}_{cases}_{controls}"),
        Role::Relative,
        title,
        Shapes::Cells {
            grid,
            cells: kept
                .iter()
                .map(|cell| (cell % grid.columns(), cell / grid.columns()))
                .collect(),
        },
        vec![
            Column::real(
                "log_ratio",
                "natural log of the ratio of densities that integrate to one; 0 is alike",
                &ratios,
            ),
            Column::real(
                "difference_per_km2",
                "cases less controls per square kilometre",
                &differences,
            ),
        ],
    ))
}

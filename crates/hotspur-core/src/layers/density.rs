//! The layer of a density: the cells above zero.

use super::{DENSITY, Names};
use crate::analysis::Question;
use crate::densities::{Densities, ThemeSurface};
use crate::layer::{Cells, Column, Layer, Role, Shapes};

/// Cells of the study area whose density is above zero.
pub(super) fn layer(
    question: &Question,
    within: &Densities,
    found: &ThemeSurface,
    names: &Names,
) -> Layer {
    let grid = found.surface.grid;
    let mut cells = Vec::new();
    let mut densities = Vec::new();
    for row in 0..grid.rows() {
        for column in 0..grid.columns() {
            let density = found.surface.per_km2(column, row);
            if density > 0.0 && within.in_study_area[row * grid.columns() + column] {
                cells.push((column, row));
                densities.push(Some(density));
            }
        }
    }
    let (name, what) = match found.theme {
        None => (DENSITY.to_owned(), "all located rows".to_owned()),
        Some(theme) => {
            let theme = &question.themes.list()[theme];
            (format!("{DENSITY}_{}", theme.key), theme.title.clone())
        }
    };
    let params = &question.params.density;
    let title = format!(
        "{}: density of {what} ({} kernel, bandwidth {} m, cells of {} m, edge correction {})",
        names.study, params.kernel, params.bandwidth.0, params.cell.0, question.params.edge
    );
    let columns = vec![Column::new(
        "density_per_km2",
        "events per square kilometre, over the whole period",
        Cells::Real(densities),
    )];
    Layer::new(
        name,
        Role::Density,
        title,
        Shapes::Cells { grid, cells },
        columns,
    )
}

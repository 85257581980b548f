//! The layer of lines of equal density.

use super::{CONTOURS, Names};
use crate::analysis::Question;
use crate::breaks::{CLASSES, skewed_breaks};
use crate::densities::{Densities, ThemeSurface};
use crate::density::{EdgeCorrection, Surface, contours};
use crate::layer::{Cells, Column, Layer, Role, Shapes};

/// Contours of the density of all located rows, inside the study area, at the edges between the classes in which its cells
/// are drawn; `None` where there is no such density.
pub(super) fn layer(question: &Question, densities: &Densities, names: &Names) -> Option<Layer> {
    let found = densities.surfaces.iter().find(|one| one.theme.is_none())?;
    let levels = levels(densities, found);
    let surface = match question.params.edge {
        EdgeCorrection::None => &found.surface,
        // A corrected density is nothing outside the study area; lines shall not bend away from that.
        _ => &carried_over_the_edge(&found.surface, &densities.in_study_area),
    };
    let part = (question.params.ask.as_ref()).filter(|ask| !ask.focus.is_everywhere());
    let part = part.map(|ask| ask.focus.ground(question.areas));
    let window = part.as_ref().unwrap_or(question.areas.study_area());
    let lines = contours(surface, &levels, window);
    let (levels, lines) = levels
        .into_iter()
        .zip(lines)
        .filter(|(_, lines)| !lines.0.is_empty())
        .unzip::<f64, _, Vec<f64>, Vec<_>>();
    let params = &question.params.density;
    let title = format!(
        "{}: lines of equal density of all located rows ({} kernel, bandwidth {} m, cells of {} m, edge correction {})",
        names.study, params.kernel, params.bandwidth.0, params.cell.0, question.params.edge
    );
    Some(Layer::new(
        CONTOURS,
        Role::Contours,
        title,
        Shapes::Lines(lines),
        vec![Column::new(
            "density_per_km2",
            "events per square kilometre, over the whole period",
            Cells::Real(levels.into_iter().map(Some).collect()),
        )],
    ))
}

/// The edges between the classes of the density's cells.
fn levels(densities: &Densities, found: &ThemeSurface) -> Vec<f64> {
    let shown: Vec<f64> = (found.surface.per_square_metre.iter())
        .zip(&densities.in_study_area)
        .filter(|(density, inside)| **inside && **density > 0.0)
        .map(|(density, _)| density * 1e6)
        .collect();
    let edges = skewed_breaks(&shown, CLASSES);
    let last = edges.len().saturating_sub(1);
    edges.get(1..last).unwrap_or_default().to_vec()
}

/// The surface with the mean of the neighbours inside for each cell just outside.
fn carried_over_the_edge(surface: &Surface, inside: &[bool]) -> Surface {
    let (columns, rows) = (surface.grid.columns(), surface.grid.rows());
    let mut carried = surface.clone();
    for cell in (0..inside.len()).filter(|cell| !inside[*cell]) {
        let (column, row) = (cell % columns, cell / columns);
        let near = |at: usize, count: usize| at.saturating_sub(1)..(at + 2).min(count);
        let (mut sum, mut count) = (0.0, 0.0);
        for other in near(row, rows)
            .flat_map(|row| near(column, columns).map(move |column| row * columns + column))
        {
            if inside[other] {
                sum += surface.per_square_metre[other];
                count += 1.0;
            }
        }
        if count > 0.0 {
            carried.per_square_metre[cell] = sum / count;
        }
    }
    carried
}

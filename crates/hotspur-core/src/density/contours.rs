//! Lines of equal density, through the values at the centres of cells.

use contour::ContourBuilder;
use geo::{BooleanOps, MultiLineString, MultiPolygon};

use super::Surface;

/// The lines on which a density, in events per square kilometre and linear between the centres of cells, equals each of the
/// `levels`, inside `window`. One geometry a level, in their order; empty where a level is never reached.
///
/// Marching squares (Lorensen and Cline 1987, doi:10.1145/37401.37422, in the plane), by the crate `contour`.
/// Time O(cells × levels), and what clipping takes.
///
/// ```
/// use geo::{Rect, coord};
/// use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, contours, surface};
/// use hotspur_core::{Grid, Metres, Position};
/// let square = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 1000.0, y: 1000.0 });
/// let grid = Grid::over(square, Metres(20.0)).unwrap();
/// let params = DensityParams { kernel: Kernel::Quartic, bandwidth: Metres(400.0), cell: Metres(20.0) };
/// let one = [WeightedPlace { position: Position::new(500.0, 500.0).unwrap(), weight: 10.0 }];
/// let found = contours(&surface(&one, &grid, &params), &[1.0, 1e6], &square.to_polygon().into());
/// assert_eq!(found.iter().map(|lines| lines.0.len()).collect::<Vec<_>>(), [1, 0]);
/// ```
#[must_use]
pub fn contours(
    surface: &Surface,
    levels: &[f64],
    window: &MultiPolygon<f64>,
) -> Vec<MultiLineString<f64>> {
    let (values, columns, rows) = padded(surface);
    let cell = surface.grid.cell().0;
    let (west, south) = surface.grid.origin();
    let tracer = ContourBuilder::new(columns, rows, true)
        .x_origin(west - cell)
        .y_origin(south - cell)
        .x_step(cell)
        .y_step(cell);
    let per_square_metre: Vec<f64> = levels.iter().map(|level| level / 1e6).collect();
    // It fails where the number of values is not that of the cells, or where its own stitching of lines is wrong.
    let traced = tracer.lines(&values, &per_square_metre);
    debug_assert!(traced.is_ok(), "{traced:?}");
    let traced = traced.unwrap_or_default();
    traced
        .iter()
        .map(|line| window.clip(line.geometry(), false))
        .collect()
}

/// The values with a frame of copies of the outermost ones: the tracer closes its lines along the edge of what it is
/// given, and outside the window that is cut away.
fn padded(surface: &Surface) -> (Vec<f64>, usize, usize) {
    let (columns, rows) = (surface.grid.columns(), surface.grid.rows());
    let inner = |at: usize, count: usize| at.saturating_sub(1).min(count - 1);
    let values = (0..rows + 2)
        .flat_map(|row| (0..columns + 2).map(move |column| (column, row)))
        .map(|(column, row)| {
            surface.per_square_metre[inner(row, rows) * columns + inner(column, columns)]
        })
        .collect();
    (values, columns + 2, rows + 2)
}

//! What a project shows when it opens: the study area, on its plane.

use geo::{BoundingRect, Rect, coord};
use hotspur_core::{Layer, Shapes};

/// The share of the study area that stays free around it.
const MARGIN: f64 = 0.04;

/// West, south, east and north of what the layers hold, in whole metres; `None` where they hold nothing.
pub fn extent(layers: &[Layer]) -> Option<[f64; 4]> {
    let bounds = layers.iter().filter_map(bounds).reduce(around)?;
    let margin = MARGIN * bounds.width().max(bounds.height());
    Some(
        [
            bounds.min().x - margin,
            bounds.min().y - margin,
            bounds.max().x + margin,
            bounds.max().y + margin,
        ]
        .map(|metres| metres.round() + 0.0),
    )
}

fn bounds(layer: &Layer) -> Option<Rect<f64>> {
    match &layer.shapes {
        Shapes::Areas(areas) => bounds_of(areas),
        Shapes::Lines(lines) => bounds_of(lines),
        Shapes::Points(points) => (points.iter())
            .map(|at| {
                let at = coord! { x: at.x(), y: at.y() };
                Rect::new(at, at)
            })
            .reduce(around),
        Shapes::Cells { grid, cells } => (cells.iter())
            .map(|(column, row)| grid.square(*column, *row))
            .reduce(around),
    }
}

fn bounds_of<G: BoundingRect<f64, Output = Option<Rect<f64>>>>(shapes: &[G]) -> Option<Rect<f64>> {
    (shapes.iter())
        .filter_map(BoundingRect::bounding_rect)
        .reduce(around)
}

fn around(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    Rect::new(
        coord! { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
        coord! { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
    )
}

//! How far one line segment runs along another.

use geo::Line;

/// The stretch of `a` that lies opposite `b`, as distances from the start of `a` in metres: the points of `a` whose foot
/// on the line through `b` falls on `b` and is at most `tolerance` away. `None` where there is no such stretch.
///
/// Segments that go on where the other ends are opposite each other at no more than a point; those that meet at an angle φ
/// for at most tolerance / sin φ on each side of the point.
pub(super) fn opposite(a: Line<f64>, b: Line<f64>, tolerance: f64) -> Option<(f64, f64)> {
    let (along, across) = (direction(a)?, direction(b)?);
    let from = a.start - b.start;
    // Both the distance to the line through b and the foot on it are linear in the distance s along a.
    let apart = (cross(from, across.unit), cross(along.unit, across.unit));
    let foot = (dot(from, across.unit), dot(along.unit, across.unit));
    let near = between(apart, -tolerance, tolerance)?;
    let on = between(foot, 0.0, across.length)?;
    let start = near.0.max(on.0).max(0.0);
    let end = near.1.min(on.1).min(along.length);
    (start < end).then_some((start, end))
}

/// Whether two segments run in the same or in opposite directions, within the angle of this sine.
pub(super) fn parallel(a: Line<f64>, b: Line<f64>, sine: f64) -> bool {
    match (direction(a), direction(b)) {
        (Some(a), Some(b)) => cross(a.unit, b.unit).abs() <= sine,
        _ => false,
    }
}

/// The length that intervals cover together.
pub(super) fn covered(intervals: &mut [(f64, f64)]) -> f64 {
    intervals.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut reached = f64::NEG_INFINITY;
    let mut length = 0.0;
    for (start, end) in intervals {
        length += (*end - start.max(reached)).max(0.0);
        reached = reached.max(*end);
    }
    length
}

struct Direction {
    unit: (f64, f64),
    length: f64,
}

/// `None` for a segment without length, or with a coordinate that is no number.
fn direction(line: Line<f64>) -> Option<Direction> {
    let by = line.end - line.start;
    let length = by.x.hypot(by.y);
    (length.is_finite() && length > 0.0).then(|| Direction {
        unit: (by.x / length, by.y / length),
        length,
    })
}

/// The s for which `low <= at.0 + s · at.1 <= high`.
fn between(at: (f64, f64), low: f64, high: f64) -> Option<(f64, f64)> {
    let (constant, slope) = at;
    if slope == 0.0 {
        return (low <= constant && constant <= high).then_some((f64::NEG_INFINITY, f64::INFINITY));
    }
    let (one, other) = ((low - constant) / slope, (high - constant) / slope);
    Some((one.min(other), one.max(other)))
}

fn cross(a: impl Into<geo::Coord<f64>>, b: impl Into<geo::Coord<f64>>) -> f64 {
    let (a, b) = (a.into(), b.into());
    a.x * b.y - a.y * b.x
}

fn dot(a: impl Into<geo::Coord<f64>>, b: impl Into<geo::Coord<f64>>) -> f64 {
    let (a, b) = (a.into(), b.into());
    a.x * b.x + a.y * b.y
}

//! Neighbours among areas, by their boundaries.

use geo::{CoordsIter, Distance, Euclidean, Line, LinesIter, MultiPolygon};
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::metres::Metres;
use crate::weights::stretch::{covered, opposite, parallel};
use crate::weights::{Contiguity, Weights};

/// Nearer than a micrometre is rounding of the coordinates.
const LEAST_TOLERANCE: f64 = 1e-6;

/// Segments within ten degrees of each other run along each other.
const PARALLEL_SINE: f64 = 0.173_648_177_666_930_33;

/// Two boundaries that part from one point at an angle of ten degrees or more are within the tolerance of each other for at
/// most this many tolerances, 2 / sin 10°.
const AROUND_A_POINT: f64 = 2.0 / PARALLEL_SINE;

type Segments = RTree<GeomWithData<Rectangle<[f64; 2]>, (u32, Line<f64>)>>;

/// The neighbours of areas by their boundaries, outer and inner rings alike: by queen those that come within `tolerance`
/// of each other, by rook those that run within `tolerance` of each other for longer than `tolerance`.
///
/// Nothing is asked of vertices: two sides of a border may be drawn with different ones, and may leave a sliver between
/// them or overlap by up to the tolerance. A tolerance below a micrometre counts as one. Around a point where two
/// boundaries only meet they are within the tolerance of each other as well, so that a stretch counts by its length only
/// where the two run within 10° of each other; where they are rougher than that it has to be longer than 2 / sin 10° = 11.5
/// tolerances. A tolerance well below the shortest border is therefore the one to give. Areas that overlap without their
/// boundaries coming near (one deep inside another) are no neighbours.
///
/// Symmetric. Time O(s log s + pairs of segments that come near), parallel over areas.
///
/// ```
/// use geo::{Rect, coord};
/// use hotspur_core::Metres;
/// use hotspur_core::weights::{Contiguity, contiguity};
/// let square = |x: f64, y: f64| Rect::new(coord! {x: x, y: y}, coord! {x: x + 9.0, y: y + 9.0}).to_polygon().into();
/// let outlines = [square(0.0, 0.0), square(9.0, 0.0), square(18.0, 9.0)];
/// assert_eq!(contiguity(&outlines, Contiguity::Queen, Metres(0.01)).neighbours(1), [0, 2]);
/// assert_eq!(contiguity(&outlines, Contiguity::Rook, Metres(0.01)).neighbours(1), [0]);
/// ```
#[must_use]
pub fn contiguity(
    outlines: &[MultiPolygon<f64>],
    contiguity: Contiguity,
    tolerance: Metres,
) -> Weights {
    let tolerance = tolerance.0.max(LEAST_TOLERANCE);
    let segments = segments(outlines);
    let mut lists: Vec<Vec<u32>> = (0_u32..)
        .zip(outlines)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(unit, outline)| match contiguity {
            Contiguity::Queen => touching(unit, outline, &segments, tolerance),
            Contiguity::Rook => alongside(unit, outline, &segments, tolerance),
        })
        .collect();
    // Lengths are measured on the boundary of either, which can differ: one that suffices makes both neighbours.
    for unit in 0..lists.len() {
        for index in 0..lists[unit].len() {
            let other = lists[unit][index] as usize;
            if lists[other].binary_search(&(unit as u32)).is_err() {
                lists[other].push(unit as u32);
            }
        }
    }
    Weights::from_lists(lists)
}

fn segments(outlines: &[MultiPolygon<f64>]) -> Segments {
    let all = (0_u32..).zip(outlines).flat_map(|(unit, outline)| {
        sound(outline).map(move |line| GeomWithData::new(rectangle(line), (unit, line)))
    });
    RTree::bulk_load(all.collect())
}

/// The segments of all rings that have finite coordinates: an R-tree cannot order others.
fn sound(outline: &MultiPolygon<f64>) -> impl Iterator<Item = Line<f64>> {
    outline.lines_iter().filter(|line| {
        line.coords_iter()
            .all(|coord| coord.x.is_finite() && coord.y.is_finite())
    })
}

fn rectangle(line: Line<f64>) -> Rectangle<[f64; 2]> {
    Rectangle::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y])
}

/// The segments of other areas that may come within `tolerance` of a segment.
fn near(
    segments: &Segments,
    unit: u32,
    line: Line<f64>,
    tolerance: f64,
) -> impl Iterator<Item = &(u32, Line<f64>)> {
    let low = [
        line.start.x.min(line.end.x) - tolerance,
        line.start.y.min(line.end.y) - tolerance,
    ];
    let high = [
        line.start.x.max(line.end.x) + tolerance,
        line.start.y.max(line.end.y) + tolerance,
    ];
    segments
        .locate_in_envelope_intersecting(&AABB::from_corners(low, high))
        .map(|segment| &segment.data)
        .filter(move |(other, _)| *other != unit)
}

/// The areas that come within `tolerance` of an area, ascending.
fn touching(
    unit: u32,
    outline: &MultiPolygon<f64>,
    segments: &Segments,
    tolerance: f64,
) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for line in sound(outline) {
        for (other, across) in near(segments, unit, line, tolerance) {
            if let Err(place) = found.binary_search(other)
                && Euclidean.distance(&line, across) <= tolerance
            {
                found.insert(place, *other);
            }
        }
    }
    found
}

/// The areas that run along an area, ascending.
fn alongside(
    unit: u32,
    outline: &MultiPolygon<f64>,
    segments: &Segments,
    tolerance: f64,
) -> Vec<u32> {
    // For each segment and other area, the length alongside at all and the length in parallel.
    let mut lengths: Vec<(u32, f64, f64)> = Vec::new();
    for line in sound(outline) {
        let mut stretches: Vec<(u32, (f64, f64), bool)> = near(segments, unit, line, tolerance)
            .filter_map(|(other, across)| {
                let stretch = opposite(line, *across, tolerance)?;
                Some((*other, stretch, parallel(line, *across, PARALLEL_SINE)))
            })
            .collect();
        stretches.sort_unstable_by_key(|(other, ..)| *other);
        lengths.extend(stretches.chunk_by(|a, b| a.0 == b.0).map(|chunk| {
            let mut all: Vec<_> = chunk.iter().map(|stretch| stretch.1).collect();
            let straight = chunk.iter().filter(|stretch| stretch.2);
            let mut straight: Vec<_> = straight.map(|stretch| stretch.1).collect();
            (chunk[0].0, covered(&mut all), covered(&mut straight))
        }));
    }
    lengths.sort_by_key(|(other, ..)| *other);
    lengths
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|chunk| {
            let all: f64 = chunk.iter().map(|length| length.1).sum();
            let straight: f64 = chunk.iter().map(|length| length.2).sum();
            straight > tolerance || all > AROUND_A_POINT * tolerance
        })
        .map(|chunk| chunk[0].0)
        .collect()
}

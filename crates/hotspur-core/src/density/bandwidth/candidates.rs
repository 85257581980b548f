//! Distinct places in order, the values of sigma to try, and sums over pairs.

use geo::{BoundingRect, MultiPolygon};

use super::spread::refusal;
use crate::metres::Position;
use crate::value::{Reason, Value};

/// How many values of sigma are tried.
pub const CANDIDATES: usize = 16;

/// More distinct places than this are refused, since every pair is compared: at this many, some 200 million pairs a
/// candidate where the kernel reaches them all, and half a minute on two cores for sixteen candidates.
pub const MOST_EVENTS: usize = 20_000;

/// Terms smaller than exp(−45) = 3e-20 times another are left out: all of them together are below the rounding of a sum.
const NEGLIGIBLE: f64 = 45.0;

/// Distinct places and how many events each holds, by northing and then easting.
pub(super) struct Places(Vec<(Position, f64)>);

impl Places {
    /// The places of events; undefined for fewer than two events, for one place, and for more than [`MOST_EVENTS`].
    pub(super) fn new(events: &[Position]) -> Value<Self> {
        if let Some(reason) = refusal(events) {
            return Value::Undefined(reason);
        }
        let mut ordered = events.to_vec();
        ordered.sort_unstable_by(northing_first);
        let mut places: Vec<(Position, f64)> = Vec::with_capacity(ordered.len());
        for event in ordered {
            match places.last_mut() {
                Some((last, weight)) if *last == event => *weight += 1.0,
                _ => places.push((event, 1.0)),
            }
        }
        if places.len() > MOST_EVENTS {
            return Value::Undefined(Reason::TooManyEvents);
        }
        Value::Known(Self(places))
    }

    pub(super) fn list(&self) -> &[(Position, f64)] {
        &self.0
    }

    /// Where a position stands in the order.
    pub(super) fn index_of(&self, position: Position) -> Option<usize> {
        self.0
            .binary_search_by(|(place, _)| northing_first(place, &position))
            .ok()
    }

    /// The squared distance from a place to the nearest other.
    pub(super) fn nearest(&self, index: usize) -> f64 {
        let here = self.0[index].0;
        let mut best = f64::INFINITY;
        for (other, _) in self.0[index + 1..].iter() {
            if (other.y() - here.y()).powi(2) > best {
                break;
            }
            best = best.min(here.distance_squared(*other));
        }
        for (other, _) in self.0[..index].iter().rev() {
            if (other.y() - here.y()).powi(2) > best {
                break;
            }
            best = best.min(here.distance_squared(*other));
        }
        best
    }

    /// Σ wⱼ exp(−(dᵢⱼ² − least) / 2σ²) over the *other* places; `least` is the squared distance of the term that is
    /// written as one, so that no sum underflows. Time O(log m + places in the band of northings within reach).
    pub(super) fn others(&self, index: usize, least: f64, sigma: f64) -> f64 {
        let here = self.0[index].0;
        let variance = 2.0 * sigma * sigma;
        let furthest = least + NEGLIGIBLE * variance;
        let reach = furthest.sqrt();
        let first = self
            .0
            .partition_point(|(place, _)| place.y() < here.y() - reach);
        let last = self
            .0
            .partition_point(|(place, _)| place.y() <= here.y() + reach);
        let term = |(place, weight): &(Position, f64)| {
            let d2 = here.distance_squared(*place);
            if d2 <= furthest {
                weight * (-(d2 - least) / variance).exp()
            } else {
                0.0
            }
        };
        let south: f64 = self.0[first.min(index)..index].iter().map(term).sum();
        let north: f64 = self.0[index + 1..last.max(index + 1)]
            .iter()
            .map(term)
            .sum();
        south + north
    }

    /// [`candidate_sigmas`] of these places.
    pub(super) fn candidates(&self, window: &MultiPolygon<f64>) -> Value<[f64; CANDIDATES]> {
        let Some(bounds) = window.bounding_rect() else {
            return Value::Undefined(Reason::NoWindow);
        };
        let last = bounds.width().hypot(bounds.height()) / 2.0;
        if !(last.is_finite() && bounds.width() > 0.0 && bounds.height() > 0.0) {
            return Value::Undefined(Reason::NoWindow);
        }
        let first = (0..self.0.len())
            .map(|place| self.nearest(place))
            .fold(f64::INFINITY, f64::min)
            .sqrt();
        let steps = (CANDIDATES - 1) as f64;
        Value::Known(std::array::from_fn(|step| match step {
            0 => first,
            step if step == CANDIDATES - 1 => last,
            step => first * (last / first).powf(step as f64 / steps),
        }))
    }
}

fn northing_first(a: &Position, b: &Position) -> std::cmp::Ordering {
    a.y().total_cmp(&b.y()).then(a.x().total_cmp(&b.x()))
}

/// The standard deviations that `cv` and `cvl` try, in metres: [`CANDIDATES`] geometric steps from the least distance
/// between distinct places to half the diagonal of the window's bounds.
///
/// Undefined for fewer than two events, all in one place, more than [`MOST_EVENTS`] places, and a window without area.
/// Time O(m log m), O(m²) where all lie on one northing.
#[must_use]
pub fn candidate_sigmas(
    events: &[Position],
    window: &MultiPolygon<f64>,
) -> Value<[f64; CANDIDATES]> {
    Places::new(events).and_then(|places| places.candidates(window))
}

//! The arrangement of the areas of all releases: the parts of the ground that lie in exactly the same ones.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, BoundingRect, Centroid, Contains, Intersects, Point, Rect};

use super::published::Published;
use super::truth::{Ground, Truth};

/// Points of the lattice that looks for parts, on a side.
const LATTICE: usize = 60;

/// The arrangement.
#[derive(Debug, Clone, Default)]
pub struct Zones {
    /// The distinct areas, with the name by which findings call them.
    pub areas: Vec<Ground>,
    /// For each release the number of each of its areas, by code.
    of_release: Vec<BTreeMap<String, usize>>,
    /// The areas of each zone.
    pub zones: Vec<BTreeSet<usize>>,
    /// The zone of each true event; nothing where it lies in no area.
    of_event: Vec<Option<usize>>,
}

impl Zones {
    /// Finds the zones by a lattice of points over everything, and by the true places.
    pub fn of(releases: &[Published], truth: &Truth) -> Self {
        let mut found = Self::default();
        for release in releases {
            let mut numbers = BTreeMap::new();
            for ground in &release.areas {
                let same = found.areas.iter().position(|known| is_same(known, ground));
                let number = same.unwrap_or_else(|| {
                    let mut area = ground.clone();
                    if found.areas.iter().any(|known| known.code == area.code) {
                        // Two areas of one code are told apart by where they stand.
                        area.name = format!("{} of {}", area.name, release.name);
                    }
                    found.areas.push(area);
                    found.areas.len() - 1
                });
                numbers.insert(ground.code.clone(), number);
            }
            found.of_release.push(numbers);
        }
        let bounds: Vec<Option<Rect<f64>>> = found
            .areas
            .iter()
            .map(|area| area.outline.bounding_rect())
            .collect();
        // Of areas that the truth knows, the truth says which events count there.
        let known: Vec<bool> = (found.areas.iter())
            .map(|area| truth.areas.iter().any(|own| is_same(own, area)))
            .collect();
        let mut kinds: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
        for point in lattice(&bounds) {
            let set: BTreeSet<usize> = (0..bounds.len())
                .filter(|area| found.holds(*area, &bounds, point))
                .collect();
            if !set.is_empty() {
                let next = kinds.len();
                kinds.entry(set).or_insert(next);
            }
        }
        for event in &truth.events {
            let point = Point::new(event.at.0, event.at.1);
            let mut set: BTreeSet<usize> = (0..bounds.len())
                .filter(|area| {
                    if known[*area] {
                        event.codes.contains(&found.areas[*area].code)
                    } else {
                        found.holds(*area, &bounds, point)
                    }
                })
                .collect();
            // What lies on a boundary and inside none counts in the touching area whose code comes first.
            for numbers in &found.of_release {
                if numbers.values().all(|area| !set.contains(area)) {
                    let touching = |area: &&usize| {
                        !known[**area] && found.areas[**area].outline.intersects(&point)
                    };
                    set.extend(numbers.values().find(touching));
                }
            }
            let next = kinds.len();
            let zone = (!set.is_empty()).then(|| *kinds.entry(set).or_insert(next));
            found.of_event.push(zone);
        }
        found.zones = vec![BTreeSet::new(); kinds.len()];
        for (set, number) in kinds {
            found.zones[number] = set;
        }
        found
    }

    fn holds(&self, area: usize, bounds: &[Option<Rect<f64>>], point: Point<f64>) -> bool {
        bounds[area].is_some_and(|bounds| bounds.contains(&point))
            && self.areas[area].outline.contains(&point)
    }

    /// The number of an area of a release.
    pub fn area(&self, release: usize, code: &str) -> Option<usize> {
        self.of_release.get(release)?.get(code).copied()
    }

    /// The zones of an area, ascending.
    pub fn of_area(&self, release: usize, code: &str) -> Vec<usize> {
        let area = self.area(release, code);
        area.map_or_else(Vec::new, |area| self.inside(area))
    }

    /// The zones of an area by its number, ascending.
    pub fn inside(&self, area: usize) -> Vec<usize> {
        let zones = self.zones.iter().enumerate();
        zones
            .filter(|(_, set)| set.contains(&area))
            .map(|(zone, _)| zone)
            .collect()
    }

    /// The zones of the study area of a release, ascending.
    pub fn of_study(&self, release: usize) -> Vec<usize> {
        let numbers: BTreeSet<usize> = self
            .of_release
            .get(release)
            .into_iter()
            .flat_map(BTreeMap::values)
            .copied()
            .collect();
        let zones = self.zones.iter().enumerate();
        zones
            .filter(|(_, set)| !set.is_disjoint(&numbers))
            .map(|(zone, _)| zone)
            .collect()
    }

    /// The true count of these groups in these zones, in the months that are let in.
    pub fn count(
        &self,
        truth: &Truth,
        zones: &[usize],
        groups: &[bool],
        within: impl Fn(&str) -> bool,
    ) -> u64 {
        let counted = truth
            .events
            .iter()
            .zip(&self.of_event)
            .filter(|(event, zone)| {
                zone.is_some_and(|zone| zones.binary_search(&zone).is_ok())
                    && groups.get(event.group) == Some(&true)
                    && within(event.month())
            });
        counted.count() as u64
    }

    /// Each event's zone, in the order of the truth.
    pub fn of_events(&self) -> &[Option<usize>] {
        &self.of_event
    }
}

/// Whether two areas are one: the same code, and outlines that differ by no more than the digits of a format.
fn is_same(a: &Ground, b: &Ground) -> bool {
    if a.code != b.code {
        return false;
    }
    let (large, small) = (a.outline.unsigned_area(), b.outline.unsigned_area());
    let near = match (a.outline.centroid(), b.outline.centroid()) {
        (Some(a), Some(b)) => (a.x() - b.x()).abs() < 1.0 && (a.y() - b.y()).abs() < 1.0,
        (None, None) => true,
        _ => false,
    };
    near && (large - small).abs() <= 1e-4 * large.max(small) + 1.0
}

/// A lattice over all areas, and a small one over each, so that small areas are met too.
fn lattice(bounds: &[Option<Rect<f64>>]) -> Vec<Point<f64>> {
    let known = || bounds.iter().flatten();
    let least = |of: fn(&Rect<f64>) -> f64| known().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Rect<f64>) -> f64| known().map(of).fold(f64::NEG_INFINITY, f64::max);
    if known().next().is_none() {
        return Vec::new();
    }
    let all = Rect::new(
        (least(|r| r.min().x), least(|r| r.min().y)),
        (most(|r| r.max().x), most(|r| r.max().y)),
    );
    let mut points = Vec::new();
    let mut cover = |rect: &Rect<f64>, side: usize| {
        for row in 0..side {
            for column in 0..side {
                // Odd fractions, so that points seldom fall on edges that lie on round numbers.
                let share = |at: usize| (at as f64 + 0.4871) / side as f64;
                points.push(Point::new(
                    rect.min().x + share(column) * rect.width(),
                    rect.min().y + share(row) * rect.height(),
                ));
            }
        }
    };
    cover(&all, LATTICE);
    for rect in known() {
        cover(rect, LATTICE / 5);
    }
    points
}

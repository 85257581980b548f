//! The circular scan, from units to clusters.

use super::monte_carlo::{p_value, simulated_maxima};
use super::search::{Found, most_likely};
use super::study::{ScanParams, Study};
use super::zones::Zones;
use crate::metres::{Metres, Position};
use crate::value::{Reason, Value};

/// A circle that holds more cases than its share of the population.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The unit at its centre; of the centres whose circles hold the same units the lowest, as `SaTScan` has it.
    pub centre: usize,
    /// The distance from the centre to the furthest member; zero for a single unit.
    pub radius: Metres,
    /// The units inside, ascending. Units at exactly the radius are taken in by index, so that one there may be outside.
    pub members: Vec<u32>,
    /// The cases inside, c.
    pub observed: u64,
    /// The cases expected inside, e = T · population inside / population, T the cases on the whole map.
    pub expected: f64,
    /// The rate inside over the rate outside, (c/e) / ((T − c)/(T − e)); undefined where there is no case outside.
    pub relative_risk: Value<f64>,
    /// The log likelihood ratio.
    pub llr: f64,
    /// How often a map by chance holds as high a ratio anywhere: (1 + #{maxima ≥ llr}) / (replicates + 1).
    pub p: f64,
}

/// Kulldorff's circular scan for high rates under the Poisson model (1997, doi:10.1080/03610929708831995): the most
/// likely cluster first, then the next highest ratios, each disjoint from all before it.
///
/// # Parameters
///
/// One position, count of cases and population at risk (any unit: people, households, square metres of a cell) per unit.
///
/// # Algorithm
///
/// 1. Zones: around each unit all units by (squared distance, lower index); every prefix with at most
///    `max_share` of the population is a zone. The same set around several centres is one zone.
/// 2. Each zone is scored by [`log_likelihood_ratio`](super::log_likelihood_ratio). Of equal scores (within 1e-9, beyond which
///    is rounding) the zone of fewer units comes first, then of lower indices. Scores of zero make no cluster.
/// 3. `replicates` maps are drawn: the same cases, each in a unit with the probability of its population. A cluster's
///    p compares its score to the highest score of each map, which allows for all the zones looked at; for the clusters
///    after the first that is conservative.
///
/// # Returns
///
/// At most `most_clusters` clusters, significant or not; none where no zone holds more than is expected. Undefined for a
/// parameter out of range, for lengths that differ, or a population that is negative, not finite or too small to make a
/// rate ([`Reason::BadInput`]), without cases, with a single one ([`Reason::TooFewEvents`]), with cases where nobody is at
/// risk ([`Reason::EventsWithoutExposure`]), where no zone is small enough ([`Reason::TooFewUnits`]), and where the
/// neighbours would take more than [`MOST_ENTRIES`](super::MOST_ENTRIES) entries of four bytes or the cases more than 31
/// bits ([`Reason::TooLarge`]).
///
/// # Complexity
///
/// With n units and m ≤ n²/2 entries of neighbours: time O(n² + m log m + replicates · (m + cases)), memory 4 m bytes and
/// 128 n (256 n from 32,768 cases) a thread. The same on any number of threads.
///
/// ```
/// use hotspur_core::{Position, scan::{ScanParams, circular_scan}};
/// let positions: Vec<Position> = (0..6).filter_map(|i| Position::new(f64::from(i) * 100.0, 0.0)).collect();
/// let found = circular_scan(&positions, &[1, 9, 8, 1, 0, 1], &[10.0; 6], &ScanParams::default());
/// let clusters = found.known().unwrap();
/// assert_eq!(clusters[0].members, [1, 2]);
/// assert!(clusters[0].p < 0.05);
/// ```
#[must_use]
pub fn circular_scan(
    positions: &[Position],
    cases: &[u64],
    population: &[f64],
    params: &ScanParams,
) -> Value<Vec<Cluster>> {
    match clusters(positions, cases, population, params) {
        Ok(clusters) => Value::Known(clusters),
        Err(reason) => Value::Undefined(reason),
    }
}

fn clusters(
    positions: &[Position],
    cases: &[u64],
    population: &[f64],
    params: &ScanParams,
) -> Result<Vec<Cluster>, Reason> {
    let study = Study::new(positions, cases, population, params)?;
    let zones = Zones::of(&study)?;
    let found = disjoint(&study, &zones, params.most_clusters);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let maxima = simulated_maxima(&study, &zones, params);
    Ok(found
        .into_iter()
        .map(|found| cluster(found, study.total, &maxima))
        .collect())
}

/// The best zone, then the best of those that it does not touch, and so on.
fn disjoint(study: &Study, zones: &Zones, most: usize) -> Vec<Found> {
    let mut taken = vec![false; study.cases.len()];
    let mut accepted = Vec::new();
    while accepted.len() < most {
        let Some(found) = most_likely(study, zones, &taken) else {
            break;
        };
        for member in &found.members {
            taken[*member as usize] = true;
        }
        accepted.push(found);
    }
    accepted
}

fn cluster(found: Found, total: u64, maxima: &[f64]) -> Cluster {
    let inside = found.cases as f64 / found.expected;
    let outside = (total - found.cases) as f64 / (total as f64 - found.expected);
    Cluster {
        centre: found.centre,
        radius: Metres(found.radius_squared.sqrt()),
        p: p_value(found.llr, maxima),
        members: found.members,
        observed: found.cases,
        expected: found.expected,
        relative_risk: Value::ratio(inside, outside, Reason::NoReference),
        llr: found.llr,
    }
}

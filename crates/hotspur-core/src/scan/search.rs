//! The zone with the highest likelihood ratio among those that no accepted cluster touches.

use rayon::prelude::*;

use super::likelihood::{SLACK, ratio};
use super::study::Study;
use super::zones::Zones;

/// A zone: the first `length` neighbours of a centre.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub centre: usize,
    pub length: usize,
    /// The squared radius, in square metres.
    pub radius_squared: f64,
    pub members: Vec<u32>,
    pub cases: u64,
    pub expected: f64,
    pub llr: f64,
}

/// The best zone without a taken unit, if any has a ratio above zero. Of equal ratios the zone of fewer units, then of
/// lower indices; of the circles around the same units the one of the lowest centre. Time O(entries of the zones).
pub(super) fn most_likely(study: &Study, zones: &Zones, taken: &[bool]) -> Option<Found> {
    let best_of_centres: Vec<f64> = zones
        .orders()
        .par_iter()
        .map(|order| {
            scored(study, order, taken)
                .map(|score| score.llr)
                .fold(0.0, f64::max)
        })
        .collect();
    let best = best_of_centres.iter().copied().fold(0.0, f64::max);
    if best <= 0.0 {
        return None;
    }
    let enough = best * (1.0 - SLACK);
    let mut found: Option<Found> = None;
    for (centre, order) in zones.orders().iter().enumerate() {
        if best_of_centres[centre] < enough {
            continue;
        }
        let Some(score) = scored(study, order, taken).find(|score| score.llr >= enough) else {
            continue;
        };
        if found
            .as_ref()
            .is_some_and(|found| found.length < score.length)
        {
            continue;
        }
        let candidate = describe(study, centre, order, &score);
        if found
            .as_ref()
            .is_none_or(|found| precedes(&candidate, found))
        {
            found = Some(candidate);
        }
    }
    found
}

struct Score {
    length: usize,
    cases: u64,
    expected: f64,
    llr: f64,
}

/// The zones of a centre in growing order, until a taken unit ends them. A zone whose last unit holds no case is left out:
/// the zone without that unit scores at least as high and is smaller.
fn scored<'a>(
    study: &'a Study,
    order: &'a [u32],
    taken: &'a [bool],
) -> impl Iterator<Item = Score> + 'a {
    let total = study.total as f64;
    let (mut cases, mut people) = (0, 0.0);
    order
        .iter()
        .map(|unit| *unit as usize)
        .take_while(|unit| !taken[*unit])
        .enumerate()
        .filter_map(move |(before, unit)| {
            cases += study.cases[unit];
            people += study.population[unit];
            let expected = people * study.rate;
            (study.cases[unit] > 0).then(|| Score {
                length: before + 1,
                cases,
                expected,
                llr: ratio(cases as f64, expected, total),
            })
        })
}

fn describe(study: &Study, centre: usize, order: &[u32], score: &Score) -> Found {
    let mut members = order[..score.length].to_vec();
    let furthest = members.last().map_or(centre, |unit| *unit as usize);
    members.sort_unstable();
    Found {
        centre,
        length: score.length,
        radius_squared: study.positions[centre].distance_squared(study.positions[furthest]),
        members,
        cases: score.cases,
        expected: score.expected,
        llr: score.llr,
    }
}

/// Centres come in ascending order, so that of two circles around the same units the first found stays.
fn precedes(candidate: &Found, found: &Found) -> bool {
    candidate
        .length
        .cmp(&found.length)
        .then_with(|| candidate.members.cmp(&found.members))
        .is_lt()
}

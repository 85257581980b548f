//! Bands, metric and permutations of near repeats, with their defaults.

use hotspur_core::Metres;
use hotspur_core::answer::RepeatAsk;
use hotspur_core::repeat::{Metric, Nearness, Permutations, SpaceBands, TimeBands};

use super::super::defaults;
use super::AskError;
use crate::study::{RepeatsSection, Study};

/// Ends of the bands of distance: within sight, a street, a few streets.
const METRES: [f64; 4] = [100.0, 200.0, 300.0, 400.0];

/// Ends of the bands of time: four weeks, one by one.
const DAYS: [u32; 4] = [7, 14, 21, 28];

/// Permutations of the times.
const PERMUTATIONS: u32 = 999;

/// Most permutations that are drawn.
const MOST_PERMUTATIONS: u32 = 99_999;

/// What is asked of repeats, every default filled in.
pub fn repeats(section: &RepeatsSection, study: &Study) -> Result<RepeatAsk, AskError> {
    let metres = if section.metres.is_empty() {
        METRES.to_vec()
    } else {
        section.metres.clone()
    };
    let metres: Vec<Metres> = metres.into_iter().map(Metres).collect();
    let days = if section.days.is_empty() {
        DAYS.to_vec()
    } else {
        section.days.clone()
    };
    let bands = |which, error: hotspur_core::repeat::BandsError| AskError::Bands {
        which,
        why: error.to_string(),
    };
    let metric = match section.metric.as_deref() {
        None | Some("euclidean") => Metric::Euclidean,
        Some("manhattan") => Metric::Manhattan,
        Some(other) => return Err(AskError::Metric(other.to_owned())),
    };
    let replicates = section.permutations.unwrap_or(PERMUTATIONS);
    if replicates == 0 || replicates > MOST_PERMUTATIONS {
        return Err(AskError::Permutations {
            asked: replicates,
            most: MOST_PERMUTATIONS,
        });
    }
    let near = Nearness {
        space: SpaceBands::new(&metres).map_err(|error| bands("--bands", error))?,
        time: TimeBands::new(&days).map_err(|error| bands("--days", error))?,
        metric,
    };
    let permutations = Permutations {
        replicates,
        seed: study.seed.unwrap_or(defaults::SEED),
        unit: 0,
    };
    Ok(RepeatAsk {
        near: Some((near, permutations)),
    })
}

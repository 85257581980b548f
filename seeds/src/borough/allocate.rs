//! How many incidents of each type each ward gets.

use hotspur_core::stream;

use super::draw::multinomial;
use super::offences::{Exposure, Offence};
use super::wards::{Planted, WARDS};

/// No ward planted as hot may come out above this many tenths of the plain wards' rate.
const CEILING_IN_TENTHS: u64 = 16;

/// Nor, in robbery, below this many.
const FLOOR_OF_ROBBERY_IN_TENTHS: u64 = 12;

/// Draws that may be thrown away before the last one is kept; far more than any seed needs.
const PATIENCE: u64 = 5_000;

/// What divides a ward's rate of an offence.
#[must_use]
pub fn exposure(offence: Offence, ward: usize) -> u64 {
    match offence.exposure() {
        Exposure::Households => u64::from(WARDS[ward].households),
        Exposure::Residents => u64::from(WARDS[ward].residents),
    }
}

/// The incidents of each ward: a multinomial draw given the printed total, by exposure times the planted ratio.
///
/// A draw in which a hot ward lies above 1.6 times the plain wards is thrown away, so that no ward owes its flag to a
/// lucky draw: the sample is a harder case than independent counts at the same planted ratios. Robbery is so
/// rare that this alone would leave the hot wards plain, so there a draw below 1.2 is thrown away as well; no priority theme
/// holds robbery.
#[must_use]
pub fn by_ward(offence: Offence, seed: u64) -> Vec<u32> {
    let weights: Vec<u64> = (0..WARDS.len())
        .map(|ward| {
            let declared = &WARDS[ward];
            exposure(offence, ward) * offence.planted_ratio(declared.planted)
        })
        .collect();
    let mut counts = Vec::new();
    for replicate in 0..PATIENCE {
        let mut rng = stream(seed, unit(offence), replicate);
        counts = multinomial(&mut rng, offence.totals().inside(), &weights);
        if within_bounds(offence, &counts) {
            break;
        }
    }
    counts
}

/// The stream unit of an offence's ward totals.
const fn unit(offence: Offence) -> u64 {
    100 + offence as u64
}

fn within_bounds(offence: Offence, counts: &[u32]) -> bool {
    let (mut events, mut exposed) = (0, 0);
    for (ward, declared) in WARDS.iter().enumerate() {
        if matches!(declared.planted, Planted::Plain | Planted::Pocket) {
            events += u64::from(counts[ward]);
            exposed += exposure(offence, ward);
        }
    }
    let floor = if offence == Offence::Robbery {
        FLOOR_OF_ROBBERY_IN_TENTHS
    } else {
        0
    };
    WARDS.iter().enumerate().all(|(ward, declared)| {
        let here = u64::from(counts[ward]) * exposed * 10;
        let plain = events * exposure(offence, ward);
        declared.planted != Planted::Hot
            || (floor * plain..=CEILING_IN_TENTHS * plain).contains(&here)
    })
}

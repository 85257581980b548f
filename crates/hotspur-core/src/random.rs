//! Random numbers that depend on what they are drawn for, never on who draws first.

use rand::SeedableRng;
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus, rand_core::Rng};

/// The generator of every random draw in Hotspur.
pub type Stream = Xoshiro256PlusPlus;

/// The stream of one replicate of one unit under one seed: the same numbers on any thread, in any order.
///
/// The three keys are mixed one after another through SplitMix64, whose output function is a bijection with
/// full avalanche, so that neighbouring units and replicates share nothing that shows
/// (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195; Blackman & Vigna 2021, doi:10.1145/3460772).
///
/// ```
/// use hotspur_core::stream;
/// use rand::Rng;
/// assert_eq!(stream(1, 2, 3).next_u64(), stream(1, 2, 3).next_u64());
/// assert_ne!(stream(1, 2, 3).next_u64(), stream(1, 3, 2).next_u64());
/// ```
#[must_use]
pub fn stream(seed: u64, unit: u64, replicate: u64) -> Stream {
    let mixed = mix(mix(mix(seed) ^ unit) ^ replicate);
    Stream::seed_from_u64(mixed)
}

fn mix(key: u64) -> u64 {
    SplitMix64::seed_from_u64(key).next_u64()
}

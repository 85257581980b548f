//! Draws from a stream by integer arithmetic alone, so that no library's sampling method reaches the sample's bytes.

use hotspur_core::Stream;
use rand::Rng;

/// A whole number in `0..bound` (0 if `bound` is 0), by the high half of a 128-bit product (Lemire 2019, doi:10.1145/3230636,
/// without the rejection step: the bias is below bound / 2^64).
pub fn below(rng: &mut Stream, bound: u64) -> u64 {
    let product = u128::from(rng.next_u64()) * u128::from(bound);
    u64::try_from(product >> 64).unwrap_or(0)
}

/// An index in `0..len` (0 if `len` is 0).
pub fn index(rng: &mut Stream, len: usize) -> usize {
    usize::try_from(below(rng, len as u64)).unwrap_or(0)
}

/// A whole number in `low..=high`.
pub fn between(rng: &mut Stream, low: i32, high: i32) -> i32 {
    let span = u64::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(0);
    low + i32::try_from(below(rng, span)).unwrap_or(0)
}

/// An index drawn with probability proportional to its weight; 0 if all weights are zero.
pub fn weighted(rng: &mut Stream, weights: &[u64]) -> usize {
    let mut left = below(rng, weights.iter().sum());
    for (position, &weight) in weights.iter().enumerate() {
        if left < weight {
            return position;
        }
        left -= weight;
    }
    0
}

/// A choice from a table of (value, weight).
pub fn choose<T: Copy>(rng: &mut Stream, table: &[(T, u64)]) -> Option<T> {
    let mut left = below(rng, table.iter().map(|(_, weight)| weight).sum());
    for &(value, weight) in table {
        if left < weight {
            return Some(value);
        }
        left -= weight;
    }
    None
}

/// How often each index comes up in `total` draws: a multinomial count.
pub fn multinomial(rng: &mut Stream, total: u32, weights: &[u64]) -> Vec<u32> {
    let mut counts = vec![0; weights.len()];
    for _ in 0..total {
        counts[weighted(rng, weights)] += 1;
    }
    counts
}

/// Puts a list in random order (Fisher and Yates).
pub fn shuffle<T>(rng: &mut Stream, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, index(rng, last + 1));
    }
}

/// `total` flags of which exactly `yes` are true, in random order.
pub fn quota(rng: &mut Stream, total: usize, yes: usize) -> Vec<bool> {
    let mut flags: Vec<bool> = (0..total).map(|position| position < yes).collect();
    shuffle(rng, &mut flags);
    flags
}

//! Sets of offence groups whose count follows from sums and differences of what is counted, whatever is counted where.
//!
//! A set follows exactly where its indicator is a linear combination of the indicators of what is counted. In reduced row
//! echelon form a combination is told by its entries at the pivots, so of a set these are 0 or 1, and with r pivots there are
//! at most 2^r sets: all of them are tried. Arithmetic is modulo a prime above every minor of such a matrix, so that nothing is
//! rounded.

use std::collections::BTreeSet;

/// Above any minor of a 0/1 matrix with [`MOST`] rows (Hadamard's bound), and its square fits 64 bits.
const PRIME: u64 = (1 << 31) - 1;

/// Pivots at most: 65,536 sets are tried.
const MOST: usize = 16;

/// The sets of groups, each ascending, that follow from what is counted; none where more than sixteen things counted are
/// independent of each other. `held` lists the groups of each thing counted.
///
/// Time O(2^r · r · groups).
///
/// ```
/// use hotspur_core::disclosure::sums;
/// // Three things that share their groups two by two give away each group: (ab + bc - ac) / 2 is b.
/// let found = sums(&[vec![0, 1], vec![1, 2], vec![0, 2]], 3);
/// assert!(found.contains(&vec![1]) && found.contains(&vec![0, 1, 2]));
/// // Of all less three themes the rest follows, which no two of them tell.
/// let found = sums(&[vec![0, 1, 2, 3, 4, 5], vec![0], vec![1], vec![2]], 6);
/// assert!(found.contains(&vec![3, 4, 5]) && !found.contains(&vec![3, 4]));
/// ```
#[must_use]
pub fn sums(held: &[Vec<usize>], groups: usize) -> Vec<Vec<usize>> {
    let rows = echelon(held, groups);
    if rows.len() > MOST {
        return Vec::new();
    }
    let sets = (1_u32..1 << rows.len()).filter_map(|chosen| combination(&rows, chosen, groups));
    let sets: BTreeSet<Vec<usize>> = sets.collect();
    sets.into_iter().collect()
}

/// Each group by itself, and of any two things counted what both hold, what either holds, and what one holds without the other:
/// the sums that people ask for, whether they follow or not.
#[must_use]
pub fn pairs(held: &[Vec<usize>], groups: usize) -> BTreeSet<Vec<usize>> {
    let mut found: BTreeSet<Vec<usize>> = (0..groups).map(|group| vec![group]).collect();
    for one in held {
        for other in held {
            let (both, alone): (Vec<usize>, Vec<usize>) =
                one.iter().partition(|group| other.contains(group));
            let mut either: Vec<usize> = other.iter().chain(&alone).copied().collect();
            either.sort_unstable();
            found.extend([both, alone, either]);
        }
    }
    found.retain(|set| !set.is_empty());
    found
}

/// The reduced row echelon form of the indicators, without rows of zeros.
fn echelon(held: &[Vec<usize>], groups: usize) -> Vec<Vec<u64>> {
    let mut rows: Vec<Vec<u64>> = Vec::new();
    for set in held {
        let mut row: Vec<u64> = (0..groups)
            .map(|group| u64::from(set.contains(&group)))
            .collect();
        for known in &rows {
            let factor = pivot(known).map_or(0, |pivot| row[pivot]);
            subtract(&mut row, known, factor);
        }
        let Some(at) = pivot(&row) else { continue };
        let inverse = power(row[at], PRIME - 2);
        row.iter_mut()
            .for_each(|entry| *entry = *entry * inverse % PRIME);
        for known in &mut rows {
            let factor = known[at];
            subtract(known, &row, factor);
        }
        rows.push(row);
    }
    rows
}

fn pivot(row: &[u64]) -> Option<usize> {
    row.iter().position(|entry| *entry != 0)
}

fn subtract(row: &mut [u64], other: &[u64], factor: u64) {
    for (entry, other) in row.iter_mut().zip(other) {
        *entry = (*entry + (PRIME - factor) * other) % PRIME;
    }
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut product = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            product = product * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    product
}

/// The set whose pivots are those chosen, if there is one.
fn combination(rows: &[Vec<u64>], chosen: u32, groups: usize) -> Option<Vec<usize>> {
    let mut set = Vec::new();
    for group in 0..groups {
        let entries = (rows.iter().enumerate()).filter(|(row, _)| chosen >> row & 1 == 1);
        match entries.fold(0, |sum, (_, row)| (sum + row[group]) % PRIME) {
            0 => {}
            1 => set.push(group),
            _ => return None,
        }
    }
    Some(set)
}

//! Rows that bear the id of another row.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hotspur_core::Texts;
use rayon::prelude::*;

use super::numbering::Usable;

/// Counts the ids that another had before them: all of them, less the distinct ones.
///
/// Sorts numbers that equal ids share, and compares as texts only the ids that share one.
pub fn count_repeats(files: &[&Texts]) -> u64 {
    let hash = FixedState::default();
    let ids = || files.iter().flat_map(|file| file.iter());
    let mut hashes: Vec<u64> = ids().map(|id| hash.hash_one(id)).collect();
    hashes.par_sort_unstable();
    let shared: Vec<u64> = hashes
        .chunk_by(|one, other| one == other)
        .filter(|alike| alike.len() > 1)
        .map(|alike| alike[0])
        .collect();
    if shared.is_empty() {
        return 0;
    }
    let mut alike: Vec<&str> = ids()
        .filter(|id| shared.binary_search(&hash.hash_one(id)).is_ok())
        .collect();
    let all = alike.len();
    alike.par_sort_unstable();
    alike.dedup();
    (all - alike.len()) as u64
}

/// Counts the rows whose id another row had before them, and marks them as dropped if `drop` says so.
///
/// Of the rows with one id the first stands: by month, then by content in the order of the table (so that a located
/// row stands before an unlocated one), then by file and line. The order in which files were given or rows written
/// decides only between rows that are equal. Rows without an id never repeat one.
///
/// `rows` are in the order of the table.
pub fn mark_repeats(rows: &mut [Usable], drop: bool) -> u64 {
    let mut with_id: Vec<(u32, hotspur_core::Month, usize)> = rows
        .iter()
        .enumerate()
        .filter_map(|(position, one)| one.row.id.map(|id| (id, one.month, position)))
        .collect();
    with_id.sort_unstable();
    let mut repeated = 0;
    let mut last = None;
    for (id, _, position) in with_id {
        if last == Some(id) {
            repeated += 1;
            if let Some(one) = rows.get_mut(position) {
                one.dropped = drop;
            }
        }
        last = Some(id);
    }
    repeated
}

//! Equal rows told as one with their number, so that memory follows what differs and not how often it comes.
//!
//! What single rows alone can tell is lost: ids, and every line but the first; sources too, unless they are asked for.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use hotspur_core::Texts;

use super::coordinates::{fault, written};
use super::error::IncidentError;
use super::file::{FileRow, NONE};
use super::gather::Gathered;
use super::rejections::Rejections;
use super::table::{REJECTED_KEPT, Rejection};

/// Equal rows: place, offence type, time, label, attributes and, where they are asked for, sources agree.
#[derive(Debug, Clone, Copy)]
struct Run {
    coordinate: u32,
    kind: u32,
    dated: u32,
    label: u32,
    attributes: u32,
    source: u32,
    count: u32,
    line: u64,
}

impl Run {
    fn key(&self) -> (u64, u64, u64) {
        let pair = |one: u32, other: u32| u64::from(one) << 32 | u64::from(other);
        (
            pair(self.coordinate, self.dated),
            pair(self.kind, self.label),
            pair(self.attributes, self.source),
        )
    }
}

/// The rows of a file as runs.
#[derive(Debug, Default)]
pub struct Merged {
    runs: HashTable<Run>,
    hash: FixedState,
    /// The first rows of each reason whose coordinate cannot be, as degrees (`true`) or as metres: which of the two they are is
    /// known only when all have been read.
    doubtful: BTreeMap<(bool, Rejection), Vec<(u64, u32)>>,
    /// The coordinate of the row of each id.
    of_id: Vec<u32>,
}

impl Merged {
    /// Takes rows in the order of the file.
    pub fn add(&mut self, rows: impl Iterator<Item = FileRow>) -> Result<(), IncidentError> {
        let hash = |run: &Run| self.hash.hash_one(run.key());
        for row in rows {
            if row.id != NONE {
                self.of_id.push(row.coordinate);
            }
            let run = Run {
                coordinate: row.coordinate,
                kind: row.kind,
                dated: row.dated,
                label: row.label,
                attributes: row.attributes,
                source: row.source,
                count: row.count,
                line: row.line,
            };
            let same = |other: &Run| other.key() == run.key();
            match self.runs.entry(hash(&run), same, hash) {
                Entry::Occupied(mut before) => {
                    let count = &mut before.get_mut().count;
                    let more = count.checked_add(row.count);
                    *count = more.ok_or(IncidentError::TooManyRows)?;
                }
                Entry::Vacant(empty) => {
                    empty.insert(run);
                }
            }
        }
        Ok(())
    }

    /// Remembers the first rows whose coordinate cannot be. `rows` are those of `next`, with numbers of the file.
    pub fn doubt(&mut self, rows: impl Iterator<Item = FileRow>, next: &Gathered) {
        let faults: Vec<[Option<Rejection>; 2]> = next
            .coordinates
            .iter()
            .map(|(at, _)| [fault(at, false), fault(at, true)])
            .collect();
        if faults.iter().flatten().all(Option::is_none) {
            return;
        }
        for (row, local) in rows.zip(&next.rows) {
            let Some(faults) = faults.get(local.coordinate as usize) else {
                continue;
            };
            for (degrees, reason) in [false, true].into_iter().zip(faults) {
                let Some(reason) = reason else { continue };
                let kept = self.doubtful.entry((degrees, *reason)).or_default();
                if kept.len() < REJECTED_KEPT {
                    kept.push((row.line, row.coordinate));
                }
            }
        }
    }

    /// The rows, but for those whose coordinate has a fault, and the ids of as many.
    pub fn into_rows(
        self,
        degrees: bool,
        faults: &[Option<Rejection>],
        at: &[[f64; 2]],
        ids: Texts,
        rejections: &mut Rejections,
    ) -> (Vec<FileRow>, Texts) {
        let fault = |coordinate: u32| faults.get(coordinate as usize).copied().flatten();
        let mut rows = Vec::with_capacity(self.runs.len());
        let mut rejected: BTreeMap<Rejection, u64> = BTreeMap::new();
        for run in self.runs {
            match fault(run.coordinate) {
                Some(reason) => *rejected.entry(reason).or_default() += u64::from(run.count),
                None => rows.push(FileRow {
                    coordinate: run.coordinate,
                    kind: run.kind,
                    dated: run.dated,
                    label: run.label,
                    attributes: run.attributes,
                    id: NONE,
                    source: run.source,
                    count: run.count,
                    line: run.line,
                }),
            }
        }
        if rejected.is_empty() {
            return (rows, ids);
        }
        for (reason, rows) in rejected {
            let kept = self.doubtful.get(&(degrees, reason)).into_iter().flatten();
            for (line, coordinate) in kept {
                rejections.add(*line, reason, || written(at[*coordinate as usize]));
            }
            let all = rejections.counts.entry(reason).or_default();
            *all = (*all).max(rows);
        }
        let of_usable = ids.iter().zip(&self.of_id);
        let ids = of_usable.filter(|(_, coordinate)| fault(**coordinate).is_none());
        (rows, ids.map(|(id, _)| id).collect())
    }
}

//! The ledger of a run: the account of the reader, completed by where the located rows lie.

use std::collections::BTreeMap;

use hotspur_core::{Incidents, Ledger, Standing, locate};

use super::Prepared;
use crate::incidents::REJECTED_KEPT;
use crate::write::{LedgerFile, LedgerRow, ON_BOUNDARY};

/// The ledger of a run, in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullLedger {
    /// The six counts.
    pub total: Ledger,
    /// The bins of each file.
    pub files: Vec<LedgerFile>,
    /// The rows that are listed: rejected ones by file and line, then those on a boundary.
    pub rows: Vec<LedgerRow>,
    /// Rows beyond the listed ones, by reason.
    pub unlisted: Vec<(String, u64)>,
}

/// The ledger of what was read, without the rest of the analysis.
#[must_use]
pub fn ledger_of(prepared: &Prepared) -> FullLedger {
    let places = prepared.incidents.incidents.places();
    let standings = locate(places, prepared.study_areas());
    full_ledger(prepared, &standings)
}

/// The ledger of what was read, where the standing of each place is known.
#[must_use]
pub fn full_ledger(prepared: &Prepared, standings: &[Standing]) -> FullLedger {
    let read = &prepared.incidents;
    let mut bins: Vec<Ledger> = read
        .table
        .files
        .iter()
        .map(|file| Ledger {
            rows_read: file.rows_read,
            unlocated: file.unlocated,
            rejected: file.rejected(),
            ..Ledger::default()
        })
        .collect();
    for (file, rows) in &read.beyond {
        bins[*file as usize].outside += u64::from(*rows);
    }
    let incidents = &read.incidents;
    for (row, (origin, place)) in (incidents.origin().iter().zip(incidents.place())).enumerate() {
        let rows = u64::from(incidents.count()[row]);
        let bin = &mut bins[origin.file as usize];
        match standings[*place as usize] {
            Standing::Outside => bin.outside += rows,
            Standing::Inside(_) | Standing::InsideSeveral(_) => bin.in_area += rows,
            Standing::OnBoundary(_) => bin.on_boundary += rows,
        }
    }
    let name = |file: u32| {
        read.table.files[file as usize]
            .path
            .to_string_lossy()
            .into_owned()
    };
    let files = (0_u32..)
        .zip(&bins)
        .map(|(number, bin)| LedgerFile {
            file: name(number),
            counts: [
                bin.in_area,
                bin.outside,
                bin.on_boundary,
                bin.unlocated,
                bin.rejected,
            ],
        })
        .collect();
    let mut rows: Vec<LedgerRow> = read
        .table
        .rejected
        .iter()
        .map(|row| LedgerRow {
            file: name(row.file),
            line: row.line,
            bin: "rejected",
            reason: row.reason.as_str().to_owned(),
            value: row.value.clone(),
            rows: 1,
        })
        .collect();
    let boundary = boundary_rows(prepared, standings, incidents, &name);
    let mut unlisted = unlisted_rejections(prepared);
    if boundary.len() > REJECTED_KEPT {
        let beyond = boundary[REJECTED_KEPT..].iter().map(|row| row.rows).sum();
        unlisted.push((ON_BOUNDARY.to_owned(), beyond));
    }
    rows.extend(boundary.into_iter().take(REJECTED_KEPT));
    FullLedger {
        total: bins
            .into_iter()
            .fold(Ledger::default(), |sum, bin| sum + bin),
        files,
        rows,
        unlisted,
    }
}

/// The rows on a boundary, by file and line, each with the area that the tie rule counts it in; equal rows that were told as one
/// stand on the line of the first.
fn boundary_rows(
    prepared: &Prepared,
    standings: &[Standing],
    incidents: &Incidents,
    name: &impl Fn(u32) -> String,
) -> Vec<LedgerRow> {
    let areas = prepared.study_areas().list();
    let mut rows: Vec<(u32, u64, u32, u32)> = incidents
        .origin()
        .iter()
        .zip(incidents.place())
        .zip(incidents.count())
        .filter_map(
            |((origin, place), count)| match standings[*place as usize] {
                Standing::OnBoundary(area) => Some((origin.file, origin.line, area, *count)),
                _ => None,
            },
        )
        .collect();
    rows.sort_unstable();
    rows.into_iter()
        .map(|(file, line, area, count)| LedgerRow {
            file: name(file),
            line,
            bin: ON_BOUNDARY,
            reason: ON_BOUNDARY.to_owned(),
            value: areas[area as usize].code.clone(),
            rows: u64::from(count),
        })
        .collect()
}

/// How many rows of each reason are counted but not listed.
fn unlisted_rejections(prepared: &Prepared) -> Vec<(String, u64)> {
    let table = &prepared.incidents.table;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for file in &table.files {
        for (reason, count) in &file.rejected_by_reason {
            *counts.entry(reason.as_str()).or_default() += count;
        }
    }
    for row in &table.rejected {
        if let Some(count) = counts.get_mut(row.reason.as_str()) {
            *count = count.saturating_sub(1);
        }
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| (reason.to_owned(), count))
        .collect()
}

//! What the terminal says at the end: the ranked areas, the ledger in one line, what to beware of, the paths.

use std::io::{self, Write};

use anyhow::Result;
use comfy_table::{CellAlignment, Table, presets};
use hotspur_io::job::{FullLedger, Outcome, Prepared};
use hotspur_io::report::REPORT_FILE;
use hotspur_io::write::LedgerRecord;
use hotspur_io::write::qgis::PROJECT_FILE;

/// Areas shown at most; the layer holds all of them.
const AREAS_SHOWN: usize = 30;

/// Notes shown at most; the manifest holds all of them.
const NOTES_SHOWN: usize = 5;

/// Prints the end of a run.
pub fn print(outcome: &Outcome) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", ranked_table(outcome))?;
    if outcome.ranking.len() > AREAS_SHOWN {
        writeln!(
            out,
            "… and {} more areas in the layer",
            outcome.ranking.len() - AREAS_SHOWN
        )?;
    }
    for area in outcome
        .ranking
        .iter()
        .filter(|area| area.class == "hotspot")
    {
        writeln!(out, "{}: {}", area.name, area.reasons)?;
    }
    for line in crate::places::lines(outcome) {
        writeln!(out, "{line}")?;
    }
    drop(out);
    print_end(outcome)
}

/// Prints how it was reckoned, what to beware of, and where it is.
pub fn print_end(outcome: &Outcome) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{}", parameters_line(outcome))?;
    writeln!(
        out,
        "{}",
        ledger_line(&outcome.manifest.ledger, outcome.manifest.repeated_ids)
    )?;
    for warning in &outcome.manifest.warnings {
        writeln!(out, "beware: {warning}")?;
    }
    for note in outcome.manifest.notes.iter().take(NOTES_SHOWN) {
        writeln!(out, "note: {note}")?;
    }
    if outcome.manifest.notes.len() > NOTES_SHOWN {
        let more = outcome.manifest.notes.len() - NOTES_SHOWN;
        writeln!(out, "… and {more} more notes in manifest.json")?;
    }
    for folder in &outcome.folders {
        writeln!(out, "wrote {}", folder.display())?;
        for file in (outcome.manifest.tables.iter()).filter(|file| *file == REPORT_FILE) {
            writeln!(out, "read this first: {}", folder.join(file).display())?;
        }
    }
    if outcome
        .manifest
        .tables
        .iter()
        .any(|file| file == PROJECT_FILE)
    {
        for folder in &outcome.folders {
            writeln!(out, "open {} in QGIS", folder.join(PROJECT_FILE).display())?;
        }
    }
    Ok(())
}

/// Prints the ledger of what was read, file by file.
pub fn print_check(prepared: &Prepared, ledger: &FullLedger) -> Result<()> {
    let mut out = io::stdout().lock();
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_header([
        "file",
        "in area",
        "outside",
        "on boundary",
        "unlocated",
        "rejected",
    ]);
    for file in &ledger.files {
        let mut row = vec![file.file.clone()];
        row.extend(file.counts.iter().map(ToString::to_string));
        table.add_row(row);
    }
    align_right(&mut table, 1..6);
    writeln!(out, "{table}")?;
    let record = LedgerRecord::from(ledger.total);
    writeln!(
        out,
        "{}",
        ledger_line(&record, prepared.incidents.table.repeated_ids)
    )?;
    for row in ledger.rows.iter().take(20) {
        writeln!(
            out,
            "{}, line {}: {} {} {:?}",
            row.file, row.line, row.bin, row.reason, row.value
        )?;
    }
    if ledger.rows.len() > 20 {
        writeln!(
            out,
            "… and {} more rows; `hotspur map` lists them in ledger.csv",
            ledger.rows.len() - 20
        )?;
    }
    for note in hotspur_io::job::notes(prepared) {
        writeln!(out, "note: {note}")?;
    }
    for warning in &prepared.areas.warnings {
        writeln!(out, "beware: {warning}")?;
    }
    Ok(())
}

fn ranked_table(outcome: &Outcome) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_header([
        "",
        "area",
        "class",
        "kind",
        "raised in",
        "crimes",
        "incidents",
    ]);
    for (rank, area) in outcome.ranking.iter().take(AREAS_SHOWN).enumerate() {
        table.add_row([
            (rank + 1).to_string(),
            area.name.clone(),
            area.class.to_owned(),
            area.kind.clone(),
            area.raised.join(", "),
            area.crimes.to_string(),
            area.incidents.to_string(),
        ]);
    }
    align_right(&mut table, [0, 5, 6]);
    table
}

/// Numbers stand right.
pub fn align_right(table: &mut Table, columns: impl IntoIterator<Item = usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// Kernel, bandwidth, cell, rule and seed: no default stays silent.
fn parameters_line(outcome: &Outcome) -> String {
    let parameters = &outcome.manifest.parameters;
    let text = |pointer: &str| {
        parameters
            .pointer(pointer)
            .map_or_else(String::new, |value| {
                value.to_string().trim_matches('"').to_owned()
            })
    };
    format!(
        "density: {} kernel, bandwidth {} m ({}), cells of {} m, edge correction {}\nrule: rate ratio ≥ {}, q ≤ {} ({}, {}), ≥ {} events, ≥ {} beyond the expected, {} of the months above the reference, also without the busiest places: {}, located share ≥ {}, ≥ {} months, {} priority themes\ncells: q ≤ {} ({}), ≥ {} times the expected (≥ {} in a cell alone), ≥ {} events; permutations: Moran {}, clusters {}\nseed {}; {}, study area {} km², {} month(s) of data",
        text("/density/kernel"),
        text("/density/bandwidth_m"),
        text("/bandwidth/how"),
        text("/density/cell_m"),
        text("/density_edge_correction"),
        text("/rule/min_rate_ratio"),
        text("/rule/q"),
        text("/correction"),
        text("/alternative"),
        text("/rule/min_events"),
        text("/rule/min_excess"),
        text("/rule/months_share"),
        text("/rule/leave_out_busiest_place"),
        text("/rule/min_located_share"),
        text("/rule/min_months"),
        text("/rule/min_themes"),
        text("/cells/q"),
        text("/cells/correction"),
        text("/cells/min_ratio"),
        text("/cells/min_ratio_of_a_cell_alone"),
        text("/cells/min_events"),
        text("/cells/moran_permutations"),
        text("/cells/cluster_maps_by_chance"),
        text("/seed"),
        text("/crs"),
        text("/study_area/km2"),
        text("/period/months"),
    )
}

/// The ledger in one line.
pub fn ledger_line(ledger: &LedgerRecord, repeated: Option<u64>) -> String {
    let repeated = repeated.map_or_else(
        || "repeated identifiers not looked for".to_owned(),
        |rows| format!("{rows} repeated identifiers"),
    );
    format!(
        "ledger: {} rows read = {} in an area + {} outside + {} on a boundary + {} unlocated + {} rejected ({})",
        ledger.rows_read,
        ledger.in_area,
        ledger.outside,
        ledger.on_boundary,
        ledger.unlocated,
        ledger.rejected,
        repeated
    )
}

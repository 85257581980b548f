//! `targets.csv` of others than the analyst: what the study declares, the counts that they see already, and the word.

use std::io::{self, Write};

use serde_json::Value as Json;

use crate::report::{OpenTargetRow, OpenTargetsView};
use crate::write::{BOUND, inert};

const HEADER: [&str; 13] = [
    "indicator",
    "printed_as",
    "record",
    "part",
    "intended",
    "because",
    "year",
    "baseline_year",
    "baseline",
    "targets",
    "so_far",
    "status",
    "why",
];

/// Writes the table, a row an indicator, and one for each of the recipients' areas in their themes. What binds a group release stands
/// in columns of its own.
pub fn write_open_targets(
    view: &OpenTargetsView,
    binding: &Json,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bound: Vec<(&str, &str)> = (BOUND.into_iter())
        .filter_map(|key| Some((key, binding[key].as_str()?)))
        .collect();
    let mut rows: Vec<Vec<String>> = (view.rows.iter().chain(&view.own))
        .map(|one| row(view, one))
        .collect();
    rows.extend(view.kept_back.iter().map(|title| kept_back(view, title)));
    for row in &mut rows {
        row.extend(bound.iter().map(|(_, said)| inert(said)));
    }
    if rows.iter().flatten().any(|text| !text.is_ascii()) {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEADER.into_iter().chain(bound.iter().map(|(key, _)| *key)))?;
    for row in rows {
        table.write_record(row)?;
    }
    table.flush()
}

fn row(view: &OpenTargetsView, row: &OpenTargetRow) -> Vec<String> {
    let text = |text: Option<&str>| text.map(inert).unwrap_or_default();
    let count = (row.so_far).and_then(|cell| cell.count);
    vec![
        inert(&row.title),
        text(row.code.as_deref()),
        row.record.to_owned(),
        inert(row.area.as_deref().unwrap_or("The study area")),
        row.intended.to_owned(),
        text(row.because.as_deref()),
        view.year.clone(),
        view.baseline_year.clone().unwrap_or_default(),
        text(row.baseline.as_deref()),
        inert(&row.targets.join("; ")),
        count.map(|count| count.to_string()).unwrap_or_default(),
        row.status.to_owned(),
        text(row.why),
    ]
}

/// Nothing of a sensitive indicator but that it is followed.
fn kept_back(view: &OpenTargetsView, title: &str) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    row[0] = inert(title);
    row[3] = "The study area".to_owned();
    row[6].clone_from(&view.year);
    row[11] = "kept back".to_owned();
    row[12] = "sensitive".to_owned();
    row
}

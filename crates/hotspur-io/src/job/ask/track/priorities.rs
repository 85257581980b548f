//! Who raised which theme, from a table of theme, raised_by, and, where they are there, rank, basis, stance and source.

use std::collections::BTreeSet;

use hotspur_core::track::{Basis, Raised};

use super::TrackError;
use super::table::Table;
use crate::write::InputRecord;

/// The most rows, and the most who raised anything: each theme is set against each of them.
const MOST_ROWS: usize = 5_000;
const MOST_RAISERS: usize = 100;

/// Reads a table of priorities.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn priorities(file: &str) -> Result<(Vec<Raised>, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "priorities")?;
    let (theme, raised_by) = (table.needed("theme")?, table.needed("raised_by")?);
    let [rank, basis, stance, source] =
        ["rank", "basis", "stance", "source"].map(|name| table.column(name));
    if let Some(row) = table.rows.get(MOST_ROWS) {
        let why = format!("more than {MOST_ROWS} rows: keep what somebody is to read");
        return Err(table.refused(row.line, why));
    }
    let mut raisers = BTreeSet::new();
    let mut said = Vec::new();
    for row in &table.rows {
        let refuse = |why: String| table.refused(row.line, why);
        for (column, name) in [(theme, "theme"), (raised_by, "raised_by")] {
            if row.text(column).is_empty() {
                return Err(refuse(format!(
                    "{name} is empty: say it, or leave the row out"
                )));
            }
        }
        raisers.insert(row.text(raised_by).to_lowercase());
        if raisers.len() > MOST_RAISERS {
            return Err(refuse(format!(
                "more than {MOST_RAISERS} in raised_by: tell them together"
            )));
        }
        said.push(Raised {
            theme: row.text(theme).to_owned(),
            raised_by: row.text(raised_by).to_owned(),
            basis: match row.optional(basis).to_lowercase().as_str() {
                "" => Basis::of(row.text(raised_by)),
                "evidence" => Basis::Evidence,
                "concern" => Basis::Concern,
                "chosen" => Basis::Chosen,
                other => {
                    return Err(refuse(format!(
                        "basis {other:?} is none: write evidence, concern or chosen"
                    )));
                }
            },
            rank: match row.optional(rank) {
                "" => None,
                text => Some(text.parse().ok().filter(|rank| *rank > 0).ok_or_else(|| {
                    refuse(format!("rank {text:?} is no whole number from 1 on"))
                })?),
            },
            against: match row.optional(stance).to_lowercase().as_str() {
                "" | "for" => false,
                "against" => true,
                other => {
                    return Err(refuse(format!(
                        "stance {other:?} is none: write for or against"
                    )));
                }
            },
            source: row.optional(source).to_owned(),
        });
    }
    Ok((said, input))
}

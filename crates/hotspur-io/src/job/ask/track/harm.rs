//! Weights of harm, from a table of offence_type and weight, with its version in a column or in a line `# version: …`.

use std::collections::BTreeMap;

use hotspur_core::track::{HarmWeight, HarmWeights};

use super::TrackError;
use super::table::Table;
use crate::write::InputRecord;

/// No unit of harm needs more, and sums of squares stay finite.
const MOST_WEIGHT: f64 = 1e12;

/// Reads a table of weights.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn harm(file: &str) -> Result<(HarmWeights, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "harm")?;
    let (kind, weight) = (table.needed("offence_type")?, table.needed("weight")?);
    let (version, source) = (table.column("version"), table.column("source"));
    let remark = |name: &str| {
        let told = |line: &String| {
            let (before, after) = line.split_once(':')?;
            before
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| after.trim().to_owned())
        };
        table.remarks.iter().find_map(told).unwrap_or_default()
    };
    let mut found = HarmWeights {
        version: remark("version"),
        source: remark("source"),
        weights: Vec::new(),
    };
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for row in &table.rows {
        let refuse = |why: String| table.refused(row.line, why);
        let name = row.text(kind);
        if name.is_empty() {
            return Err(refuse(
                "offence_type is empty: name the type, or leave the row out".to_owned(),
            ));
        }
        if let Some(line) = seen.insert(name.to_lowercase(), row.line) {
            return Err(refuse(format!(
                "{name:?} has a weight in line {line} already: leave one of them out"
            )));
        }
        let size: Option<f64> = row.text(weight).parse().ok();
        let size = size.filter(|size| (0.0..=MOST_WEIGHT).contains(size));
        let size = size.ok_or_else(|| {
            refuse(format!(
                "weight {:?} is no number from 0 to {MOST_WEIGHT:e}",
                row.text(weight)
            ))
        })?;
        for (column, word, kept) in [
            (version, "version", &mut found.version),
            (source, "source", &mut found.source),
        ] {
            let text = row.optional(column);
            if text.is_empty() {
                continue;
            }
            if kept.is_empty() {
                text.clone_into(kept);
            } else if kept != text {
                return Err(refuse(format!(
                    "{word} {text:?} stands beside {kept:?}: weights of one table are of one {word}"
                )));
            }
        }
        found.weights.push(HarmWeight {
            offence_type: name.to_owned(),
            weight: size,
        });
    }
    if found.version.is_empty() {
        let why = "it does not tell its version: weights are revised, so write a line \"# version: …\" or a column version";
        return Err(table.refused(1, why.to_owned()));
    }
    Ok((found, input))
}

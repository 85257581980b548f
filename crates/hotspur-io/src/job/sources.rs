//! Several sources side by side: what each recorded, and what two seem to have recorded both.

use hotspur_core::sources::{Nearness, likely_duplicates, source_counts};
use serde_json::{Value as Json, json};

use super::Prepared;
use crate::study::Study;

/// Whether a study names the column of sources: then rows are kept apart by it, and sources are told.
pub fn are_named(study: &Study) -> bool {
    let columns = study.incidents.columns.as_ref();
    columns.is_some_and(|columns| columns.source.is_some())
}

/// What must be known where there are several sources: they are added up, and some rows may be one incident.
pub fn warning(prepared: &Prepared) -> Option<String> {
    if !are_named(&prepared.study) {
        return None;
    }
    let incidents = &prepared.incidents.incidents;
    let counts = source_counts(incidents, &prepared.themes);
    if counts.len() < 2 {
        return None;
    }
    let told: Vec<String> = (counts.iter())
        .map(|source| format!("{} {}", named(&source.source), source.count))
        .collect();
    let near = Nearness::default();
    let both: Vec<String> = likely_duplicates(incidents, &prepared.themes, near)
        .into_iter()
        .map(|pair| {
            let (one, other) = &pair.sources;
            format!("{} in {} and in {}", pair.count, named(one), named(other))
        })
        .collect();
    let likely = match both.is_empty() {
        true => "none seems to be recorded by two of them".to_owned(),
        false => format!(
            "likely the same incident, of one theme, within {:.0} m and {} day or, by month, at one place: {}; [incidents] sources keeps some alone",
            near.metres.0,
            near.days,
            both.join(", ")
        ),
    };
    Some(format!(
        "{} sources are counted together ({}): {likely}",
        counts.len(),
        told.join(", ")
    ))
}

/// The counts of each source by theme; nothing where there is one.
pub fn record(prepared: &Prepared) -> Option<Json> {
    if !are_named(&prepared.study) {
        return None;
    }
    let (read, themes) = (&prepared.incidents, &prepared.themes);
    let counts = source_counts(&read.incidents, themes);
    if counts.len() < 2 {
        return None;
    }
    let sources: Vec<Json> = (counts.iter())
        .map(|source| {
            let of_themes = themes.list().iter().zip(&source.themes);
            let of_themes: serde_json::Map<String, Json> = of_themes
                .map(|(theme, count)| (theme.key.clone(), json!(count)))
                .collect();
            json!({"source": source.source, "located": source.count, "themes": of_themes})
        })
        .collect();
    let shared: Vec<Json> = likely_duplicates(&read.incidents, themes, Nearness::default())
        .into_iter()
        .map(|pair| json!({"sources": [pair.sources.0, pair.sources.1], "count": pair.count}))
        .collect();
    Some(json!({"counts": sources, "likely_duplicates": shared}))
}

fn named(source: &str) -> &str {
    if source.is_empty() {
        "no source"
    } else {
        source
    }
}

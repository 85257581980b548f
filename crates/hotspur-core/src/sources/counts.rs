//! How many incidents each source recorded, theme by theme.

use std::collections::BTreeMap;

use crate::incident::Incidents;
use crate::theme::Themes;

/// The located incidents of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCounts {
    /// Its name; empty for rows that do not say it.
    pub source: String,
    /// How many incidents.
    pub count: u64,
    /// How many of each theme, in the order of the themes.
    pub themes: Vec<u64>,
}

/// The counts of each source, by name. Time O(rows · themes of a row).
///
/// ```
/// use hotspur_core::sources::source_counts;
/// use hotspur_core::{Incidents, Kind, Themes};
/// let themes = Themes::new(Vec::new(), Kind::Crime).unwrap();
/// assert!(source_counts(&Incidents::default(), &themes).is_empty());
/// ```
#[must_use]
pub fn source_counts(incidents: &Incidents, themes: &Themes) -> Vec<SourceCounts> {
    let mut found: BTreeMap<&str, SourceCounts> = BTreeMap::new();
    for row in 0..incidents.len() {
        let events = u64::from(incidents.count()[row]);
        let source = incidents.source(row);
        let counts = found.entry(source).or_insert_with(|| SourceCounts {
            source: source.to_owned(),
            count: 0,
            themes: vec![0; themes.list().len()],
        });
        counts.count += events;
        for theme in themes.of(incidents.offence()[row]) {
            counts.themes[*theme] += events;
        }
    }
    found.into_values().collect()
}

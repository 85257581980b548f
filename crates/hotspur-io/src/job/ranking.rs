//! The areas in the order in which a meeting would take them.

use hotspur_core::{Findings, Question};

/// An area with what the terminal shows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: &'static str,
    /// The keys of the priority themes that it is raised in.
    pub raised: Vec<String>,
    /// Crimes.
    pub crimes: u64,
    /// Incidents.
    pub incidents: u64,
    /// Why.
    pub reasons: String,
}

/// Areas by the number of priority themes they are raised in, then by the sum of their rate ratios there, then by rows.
#[must_use]
pub fn rank(question: &Question, findings: &Findings) -> Vec<Ranked> {
    let mut ranked: Vec<(usize, f64, Ranked)> = question
        .areas
        .list()
        .iter()
        .zip(&findings.evidence.areas)
        .map(|(area, evidence)| {
            let raised: Vec<usize> = (0..evidence.themes.len())
                .filter(|theme| evidence.themes[*theme].raised)
                .collect();
            let strength: f64 = raised
                .iter()
                .filter_map(|theme| evidence.themes[*theme].rr.known())
                .sum();
            let row = Ranked {
                name: area.name.clone(),
                class: evidence.class.as_str(),
                raised: raised
                    .iter()
                    .map(|theme| question.themes.list()[*theme].key.clone())
                    .collect(),
                crimes: evidence.all_crime,
                incidents: evidence.all_incidents,
                reasons: evidence.reasons.clone(),
            };
            (raised.len(), strength, row)
        })
        .collect();
    ranked.sort_by(|a, b| {
        (b.0.cmp(&a.0))
            .then(b.1.total_cmp(&a.1))
            .then((b.2.crimes + b.2.incidents).cmp(&(a.2.crimes + a.2.incidents)))
            .then(a.2.name.cmp(&b.2.name))
    });
    ranked.into_iter().map(|(_, _, row)| row).collect()
}

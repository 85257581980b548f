//! The areas in the order in which a meeting would take them.

use hotspur_core::flag::Class;
use hotspur_core::{Findings, HotspotKind, Question};

/// An area with what the terminal shows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: &'static str,
    /// Its kind, where it is a hotspot, with its rank among its like: attractors are ranked apart.
    pub kind: String,
    /// The keys of the priority themes that it is raised in.
    pub raised: Vec<String>,
    /// Crimes.
    pub crimes: u64,
    /// Incidents.
    pub incidents: u64,
    /// Why.
    pub reasons: String,
}

/// Hotspots first, attractors after the others among them; then areas by the number of priority themes they are raised in, then by the sum of their rate ratios there, then by rows.
#[must_use]
pub fn rank(question: &Question, findings: &Findings) -> Vec<Ranked> {
    let mut ranked: Vec<(usize, f64, bool, Ranked)> = question
        .areas
        .list()
        .iter()
        .zip(&findings.evidence.areas)
        .map(|(area, evidence)| {
            let raised: Vec<usize> = (0..evidence.themes.len())
                .filter(|theme| evidence.themes[*theme].raised)
                .collect();
            let (_, strength) = evidence.strength();
            let row = Ranked {
                name: area.name.clone(),
                class: evidence.class.as_str(),
                kind: match (evidence.kind, evidence.rank) {
                    (Some(kind), Some(rank)) => format!("{} {rank}", kind.as_str()),
                    _ => String::new(),
                },
                raised: raised
                    .iter()
                    .map(|theme| question.themes.list()[*theme].key.clone())
                    .collect(),
                crimes: evidence.all_crime,
                incidents: evidence.all_incidents,
                reasons: evidence.reasons.clone(),
            };
            let attractor = evidence.kind == Some(HotspotKind::Attractor);
            (raised.len(), strength, attractor, row)
        })
        .collect();
    ranked.sort_by(|a, b| {
        (a.2.cmp(&b.2).then(b.0.cmp(&a.0)))
            .then(b.1.total_cmp(&a.1))
            .then((b.3.crimes + b.3.incidents).cmp(&(a.3.crimes + a.3.incidents)))
            .then(a.3.name.cmp(&b.3.name))
    });
    // Attractors come after the other hotspots and before whatever is no hotspot.
    let (hotspots, others): (Vec<_>, Vec<_>) = ranked
        .into_iter()
        .map(|(_, _, _, row)| row)
        .partition(|row| row.class == Class::Hotspot.as_str());
    hotspots.into_iter().chain(others).collect()
}

//! Targets on the page: pictures of each part; words and figures come from the record.

mod drawn;
mod family;

use hotspur_core::{Analyst, Release};
use serde::Serialize;
use serde_json::Value as Json;

use crate::job::{Answer, TARGETS_FILE};
use drawn::{IndicatorView, drawn};
use family::{FunnelView, funnels};

/// The targets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetsView {
    /// The answer as its file holds it.
    pub record: Json,
    /// Months and year of each indicator in the study area.
    pub drawn: Vec<IndicatorView>,
    /// The funnel of each comparison of areas.
    pub family: Vec<Option<FunnelView>>,
}

/// The targets of a release, if they were asked about.
pub fn targets(release: &Release<Analyst>, answers: &[Answer]) -> Option<TargetsView> {
    let answer = answers.iter().find(|answer| answer.file == TARGETS_FILE)?;
    let found = release.answers().targets.as_ref()?;
    Some(TargetsView {
        record: answer.record.clone(),
        drawn: drawn(found),
        family: found.family.as_deref().map(funnels).unwrap_or_default(),
    })
}
